"""No arrow under a finger: it is shown while a mouse moves, and only then."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from distressapp.ui.guard import guarded

_FINGERS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd})


class Pointer(QObject):
    """Hides the pointer of a window after a touch, and shows it again for a mouse.

    Args:
        is_hidden: From the start, until a mouse moves.
    """

    def __init__(self, window: QWidget, *, is_hidden: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self.is_hidden = False
        window.winId()
        handle = window.windowHandle()
        # What comes from outside comes here first, once for each event: cheaper than to look at
        # every event of every piece.
        handle.installEventFilter(self)
        if is_hidden:
            self._hide()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, and swallow nothing."""
        if event.type() in _FINGERS:
            self._hide()
        elif (
            event.type() == QEvent.Type.MouseMove
            and isinstance(event, QMouseEvent)
            # Qt and some systems make a mouse of a finger, and say so.
            and event.source() == Qt.MouseEventSource.MouseEventNotSynthesized
        ):
            self._show()
        return super().eventFilter(watched, event)

    def _hide(self) -> None:
        if not self.is_hidden:
            self.is_hidden = True
            self._window.setCursor(Qt.CursorShape.BlankCursor)

    def _show(self) -> None:
        if self.is_hidden:
            self.is_hidden = False
            self._window.unsetCursor()
