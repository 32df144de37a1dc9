"""A window that answers what it is for, and nothing else that keys and hands can ask of Qt.

Qt and the desktops know menus behind a key, tips, dragging, pasting with the middle button, help
behind F1. None of it is for a patient, and each has led somebody out of a kiosk somewhere.
"""

import sys
from typing import Final

from PySide6.QtCore import (
    QChildEvent,
    QDynamicPropertyChangeEvent,
    QEvent,
    QObject,
    Qt,
    QTimerEvent,
)
from PySide6.QtGui import (
    QEnterEvent,
    QExposeEvent,
    QFocusEvent,
    QHideEvent,
    QHoverEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.ui.guard import guarded

_NEVER: Final = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
        QEvent.Type.QueryWhatsThis,
        QEvent.Type.WhatsThisClicked,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.Shortcut,
    }
)
_OF_QT: Final = frozenset(
    {
        QChildEvent,
        QDynamicPropertyChangeEvent,
        QEnterEvent,
        QExposeEvent,
        QFocusEvent,
        QHideEvent,
        QHoverEvent,
        QMoveEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
        QTimerEvent,
    }
)
"""What Qt tells of its own pieces, several hundred times for each tap; whatever is not listed
here is looked at."""

_BUTTONS: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""How Windows tells of the key that writes a third sign."""

_PLAIN: Final = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Space,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Shift,
    }
)
"""Keys without a sign that a page knows: to go, to press, to take back a sign."""


def is_known(event: QKeyEvent) -> bool:
    """Whether a page may hear of that key: it writes a sign, or goes, or presses."""
    commands = event.modifiers() & _COMMANDS
    signs = event.text()
    if commands:
        is_third_sign = sys.platform == "win32" and commands == _ALT_GR
        return is_third_sign and signs != "" and signs.isprintable()
    return event.key() in _PLAIN or (signs != "" and signs.isprintable())


class Sealed(QObject):
    """Watches over one window of an application; whatever it is not for never arrives.

    Nothing in such a window reads or writes a clipboard: there is no key, no button and no menu
    left to do it with.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.come_first()

    def come_first(self) -> None:
        """Before all others that watch the application: they hear of nothing swallowed here."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what is not for this window; other windows of the program are none of its own."""
        return type(event) not in _OF_QT and self._is_swallowed(watched, event)

    @guarded
    def _is_swallowed(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _NEVER and kind not in _BUTTONS and kind not in _KEYS:
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if isinstance(event, QKeyEvent):
            return not is_known(event)
        if isinstance(event, QMouseEvent):
            return event.button() is not Qt.MouseButton.LeftButton
        return True
