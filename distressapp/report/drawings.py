"""The drawings beside the scores: thermometer, scale and trend, in solid black and hairlines."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from distressapp.core.summary import Drawing
from distressapp.report.marks import Disc, Mark, Shape, Stroke, box, rule
from distressapp.report.pen import Pen, set_lines

DIRECTION: Final = "higher = more distress"
CUTOFF: Final = "cut-off"
_FIGURE: Final = 9.0
"""Between the tube and its figures: a tick close to a 4 would read as minus 4."""
_TUBE: Final = 12.0
_BULB: Final = 9.0
_BAR: Final = 8.0
_DOT: Final = 1.8
_HATCH: Final = 4.0


def thermometer(
    pen: Pen, drawing: Drawing, corner: tuple[float, float], height: float
) -> Iterator[Mark]:
    """As on the screen: 10 on top; zero fills the bulb, blank leaves it empty.

    Args:
        corner: The upper left.
        height: From the top of the tube to the foot of the bulb.
    """
    left, top = corner
    x = left + _BULB
    top += _TUBE / 2
    bottom = top + height - _TUBE / 2 - 2 * _BULB
    pitch = (bottom - top) / (drawing.high - drawing.low)

    def level(points: Fraction | int) -> float:
        return bottom - float(points - drawing.low) * pitch

    is_blank = drawing.value is None
    yield Disc(x=x, y=top, radius=_TUBE / 2, width=1)
    yield Disc(x=x, y=bottom + _BULB + 2, radius=_BULB, width=1, is_black=not is_blank)
    # The tube covers the lower half of its round top and the upper edge of the bulb.
    yield box((x - _TUBE / 2, top), (_TUBE, bottom - top + 5), line=0)
    for side in (x - _TUBE / 2, x + _TUBE / 2):
        yield Stroke(points=((side, top), (side, bottom + 5)), width=1)
    if drawing.value is not None and drawing.value > drawing.low:
        filled = level(drawing.value)
        size = (_TUBE - 4, bottom + 6 - filled)
        yield box((x - _TUBE / 2 + 2, filled), size, line=0, is_black=True)
    for points in range(drawing.low, drawing.high + 1):
        y = level(points)
        start = x + _TUBE / 2
        yield Stroke(points=((start, y), (start + 3, y)), width=0.5)
        is_marked = drawing.value == points
        line = pen.line(str(points), is_strong=is_marked)
        yield pen.words(line, start + _FIGURE, y - line.leading / 2)
    for cutoff in drawing.cutoffs:
        y = level(cutoff)
        half = _TUBE / 2
        yield Stroke(points=((x - half - 4, y), (x + half + 4, y)), width=1.5)
        line = pen.line(CUTOFF)
        yield pen.words(line, x + half + _FIGURE + 1.4 * pen.size, y - line.leading / 2)
    yield from set_lines(
        pen, (pen.line("higher ="), pen.line("more distress")), left, top + height - _TUBE / 2 + 3
    )


def scale(pen: Pen, drawing: Drawing, corner: tuple[float, float], width: float) -> Iterator[Mark]:
    """A bar over its axis, with the cut-offs across it; points already given are hatched."""
    x, top = corner
    level = top + pen.leading
    step = width / (drawing.high - drawing.low)
    yield from _tube(drawing, (x, level), width, over=2.5)
    for cutoff in drawing.cutoffs:
        line = pen.line(str(cutoff))
        middle = x + (cutoff - drawing.low) * step
        yield pen.words(line, middle - line.width / 2, top - 3)
    below = level + _BAR + 1
    high = pen.line(str(drawing.high))
    yield pen.words(pen.line(str(drawing.low)), x, below)
    caption = pen.line(DIRECTION)
    yield pen.words(caption, x + (width - caption.width) / 2, below)
    yield pen.words(high, x + width - high.width, below)


def scale_height(pen: Pen) -> float:
    """What a scale takes from the figures above it to those below."""
    return 2 * pen.leading + _BAR + 1


def bar(pen: Pen, drawing: Drawing, corner: tuple[float, float], width: float) -> Iterator[Mark]:
    """The scale where there is little room: the ends of the axis stand beside the bar."""
    x, top = corner
    low, high = pen.line(str(drawing.low)), pen.line(str(drawing.high))
    yield pen.words(low, x, top)
    start, end = x + low.width + 3, x + width - high.width - 3
    yield from _tube(drawing, (start, top + (pen.leading - _BAR) / 2), end - start, over=1.5)
    yield pen.words(high, end + 3, top)


def _tube(
    drawing: Drawing, corner: tuple[float, float], width: float, *, over: float
) -> Iterator[Mark]:
    x, top = corner
    step = width / (drawing.high - drawing.low)

    def place(points: Fraction | int) -> float:
        return x + float(points - drawing.low) * step

    yield box((x, top), (width, _BAR), line=0.75)
    if drawing.value is not None:
        length = max(place(drawing.value) - x, 1.5)
        yield box((x, top), (length, _BAR), line=0.75, is_black=True)
    elif drawing.at_least is not None:
        yield from _hatched(x, top, place(drawing.at_least))
    for cutoff in drawing.cutoffs:
        points = ((place(cutoff), top - over), (place(cutoff), top + _BAR + over))
        yield Stroke(points=points, width=1.2)


def _hatched(x: float, top: float, end: float) -> Iterator[Mark]:
    """From the left to an open end: at least so much."""
    place = x
    while place + _HATCH <= end:
        yield Stroke(points=((place, top + _BAR), (place + _HATCH, top)), width=0.8)
        place += _HATCH
    yield Stroke(points=((end, top), (end, top + _BAR)), width=0.8)


def trend(
    pen: Pen, drawing: Drawing, corner: tuple[float, float], size: tuple[float, float]
) -> Iterator[Mark]:
    """Earlier scores as a line up to now, the cut-off across, the error around the last."""
    (x, top), (width, height) = corner, size
    left, right = x + 8, x + width - 12
    span = drawing.high - drawing.low

    def level(points: Fraction) -> float:
        inside = min(max(points, Fraction(drawing.low)), Fraction(drawing.high))
        return top + height - float(inside - drawing.low) / span * height

    yield from _arrow(x, top, height)
    yield rule(x, top + height, width - 4)
    for cutoff in drawing.cutoffs[:1]:
        y = level(Fraction(cutoff))
        yield Stroke(points=((left, y), (right + 6, y)), width=0.6, is_dashed=True)
    first, last = drawing.trend[0].day, drawing.trend[-1].day
    days = max((last - first).days, 1)
    points = [
        (left + (right - left) * (each.day - first).days / days, each.value)
        for each in drawing.trend
    ]
    yield from _line([(at, None if value is None else level(value)) for at, value in points])
    at, value = points[-1]
    if value is not None and drawing.noise is not None:
        low, high = level(value - drawing.noise), level(value + drawing.noise)
        yield Stroke(points=((at, high), (at, low)), width=0.75)
        for end in (low, high):
            yield Stroke(points=((at - 2.5, end), (at + 2.5, end)), width=0.75)
    caption = pen.line(DIRECTION)
    yield pen.words(caption, x, top + height + 1)


def _line(points: list[tuple[float, float | None]]) -> Iterator[Mark]:
    before: tuple[float, float] | None = None
    for place, (x, y) in enumerate(points):
        if y is None:
            before = None
            continue
        if before is not None:
            yield Stroke(points=(before, (x, y)), width=0.9)
        before = (x, y)
        is_last = place == len(points) - 1
        yield Disc(x=x, y=y, radius=_DOT + is_last, width=0.8, is_black=is_last)


def _arrow(x: float, top: float, height: float) -> Iterator[Mark]:
    yield Stroke(points=((x, top + height), (x, top)), width=0.5)
    yield Shape(points=((x - 2, top + 4), (x, top - 1), (x + 2, top + 4)), width=0, is_black=True)
