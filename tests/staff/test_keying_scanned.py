"""The code of another form, scanned while one is keyed, marks nothing."""

from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.staff.desk import Desk
from distressapp.staff.paper.keying import KeyingScreen
from distressapp.staff.paper.scanned import BURST_MS
from distressapp.vault import lists
from tests.keeper.beside import Monotonic
from tests.staff import room as rooms
from tests.staff.papers import (
    answer,
    at,
    begun,
    marias,
    notice,
    pad,
    press,
    press_to,
    printed,
    whole,
)

KEY_NS: Final = (BURST_MS // 7 + 1) * 10**6
"""Between two of the eight keys of a quick hand: together they take a moment more than a burst."""


def scan(screen: KeyingScreen, code: str) -> None:
    """As a scanner does: quickly, with Enter, wherever the focus is."""
    for each in code:
        QTest.keyClicks(QApplication.focusWidget() or screen, each)
    QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_Return)
    QApplication.processEvents()


@pytest.mark.parametrize(
    "question", ["first", "rating", "concerns.physical", "hads.1", "pss10.10", "handed_in"]
)
def test_a_code_that_is_scanned_while_a_form_is_keyed_marks_nothing(
    desk: Desk, question: str
) -> None:
    other = printed(desk)
    screen = begun(desk, marias(desk))
    press_to(screen, question)
    assert screen.keying is not None
    before = dict(screen.keying.interview.answers)

    scan(screen, other.code)

    assert screen.keying is not None
    assert (at(screen), dict(screen.keying.interview.answers)) == (question, before)
    assert "the code of a form" in notice(desk)
    assert lists.all_sittings(desk.session.vault) == ()


def test_a_code_is_not_kept_as_the_patients_words(desk: Desk) -> None:
    other = printed(desk)
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.physical")
    press(screen, "k\n")
    press_to(screen, "own_words.physical")

    scan(screen, other.code)

    assert at(screen) == "own_words.physical"
    assert answer(screen, "dt/physical.other") is None


def test_a_code_that_is_scanned_at_the_second_look_keeps_nothing(desk: Desk) -> None:
    other = printed(desk)
    screen = begun(desk, marias(desk))
    whole(screen)

    scan(screen, other.code)

    assert lists.all_sittings(desk.session.vault) == ()
    assert screen.outcome is None


def test_a_hand_is_no_scanner(bot: QtBot, tmp_path: Path) -> None:
    time = Monotonic()
    desk = rooms.room(bot, tmp_path, clock_ns=time)
    other = printed(desk)
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.physical")
    for each in other.code:
        time.ns += KEY_NS
        press(screen, each.lower())

    assert "the code of a form" not in notice(desk)
    assert pad(screen) is not None
