"""The loop of a room: run until it is left or the system ends it; then nothing of it ticks on."""

import signal
from types import FrameType
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from distressapp.ui import guard
from distressapp.ui.background import Background

_SIGNALS_MS: Final = 200
_ENDING: Final = tuple(
    getattr(signal, each) for each in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, each)
)
"""The last one: the terminal in which it was started is closed."""


def loop(app: QApplication) -> tuple[int, bool]:
    """Run until the window is closed; its exit status, and whether a signal ended it."""
    ticking = QTimer(app)
    ticking.setInterval(_SIGNALS_MS)
    ticking.timeout.connect(_let_python_look)
    ticking.start()
    before = _leave_when_told(app)
    try:
        status = app.exec()
    finally:
        ticking.stop()
        ticking.deleteLater()
        guard.set_handler(None)
        was_told = signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        for each, handler in before.items():
            if not was_told:
                signal.signal(each, handler)
    return status, was_told


def still(window: QObject) -> None:
    """Let nothing more happen in a window that has ended: what it would look at is being shut.

    Its timers stop; what is done in the background is done to its end, and told to nobody.
    """
    for timer in window.findChildren(QTimer):
        timer.stop()
    for background in window.findChildren(Background):
        background.leave()


def _leave_when_told(app: QApplication) -> dict[signal.Signals, Any]:
    """End on the first signal; a second one in the middle of closing would close it twice.

    One that is ignored already, such as below a session that no terminal may end, stays so.

    Returns:
        What handled these signals before.
    """

    def leave(_number: int, _frame: FrameType | None) -> None:
        for each in _ENDING:
            signal.signal(each, signal.SIG_IGN)
        # Not `quit()`: it asks the windows first, and one with a patient in it refuses.
        app.exit()

    meant = [each for each in _ENDING if signal.getsignal(each) is not signal.SIG_IGN]
    return {each: signal.signal(each, leave) for each in meant}


def _let_python_look() -> None:
    """Python handles a signal only between its own lines; Qt's loop runs none of them."""
