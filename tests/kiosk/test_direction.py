"""Whoever reads a page decides its language and the way it runs: the patient, or staff."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from distressapp.kiosk.answering import Answer
from distressapp.kiosk.plain import Act
from distressapp.kiosk.screens.welcome import WelcomeScreen
from distressapp.kiosk.stage import Phase
from distressapp.text import _
from tests.kiosk.day import SHORT, Day, day, tap

RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "clinic"


def choose(kiosk: Day, language: str) -> None:
    screen = kiosk.room.screen_shown
    assert isinstance(screen, WelcomeScreen)
    assert screen.languages is not None
    tap(screen.languages.rows[language])


def way(kiosk: Day) -> Qt.LayoutDirection:
    page = kiosk.window.page
    assert isinstance(page, QWidget)
    return page.layoutDirection()


def test_a_page_runs_as_its_reader_does_through_a_whole_sitting(
    clean_stage: QtBot, root: Path
) -> None:
    kiosk = day(clean_stage, root, replace(SHORT, languages=("en", "ar")))
    assert (way(kiosk), _("Back")) == (LEFT, "Back")
    kiosk.hand_over()
    assert (way(kiosk), _("Back")) == (LEFT, "Back")

    choose(kiosk, "ar")
    in_arabic = _("Back")
    kiosk.go_to("thanks")
    at_thanks = way(kiosk)
    kiosk.next()

    assert in_arabic != "Back"
    assert at_thanks is RIGHT
    assert kiosk.is_in(Phase.REST)
    assert (way(kiosk), _("Back")) == (LEFT, "Back")


def test_staff_answer_a_call_in_english_in_the_middle_of_an_arabic_sitting(
    clean_stage: QtBot, root: Path
) -> None:
    kiosk = day(clean_stage, root, replace(SHORT, languages=("en", "ar")))
    kiosk.hand_over()
    choose(kiosk, "ar")

    tap(kiosk.room.foot.now)
    asked = way(kiosk)
    kiosk.act(Act.YES)
    called = way(kiosk)
    kiosk.act(Act.STAFF)
    answered = (way(kiosk), kiosk.form.buttons[Answer.BACK].words)
    tap(kiosk.form.buttons[Answer.COMING])
    complaint = kiosk.form.message.text()
    kiosk.write("name", "Ana Ito")
    tap(kiosk.form.buttons[Answer.COMING])

    assert (asked, called) == (RIGHT, RIGHT)
    assert answered == (LEFT, "Back")
    assert complaint == "Please say who you are first."
    assert way(kiosk) is RIGHT
    assert kiosk.title == _("Someone is coming.") != "Someone is coming."


def test_a_kiosk_of_arabic_patients_speaks_english_to_its_staff(
    clean_stage: QtBot, root: Path
) -> None:
    kiosk = day(clean_stage, root, replace(SHORT, languages=("ar", "en")))
    start = (way(kiosk), kiosk.desk.accessibleName())
    kiosk.hand_over()
    sitting = way(kiosk)
    tap(kiosk.room.foot.called)
    resting = way(kiosk)
    kiosk.act(Act.STAFF)

    assert start[0] is LEFT
    assert (sitting, resting) == (RIGHT, RIGHT)
    assert (way(kiosk), kiosk.title) == (LEFT, "Please clean the tablet")


def test_a_screen_reader_is_told_the_language_of_a_page(clean_stage: QtBot, root: Path) -> None:
    kiosk = day(clean_stage, root, replace(SHORT, languages=("en", "zh-Hans")))
    kiosk.hand_over()
    before = kiosk.room.locale().bcp47Name()

    choose(kiosk, "zh-Hans")

    assert before == "en"
    assert kiosk.room.screen_shown.locale().bcp47Name().startswith("zh")
