"""One screen, two windows: which of them is in front, with and without a window manager."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.ui.guard import guarded

_STACKING: Final = frozenset({"xcb", "windows", "cocoa"})
"""Where a window may change its place in the pile; Qt complains elsewhere (PySide6 6.11)."""

LOOK_MS: Final = 400
"""Between two looks at whether the keys still come here (this project's judgement)."""

_WANTED: Final = "wantedInFront"
"""Property of a window that is to be in front; of none that has stepped back."""

_ASK_MS: Final = 50
_ASKS: Final = 10
_SMALL: Final = QSize(1, 1)


def come_to_front(window: QWidget) -> None:
    """Show it over the other room's window, on the whole screen where it was so before.

    Without a window manager Qt raises it and gives it the keys itself. A manager may keep a window
    from coming forward that nobody has touched: then the other one steps back.
    """
    window.setProperty(_WANTED, True)  # noqa: FBT003  (Qt's signature)
    if window.windowState() & Qt.WindowState.WindowMinimized:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    platform = QGuiApplication.platformName()
    if platform.startswith("wayland") and window.isVisible() and not window.isActiveWindow():
        # No Wayland client may raise itself; a window that comes anew is put on top.
        window.hide()
    window.show()
    if platform in _STACKING:
        window.raise_()
    window.activateWindow()
    if platform == "xcb":
        _learn_the_time(window, _ASKS)


def _learn_the_time(window: QWidget, asks: int) -> None:
    """Ask for the keys again until they are here.

    Qt asks with the time of the last event that it met, and an X server refuses whoever asks with
    an older time than the window before (PySide6 6.11): without a window manager the keys would
    stay there. The server tells of each word that is written on a window, with its time.
    """
    handle = window.windowHandle()
    if handle is None or asks == 0:
        return
    # A word that nobody reads of a window that fills the screen; one that changes nothing is kept.
    handle.setBaseSize(_SMALL if handle.baseSize() != _SMALL else QSize(2, 2))
    QTimer.singleShot(_ASK_MS, window, partial(_ask_again, window, asks))


@guarded
def _ask_again(window: QWidget, asks: int) -> None:
    if QApplication.activeWindow() is None and window.property(_WANTED) and window.isVisible():
        window.activateWindow()
        _learn_the_time(window, asks - 1)


class Keeping(QTimer):
    """Brings a window back that lost the keys, until it is told to step back.

    A program that starts takes the keys, and so does a window manager that starts: it keeps them
    to itself even where a window fills the screen (openbox 3.6.1), and nobody could type any more.
    A window of this program, such as one that asks for a file, takes nothing away.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setProperty(_WANTED, True)  # noqa: FBT003  (Qt's signature)
        self.setInterval(LOOK_MS)
        self.timeout.connect(self._look)
        self.start()

    @guarded
    def _look(self) -> None:
        if QApplication.activeWindow() is not None or not self._window.property(_WANTED):
            return
        if QGuiApplication.platformName() not in _STACKING or not self._window.isVisible():
            return
        handle = self._window.windowHandle()
        if handle is not None and not handle.isExposed():
            # A desktop that is shown took every window away, without a word to them (openbox
            # 3.6.1): one that comes anew ends that.
            self._window.hide()
        come_to_front(self._window)


def step_back(window: QWidget) -> None:
    """Let the other room's window be seen; alone on its screen it stays where it is.

    On Wayland it is gone from the screen: there a window that dies would show the one behind it,
    and one that starts would cover the one in front.
    """
    window.setProperty(_WANTED, False)  # noqa: FBT003  (Qt's signature)
    if QGuiApplication.platformName() in _STACKING:
        window.lower()
    elif QGuiApplication.platformName().startswith("wayland"):
        window.hide()
