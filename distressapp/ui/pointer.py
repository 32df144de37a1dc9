"""No arrow under a finger: it is shown while a mouse moves, and only then.

An X server that tells of fingers as of a mouse (see `desktop.application`) gives itself away all
the same: its arrow is there in one leap, and presses at once.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from distressapp.ui.guard import guarded
from distressapp.ui.handle import handle

MOUSE_MOVES: Final = 3
"""So many moves without a button between two presses are a hand on a mouse."""

LEAP_PX: Final = 48.0
"""No hand goes so far between two reports and presses there (this project's judgement)."""


class Pointer(QObject):
    """Hides the pointer of a window after a touch, and shows it again for a mouse.

    Args:
        is_hidden: From the start, until a mouse moves.
    """

    def __init__(self, window: QWidget, *, is_hidden: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self.is_hidden = False
        self._moves = 0
        self._leap = 0.0
        self._at: QPointF | None = None
        handle(window).installEventFilter(self)
        if is_hidden:
            self._hide()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, and swallow nothing."""
        if isinstance(event, QTouchEvent):
            if event.type() != QEvent.Type.TouchCancel:
                self._hide()
        elif (
            isinstance(event, QMouseEvent)
            # Qt and some systems make a mouse of a finger, and say so.
            and event.source() == Qt.MouseEventSource.MouseEventNotSynthesized
        ):
            self._look_at_mouse(event)
        return super().eventFilter(watched, event)

    def _look_at_mouse(self, event: QMouseEvent) -> None:
        at = event.globalPosition()
        if event.type() == QEvent.Type.MouseMove and event.buttons() == Qt.MouseButton.NoButton:
            before = at if self._at is None else self._at
            self._leap = (at - before).manhattanLength()
            self._moves += 1
            if self._moves >= MOUSE_MOVES:
                self._show()
        elif event.type() == QEvent.Type.MouseButtonPress:
            if 0 < self._moves < MOUSE_MOVES and self._leap >= LEAP_PX:
                self._hide()
            self._moves = 0
        self._at = at

    def _hide(self) -> None:
        if not self.is_hidden:
            self.is_hidden = True
            self._window.setCursor(Qt.CursorShape.BlankCursor)

    def _show(self) -> None:
        if self.is_hidden:
            self.is_hidden = False
            self._window.unsetCursor()
