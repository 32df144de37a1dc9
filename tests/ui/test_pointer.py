"""The arrow: for a mouse that moves, never under a finger."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.pointer import MOUSE_MOVES, Pointer

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


def mouse(
    window: QWidget,
    kind: QMouseEvent.Type,
    x: float,
    source: Qt.MouseEventSource = Qt.MouseEventSource.MouseEventNotSynthesized,
) -> None:
    """What the system tells of a mouse, or what Qt makes of a finger."""
    at, none, left = QPointF(x, 9), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    is_press = kind == QMouseEvent.Type.MouseButtonPress
    button = left if is_press else none
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, at, at, button, button, keys, source)
    QApplication.sendEvent(window.windowHandle(), event)


def move(window: QWidget, source: Qt.MouseEventSource) -> None:
    """Along a short way."""
    for x in range(MOUSE_MOVES):
        mouse(window, QMouseEvent.Type.MouseMove, x, source)


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


def test_an_arrow_that_leaps_and_presses_is_a_finger(qtbot: QtBot) -> None:
    window = shown(qtbot)
    pointer = Pointer(window)

    for x in (10, 150, 20):
        mouse(window, QMouseEvent.Type.MouseMove, x)
        mouse(window, QMouseEvent.Type.MouseButtonPress, x)

    assert pointer.is_hidden


def test_one_leap_brings_no_arrow_back(qtbot: QtBot) -> None:
    window = shown(qtbot)
    pointer = Pointer(window, is_hidden=True)

    mouse(window, QMouseEvent.Type.MouseMove, 150)

    assert pointer.is_hidden


def test_a_mouse_that_presses_again_where_it_stands_keeps_its_arrow(qtbot: QtBot) -> None:
    window = shown(qtbot)
    pointer = Pointer(window)
    move(window, Qt.MouseEventSource.MouseEventNotSynthesized)

    mouse(window, QMouseEvent.Type.MouseButtonPress, 2)
    mouse(window, QMouseEvent.Type.MouseMove, 3)
    mouse(window, QMouseEvent.Type.MouseButtonPress, 3)

    assert not pointer.is_hidden
