"""Hands for the tests: a finger and a keyboard, with types that the checker can see."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def tap(piece: QWidget, place: QPoint | None = None) -> None:
    """Tap the middle of a piece, or a place of it."""
    where = piece.rect().center() if place is None else place
    QTest.mouseClick(piece, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def press(
    piece: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key and let it go."""
    QTest.keyClick(piece, key, modifier)


def write(piece: QWidget, text: str) -> None:
    """Type a text."""
    QTest.keyClicks(piece, text)
