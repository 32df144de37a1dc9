"""The rating: eleven rungs beside a drawn tube. It knows numbers, not distress."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QWidget

from distressapp.ui.fonts import font, strong
from distressapp.ui.guard import guarded
from distressapp.ui.look import LEFT, Look, draw_ring
from distressapp.ui.widgets.pressable import Pressing

HIGHEST: Final = 10
RUNGS: Final = HIGHEST + 1
LANDSCAPE_PITCH_MM: Final = 9.0
PORTRAIT_PITCH_MM: Final = 11.6


class Rung(Pressing, QRadioButton):
    """One number, a full row wide."""

    def __init__(self, number: int, words: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.number = number
        self.words = words
        self.setAccessibleName(f"{number} {words}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def hitButton(self, _point: object) -> bool:  # noqa: N802  (Qt's spelling, to override Qt)
        """The whole row can be tapped."""
        return True

    @property
    def digits_px(self) -> int:
        """Digits grow with the patient's letters until they fill the rung."""
        return min(self._look.metrics.text(32), int(self.height() * 0.82))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number, and words only at the ends."""
        look, metrics = self._look, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.isChecked()
        if is_chosen or self.isDown():
            painter.fillRect(self.rect(), look.colour("accent" if is_chosen else "tint"))
        if self.number < HIGHEST:
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(look.colour("on_accent" if is_chosen else "ink"))
        painter.setFont(strong(self.digits_px))
        before = metrics.px(24)
        painter.drawText(self.rect().adjusted(before, 0, 0, 0), LEFT, str(self.number))
        if self.words:
            self._draw_words(painter, is_chosen=is_chosen)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_words(self, painter: QPainter, *, is_chosen: bool) -> None:
        look = self._look
        room = self.text_rect()
        size = min(look.metrics.text(26), int(self.height() * 0.62))
        painter.setFont(font(size))
        while size > 12 and painter.fontMetrics().horizontalAdvance(self.words) > room.width():  # noqa: PLR2004  (the least that can be read)
            size -= 1
            painter.setFont(font(size))
        painter.setPen(look.colour("on_accent" if is_chosen else "soft"))
        painter.drawText(room, LEFT, self.words)

    def text_rect(self) -> QRect:
        """Where the words at the end are drawn."""
        digits = self.digits_px
        before = self._look.metrics.px(24) + int(digits * 1.3) + self._look.metrics.px(24)
        return self.rect().adjusted(before, 0, -self._look.metrics.px(12), 0)


class Thermometer(QWidget):
    """Rungs and tube; nothing is filled until something is tapped, zero fills the bulb only.

    Args:
        low, high: Words at 0 and at 10.

    Signals:
        chosen: The number that was tapped, an int in an object; never sent for "nothing".
    """

    chosen = Signal(object)

    def __init__(self, low: str, high: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._group = QButtonGroup(self)
        self._standing: int | None = None
        self.rungs: dict[int, Rung] = {}
        for number in range(HIGHEST, -1, -1):
            words = {0: low, HIGHEST: high}.get(number, "")
            rung = Rung(number, words, look, self)
            self._group.addButton(rung)
            self.rungs[number] = rung
        self._group.buttonToggled.connect(self._choose)

    def show_choice(self, number: int | None) -> None:
        """Fill up to the number that stands; None leaves the tube empty."""
        self._standing = number
        self._group.setExclusive(False)
        for each, rung in self.rungs.items():
            rung.setChecked(each == number)
        self._group.setExclusive(True)
        self.update()

    def least_height(self) -> int:
        """Below this a rung would be too low for a finger."""
        metrics = self._look.metrics
        pitch = metrics.mm(PORTRAIT_PITCH_MM if metrics.is_portrait else LANDSCAPE_PITCH_MM)
        if metrics.is_small:
            pitch = metrics.px(50)
        return pitch * RUNGS

    @property
    def _tube(self) -> QRect:
        px = self._look.metrics.px
        return QRect(px(4), 0, px(66), self.height())

    @property
    def _frame(self) -> QRect:
        left = self._look.metrics.px(94)
        return QRect(left, 0, self.width() - left, self.height())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rungs share out the whole height and touch."""
        super().resizeEvent(event)
        frame = self._frame.adjusted(2, 2, -2, -2)
        for place, rung in enumerate(self.rungs.values()):
            top = frame.top() + place * frame.height() // RUNGS
            end = frame.top() + (place + 1) * frame.height() // RUNGS
            rung.setGeometry(frame.left(), top, frame.width(), end - top)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tube with its column, the ticks, and the frame round the rungs."""
        look, metrics = self._look, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_tube(painter)
        painter.setPen(QPen(look.colour("edge"), metrics.stroke))
        right = self._frame.left() - metrics.px(6)
        for rung in self.rungs.values():
            middle = rung.geometry().center().y()
            painter.drawLine(right - metrics.px(14), middle, right, middle)
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(self._frame.adjusted(1, 1, -1, -1), metrics.px(6), metrics.px(6))
        painter.end()

    def _draw_tube(self, painter: QPainter) -> None:
        look, metrics = self._look, self._look.metrics
        tube = QRectF(self._tube).adjusted(2, 2, -2, -2)
        radius = tube.width() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(tube, radius, radius)
        if self._standing is not None:
            clip = QPainterPath()
            wall = metrics.px(8)
            inner = tube.adjusted(wall, wall, -wall, -wall)
            clip.addRoundedRect(inner, inner.width() / 2, inner.width() / 2)
            rung = self.rungs[self._standing].geometry()
            top = inner.bottom() - inner.width() if self._standing == 0 else rung.center().y()
            colours = QLinearGradient(0, tube.top(), 0, tube.bottom())
            colours.setColorAt(0, look.colour("deep"))
            colours.setColorAt(1, look.colour("pale"))
            painter.save()
            painter.setClipPath(clip)
            painter.fillRect(
                QRectF(inner.left(), top, inner.width(), inner.bottom() - top), colours
            )
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("edge"), metrics.px(3)))
        painter.drawRoundedRect(tube, radius, radius)

    @Slot(QAbstractButton, bool)
    @guarded
    def _choose(self, button: QAbstractButton, is_on: bool) -> None:  # noqa: FBT001  (Qt's signal)
        number = next(each for each, rung in self.rungs.items() if rung is button)
        if is_on and number != self._standing:
            self._standing = number
            self.update()
            self.chosen.emit(number)
