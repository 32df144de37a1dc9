"""A button with words, wrapped and never cut."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from distressapp.ui.fonts import strong
from distressapp.ui.guard import guarded
from distressapp.ui.icons import draw_icon
from distressapp.ui.look import (
    CENTRE,
    WRAPPED,
    Look,
    balanced_width,
    draw_box,
    draw_ring,
    text_height,
)
from distressapp.ui.widgets.pressable import Pressing


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

    def say(self, words: str) -> None:
        """Change the words."""
        self.words = words
        self.setAccessibleName(words.replace("\n", " "))
        self.update()

    def mark(self, *, is_marked: bool) -> None:
        """Show that what this button says is the answer that stands."""
        self._is_marked = is_marked
        said = self.words.replace("\n", " ")
        self.setAccessibleDescription(said if is_marked else "")
        self.update()

    @property
    def is_marked(self) -> bool:
        """What this button says is the answer that stands."""
        return self._is_marked

    @property
    def letters(self) -> QFont:
        """The letters at the patient's size, up to this button's limit."""
        metrics = self._look.metrics
        size = metrics.text(self._letters)
        if self._most is not None:
            size = min(size, metrics.px(self._most))
        return strong(size)

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        pad = self._look.metrics.px(10)
        return self.rect().adjusted(pad, pad // 2, -pad, -(pad // 2))

    def height_for(self, width: int) -> int:
        """The least height at that width."""
        pad = self._look.metrics.px(10)
        words = text_height(self.words, self.letters, width - 2 * pad)
        return max(self._look.metrics.target, words + 2 * pad)

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
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        draw_box(
            painter,
            self.rect(),
            fill=look.colour(fill),
            edge=look.colour(edge),
            stroke=stroke,
            radius=look.metrics.radius,
        )
        painter.setPen(look.colour("on_accent" if is_main else "ink"))
        self._draw_words(painter)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        painter.setFont(self.letters)
        room = self.text_rect()
        if self._icon is not None:
            high = text_height(self.words, self.letters, room.width())
            side = max(1, min(self._look.metrics.px(34), room.height() - high))
            top = room.top() + max(0, (room.height() - high - side) // 2)
            square = QRect(room.center().x() - side // 2, top, side, side)
            draw_icon(painter, self._icon, square)
            room.setTop(top + side)
            room.setHeight(high)
        narrow = balanced_width(self.words, self.letters, room.width())
        side = (room.width() - narrow) // 2
        painter.drawText(room.adjusted(side, 0, -side, 0), CENTRE | WRAPPED, self.words)
