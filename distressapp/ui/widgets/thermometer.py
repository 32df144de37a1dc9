"""The rating: eleven rungs beside a drawn tube. It knows numbers, not distress."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from distressapp.text import _
from distressapp.ui.digits import digit_of
from distressapp.ui.direction import mirrored, place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look, draw_box
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.group import Group
from distressapp.ui.widgets.rung import HIGHEST, Rung

RUNGS: Final = HIGHEST + 1
LANDSCAPE_PITCH_MM: Final = 9.0
PORTRAIT_PITCH_MM: Final = 11.6
_FRAME: Final = 2
_STEPPER: Final = 178


class Thermometer(Group):
    """Rungs and tube; nothing is filled until something is tapped, zero fills the bulb only.

    Args:
        low, high: Words at 0 and at 10.
        has_steppers: Whether "a little less" and "a little more" stand beside the rungs, for
            those who cannot hit one. They bias an answer, so this is an access setting.

    Signals:
        chosen: The number that was tapped, an int in an object; never sent for "nothing".
        stepped: None: a stepper was used; sent before the number it leads to.
    """

    chosen = Signal(object)
    stepped = Signal(object)

    def __init__(
        self,
        low: str,
        high: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        has_steppers: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._group = QButtonGroup(self)
        self._standing: int | None = None
        self._is_after_one = False
        self.rungs: dict[int, Rung] = {}
        for number in range(HIGHEST, -1, -1):
            words, other = {0: (low, high), HIGHEST: (high, low)}.get(number, ("", ""))
            rung = Rung(number, words, look, self, other_end=other)
            self._group.addButton(rung)
            self.rungs[number] = rung
        self._group.buttonToggled.connect(self._choose)
        self.more: Button | None = None
        self.less: Button | None = None
        if has_steppers:
            self.more = Button(_("A little more"), look, self, letters=22, most_letters=30)
            self.less = Button(_("A little less"), look, self, letters=22, most_letters=30)
            self.more.clicked.connect(self._step_up)
            self.less.clicked.connect(self._step_down)
            self._enable_steppers()

    def show_choice(self, number: int | None) -> None:
        """Fill up to the number that stands; None leaves the tube empty."""
        self._standing = number
        self._group.setExclusive(False)
        for each, rung in self.rungs.items():
            rung.setChecked(each == number)
        self._group.setExclusive(True)
        self._enable_steppers()
        self.update()

    def least_height(self) -> int:
        """Below this a rung would be too low for a finger."""
        metrics = self._look.metrics
        if metrics.is_small:
            return metrics.px(50) * RUNGS + 2 * _FRAME
        pitch = PORTRAIT_PITCH_MM if metrics.is_portrait else LANDSCAPE_PITCH_MM
        return metrics.mm(pitch) * RUNGS + 2 * _FRAME

    @property
    def _tube(self) -> QRect:
        px = self._look.metrics.px
        return QRect(px(2), 0, px(66), self.height())

    @property
    def _frame(self) -> QRect:
        px = self._look.metrics.px
        beside = 0 if self.more is None else px(_STEPPER) + self._look.metrics.gap
        return QRect(px(94), 0, self.width() - px(94) - beside, self.height())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rungs share out the whole height and touch."""
        super().resizeEvent(event)
        frame = self._frame.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
        for number, rung in enumerate(self.rungs.values()):
            top = frame.top() + number * frame.height() // RUNGS
            end = frame.top() + (number + 1) * frame.height() // RUNGS
            place(rung, QRect(frame.left(), top, frame.width(), end - top))
        if self.more is not None and self.less is not None:
            metrics = self._look.metrics
            wide = metrics.px(_STEPPER)
            high = max(metrics.target, min(metrics.px(150), self.height() // 3))
            middle, left = self.height() // 2, self.width() - wide
            place(self.more, QRect(left, middle - metrics.gap - high, wide, high))
            place(self.less, QRect(left, middle + metrics.gap, wide, high))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses its number; 0 right after 1 chooses 10, and 0 once more 0."""
        digit = digit_of(event)
        if digit is None or not self.press_digit(digit):
            super().keyPressEvent(event)

    def press_digit(self, digit: int) -> bool:
        """Choose that number. However slowly a hand types 1 and 0, it means 10."""
        follows_one = self._is_after_one and self._standing == 1
        number = HIGHEST if digit == 0 and follows_one else digit
        self._is_after_one = digit == 1
        self.rungs[number].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.rungs[number].setChecked(True)
        return True

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tube with its column, the ticks, and the frame round the rungs."""
        look, metrics = self._look, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_tube(painter)
        painter.setPen(QPen(look.colour("edge"), metrics.stroke))
        left = self._tube.right() + metrics.px(5)
        wide = self._frame.left() - metrics.px(6) - left + 1
        for rung in self.rungs.values():
            tick = mirrored(self, QRect(left, rung.geometry().center().y(), wide, 1))
            painter.drawLine(tick.topLeft(), tick.topRight())
        draw_box(
            painter,
            mirrored(self, self._frame),
            fill=look.colour("card"),
            edge=look.colour("edge"),
            stroke=metrics.stroke,
            radius=metrics.radius,
        )
        painter.end()

    def _draw_tube(self, painter: QPainter) -> None:
        look, metrics = self._look, self._look.metrics
        tube = QRectF(mirrored(self, self._tube)).adjusted(2, 2, -2, -2)
        radius = tube.width() / 2
        painter.setPen(QPen(look.colour("edge"), metrics.px(3)))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(tube, radius, radius)
        if self._standing is None:
            return
        wall = metrics.px(8)
        inner = tube.adjusted(wall, wall, -wall, -wall)
        clip = QPainterPath()
        clip.addRoundedRect(inner, inner.width() / 2, inner.width() / 2)
        colours = QLinearGradient(0, tube.top(), 0, tube.bottom())
        colours.setColorAt(0, look.colour("deep"))
        colours.setColorAt(1, look.colour("pale"))
        top = self._column_top(inner)
        column = QPainterPath()
        column.addRect(QRectF(inner.left(), top, inner.width(), inner.bottom() - top))
        painter.fillPath(clip.intersected(column), colours)

    def _column_top(self, inner: QRectF) -> float:
        """Zero fills the bulb at the foot, and ten the whole tube."""
        if self._standing == HIGHEST:
            return inner.top()
        if self._standing is None or self._standing == 0:
            return inner.bottom() - inner.width()
        return float(self.rungs[self._standing].geometry().center().y())

    def _enable_steppers(self) -> None:
        standing = self._standing
        if self.more is not None and self.less is not None:
            self.more.setEnabled(standing is not None and standing < HIGHEST)
            self.less.setEnabled(standing is not None and standing > 0)

    def _step(self, by: int) -> None:
        if self._standing is None or self._standing + by not in self.rungs:
            return
        self.stepped.emit(None)
        self.rungs[self._standing + by].setChecked(True)

    @Slot()
    @guarded
    def _step_up(self) -> None:
        self._step(1)

    @Slot()
    @guarded
    def _step_down(self) -> None:
        self._step(-1)

    @Slot(QAbstractButton, bool)
    @guarded
    def _choose(self, button: QAbstractButton, is_on: bool) -> None:  # noqa: FBT001  (Qt's signal)
        number = next(each for each, rung in self.rungs.items() if rung is button)
        if is_on and number != self._standing:
            self._standing = number
            self._enable_steppers()
            self.update()
            self.chosen.emit(number)
