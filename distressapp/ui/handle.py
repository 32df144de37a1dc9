"""Where all that comes from outside enters a window of the program."""

from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget


def handle(window: QWidget) -> QWindow:
    """The system's window behind that one; made where there is none yet.

    Keys and hands come here first, once each. A filter of the whole application is asked some
    hundred times for each tap; and where a thing inside Qt passes it that Qt for Python has no
    class for, that builds all the classes it has: seven megabytes (PySide6 6.11.3).
    """
    window.winId()
    return window.windowHandle()
