"""Shows one screen after another; only the question area slides, and only where that is wanted."""

from PySide6.QtCore import QPoint, QRect, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from distressapp.ui.direction import is_mirrored
from distressapp.ui.guard import guarded
from distressapp.ui.motion import may_move
from distressapp.ui.widgets.slide import Slide

SLIDE_MS = 170


class SlideStack(QWidget):
    """Holds one screen; the one before slides out as a picture and is gone.

    The new screen is complete at once and can be tapped where it can be seen. A tap on the picture
    that slides out was meant for what is gone, and answers nothing.
    """

    def __init__(self, parent: QWidget | None = None, *, has_motion: bool) -> None:
        super().__init__(parent)
        self._has_motion = may_move(is_wanted=has_motion)
        self._veil: QLabel | None = None
        self.shown: QWidget | None = None

    def show_screen(self, screen: QWidget, *, is_back: bool = False) -> None:
        """Put the screen up in place of the one before."""
        before = self.shown
        picture = before.grab() if before is not None and self._has_motion else None
        screen.setParent(self)
        screen.setGeometry(self.rect())
        screen.show()
        self.shown = screen
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self._drop_veil()
        if picture is not None:
            self._veil = QLabel(self)
            self._veil.setPixmap(picture)
            self._veil.setGeometry(self.rect())
            self._veil.show()
            self._slide(self._veil, is_back=is_back)

    def _slide(self, veil: QLabel, *, is_back: bool) -> None:
        to_the_right = is_back is not is_mirrored(self)
        to = QPoint(self.width() if to_the_right else -self.width(), 0)
        Slide(veil, to=to, lasts_ms=SLIDE_MS).arrived.connect(self._end_slide)

    @Slot(object)
    @guarded
    def _end_slide(self, _nothing: object) -> None:
        self._drop_veil()

    def _drop_veil(self) -> None:
        if self._veil is not None:
            veil, self._veil = self._veil, None
            veil.hide()
            veil.deleteLater()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The screen fills the area."""
        super().resizeEvent(event)
        if self.shown is not None:
            self.shown.setGeometry(QRect(0, 0, self.width(), self.height()))
