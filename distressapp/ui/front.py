"""One screen, two windows: which of them is in front, with and without a window manager."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_STACKING: Final = frozenset({"xcb", "windows", "cocoa"})
"""Where a window may change its place in the pile; Qt complains elsewhere (PySide6 6.11)."""


def come_to_front(window: QWidget) -> None:
    """Show it over the other room's window, on the whole screen where it was so before.

    Without a window manager Qt raises it and gives it the keys itself. A manager may keep a window
    from coming forward that nobody has touched: then the other one steps back.
    """
    if window.windowState() & Qt.WindowState.WindowMinimized:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    platform = QGuiApplication.platformName()
    if platform.startswith("wayland") and window.isVisible():
        # No Wayland client may raise itself; a window that comes anew is put on top.
        window.hide()
    window.show()
    if platform in _STACKING:
        window.raise_()
    window.activateWindow()


def step_back(window: QWidget) -> None:
    """Let the other room's window be seen; alone on its screen it stays where it is."""
    if QGuiApplication.platformName() in _STACKING:
        window.lower()
