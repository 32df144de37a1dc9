"""A window that answers what it is for, and nothing else that keys and hands can ask of Qt.

Qt and the desktops know menus behind a key, tips, dragging, pasting with the middle button, help
behind F1. None of it is for a patient, and each has led somebody out of a kiosk somewhere.
"""

import sys
from functools import cache
from typing import Final, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from distressapp.ui.guard import guarded
from distressapp.ui.handle import handle

_Events: TypeAlias = frozenset[QEvent.Type]

_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""How Windows tells of the key that writes a third sign."""


@cache
def _never() -> _Events:
    """What no page is for. Not made with the module: Qt knows some hundred, at a first question."""
    return frozenset(
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


@cache
def _looked_at() -> _Events:
    """Buttons and keys, of which some are for a page."""
    return frozenset(
        {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
        }
    )


@cache
def _plain() -> frozenset[Qt.Key]:
    """Keys without a sign that a page knows: to go, to press, to take back a sign."""
    return frozenset(
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


def know_keys() -> None:
    """Have ready what the first key of a patient's asks for."""
    _plain()


def is_known(event: QKeyEvent) -> bool:
    """Whether a page may hear of that key: it writes a sign, or goes, or presses."""
    commands = event.modifiers() & _COMMANDS
    signs = event.text()
    if commands:
        is_third_sign = sys.platform == "win32" and commands == _ALT_GR
        return is_third_sign and signs != "" and signs.isprintable()
    return event.key() in _plain() or (signs != "" and signs.isprintable())


class Sealed(QObject):
    """Watches over one window where its system hands it things: what it is not for goes no further.

    Whatever keys and hands ask of Qt begins there: a menu with a button or a key, help with a key,
    a drop with a drag. Its pieces have no tip, no action and no menu of their own.

    Nothing in such a window reads or writes a clipboard: there is no key, no button and no menu
    left to do it with.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._handle = handle(window)
        self.come_first()

    def come_first(self) -> None:
        """Before all others that watch the window: they hear of nothing swallowed here."""
        self._handle.installEventFilter(self)

    @guarded
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallow what is not for this window; other windows of the program are none of its own."""
        kind = event.type()
        if kind not in _never() and kind not in _looked_at():
            return False
        if isinstance(event, QKeyEvent):
            return not is_known(event)
        if isinstance(event, QMouseEvent):
            return event.button() is not Qt.MouseButton.LeftButton
        return True
