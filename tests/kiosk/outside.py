"""Hands and keys from where the system hands them over: the window's handle, not a piece of it."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.ui.handle import handle

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def press(window: QWidget, place: QPoint, button: Qt.MouseButton = LEFT) -> None:
    """A finger or a button goes down at that place of the window."""
    QTest.mousePress(handle(window), button, NONE, place)


def release(window: QWidget, place: QPoint, button: Qt.MouseButton = LEFT) -> None:
    """It is let go there."""
    QTest.mouseRelease(handle(window), button, NONE, place)


def click(piece: QWidget, button: Qt.MouseButton = LEFT) -> None:
    """Both, in the middle of a piece."""
    window = piece.window()
    place = piece.mapTo(window, piece.rect().center())
    press(window, place, button)
    release(window, place, button)


def send(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key goes down and up, whatever it writes."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(handle(window), QKeyEvent(kind, key, modifiers))
