"""Lines of Arabic: its letters bring room for marks above and below that nobody writes here.

Noto Sans Arabic asks for 2.1 times the size of its letters from line to line, Latin ones for 1.3.
Set as they ask, a question of two lines would push its answers off the screen.
"""

import math
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

from distressapp.ui.direction import has_right_letters, isolated

PLAIN: Final = (1.06, 0.44)
"""Above and below the foot of the letters, in their size."""

VOWELLED: Final = (1.42, 0.6)
"""The same where signs stand on signs, as in a text with all its vowels."""

_A_HAIR: Final = 0.01
_HIGH: Final = frozenset("أآؤئ")
"""Letters with a sign of their own; a vowel stands above it."""


def are_tall(text: str) -> bool:
    """Whether the text is set in such lines."""
    return has_right_letters(text)


def height(text: str, font: QFont, width: int) -> int:
    """How high the text is when wrapped to that width."""
    layout = _laid(text, font, width, from_right=True, align=Qt.AlignmentFlag.AlignLeft)
    return math.ceil(layout.lineCount() * sum(room_of(text, font)) - _A_HAIR)


def draw(  # noqa: PLR0913  (words have a place in their room, and a way to run)
    painter: QPainter,
    room: QRect,
    text: str,
    align: Qt.AlignmentFlag,
    *,
    from_right: bool,
    is_wrapped: bool,
) -> None:
    """Draw the text in that room, in the painter's letters.

    Args:
        align: Left, right or centre as they are seen; vertically centred where it says so.
        from_right: Which way the paragraph reads.
        is_wrapped: It goes on in further lines; else it stands in one.
    """
    layout = _laid(
        text,
        painter.font(),
        room.width(),
        from_right=from_right,
        align=align,
        is_wrapped=is_wrapped,
    )
    high = layout.lineCount() * sum(room_of(text, painter.font()))
    is_centred = bool(align & Qt.AlignmentFlag.AlignVCenter)
    top = room.top() + ((room.height() - high) / 2 if is_centred else 0)
    layout.draw(painter, QPointF(room.left(), top))


def _laid(  # noqa: PLR0913  (the same)
    text: str,
    font: QFont,
    width: int,
    *,
    from_right: bool,
    align: Qt.AlignmentFlag,
    is_wrapped: bool = True,
) -> QTextLayout:
    layout = QTextLayout(isolated(text, from_right=from_right), font)
    option = QTextOption()
    modes = QTextOption.WrapMode
    option.setWrapMode(modes.WordWrap if is_wrapped else modes.NoWrap)
    direction = Qt.LayoutDirection
    option.setTextDirection(direction.RightToLeft if from_right else direction.LeftToRight)
    option.setAlignment(align | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    top, room = 0.0, room_of(text, font)
    for line in _lines(layout):
        line.setLineWidth(max(1, width))
        top += put(line, top, room)
    layout.endLayout()
    return layout


def room_of(text: str, font: QFont) -> tuple[float, float]:
    """The room of each line above and below the foot of its letters, in pixels."""
    above, below = VOWELLED if _has_towers(text) else PLAIN
    return above * font.pixelSize(), below * font.pixelSize()


def _has_towers(text: str) -> bool:
    """Whether a sign stands on another sign."""
    return any(
        unicodedata.combining(sign) and (unicodedata.combining(below) or below in _HIGH)
        for below, sign in pairwise(text)
    )


def put(line: QTextLine, top: float, room: tuple[float, float]) -> float:
    """Put a line of such a text below what stands above it; gives the height that it takes."""
    above, below = room
    line.setPosition(QPointF(0, top + above - line.ascent()))
    return above + below


def _lines(layout: QTextLayout) -> Iterator[QTextLine]:
    line = layout.createLine()
    while line.isValid():
        yield line
        line = layout.createLine()
