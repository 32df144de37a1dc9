"""A plain sentence above the foot when something went wrong; the question stays up."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from distressapp.ui.fonts import medium
from distressapp.ui.guard import guarded
from distressapp.ui.heard import announce
from distressapp.ui.look import LEFT, WRAPPED, Look, draw_box, draw_text, text_height


class Notice(QWidget):
    """Says one thing, or is not there."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = ""
        self.hide()

    def say(self, words: str) -> None:
        """Show these words; none of them hides the notice."""
        self.words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        announce(self, words)
        self.update()

    @property
    def letters(self) -> QFont:
        """The letters at the patient's size, up to a limit: the answers need their room."""
        metrics = self._look.metrics
        return medium(min(metrics.text(22), metrics.px(28)))

    def _room(self, width: int) -> QRect:
        metrics = self._look.metrics
        return QRect(0, 0, width - 2 * metrics.margin - metrics.px(48), 0)

    def height_for(self, width: int) -> int:
        """The height of the notice; 0 where there is nothing to say."""
        if not self.words:
            return 0
        metrics = self._look.metrics
        return text_height(self.words, self.letters, self._room(width).width()) + metrics.px(28)

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        metrics = self._look.metrics
        side = metrics.margin + metrics.px(24)
        return self.rect().adjusted(side, metrics.px(6), -side, -metrics.px(6))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a stronger outline."""
        look, metrics = self._look, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(
            painter,
            self.rect().adjusted(metrics.margin, metrics.px(6), -metrics.margin, -metrics.px(6)),
            fill=look.colour("tint"),
            edge=look.colour("ink"),
            stroke=metrics.stroke,
            radius=metrics.radius,
        )
        painter.setPen(look.colour("ink"))
        painter.setFont(self.letters)
        draw_text(painter, self.text_rect(), self.words, align=LEFT | WRAPPED, is_own=True)
        painter.end()
