"""Pages for who reads from right to left: laid out as all pages are, then turned round.

Whole lines of words change their place; the letters in them stay as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from distressapp.report.fonts import Typeface
from distressapp.report.marks import Block, Disc, Mark, Page, Shape, Stroke, Words
from distressapp.report.pen import Pen

_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ps", "ur"})
"""Languages by the first part of their tag."""
_TALLER: Final = 1.08
"""Arabic letters reach further up and down than Latin ones of their size."""


def is_mirrored(language: str) -> bool:
    """Whether a page in that language begins at the right.

    Args:
        language: BCP 47.
    """
    return language.casefold().partition("-")[0] in _RIGHT_TO_LEFT


def pen_for(language: str, face: Typeface, size: tuple[float, float]) -> Pen:
    """The pen of a page in that language.

    Args:
        size: Of its letters, and from one line of Latin letters to the next.
    """
    letters, leading = size
    is_turned = is_mirrored(language)
    return Pen(
        face=face,
        size=letters,
        leading=leading * (_TALLER if is_turned else 1),
        is_mirrored=is_turned,
    )


def turned(pages: Iterable[Page], language: str) -> tuple[Page, ...]:
    """The pages as that language has them."""
    if not is_mirrored(language):
        return tuple(pages)
    return tuple(
        replace(page, blocks=tuple(_block(each, page.width) for each in page.blocks))
        for page in pages
    )


def turned_marks(marks: Iterable[Mark], across: float) -> Iterator[Mark]:
    """Marks with left and right changed.

    Args:
        across: The sum of a place before and after: the width of a page, or twice its middle.
    """
    for each in marks:
        match each:
            case Words():
                yield replace(each, x=across - each.x - each.width)
            case Disc():
                yield replace(each, x=across - each.x)
            case Stroke() | Shape():
                yield replace(each, points=tuple((across - x, y) for x, y in each.points))


def _block(block: Block, across: float) -> Block:
    marks = tuple(turned_marks(block.marks, across))
    return replace(block, x=across - block.x - block.width, marks=marks)
