"""One rung of the thermometer: a number, a full row wide."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from distressapp.ui.direction import mirrored
from distressapp.ui.fonts import font, strong
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look, draw_ring, draw_text
from distressapp.ui.widgets.pressable import Pressing

HIGHEST: Final = 10
_LEAST_LETTERS: Final = 12


class Rung(Pressing, QRadioButton):
    """A number that can be chosen; words stand only at the ends.

    Args:
        other_end: The words at the other end; both ends are set in one size.
    """

    def __init__(
        self, number: int, words: str, look: Look, parent: QWidget, *, other_end: str = ""
    ) -> None:
        super().__init__(parent)
        self._other_end = other_end
        self._look = look
        self.number = number
        self.words = words
        self.setAccessibleName(f"{number} {words}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def digits_px(self) -> int:
        """Digits grow with the patient's letters until they fill the rung."""
        return min(self._look.metrics.text(32), int(self.height() * 0.72))

    @property
    def words_px(self) -> int:
        """The words grow too, as long as they stand in one line beside the digits."""
        size = min(self._look.metrics.text(26), int(self.height() * 0.6))
        room = self.text_rect().width()
        while size > _LEAST_LETTERS and self.words_width(size) > room:
            size -= 1
        return size

    def words_width(self, pixels: int) -> int:
        """How long the longer words of both ends are in letters of that size."""
        measure = QFontMetrics(font(pixels))
        return max(map(measure.horizontalAdvance, (self.words, self._other_end)))

    def text_rect(self) -> QRect:
        """Where the words at the end are drawn: never under the digits of the highest rung."""
        px = self._look.metrics.px
        digits = QFontMetrics(strong(self.digits_px)).horizontalAdvance(str(HIGHEST))
        return mirrored(self, self.rect().adjusted(px(24) + digits + px(24), 0, -px(12), 0))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number, and words only at the ends."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.isChecked()
        if is_chosen or self.isDown():
            painter.fillPath(self._shape(), look.colour("accent" if is_chosen else "tint"))
        if self.number < HIGHEST:
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(look.colour("on_accent" if is_chosen else "ink"))
        painter.setFont(strong(self.digits_px))
        before = look.metrics.px(24)
        digits = mirrored(self, self.rect().adjusted(before, 0, 0, 0))
        draw_text(painter, digits, str(self.number))
        if self.words:
            painter.setPen(look.colour("on_accent" if is_chosen else "soft"))
            painter.setFont(font(self.words_px))
            draw_text(painter, self.text_rect(), self.words)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _shape(self) -> QPainterPath:
        """The row, rounded where it lies in a corner of the frame."""
        room, radius = QRectF(self.rect()), float(self._look.metrics.radius - 2)
        path = QPainterPath()
        if self.number not in {0, HIGHEST}:
            path.addRect(room)
            return path
        beyond = radius * 2
        is_top = self.number == HIGHEST
        longer = room.adjusted(0, 0 if is_top else -beyond, 0, beyond if is_top else 0)
        path.addRoundedRect(longer, radius, radius)
        whole = QPainterPath()
        whole.addRect(room)
        return path.intersected(whole)
