"""The code of another form, scanned while one is keyed, marks nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from distressapp.staff.desk import Desk
from distressapp.staff.paper.keying import KeyingScreen
from distressapp.vault import lists
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


def test_a_hand_is_no_scanner(desk: Desk) -> None:
    other = printed(desk)
    screen = begun(desk, marias(desk))
    press_to(screen, "concerns.physical")
    for each in other.code:
        QTest.qWait(60)
        press(screen, each.lower())

    assert "the code of a form" not in notice(desk)
    assert pad(screen) is not None
