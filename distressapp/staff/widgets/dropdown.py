"""A list that drops down, with an arrow drawn by ourselves; a wheel over it changes nothing."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_ARROW: Final = ((-6.0, 0.0), (0.0, 6.0), (6.0, 0.0))
_BESIDE: Final = 60
_LEAST: Final = 140


class DropDown(QComboBox):
    """The style sheet takes the arrow away, and a form is scrolled over it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def minimumSizeHint(self) -> QSize:
        """Its longest line may be cut by an ellipsis; it pushes nothing out of sight."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._look.metrics.text(_LEAST)), least.height())

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """As the style draws it, with an ellipsis where there is no room, and the arrow."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - _BESIDE
        words = option.currentText or self.placeholderText()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("soft"), 2))
        x, y = self.width() - 22.0, self.height() / 2 - 3
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in _ARROW]))
        painter.end()

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        """For the page below: a choice is never changed by scrolling past it."""
        event.ignore()
