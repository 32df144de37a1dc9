"""I need to speak to someone now, on the real window and the real letterbox."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import NowState, Stop
from distressapp.kiosk.answering import NAME, Answer
from distressapp.kiosk.calling import BACKUP_S, REPEAT_S, SILENCE_S
from distressapp.kiosk.handover import Desk, HandoverPage
from distressapp.kiosk.plain import Act
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.stage import Phase
from distressapp.letterbox.rows import Urgency
from tests.kiosk.day import CHANNEL, SHORT, Day, day, live_words, ring_out, settle, tap
from tests.kiosk.disk import full_disk

ASKS = "Shall we ask someone to come?"
CALLS = "We are calling staff."
COMES = "Someone is coming."
STAFFED = replace(SHORT, now=CHANNEL)


def sitting(bot: QtBot, tmp_path: Path) -> Day:
    here = day(bot, tmp_path / "clinic", STAFFED)
    here.hand_over()
    here.go_to("rating")
    return here


def pressed(bot: QtBot, tmp_path: Path) -> Day:
    here = sitting(bot, tmp_path)
    tap(here.room.foot.now)
    return here


def silence(here: Day) -> None:
    assert here.window.calls.calling is not None
    ring_out(here.window.calls.calling, SILENCE_S * 1000)


def answer(here: Day, how: Answer, name: str = "Ana Ito") -> None:
    """Staff answer on the page of the call."""
    here.act(Act.STAFF)
    here.form.fields[NAME].show_text(name)
    tap(here.form.buttons[how])


def urgency(here: Day) -> list[Urgency]:
    return [each.urgency for each in here.calls()]


def test_a_press_stands_in_clear_at_once_with_the_ticket(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = pressed(clean_stage, tmp_path)

    assert here.title == ASKS
    assert here.window.conductor is not None
    plan = here.window.conductor.interview.plan
    assert [(each.id, each.ticket, each.urgency) for each in here.calls()] == [
        (plan.sitting, plan.ticket, Urgency.SOUNDING)
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
    before.house.close()

    here = day(clean_stage, tmp_path / "clinic", clock=before.clock)

    assert here.title == CALLS
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
    before.house.close()

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
    assert sorted(urgency(here)) == [Urgency.SOUNDING, Urgency.SILENCED]


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
