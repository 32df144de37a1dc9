"""Hands that do anything: taps, drags, keys, words, other sizes, and time that passes."""

from collections import deque
from collections.abc import Callable
from random import Random
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from distressapp.kiosk.handover import HandoverPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.window import KioskWindow
from tests.kiosk.day import settle

BUTTONS: Final = (Qt.MouseButton.LeftButton,) * 6 + (
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.BackButton,
)
# Naming this one warns, and a warning inside Qt is an error without a place (PySide6 6.11).
_DEPRECATED: Final = 181
KEYS: Final = tuple(each for each in Qt.Key if each.value != _DEPRECATED)
"""Every key Qt knows: letters, F1 to F35, Menu, Super, Print, Help, Back, volume, power."""

COMMON: Final = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Menu),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Super_L, Qt.Key.Key_Meta),
    *(Qt.Key.Key_Alt, Qt.Key.Key_Control, Qt.Key.Key_F1, Qt.Key.Key_F4, Qt.Key.Key_F5),
    *(Qt.Key.Key_F10, Qt.Key.Key_F11, Qt.Key.Key_F12, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_O),
    *(Qt.Key.Key_P, Qt.Key.Key_Q, Qt.Key.Key_S, Qt.Key.Key_V, Qt.Key.Key_W, Qt.Key.Key_X),
    *(Qt.Key.Key_Y, Qt.Key.Key_Z, Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_9),
)
"""Keys people press, and those that lead somewhere in other programs."""

HELD: Final = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
SAID: Final = ("hello", "é", "痛み", "\u202eabc", "😀", "a\u0301", "\ud83d", "\x00", "<b>", "%s{x}")
SIZES: Final = ((1280, 800), (800, 1280), (1024, 768), (600, 900), (1920, 1080))
KEPT: Final = 40


class Fumbling:
    """Random hands on one window; the same seed does the same.

    Attributes:
        done: How many events so far.
        last: The last of them, for whoever must find out.
    """

    def __init__(self, window: KioskWindow, seed: int) -> None:
        self.done = 0
        self.last: deque[str] = deque(maxlen=KEPT)
        self._window = window
        self._random = Random(seed)  # noqa: S311  (no secret: the same again is the purpose)
        self._held: list[tuple[Qt.MouseButton, QPoint]] = []
        self._kinds: tuple[tuple[Callable[[], str], int], ...] = (
            (self._tap_anywhere, 52),
            (self._press_common, 40),
            (self._press_key, 32),
            (self._tap_something, 28),
            (self._let_go_or_press, 12),
            (self._wheel, 8),
            (self._say, 8),
            (self._drag, 6),
            (self._double, 6),
            (self._ask_menu, 6),
            (self._close, 4),
            (self._let_time_pass, 2),
            (self._resize, 1),
        )

    def once(self) -> None:
        """One event, whatever it is."""
        calls, how_often = zip(*self._kinds, strict=True)
        call = self._random.choices(calls, how_often)[0]
        what = call()
        self.done += 1
        page = type(self._window.page).__name__
        self.last.append(f"{call.__name__[1:]} {what} -> {self._window.phase} {page}")

    @property
    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        assert handle is not None
        return handle

    def _anywhere(self) -> QPoint:
        wide, high = self._handle.width(), self._handle.height()
        return QPoint(self._random.randrange(wide), self._random.randrange(high))

    def _tap_anywhere(self) -> str:
        at, button = self._anywhere(), self._random.choice(BUTTONS)
        QTest.mouseClick(self._handle, button, self._random.choice(HELD), at)
        return f"{at.x()},{at.y()} {button.name}"

    def _tap_something(self) -> str:
        """Whatever can be tapped, and more often what leads on."""
        page = self._window.page
        if page is None:
            return ""
        there = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
        if isinstance(page, PatientRoom) and self._random.random() < 1 / 2:
            there = [page.foot.next]
        button = self._random.choice(there) if there else self._window
        at = button.mapTo(self._window, button.rect().center())
        QTest.mouseClick(
            self._handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        return f"{at.x()},{at.y()}"

    def _press_common(self) -> str:
        key, held = self._random.choice(COMMON), self._random.choice(HELD)
        QTest.keyClick(self._handle, key, held)
        return f"{key.name} {held}"

    def _press_key(self) -> str:
        """Past what Qt's test tools have a character for, straight to the window of the system."""
        key, held = self._random.choice(KEYS), self._random.choice(HELD)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._handle, QKeyEvent(kind, key, held))
        return f"{key.name} {held}"

    def _let_go_or_press(self) -> str:
        """A finger that stays down while others tap."""
        if self._held:
            button, at = self._held.pop()
            inside = QPoint(min(at.x(), self._handle.width() - 1), 1)
            QTest.mouseRelease(self._handle, button, Qt.KeyboardModifier.NoModifier, inside)
            return "up"
        button, at = self._random.choice(BUTTONS), self._anywhere()
        self._held.append((button, at))
        QTest.mousePress(self._handle, button, Qt.KeyboardModifier.NoModifier, at)
        return f"down {at.x()},{at.y()}"

    def _drag(self) -> str:
        one, other, button = self._anywhere(), self._anywhere(), Qt.MouseButton.LeftButton
        QTest.mousePress(self._handle, button, Qt.KeyboardModifier.NoModifier, one)
        QTest.mouseMove(self._handle, (one + other) / 2)
        QTest.mouseMove(self._handle, other)
        QTest.mouseRelease(self._handle, button, Qt.KeyboardModifier.NoModifier, other)
        return f"{one.x()},{one.y()} {other.x()},{other.y()}"

    def _double(self) -> str:
        at, button = self._anywhere(), self._random.choice(BUTTONS)
        QTest.mouseDClick(self._handle, button, Qt.KeyboardModifier.NoModifier, at)
        return f"{at.x()},{at.y()}"

    def _wheel(self) -> str:
        turned = QPoint(0, self._random.choice((-240, -120, 120, 240)))
        QTest.wheelEvent(self._handle, QPointF(self._anywhere()), turned)
        return str(turned.y())

    def _say(self) -> str:
        """Words from an input method, a scanner, or something that pastes."""
        words = self._random.choice(SAID)
        focused = QApplication.focusWidget()
        if focused is not None:
            event = QInputMethodEvent()
            event.setCommitString(words)
            QApplication.sendEvent(focused, event)
        return ascii(words)

    def _ask_menu(self) -> str:
        at = self._anywhere()
        below = self._window.childAt(at) or self._window
        reason = self._random.choice(tuple(QContextMenuEvent.Reason))
        whole = self._window.mapToGlobal(at)
        local = below.mapFrom(self._window, at)
        QApplication.sendEvent(below, QContextMenuEvent(reason, local, whole))
        return type(below).__name__

    def _close(self) -> str:
        """What Alt+F4 comes to; staff may close on their start page, and here they do not."""
        if isinstance(self._window.page, HandoverPage):
            return "not now"
        self._window.close()
        return ""

    def _resize(self) -> str:
        size = self._random.choice(SIZES)
        self._window.resize(*size)
        settle()
        return str(size)

    def _let_time_pass(self) -> str:
        """Something that waits for its time has waited long enough."""
        waiting = [each for each in self._window.findChildren(QTimer) if each.isActive()]
        if not waiting:
            return ""
        timer = self._random.choice(waiting)
        if timer.isSingleShot():
            timer.stop()
        interval = timer.interval()
        timer.timeout.emit()
        settle()
        return f"{interval} ms"
