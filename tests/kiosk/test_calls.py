"""I need to speak to someone now, in a sitting, on the real window and letterbox."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from distressapp.core.sitting import NowState
from distressapp.kiosk.answering import NAME, Answer
from distressapp.kiosk.calling import BACKUP_S, REPEAT_S
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.plain import Act
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.stage import Phase
from distressapp.letterbox.rows import Urgency
from tests.kiosk.callers import ASKS, CALLS, COMES, STAFFED, answer, pressed, silence, urgency
from tests.kiosk.day import day, live_words, ring_out, tap


def test_a_press_stands_in_clear_at_once_with_the_ticket(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)

    assert here.title == ASKS
    assert here.window.conductor is not None
    plan = here.window.conductor.interview.plan
    assert [(each.id, each.ticket, each.urgency) for each in here.calls()] == [
        (plan.sitting, plan.ticket, Urgency.ASKED)
    ]


def test_yes_calls_staff_and_shows_the_ticket_word_large(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)

    here.act(Act.YES)

    assert here.title == CALLS
    assert here.plain.ticket is not None
    assert here.plain.ticket.word == here.calls()[0].ticket
    assert "coming" not in live_words()


def test_silence_means_yes(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)

    silence(here)

    assert here.title == CALLS
    assert urgency(here) == [Urgency.SOUNDING]
    here.act(Act.GO_ON)
    here.go_to("thanks")
    assert here.last.sitting.now is NowState.SOUNDING
    assert "request.now" in here.rules()


def test_no_go_back_leads_back_and_leaves_a_talk(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)

    here.act(Act.NO)

    assert here.step == "rating"
    assert urgency(here) == [Urgency.WITHDRAWN]
    here.go_to("thanks")
    assert here.last.sitting.now is NowState.WITHDRAWN
    assert "request.now_withdrawn" in here.rules()
    assert "request.now" not in here.rules()


def test_the_questions_can_go_on_while_staff_are_called(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)

    here.act(Act.GO_ON)
    here.rate(3)

    assert here.step == "rating"
    assert urgency(here) == [Urgency.SOUNDING]
    assert here.window.calls.must_be_answered


def test_acknowledging_only_silences_and_says_that_someone_is_coming(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)

    answer(here, Answer.COMING)

    assert here.title == COMES
    assert urgency(here) == [Urgency.SILENCED]
    assert here.window.calls.is_open
    here.act(Act.GO_ON)
    assert here.step == "rating"


def test_being_with_the_patient_ends_it(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)

    answer(here, Answer.WITH_PATIENT)

    assert isinstance(here.window.page, PatientRoom)
    assert urgency(here) == [Urgency.ENDED]
    assert not here.window.calls.is_open


def test_an_urgent_plan_after_the_patient_left_ends_it_too(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    answer(here, Answer.COMING)

    answer(here, Answer.LEFT)

    assert urgency(here) == [Urgency.ENDED]
    assert here.is_in(Phase.REST)
    assert "request.now" in here.rules()


def test_nobody_answers_a_call_without_a_name(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)

    answer(here, Answer.WITH_PATIENT, name="  ")

    assert "who you are" in here.form.message.text()
    assert urgency(here) == [Urgency.SOUNDING]
    tap(here.form.buttons[Answer.BACK])
    assert here.window.calls.must_be_answered


def test_a_chime_does_not_cover_the_page_on_which_staff_answer(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    here.act(Act.STAFF)
    form = here.form

    assert here.window.calls.calling is not None
    ring_out(here.window.calls.calling, REPEAT_S * 1000)

    assert here.window.page is form


def test_no_name_is_offered_to_whoever_holds_the_tablet(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)

    here.act(Act.STAFF)

    assert here.form.names == []
    assert "Ana Ito" not in live_words()


def test_after_three_minutes_the_backup_is_named(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    assert "Ben Okoye" not in live_words()

    assert here.window.calls.calling is not None
    ring_out(here.window.calls.calling, BACKUP_S * 1000)

    assert "We are calling again: Ben Okoye" in live_words()


def test_where_nobody_is_named_as_backup_the_page_still_reads_well(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic")
    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)

    assert here.window.calls.calling is not None
    ring_out(here.window.calls.calling, BACKUP_S * 1000)

    assert "We are calling again." in live_words()
    assert "again:" not in live_words()


def test_a_press_with_nobody_sitting_has_a_ticket_of_its_own(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", STAFFED)

    tap(here.desk.buttons[Desk.NOW])
    here.act(Act.YES)

    assert here.plain.ticket is not None
    assert here.plain.ticket.word == here.calls()[0].ticket
    assert Act.GO_ON not in here.plain.buttons


def test_pressing_again_is_the_same_call(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    here.act(Act.GO_ON)

    tap(here.room.foot.now)

    assert here.title == CALLS
    assert urgency(here) == [Urgency.SOUNDING]


def test_after_going_back_the_button_asks_again(clean_stage: QtBot, tmp_path: Path) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.NO)

    tap(here.room.foot.now)
    here.act(Act.YES)

    assert urgency(here) == [Urgency.SOUNDING]
    here.act(Act.GO_ON)
    here.go_to("thanks")
    assert "request.now" in here.rules()


def test_a_call_that_sounded_is_not_taken_back_by_a_later_press(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)
    here.act(Act.YES)
    answer(here, Answer.COMING)
    here.act(Act.STAFF)
    here.form.fields[NAME].show_text("Ana Ito")
    tap(here.form.buttons[Answer.WITH_PATIENT])
    tap(here.room.foot.now)

    here.act(Act.NO)
    tap(here.room.foot.called)

    assert "request.now" in here.rules()
    assert here.last.sitting.now is NowState.SOUNDING


def test_a_kiosk_that_is_closed_while_it_asks_lets_it_sound(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)

    here.window.stop_for_closing()

    assert urgency(here) == [Urgency.SOUNDING]
    assert here.last.sitting.now is NowState.SOUNDING
