"""A page for a roll of paper: its margins cut off, and its end where what stands on it ends."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from distressapp.report.grid import MARGIN, ROLL, ROLL_INNER, Paper
from distressapp.report.marks import Disc, Mark, Page, Shape, Stroke, Words

_SIDE: Final = (ROLL - ROLL_INNER) / 2
_SHORTEST: Final = ROLL
"""A shorter paper than wide would be turned by some print systems."""


def rolled(pages: Iterable[Page], paper: Paper) -> tuple[Page, ...]:
    """The pages as that paper has them; only a roll changes them."""
    if paper != "receipt":
        return tuple(pages)
    return tuple(_rolled(each) for each in pages)


def _rolled(page: Page) -> Page:
    left, up = MARGIN - _SIDE, min(each.y for each in page.blocks) - _SIDE
    blocks = tuple(
        replace(
            each,
            x=each.x - left,
            y=each.y - up,
            marks=tuple(_moved(each.marks, left, up)),
        )
        for each in page.blocks
    )
    end = max(each.y + each.height for each in blocks) + _SIDE
    return Page(width=ROLL, height=max(end, _SHORTEST), margin=_SIDE, blocks=blocks)


def _moved(marks: Iterable[Mark], left: float, up: float) -> Iterator[Mark]:
    for each in marks:
        match each:
            case Words() | Disc():
                yield replace(each, x=each.x - left, y=each.y - up)
            case Stroke() | Shape():
                yield replace(each, points=tuple((x - left, y - up) for x, y in each.points))
