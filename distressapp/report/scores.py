"""The scores: the thermometer in the label column, one row a scale beside it."""

from collections.abc import Iterator
from typing import Final

from distressapp.core.summary import Measure, Summary
from distressapp.report.drawings import bar, scale, scale_height, thermometer, trend
from distressapp.report.grid import MARGIN, Setting
from distressapp.report.marks import Mark, Part, rule
from distressapp.report.pen import ELLIPSIS, Segment, TextLine, height_of, set_lines

_GAP: Final = 4.0
_TREND: Final = 22.0
_MOST_LINES: Final = 2
_DT: Final = "dt.rating"
_TALL: Final = 172.0


def scores(setting: Setting, summary: Summary) -> Part:
    """All rows as one part; they are never cut."""
    rows = [_Row(setting, each) for each in summary.measures]
    between = 1.5 if setting.is_small else _GAP
    lost = _lost_trends(setting, summary)
    height = sum(each.height for each in rows) + 2 * between * (len(rows) - 1) + height_of(lost)
    dt = next((each.drawing for each in summary.measures if each.id == _DT), None)

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        if dt is not None:
            tall = min(height, _TALL) - 2 * setting.body.leading - 4
            marks += thermometer(setting.body, dt, (MARGIN, top + 2), tall)
        grid = setting.grid
        for place, row in enumerate(rows):
            if place:
                marks.append(rule(grid.left(3), top + between, grid.across(3, 12)))
                top += 2 * between
            marks += row.draw(top)
            top += row.height
        marks += set_lines(setting.body, lost, grid.left(6), top)
        return tuple(marks)

    return Part(
        name="scores", x=MARGIN, width=setting.grid.inner, height=height, least=height, draw=draw
    )


def _lost_trends(setting: Setting, summary: Summary) -> tuple[TextLine, ...]:
    """Where the trends are when there is no room to draw them."""
    has_trend = any(each.drawing is not None and each.drawing.trend for each in summary.measures)
    if not setting.is_small or not has_trend:
        return ()
    words = Segment(text=f"Trends {ELLIPSIS} {setting.note}", is_strong=True)
    return setting.body.lines([words], setting.grid.across(6, 12))


class _Row:
    """One scale: name and value, the drawing, the trend, and a line of words."""

    def __init__(self, setting: Setting, measure: Measure) -> None:
        self._setting = setting
        self._measure = measure
        self._drawing = None if setting.is_small else measure.drawing
        self._words = tuple(self._said())
        self._about = setting.body.cut(measure.about, setting.grid.across(3, 5), most=_MOST_LINES)
        self._value = setting.large.line(measure.value, is_strong=True)

    @property
    def height(self) -> float:
        """What the row takes."""
        left = self._setting.large.leading + height_of(self._about)
        if self._has_bar:
            left += self._setting.body.leading
        return max(left, self._trend_height, self._scale_height + height_of(self._words))

    def draw(self, top: float) -> Iterator[Mark]:
        """The row with its top edge there, in reading order."""
        grid, body, large = self._setting.grid, self._setting.body, self._setting.large
        name = large.line(self._measure.name, is_strong=True)
        yield large.words(name, grid.left(3), top)
        edge = grid.left(3) + grid.across(3, 5) - _GAP
        yield large.words(self._value, edge - self._value.width, top)
        yield from set_lines(body, self._about, grid.left(3), top + large.leading)
        if self._has_bar and self._measure.drawing is not None:
            below = top + large.leading + height_of(self._about)
            yield from bar(body, self._measure.drawing, (grid.left(3), below), edge - grid.left(3))
        drawing = self._drawing
        if drawing is not None and not self._is_thermometer:
            yield from scale(body, drawing, (grid.left(6), top), grid.across(6, 9) - _GAP)
        yield from set_lines(body, self._words, grid.left(6), top + self._scale_height)
        if drawing is not None and drawing.trend:
            size = (grid.across(10, 12), _TREND)
            yield from trend(body, drawing, (grid.left(10), top + 3), size)

    @property
    def _is_thermometer(self) -> bool:
        return self._measure.id == _DT

    @property
    def _has_bar(self) -> bool:
        is_asked = self._measure.drawing is not None
        return self._setting.is_small and is_asked and not self._is_thermometer

    @property
    def _has_trend(self) -> bool:
        return self._drawing is not None and bool(self._drawing.trend)

    @property
    def _trend_height(self) -> float:
        return _TREND + self._setting.body.leading + 4 if self._has_trend else 0.0

    @property
    def _scale_height(self) -> float:
        """From the top of the row to its words; they never stand under a trend's caption."""
        if self._drawing is None or self._is_thermometer:
            return (self._setting.large.leading - self._setting.body.leading) / 2
        return max(scale_height(self._setting.body), self._trend_height + 1)

    def _said(self) -> Iterator[TextLine]:
        grid, body, measure = self._setting.grid, self._setting.body, self._measure
        is_beside = self._is_thermometer and self._has_trend
        width = grid.across(6, 9) - _GAP if is_beside else grid.across(6, 12)
        if measure.state:
            yield from body.lines([Segment(text=measure.state, is_strong=True)], width)
        facts = [each for each in (measure.band, measure.cutoff) if each]
        if measure.drawing is not None:
            yield from body.lines([Segment(text="; ".join(facts))], width)
        if measure.change:
            yield from body.lines([Segment(text=measure.change)], width)
