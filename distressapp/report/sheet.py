"""One page for any sitting: parts are measured, set tighter, and only then cut."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.summary import Line, Section, Summary
from distressapp.report.boxes import flags
from distressapp.report.fonts import Typeface
from distressapp.report.foot import foot, gaps_note
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.head import heading, sentence, strip, suicide
from distressapp.report.listing import label, titled, untitled
from distressapp.report.marks import Block, Page, Part, rule
from distressapp.report.pen import Pen
from distressapp.report.scores import scores
from distressapp.report.words import GAPS, strings

_WHOLE: Final = ((9.5, 12.0, 12.0), (9.5, 11.5, 8.0), (9.0, 10.8, 6.0))
"""Size, leading and gap of a page with everything on it, tried in turn."""
_TIGHT: Final = (9.0, 10.4, 4.0)
"""The same where not everything fits."""
_TIGHT_STEPS: Final = ((False, 3), (True, 3), (True, 1), (True, 0))
"""Then: whether drawings are small, and what is left of a list at least."""
_LARGE: Final = (13.0, 16.0)
_BETWEEN_FLAGS: Final = 3.5
_CUT_FIRST: Final = ("own_words", "concerns")
"""What gives way, in this order; flags and scores never do, help only when nothing else is left."""


@frozen
class _Row:
    """Parts that stand side by side, under a hairline if it is ruled."""

    parts: tuple[Part, ...]
    is_ruled: bool = False
    gap: float

    @property
    def height(self) -> float:
        return max(part.height for part in self.parts)

    @property
    def least(self) -> float:
        return max(part.least for part in self.parts)


def sheet(summary: Summary, paper: Paper, face: Typeface) -> Page:
    """The page, as loosely set as it fits."""
    is_whole = all(face.has(each) for each in strings(summary))
    for setting in _settings(summary, Grid(paper=paper), face):
        rows = tuple(_rows(setting, summary, is_whole=is_whole))
        room = _room(setting, summary) - sum(row.gap for row in rows[:-1])
        heights = _cut(rows, room, _names(setting))
        if sum(heights) <= room:
            break
    return _placed(setting, summary, rows, heights)


def _settings(summary: Summary, grid: Grid, face: Typeface) -> Iterator[Setting]:
    large = Pen(face=face, size=_LARGE[0], leading=_LARGE[1])
    for size, leading, gap in _WHOLE:
        body = Pen(face=face, size=size, leading=leading)
        yield Setting(grid=grid, body=body, large=large, gap=gap, note=summary.continues)
    size, leading, gap = _TIGHT
    body = Pen(face=face, size=size, leading=leading)
    whole = Setting(grid=grid, body=body, large=large, gap=gap, note=summary.continues)
    for is_small, least in _TIGHT_STEPS:
        yield replace(whole, is_small=is_small, least=least)


def _rows(setting: Setting, summary: Summary, *, is_whole: bool) -> Iterator[_Row]:
    yield _Row(parts=(heading(setting, summary),), gap=setting.gap)
    yield _Row(parts=(sentence(setting, summary),), gap=setting.gap)
    *boxes, last = flags(setting, summary)
    for part in boxes:
        yield _Row(parts=(part,), gap=_BETWEEN_FLAGS)
    yield _Row(parts=(last,), gap=setting.gap)
    yield _Row(
        parts=(
            label(setting, summary.help.title, is_large=True),
            untitled("help", setting, summary.help, (3, 8)),
            titled("top", setting, summary.top, (9, 12)),
        ),
        gap=setting.gap,
    )
    yield from _score_rows(setting, summary)
    yield _Row(
        parts=(
            label(setting, summary.concerns.title),
            untitled("concerns", setting, summary.concerns, (3, 7)),
            titled("answered", setting, summary.answered, (8, 12)),
        ),
        is_ruled=True,
        gap=setting.gap,
    )
    if summary.own_words.lines:
        yield _Row(
            parts=(
                label(setting, summary.own_words.title),
                untitled("own_words", setting, summary.own_words, (3, 12)),
            ),
            is_ruled=True,
            gap=setting.gap,
        )
    if not is_whole:
        yield _Row(parts=(gaps_note(setting, GAPS),), gap=setting.gap)


def _score_rows(setting: Setting, summary: Summary) -> Iterator[_Row]:
    if summary.measures:
        yield _Row(parts=(scores(setting, summary),), is_ruled=True, gap=setting.gap)
    elif summary.no_measures:
        line = Line(text=summary.no_measures, is_strong=True)
        section = Section(title="Scores", lines=(line,))
        parts = (
            label(setting, section.title),
            untitled("scores", setting, section, (3, 12)),
        )
        yield _Row(parts=parts, is_ruled=True, gap=setting.gap)
    if summary.suicide is not None:
        yield _Row(parts=(suicide(setting, summary.suicide),), gap=setting.gap)


def _room(setting: Setting, summary: Summary) -> float:
    strips = 0.0
    if summary.strip is not None:
        strips = 2 * (strip(setting, summary.strip).height + setting.gap)
    last = foot(setting, summary).height
    return setting.grid.height - 2 * MARGIN_TOP - strips - last - setting.gap


def _names(setting: Setting) -> tuple[str, ...]:
    if setting.gap != _TIGHT[2]:
        return ()
    return _CUT_FIRST if setting.least else (*_CUT_FIRST, "help")


def _cut(rows: Sequence[_Row], room: float, names: Sequence[str]) -> list[float]:
    """The height of each row, those of these names shortened in turn."""
    heights = [row.height for row in rows]
    for name in names:
        for place, row in enumerate(rows):
            over = sum(heights) - room
            if over > 0 and name in {part.name for part in row.parts}:
                heights[place] = max(row.least, row.height - over)
    return heights


def _placed(
    setting: Setting, summary: Summary, rows: Sequence[_Row], heights: Sequence[float]
) -> Page:
    grid = setting.grid
    blocks: list[Block] = []
    top = MARGIN_TOP
    bottom = grid.height - MARGIN_TOP
    if summary.strip is not None:
        band = strip(setting, summary.strip)
        blocks.append(_block(band, top, band.height))
        top += band.height + setting.gap
    for row, height in zip(rows, heights, strict=True):
        if row.is_ruled:
            blocks.append(_hairline(setting, top - setting.gap / 2))
        blocks += [_block(part, top, min(part.height, height)) for part in row.parts]
        top += height + row.gap
    last = foot(setting, summary)
    if summary.strip is not None:
        band = strip(setting, summary.strip)
        bottom -= band.height
        ending = [_block(band, bottom, band.height)]
        bottom -= setting.gap
    else:
        ending = []
    blocks += [_block(last, bottom - last.height, last.height), *ending]
    return Page(width=grid.width, height=grid.height, margin=MARGIN_TOP, blocks=tuple(blocks))


def _hairline(setting: Setting, y: float) -> Block:
    marks = (rule(MARGIN, y, setting.grid.inner),)
    return Block(name="rule", x=MARGIN, y=y, width=setting.grid.inner, height=0, marks=marks)


def _block(part: Part, top: float, height: float) -> Block:
    return Block(
        name=part.name,
        x=part.x,
        y=top,
        width=part.width,
        height=height,
        marks=part.draw(top, height),
    )
