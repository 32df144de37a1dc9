"""Hands for the tests: a finger and a keyboard, with types that the checker can see."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from distressapp.ui.widgets import pressable
from distressapp.ui.widgets.pressable import DOUBLE_TAP_MS


class Pace:
    """The time between two taps of a test: it stands, however slow the machine, until it is let go.

    Made before the first tap of the test.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now_ms = 0
        monkeypatch.setattr(pressable, "_started", lambda: _Since(self))

    @property
    def now_ms(self) -> int:
        """Since the test began."""
        return self._now_ms

    def let_pass(self, milliseconds: int = DOUBLE_TAP_MS) -> None:
        """By itself as long as a second tap of a trembling finger is the same tap."""
        self._now_ms += milliseconds


class _Since:
    """Stands where a timer of Qt's stands."""

    def __init__(self, pace: Pace) -> None:
        self._pace, self._from_ms = pace, pace.now_ms

    def elapsed(self) -> int:
        return self._pace.now_ms - self._from_ms


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
