"""A sitting in a language in which something has no words: it is not asked, and nothing stops."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import Stop
from distressapp.kiosk.screens.welcome import WelcomeScreen
from tests.kiosk.day import STILL, Day, day, tap


def in_greek(bot: QtBot, tmp_path: Path) -> Day:
    """A patient who chose Greek, in which HADS has no words."""
    here = day(bot, tmp_path / "clinic", replace(STILL, languages=("en", "el")))
    words = dict(here.house.wordings)
    del words["hads.el"]
    here.house.wordings = words
    here.hand_over()
    screen = here.room.screen_shown
    assert isinstance(screen, WelcomeScreen)
    assert screen.languages is not None
    tap(screen.languages.rows["el"])
    return here


def test_the_questions_without_words_are_passed_over(clean_stage: QtBot, tmp_path: Path) -> None:
    here = in_greek(clean_stage, tmp_path)
    seen: list[str] = []

    here.go_to("checkpoint")
    while here.step != "pss10.1":
        here.next()
        seen.append(here.step)

    assert seen == ["bridge.pss10", "pss10.1"]


def test_the_record_says_that_they_were_not_offered(clean_stage: QtBot, tmp_path: Path) -> None:
    here = in_greek(clean_stage, tmp_path)

    here.go_to("thanks")
    QApplication.processEvents()

    record = here.last
    assert record.sitting.stop is Stop.FINISHED
    assert record.sitting.plan.not_offered == {"hads": "no words in Greek"}
    assert not [rule for rule in here.rules() if rule.startswith("hads")]
