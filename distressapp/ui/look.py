"""What every piece is handed: the colours, the sizes and how to set letters."""

import functools
from dataclasses import field

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen

from distressapp.core.frozen import frozen
from distressapp.ui import fonts, lines, phrases
from distressapp.ui.direction import isolated, reads_from_right
from distressapp.ui.metrics import Metrics
from distressapp.ui.theme import LIGHT, Theme

WRAPPED = Qt.TextFlag.TextWordWrap.value
LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
CENTRE = Qt.AlignmentFlag.AlignCenter.value
_LEFTWARDS = Qt.AlignmentFlag.AlignLeft.value
_ALIGNMENTS = (Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignVertical_Mask).value
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute.value
TOP_CENTRE = Qt.AlignmentFlag.AlignHCenter.value | Qt.AlignmentFlag.AlignTop.value


@frozen
class Look:
    """Colours and sizes of one window."""

    metrics: Metrics
    theme: Theme = field(default=LIGHT)

    def colour(self, name: str) -> QColor:
        """A colour of the theme by its token's name."""
        return QColor(str(getattr(self.theme, name)))


def text_height(text: str, font: QFont, width: int) -> int:
    """How high the text is when wrapped to that width."""
    if lines.are_tall(text):
        return lines.height(text, font, width)
    room = QRect(0, 0, max(1, width), 100_000)
    return QFontMetrics(font).boundingRect(room, WRAPPED, text).height()


def longest_word(text: str, font: QFont) -> int:
    """The width below which a word would be cut; Chinese may be parted between two signs."""
    measure = QFontMetrics(font)
    words = map(str.strip, phrases.unbroken(text)) if phrases.are_wide(text) else text.split()
    return max((measure.horizontalAdvance(word) for word in words), default=0)


def draw_box(  # noqa: PLR0913  (a box has a place, a fill, an outline and its width)
    painter: QPainter, rect: QRect, *, fill: QColor, edge: QColor, stroke: int, radius: int
) -> None:
    """A card: rounded, filled, outlined inside its rectangle."""
    painter.setPen(QPen(edge, stroke))
    painter.setBrush(fill)
    inset = stroke // 2 + stroke % 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_choice(  # noqa: PLR0913  (a choice has a place, a fill and what is true of it)
    painter: QPainter,
    rect: QRect,
    look: Look,
    *,
    plain: str = "card",
    is_filled: bool,
    is_chosen: bool,
) -> None:
    """The card of something that can be chosen: outline and tint tell that it is.

    Args:
        plain: Token of the fill while it is neither chosen nor pressed.
        is_filled: Tinted, because it is chosen or pressed just now.
        is_chosen: Outlined in the accent.
    """
    draw_box(
        painter,
        rect,
        fill=look.colour("tint" if is_filled else plain),
        edge=look.colour("accent" if is_chosen else "edge"),
        stroke=look.metrics.stroke + (2 if is_chosen else 0),
        radius=look.metrics.radius,
    )


def draw_ring(painter: QPainter, rect: QRect, look: Look) -> None:
    """The focus ring: ink between two lines of card, so that it stands out beside anything."""
    ring, radius = look.metrics.ring, look.metrics.radius
    hair = max(2, ring // 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, before, wide in (
        ("card", 0, hair),
        ("ink", hair, ring),
        ("card", hair + ring, hair),
    ):
        inset = before + wide / 2
        painter.setPen(QPen(look.colour(colour), wide))
        corner = max(2.0, radius - inset)
        line = QRectF(rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(line, corner, corner)


def fits(text: str, font: QFont, room: QRect) -> bool:
    """Whether the wrapped text stands in that room with no word cut."""
    is_wide_enough = longest_word(text, font) <= room.width()
    return is_wide_enough and text_height(text, font, room.width()) <= room.height()


def draw_words(
    painter: QPainter, room: QRect, text: str, *, align: int = LEFT, is_own: bool = False
) -> None:
    """Draw wrapped words in the painter's letters, their lines about equally long.

    Args:
        align: As on a page that runs from left to right.
        is_own: A paragraph begins at the side from which its language runs; else it begins at
            the side from which the page does, beside the mark of its row.
    """
    if phrases.are_wide(text):
        font = painter.font()
        text = _phrased(text, font.family(), font.pixelSize(), int(font.weight()), room.width())
    is_page = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    is_right = reads_from_right(text, page_does=is_page) if is_own else is_page
    spare = room.width() - balanced_width(text, painter.font(), room.width())
    before = spare if is_right else 0
    if align & Qt.AlignmentFlag.AlignHCenter.value:
        before = spare // 2
    narrow = room.adjusted(before, 0, before - spare, 0)
    draw_text(painter, narrow, text, align=align | WRAPPED, is_own=is_own)


def draw_text(
    painter: QPainter, room: QRect, text: str, *, align: int = LEFT, is_own: bool = False
) -> None:
    """Draw words that read as their letters do, whichever way the page runs; see `draw_words`."""
    is_page = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    from_right = reads_from_right(text, page_does=is_page)
    if align & _LEFTWARDS and (from_right if is_own else is_page):
        align = align & ~_LEFTWARDS | Qt.AlignmentFlag.AlignRight.value
    if lines.are_tall(text):
        seen, is_wrapped = Qt.AlignmentFlag(align & _ALIGNMENTS), bool(align & WRAPPED)
        lines.draw(painter, room, text, seen, from_right=from_right, is_wrapped=is_wrapped)
        return
    forced = (
        Qt.TextFlag.TextForceRightToLeft if from_right else Qt.TextFlag.TextForceLeftToRight
    ).value
    flags = align | _ABSOLUTE | forced
    painter.drawText(room, flags, isolated(text, from_right=from_right))
    letters = painter.font()
    if letters.pixelSize() > fonts.LARGEST_BOLD and fonts.is_drawn_bold(letters, text):
        # Qt draws larger letters as outlines, and those in the one weight that the font has
        # (PySide6 6.11): once more beside it, as the smaller ones are made.
        painter.drawText(room.translated(letters.pixelSize() // 30, 0), flags, text)


def balanced_width(text: str, font: QFont, width: int) -> int:
    """The least width at which the text needs no more lines: no word is left alone."""
    return _balanced(text, font.family(), font.pixelSize(), int(font.weight()), width)


@functools.lru_cache(maxsize=512)
def _balanced(text: str, _family: str, pixels: int, weight: int, width: int) -> int:
    font = fonts.font(pixels, weight)
    most = text_height(text, font, width)
    low, high = longest_word(text, font), width
    while low < high:
        middle = (low + high) // 2
        if text_height(text, font, middle) <= most:
            high = middle
        else:
            low = middle + 1
    return min(width, high + 1)


@functools.lru_cache(maxsize=512)
def _phrased(text: str, _family: str, pixels: int, weight: int, width: int) -> str:
    """The Chinese text with its lines parted behind a sign where that takes no further line."""
    font = fonts.font(pixels, weight)
    measure, parts = QFontMetricsF(font), phrases.unbroken(text)
    most = text_height(text, font, width) // max(1, text_height(parts[0], font, width))
    widths = [measure.horizontalAdvance(each) for each in parts]
    return "\n".join(phrases.lines(parts, widths, width - 1, most)) or text
