"""A call for help between patients, over a restart, on a full disk and after hours."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import Stop
from distressapp.kiosk.answering import NAME, Answer
from distressapp.kiosk.handover import Desk, HandoverPage
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from distressapp.letterbox.rows import Urgency
from tests.kiosk.callers import ASKS, CALLS, STAFFED, answer, pressed, silence, sitting, urgency
from tests.kiosk.day import day, live_words, ring_out, settle, tap
from tests.kiosk.disk import full_disk


def test_no_other_patient_is_handed_the_tablet_while_it_sounds(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", STAFFED)
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)

    here.window.show_desk()

    assert not here.desk.buttons[Desk.START].isEnabled()
    assert "Answer the call first" in here.desk.message.text()
    tap(here.desk.buttons[Desk.ANSWER])
    here.form.fields[NAME].show_text("Ana Ito")
    tap(here.form.buttons[Answer.WITH_PATIENT])
    assert here.desk.buttons[Desk.START].isEnabled()


def test_a_paused_patient_does_not_go_on_while_it_sounds_either(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = sitting(clean_stage, tmp_path)
    tap(here.room.foot.called)
    here.clean_up()
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)

    here.window.show_desk()
    here.admit(act=Desk.RESUME)

    assert here.is_in(Phase.DESK)
    assert not here.desk.buttons[Desk.RESUME].isEnabled()


def test_a_press_on_a_full_disk_sounds_all_the_same(clean_stage: QtBot, tmp_path: Path) -> None:
    here = sitting(clean_stage, tmp_path)

    with full_disk(here.house.folder.root):
        tap(here.room.foot.now)
        asked = here.title
        silence(here)
        sounds = here.title
    here.act(Act.GO_ON)
    here.go_to("thanks")

    assert (asked, sounds) == (ASKS, CALLS)
    assert "request.now" in here.rules()


def test_a_press_that_was_not_kept_can_be_answered_once_there_is_room(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = sitting(clean_stage, tmp_path)
    with full_disk(here.house.folder.root):
        tap(here.room.foot.now)
        here.act(Act.YES)
        answer(here, Answer.WITH_PATIENT)
        assert "Free some space" in here.form.message.text()
        assert here.window.calls.must_be_answered

    tap(here.form.buttons[Answer.WITH_PATIENT])

    assert urgency(here) == [Urgency.ENDED]
    assert not here.window.calls.is_open


def test_a_press_at_the_desk_on_a_full_disk_sounds_all_the_same(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", STAFFED)

    with full_disk(here.house.folder.root):
        tap(here.desk.buttons[Desk.NOW])
        here.act(Act.YES)

    assert here.title == CALLS
    assert here.window.calls.must_be_answered


def test_after_a_restart_it_sounds_again_until_it_is_answered(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    before = pressed(clean_stage, tmp_path)
    ticket = before.calls()[0].ticket
    before.end()

    here = day(clean_stage, tmp_path / "clinic", clock=before.clock)

    assert here.title == CALLS
    assert urgency(here) == [Urgency.SOUNDING]
    assert here.plain.ticket is not None
    assert here.plain.ticket.word == ticket
    answer(here, Answer.WITH_PATIENT)
    assert urgency(here) == [Urgency.ENDED]
    assert isinstance(here.window.page, HandoverPage)


def test_two_calls_are_answered_one_after_the_other(clean_stage: QtBot, tmp_path: Path) -> None:
    before = pressed(clean_stage, tmp_path)
    before.act(Act.YES)
    answer(before, Answer.COMING)
    before.act(Act.GO_ON)
    before.go_to("thanks")
    tap(before.room.foot.next)
    before.clean_up()
    tap(before.desk.buttons[Desk.NOW])
    before.act(Act.YES)
    before.end()

    here = day(clean_stage, tmp_path / "clinic", clock=before.clock)
    answer(here, Answer.WITH_PATIENT)

    assert sorted(urgency(here)) == [Urgency.SILENCED, Urgency.ENDED]
    tap(here.desk.buttons[Desk.ANSWER])
    here.form.fields[NAME].show_text("Ana Ito")
    tap(here.form.buttons[Answer.LEFT])
    assert urgency(here) == [Urgency.ENDED, Urgency.ENDED]
    assert Desk.ANSWER not in here.desk.buttons


def test_a_call_of_the_patient_before_is_not_the_next_ones(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    answer(here, Answer.COMING)
    here.act(Act.GO_ON)
    here.go_to("thanks")
    tap(here.room.foot.next)
    here.clean_up()
    here.hand_over("MRN-2", "02021960")
    here.go_to("rating")

    tap(here.room.foot.now)

    assert here.title == ASKS
    assert sorted(urgency(here)) == [Urgency.SILENCED, Urgency.ASKED]


@pytest.mark.parametrize("act", [Act.NO, Act.YES])
def test_a_press_of_the_patient_before_flags_nobody_else(
    clean_stage: QtBot, tmp_path: Path, act: Act
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(act)
    if act is Act.YES:
        answer(here, Answer.WITH_PATIENT)
    tap(here.room.foot.called)
    here.clean_up()
    here.hand_over("MRN-2", "02021960")
    here.go_to("rating")
    here.rate(0)

    tap(here.room.foot.called)

    assert here.last.sitting.now is None
    assert not any(each.startswith("request.now") for each in here.rules())


def test_a_call_that_sounds_stays_on_the_screen_when_the_patient_is_called_in(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    here.act(Act.GO_ON)

    tap(here.room.foot.called)

    assert here.last.sitting.stop is Stop.CALLED
    assert here.title == CALLS
    assert Act.GO_ON not in here.plain.buttons
    answer(here, Answer.WITH_PATIENT)
    assert here.is_in(Phase.REST)


def test_a_sitting_behind_a_call_that_nobody_leaves_stops_and_the_call_stays_up(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)

    ring_out(here.window.idle, 90_000)
    is_still_up = here.title == CALLS
    ring_out(here.window.idle, 30_000)

    assert is_still_up
    assert here.title == CALLS
    assert here.last.sitting.stop is Stop.IDLE
    assert "request.now" in here.rules()


def test_help_can_be_called_while_answers_wait_for_the_disk(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = sitting(clean_stage, tmp_path)
    here.rate(4)
    with full_disk(here.house.folder.root):
        tap(here.room.foot.called)
        here.act(Act.NOW)
        asks = here.title
        here.act(Act.YES)
        sounds = here.title

    ring_out(here.window.patient, 5000)

    assert (asks, sounds) == (ASKS, CALLS)
    assert here.last.sitting.stop is Stop.CALLED
    assert here.title == CALLS


def test_a_patient_who_left_before_ends_no_other_sitting(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", STAFFED)
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)
    answer(here, Answer.LEFT)
    here.hand_over()
    here.go_to("rating")
    tap(here.room.foot.now)

    here.act(Act.NO)

    assert here.closed == []
    assert here.step == "rating"


def test_a_press_at_thanks_is_called_by_the_patients_own_ticket_word(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = sitting(clean_stage, tmp_path)
    here.go_to("thanks")

    tap(here.room.foot.now)
    here.act(Act.YES)

    assert [each.ticket for each in here.calls()] == [here.last.sitting.plan.ticket]
    assert here.title == CALLS


def test_outside_opening_hours_the_button_says_so_and_shows_the_numbers(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", STAFFED)
    here.clock.at += timedelta(hours=12)
    here.hand_over()
    here.go_to("rating")

    words = here.room.foot.now.words
    tap(here.room.foot.now)

    assert words == "How to reach someone now"
    assert here.title == "The clinic is closed now."
    assert "Night line: 555 0199" in live_words()
    assert here.calls() == ()
    here.act(Act.BACK)
    assert here.step == "rating"


def test_a_clinic_that_closes_meanwhile_shows_the_numbers_instead_of_calling_nobody(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = sitting(clean_stage, tmp_path)
    here.clock.at += timedelta(hours=12)

    tap(here.room.foot.now)

    assert here.title == "The clinic is closed now."


def test_a_new_size_of_the_window_leaves_the_call_up(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic", STAFFED)
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)

    here.window.resize(800, 1280)
    settle()

    assert here.title == CALLS
    assert here.plain.width() == 800


def test_cleaning_is_not_skipped_by_a_call(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    here.act(Act.GO_ON)
    tap(here.room.foot.called)

    answer(here, Answer.WITH_PATIENT)

    assert here.is_in(Phase.REST)
    here.act(Act.STAFF)
    assert here.is_in(Phase.CLEANING)
