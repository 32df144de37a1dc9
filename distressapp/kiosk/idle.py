"""Nobody has touched the screen for a while: ask gently, then blank."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent

_TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel,
    }
)
_HANDS = frozenset({QMouseEvent, QKeyEvent, QTouchEvent, QWheelEvent})
"""What they arrive as: cheaper to tell than the type, for several hundred others pass by a tap."""


class Idle(QObject):
    """Watches an application for touches and keys.

    Signals:
        wondered: None: nobody has touched it for `ask_s`; ask whether someone is there.
        left: None: the question was up for `blank_s` and nobody answered.
        returned: None: somebody touched it while the question was up.
    """

    wondered = Signal(object)
    left = Signal(object)
    returned = Signal(object)

    def __init__(self, parent: QObject | None = None, *, ask_s: float, blank_s: float) -> None:
        super().__init__(parent)
        self._ask = self._timer(ask_s)
        self._ask.timeout.connect(self._wonder)
        self._blank = self._timer(blank_s)
        self._blank.timeout.connect(self._leave)

    def watch(self) -> None:
        """Start counting from now."""
        self._blank.stop()
        self._ask.start()

    def rest(self) -> None:
        """Stop counting; nobody is expected."""
        self._ask.stop()
        self._blank.stop()

    @property
    def is_asking(self) -> bool:
        """The question is up."""
        return self._blank.isActive()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start again at each touch or key; never swallow one."""
        if type(event) in _HANDS and event.type() in _TOUCHES:
            if self._blank.isActive():
                self.watch()
                self.returned.emit(None)
            elif self._ask.isActive():
                self._ask.start()
        return False  # without asking Qt's half of this: a window that goes takes it along first

    @Slot()
    def _wonder(self) -> None:
        self._blank.start()
        self.wondered.emit(None)

    @Slot()
    def _leave(self) -> None:
        self.left.emit(None)

    def _timer(self, seconds: float) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(int(seconds * 1000))
        return timer
