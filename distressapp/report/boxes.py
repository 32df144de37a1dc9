"""The flags: one box a band, told by word and shape, never by a tone of grey."""

from collections.abc import Iterator
from math import cos, pi, sin
from typing import Final

from distressapp.core.instrument import Band
from distressapp.core.summary import FlagGroup, Summary
from distressapp.report.grid import GUTTER, MARGIN, Setting
from distressapp.report.marks import Disc, Mark, Part, Shape, box
from distressapp.report.pen import Segment, TextLine, height_of, set_lines

_PAD: Final = 4.0
_RADIUS: Final = 5.0
_SIGN: Final = 22.0
_FULL: Final = {Band.NOW, Band.SOON}
"""These bands have their sign in white on black. The word is never: a bad copier fills white
letters in, and the more urgent band would be the one that cannot be read."""
_SPLIT: Final = 2
"""With more reasons than this they stand in two columns."""


def flags(setting: Setting, summary: Summary) -> tuple[Part, ...]:
    """One box a band, most urgent first; or one box that says there is no flag."""
    if not summary.flags:
        return (_none(setting, summary.no_flags),)
    return tuple(_box(setting, group) for group in summary.flags)


def _none(setting: Setting, words: str) -> Part:
    large = setting.large
    line = large.line(words, is_strong=True)
    height = line.leading + 2 * _PAD

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return (
            box((MARGIN, top), (setting.grid.inner, height), line=0.75),
            large.words(line, MARGIN + 2 * _PAD, top + _PAD),
        )

    return Part(
        name="flags",
        x=MARGIN,
        width=setting.grid.inner,
        height=height,
        least=height,
        draw=draw,
    )


def _box(setting: Setting, group: FlagGroup) -> Part:
    grid, large = setting.grid, setting.large
    columns = _columns(setting, group)
    tallest = max(height_of(lines) for _, lines in columns)
    height = max(tallest, large.leading) + 2 * _PAD
    is_full = group.band in _FULL
    word = large.line(group.word, is_strong=True)
    cell = grid.left(3) - GUTTER - MARGIN
    # The first small line sits on the baseline of the large word.
    is_short = all(len(lines) <= 1 for _, lines in columns)
    drop = (large.leading - setting.body.leading) / 2 if is_short else 0

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        middle = top + _PAD + large.leading / 2
        marks: list[Mark] = [
            box((MARGIN, top), (grid.inner, height), line=1.2),
            box((MARGIN, top), (cell, height), line=1.2),
            box((MARGIN, top), (_SIGN, height), line=1.2, is_black=is_full),
            *shape(group.band, MARGIN + _SIGN / 2, middle),
            large.words(word, MARGIN + _SIGN + 5, top + _PAD),
        ]
        for x, lines in columns:
            marks += set_lines(setting.body, lines, x, top + _PAD + drop)
        return tuple(marks)

    return Part(
        name=f"flags.{group.band}",
        x=MARGIN,
        width=grid.inner,
        height=height,
        least=height,
        draw=draw,
    )


def _columns(setting: Setting, group: FlagGroup) -> list[tuple[float, tuple[TextLine, ...]]]:
    """The reasons, and to their right what is owed; many reasons take both columns."""
    grid, reasons = setting.grid, group.reasons
    left, right = grid.across(3, 7), grid.across(8, 12) - _PAD
    target = setting.body.cut(group.target, right, most=2)
    half = len(reasons) if len(reasons) <= _SPLIT else (len(reasons) + 2) // 2
    return [
        (grid.left(3), tuple(_reasons(setting, reasons[:half], left))),
        (grid.left(8), (*_reasons(setting, reasons[half:], right), *target)),
    ]


def _reasons(setting: Setting, reasons: tuple[str, ...], width: float) -> Iterator[TextLine]:
    for reason in reasons:
        # The profile in brackets is for the second look, the reason for the first.
        text, bracket, profile = reason.partition(" [")
        segments = (Segment(text=text, is_strong=True), Segment(text=bracket + profile))
        yield from setting.body.lines(segments, width, hang=2 * _PAD)


def shape(band: Band, x: float, y: float) -> tuple[Mark, ...]:
    """The sign of a band around a middle: octagon, triangle, square on its tip, circle."""
    if band is Band.TALK:
        return (Disc(x=x, y=y, radius=_RADIUS, width=1.2),)
    corners, turn = {
        Band.NOW: (8, pi / 8),
        Band.SOON: (3, -pi / 2),
        Band.NEED: (4, pi / 2),
    }[band]
    radius = _RADIUS + (1 if band is Band.SOON else 0.5)
    angles = [turn + 2 * pi * each / corners for each in range(corners)]
    points = tuple((x + radius * cos(each), y + radius * sin(each)) for each in angles)
    return (Shape(points=points, width=1.2),)
