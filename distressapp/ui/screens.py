"""Which screen the window is on: all of the first one, and nothing of ours on any other."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.ui.guard import guarded

_PLACING: Final = frozenset({"xcb", "offscreen"})
"""Where a program may say where a window lies; cage fills all of its screens by itself."""

SETTLE_MS: Final = 150
"""A screen that is turned is told of in several steps (X11)."""


class Cover(QWidget):
    """Black over a screen that shows nothing; a tap on it does nothing."""

    def __init__(self, screen: QScreen) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, Qt.WindowType.Window | flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Black."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()


class Screens(QObject):
    """Keeps a window on the whole of the first screen, whatever is turned, plugged or unplugged.

    Args:
        has_covers: The other screens are covered; not where other programs may use them.
    """

    def __init__(self, app: QApplication, window: QWidget, *, has_covers: bool) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._has_covers = has_covers
        self.covers: list[Cover] = []
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.fit)
        app.screenAdded.connect(self._meet)
        app.screenRemoved.connect(self._wait)
        app.primaryScreenChanged.connect(self._wait)
        for screen in app.screens():
            screen.geometryChanged.connect(self._wait)
        self.fit()

    @guarded
    def _meet(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._wait)
        self._settling.start()

    @guarded
    def _wait(self, _what: object = None) -> None:
        self._settling.start()

    @guarded
    def fit(self) -> None:
        """Fill the first screen, and cover the others."""
        if QGuiApplication.platformName() not in _PLACING:
            return
        first = self._app.primaryScreen()
        if self._window.isVisible() and self._window.geometry() != first.geometry():
            # Without a window manager nobody else does it (PySide6 6.11, X11).
            self._window.setGeometry(first.geometry())
        for cover in self.covers:
            cover.hide()
            cover.deleteLater()
        others = [each for each in self._app.screens() if each is not first]
        apart = [each for each in others if not each.geometry().intersects(first.geometry())]
        self.covers = [Cover(each) for each in apart] if self._has_covers else []
        for cover in self.covers:
            cover.show()
