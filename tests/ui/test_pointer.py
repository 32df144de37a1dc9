"""The arrow: for a mouse that moves, never under a finger."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.pointer import Pointer

BLANK = Qt.CursorShape.BlankCursor


def shown(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 200)
    window.show()
    return window


def touch(window: QWidget) -> None:
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    QTest.touchEvent(window, device).press(0, QPoint(5, 5)).commit()
    QTest.touchEvent(window, device).release(0, QPoint(5, 5)).commit()


def move(window: QWidget, source: Qt.MouseEventSource) -> None:
    """A mouse that moves, or what Qt makes of a finger."""
    at, none = QPointF(9, 9), Qt.MouseButton.NoButton
    kind, keys = QMouseEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, at, at, none, none, keys, source)
    QApplication.sendEvent(window.windowHandle(), event)


def test_a_session_begins_without_an_arrow_until_a_mouse_moves(qtbot: QtBot) -> None:
    window = shown(qtbot)
    pointer = Pointer(window, is_hidden=True)
    before = window.cursor().shape()

    move(window, Qt.MouseEventSource.MouseEventNotSynthesized)

    assert before == BLANK
    assert not pointer.is_hidden
    assert window.cursor().shape() != BLANK


def test_a_touch_hides_it_and_what_qt_makes_of_the_finger_does_not_bring_it_back(
    qtbot: QtBot,
) -> None:
    window = shown(qtbot)
    pointer = Pointer(window)
    was_hidden = pointer.is_hidden

    touch(window)
    move(window, Qt.MouseEventSource.MouseEventSynthesizedByQt)

    assert not was_hidden
    assert pointer.is_hidden
    assert window.cursor().shape() == BLANK
