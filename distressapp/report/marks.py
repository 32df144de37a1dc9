"""What can stand on paper, as values: words, lines and shapes, in black and white only.

Lengths are in points; x grows to the right and y grows downwards from the top of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from distressapp.core.frozen import frozen

THICK: Final = 0.035
"""How wide the edge of a thick letter is drawn, as a share of its size."""


@frozen
class Run:
    """Text in one font, by the font's registered name.

    Attributes:
        is_thick: Bold, in a font that has no bold of its own: its edges are drawn as well.
    """

    font: str
    text: str
    is_thick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text on the baseline y, always black.

    Attributes:
        width: From its left edge to its right edge.
        runs: From left to right.
    """

    x: float
    y: float
    size: float
    width: float
    runs: tuple[Run, ...]


@frozen
class Stroke:
    """An open line through some points."""

    points: tuple[tuple[float, float], ...]
    width: float
    is_dashed: bool = False


@frozen
class Shape:
    """A closed outline; filled black, or white with a black edge."""

    points: tuple[tuple[float, float], ...]
    width: float
    is_black: bool = False


@frozen
class Disc:
    """A circle; filled black, or white with a black edge."""

    x: float
    y: float
    radius: float
    width: float
    is_black: bool = False


Mark: TypeAlias = Words | Stroke | Shape | Disc
Draw: TypeAlias = Callable[[float, float], tuple[Mark, ...]]
"""Gives the marks for a top edge and a height."""


@frozen
class Block:
    """A part of the page where it stands; blocks never overlap."""

    name: str
    x: float
    y: float
    width: float
    height: float
    marks: tuple[Mark, ...]


@frozen
class Page:
    """One side of paper, its blocks in reading order."""

    width: float
    height: float
    margin: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page before it has a place.

    Attributes:
        height: What it takes with everything in it.
        least: What it can be cut to; then it says where the rest is.
        draw: Gives the marks for a top edge and a height of at least `least`.
    """

    name: str
    x: float
    width: float
    height: float
    least: float
    draw: Draw


def box(
    corner: tuple[float, float], size: tuple[float, float], *, line: float, is_black: bool = False
) -> Shape:
    """A rectangle by its upper left corner."""
    (x, y), (width, height) = corner, size
    points = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Shape(points=points, width=line, is_black=is_black)


def rule(x: float, y: float, width: float, *, line: float = 0.5) -> Stroke:
    """A hairline across."""
    return Stroke(points=((x, y), (x + width, y)), width=line)
