"""A list that drops down, with an arrow drawn by ourselves; a wheel over it changes nothing."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class DropDown(QComboBox):
    """The style sheet takes the arrow away, and a form is scrolled over it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style draws it, and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("soft"), 2))
        x, y = self.width() - 22.0, self.height() / 2 - 3
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in _ARROW]))
        painter.end()

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        """For the page below: a choice is never changed by scrolling past it."""
        event.ignore()


_ARROW = ((-6.0, 0.0), (0.0, 6.0), (6.0, 0.0))
