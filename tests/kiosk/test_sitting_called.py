"""They're calling me: saved, scored, blank; and on again the same day, for the same person only."""

import time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen
from distressapp.core.sitting import Stop
from distressapp.keys.wrap import MODERATE
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import OptionScreen
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.kiosk.stage import Phase
from distressapp.service.recent import recent_of
from tests.clinics import NUMBER
from tests.kiosk.day import BIRTHDAY, Day, day, live_words, tap

SECRET = "the canary is unwell"  # noqa: S105  (what a patient wrote)


def called_at(bot: QtBot, tmp_path: Path, step: str) -> Day:
    """A patient with a rating of 9, a few words and one item, called away at that step."""
    here = day(bot, tmp_path / "clinic")
    here.hand_over()
    here.go_to("rating")
    here.rate(9)
    here.go_to("concerns.spiritual")
    here.tick("spiritual.other")
    here.go_to("own_words.spiritual")
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)
    QTest.keyClicks(screen.field, SECRET)
    here.go_to("hads.2")
    here.choose("1")
    here.go_to(step)
    tap(here.room.foot.called)
    return here


def resume(here: Day, number: str = NUMBER, born: str = BIRTHDAY) -> None:
    here.clean_up()
    here.admit(number, born, act=Desk.RESUME)


def test_being_called_saves_scores_and_blanks_within_a_second(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.house.paused.cost = MODERATE
    here.hand_over()
    here.go_to("rating")
    here.rate(9)
    before_s = time.process_time()

    tap(here.room.foot.called)

    assert time.process_time() - before_s < 1, "of the processor's time, whoever else wants it"
    assert here.is_in(Phase.REST)
    assert here.last.sitting.stop is Stop.CALLED
    assert "dt.rating.8" in here.rules()
    assert here.kept() == {}


def test_words_that_were_just_typed_are_saved_when_called(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.hand_over()
    here.go_to("concerns.spiritual")
    here.tick("spiritual.other")
    here.go_to("own_words.spiritual")
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)

    QTest.keyClicks(screen.field, SECRET)
    tap(here.room.foot.called)

    assert SECRET in str(here.last.sitting.answers)


def test_no_widget_that_lives_holds_a_word_of_the_patient(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")

    words = live_words()

    assert SECRET not in words
    assert NUMBER not in words
    assert "You chose" not in words
    assert here.window.findChildren(PatientRoom) == []
    assert here.window.conductor is None
    assert here.window.patient.keeper is None


def test_the_same_person_goes_on_at_the_exact_item_with_the_answer_shown(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")

    resume(here)

    screen = here.room.screen_shown
    assert here.step == "hads.2"
    assert isinstance(screen, OptionScreen)
    assert [each for each, row in screen.options.rows.items() if row.isChecked()] == ["1"]
    assert here.kept()["dt/rating"] == Chosen(index=9, value=9)


def test_a_sitting_that_went_on_supersedes_its_first_stop_for_staff(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")
    resume(here)

    here.choose("2")
    here.go_to("thanks")

    first, second = (each.record.sitting for each in here.closed)
    assert (first.stop, second.stop) == (Stop.CALLED, Stop.FINISHED)
    assert first.plan == second.plan
    assert {each.sitting.stop for each in here.taken_in()} == {Stop.FINISHED}
    assert second.answers["hads/2"] == Chosen(index=2, value=2)


@pytest.mark.parametrize(
    ("number", "born"), [(NUMBER, "02031950"), ("MRN-4712", BIRTHDAY)], ids=["born", "number"]
)
def test_with_one_wrong_identifier_nobody_goes_on(
    clean_stage: QtBot, tmp_path: Path, number: str, born: str
) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")

    resume(here, number, born)

    assert here.is_in(Phase.DESK)
    assert here.desk.message.text().startswith("No sitting of today waits")
    assert SECRET not in live_words()


def test_going_on_needs_the_date_of_birth(clean_stage: QtBot, tmp_path: Path) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")

    resume(here, born="")

    assert here.is_in(Phase.DESK)
    assert "date of birth" in here.desk.message.text()


def test_the_next_day_nothing_waits(clean_stage: QtBot, tmp_path: Path) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")
    here.clean_up()
    here.clock.forward(days=1)

    here.admit(act=Desk.RESUME)

    assert here.is_in(Phase.DESK)
    assert here.desk.message.text().startswith("No sitting of today waits")
    here.window.show_desk()
    assert Desk.RESUME not in here.desk.buttons


def test_a_new_start_never_shows_what_was_paused(clean_stage: QtBot, tmp_path: Path) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")
    here.clean_up()

    here.hand_over("MRN-9999", "05051970")
    here.go_to("rating")

    assert here.kept() == {}
    assert "You chose" not in live_words()
    assert SECRET not in live_words()


def test_even_the_same_identifiers_start_anew_when_staff_tap_start(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")
    here.clean_up()

    here.hand_over()

    assert here.step == "welcome"
    assert here.kept() == {}


def test_without_a_date_of_birth_nothing_waits(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.hand_over(born="")
    here.go_to("rating")

    tap(here.room.foot.called)
    here.clean_up()

    assert Desk.RESUME not in here.desk.buttons


def test_a_paused_sitting_goes_on_once(clean_stage: QtBot, tmp_path: Path) -> None:
    here = called_at(clean_stage, tmp_path, "hads.2")
    resume(here)
    here.go_to("thanks")
    tap(here.room.foot.next)
    here.clean_up()

    assert Desk.RESUME not in here.desk.buttons


def test_what_was_scored_today_is_held_back_from_the_same_person_today(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.house.recent = recent_of([(NUMBER, "hads", here.clock.at.date())])

    here.hand_over()
    here.go_to("thanks")

    plan = here.last.sitting.plan
    assert plan.held_back == {"hads": here.clock.at.date()}
    assert "hads.1" not in here.last.sitting.shown
    assert "pss10.1" in here.last.sitting.shown


def test_who_is_not_on_the_recent_list_is_asked_everything(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    here.house.recent = recent_of([("MRN-1", "hads", here.clock.at.date())])

    here.hand_over()

    assert here.window.conductor is not None
    assert here.window.conductor.interview.plan.held_back == {}


def test_the_ticket_word_stands_large_before_the_tablet_changes_hands(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")

    here.admit()

    assert here.is_in(Phase.TICKET)
    assert here.plain.ticket is not None
    assert here.plain.ticket.word in here.house.tickets
    assert NUMBER not in live_words()
    here.act(Act.BACK)
    assert here.is_in(Phase.DESK)
    assert not isinstance(here.window.page, PlainPage)
