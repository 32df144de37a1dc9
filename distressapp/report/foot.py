"""The foot: what is ticked by pen, the versions, and where the page is in the journal."""

from typing import Final

from distressapp.core.summary import Summary
from distressapp.report.grid import MARGIN, Setting
from distressapp.report.marks import Mark, Part, box, rule
from distressapp.report.pen import Segment, height_of, set_lines

_TICK: Final = 9.0
_PEN_ROOM: Final = 22.0


def foot(setting: Setting, summary: Summary) -> Part:
    """At the bottom of the page, whatever stands above it."""
    grid, pen = setting.grid, setting.body
    stamps = pen.cut("; ".join(summary.stamps), grid.across(1, 9), most=3)
    journal = pen.cut(summary.journal, grid.across(10, 12), most=2, is_strong=True)
    height = _PEN_ROOM + 5 + max(height_of(stamps), height_of(journal))

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        marks: list[Mark] = [rule(MARGIN, top, grid.inner, line=1)]
        line_top = top + 6
        x = MARGIN
        for act in summary.acts:
            line = pen.line(act, is_strong=True)
            tick = (x, line_top + (line.leading - _TICK) / 2)
            marks += [box(tick, (_TICK, _TICK), line=1), pen.words(line, x + _TICK + 5, line_top)]
            x += line.width + _TICK + 22
        for label, first, last in (("Initials", 8, 9), ("Time", 10, 12)):
            line = pen.line(label)
            start = grid.left(first)
            ruled = start + line.width + 4
            end = start + grid.across(first, last)
            marks += [
                pen.words(line, start, line_top),
                rule(ruled, line_top + line.leading - 1, end - ruled),
            ]
        below = top + _PEN_ROOM
        marks.append(rule(MARGIN, below, grid.inner))
        marks += set_lines(pen, stamps, MARGIN, below + 4)
        marks += set_lines(pen, journal, grid.left(10), below + 4)
        return tuple(marks)

    return Part(name="foot", x=MARGIN, width=grid.inner, height=height, least=height, draw=draw)


def gaps_note(setting: Setting, words: str) -> Part:
    """That a character could not be drawn."""
    grid, pen = setting.grid, setting.body
    lines = pen.lines([Segment(text=words)], grid.across(3, 12))

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return tuple(set_lines(pen, lines, grid.left(3), top))

    return Part(
        name="gaps",
        x=MARGIN,
        width=grid.inner,
        height=height_of(lines),
        least=height_of(lines),
        draw=draw,
    )
