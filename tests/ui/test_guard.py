import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui import guard
from distressapp.ui.guard import guarded


class UnforeseenError(Exception):
    """A bug."""


class Piece(QWidget):
    """A widget whose every override fails."""

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        raise UnforeseenError


class Listener(QObject):
    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.said.connect(self.hear)

    @Slot(object)
    @guarded
    def hear(self, _said: object) -> None:
        raise UnforeseenError


@pytest.fixture(autouse=True)
def caught() -> Iterator[list[BaseException]]:
    errors: list[BaseException] = []
    guard.set_handler(errors.append)

    yield errors

    guard.set_handler(None)


def test_a_failing_override_is_caught_where_it_fails(
    bot: QtBot, caught: list[BaseException]
) -> None:
    piece = Piece()
    bot.addWidget(piece)

    piece.grab()

    assert caught
    assert all(isinstance(error, UnforeseenError) for error in caught)


def test_a_failing_slot_is_caught_and_the_next_signal_arrives(caught: list[BaseException]) -> None:
    listener = Listener()

    listener.said.emit(None)
    listener.said.emit(0)

    assert len(caught) == 2


def test_what_does_not_fail_gives_what_it_gives(caught: list[BaseException]) -> None:
    @guarded
    def double(number: int) -> int:
        return 2 * number

    assert double(0) == 0
    assert double(4) == 8
    assert not caught


def test_without_a_handler_a_bug_is_a_bug() -> None:
    guard.set_handler(None)

    @guarded
    def fail() -> None:
        raise UnforeseenError

    with pytest.raises(UnforeseenError):
        fail()


def test_an_uncaught_error_goes_to_the_handler(
    caught: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *each: earlier.append(each))
    guard.hook()

    sys.excepthook(UnforeseenError, UnforeseenError(), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert [type(error) for error in caught] == [UnforeseenError]
    assert len(earlier) == 1
