"""A button with words, wrapped and never cut."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from distressapp.text import _
from distressapp.ui.fonts import strong
from distressapp.ui.guard import guarded
from distressapp.ui.icons import draw_icon
from distressapp.ui.look import (
    CENTRE,
    TOP_CENTRE,
    Look,
    draw_box,
    draw_ring,
    draw_words,
    fits,
    text_height,
)
from distressapp.ui.widgets.pressable import Pressing

_LEAST_LETTERS = 14
"""No word is smaller than this, in pixels of the reference tablet."""


class Weight(StrEnum):
    """How much a button asks to be tapped."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


class Button(Pressing, QPushButton):
    """A rounded button; its words are centred and wrap.

    Args:
        words: Also what a screen reader says.
        letters: Size token of the letters, in pixels of the reference tablet.
        icon: Name of a drawn icon above the words; None for words alone.
    """

    def __init__(  # noqa: PLR0913  (each is a choice about this button)
        self,
        words: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        weight: Weight = Weight.PLAIN,
        letters: float = 24,
        most_letters: float | None = None,
        icon: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._weight = weight
        self._letters = letters
        self._most = most_letters
        self._icon = icon
        self._is_marked = False
        self.words = ""
        self.say(words)

    def say(self, words: str, *, icon: str | None = None) -> None:
        """Change the words, and the icon where another one is given."""
        self.words = words
        self._icon = icon or self._icon
        self.setAccessibleName(words.replace("\n", " "))
        self.update()

    def mark(self, *, is_marked: bool) -> None:
        """Show that what this button says is the answer that stands."""
        self._is_marked = is_marked
        self.setAccessibleDescription(_("This stands now.") if is_marked else "")
        self.update()

    @property
    def is_marked(self) -> bool:
        """What this button says is the answer that stands."""
        return self._is_marked

    @property
    def _wanted(self) -> int:
        """The patient's size, up to this button's limit."""
        metrics = self._look.metrics
        size = metrics.text(self._letters)
        return size if self._most is None else min(size, metrics.px(self._most))

    @property
    def letters(self) -> QFont:
        """The letters at the wanted size, or the largest at which the words stay whole."""
        size, least = self._wanted, self._look.metrics.px(_LEAST_LETTERS)
        room = self.text_rect()
        while size > least and not fits(self.words, strong(size), room):
            size -= 1
        return strong(size)

    def text_rect(self) -> QRect:
        """Where the words are drawn; below the icon if there is one."""
        px = self._look.metrics.px
        side = px(14) if self._icon is None and len(self.words) > 1 else px(8)
        room = self.rect().adjusted(side, px(4), -side, -px(4))
        if self._icon is None or not self.words:
            return room
        icon = self._icon_side()
        high = text_height(self.words, strong(self._wanted), 10_000)
        top = room.top() + max(0, room.height() - icon - high) // 2
        return QRect(room.left(), top + icon, room.width(), room.bottom() + 1 - top - icon)

    def _icon_side(self) -> int:
        """An icon grows a little with the letters and leaves room for a line of them."""
        metrics = self._look.metrics
        if not self.words:
            return max(1, min(max(metrics.px(36), self._wanted), self.height() * 6 // 10))
        return max(1, min(metrics.px(34), self.height() * 42 // 100))

    def height_for(self, width: int) -> int:
        """The least height at that width."""
        px = self._look.metrics.px
        words = text_height(self.words, strong(self._wanted), width - 2 * px(14))
        return max(self._look.metrics.target, words + 2 * px(10))

    def sizeHint(self) -> QSize:
        """As wide as its longest line, as high as a target."""
        width = self._look.metrics.px(180)
        return QSize(width, self.height_for(width))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, words, mark, ring."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_main = self._weight is Weight.MAIN
        fill = "accent" if is_main else "card" if self._weight is Weight.PLAIN else "ground"
        edge = "accent" if is_main else "edge"
        stroke = look.metrics.stroke
        if self._is_marked:
            fill, edge, stroke = "tint", "accent", 2 * stroke
        if self.isDown():
            fill = "deep" if is_main else "tint"
        if not self.isEnabled():
            fill, edge = "ground", "line"
        draw_box(
            painter,
            self.rect(),
            fill=look.colour(fill),
            edge=look.colour(edge),
            stroke=stroke,
            radius=look.metrics.radius,
        )
        is_on_accent = is_main and self.isEnabled() and not self._is_marked
        ink = "on_accent" if is_on_accent else "ink" if self.isEnabled() else "soft"
        painter.setPen(look.colour(ink))
        self._draw_words(painter)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        painter.setFont(self.letters)
        room = self.text_rect()
        if self._icon is not None:
            side = self._icon_side()
            middle = self.rect().center()
            top = room.top() - side if self.words else middle.y() - side // 2
            draw_icon(painter, self._icon, QRect(middle.x() - side // 2, top, side, side))
        if self.words:
            align = CENTRE if self._icon is None else TOP_CENTRE
            draw_words(painter, room, self.words, align=align)
