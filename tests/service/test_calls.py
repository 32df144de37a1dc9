import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import NowState
from distressapp.letterbox.rows import Urgency
from distressapp.service.calls import (
    acknowledge_now,
    attend_now,
    not_ended,
    post_now,
    press_again,
    sounding,
)
from distressapp.service.house import House
from distressapp.service.memory import Member
from tests.clinics import Clock, closed, opened, seated

NURSE = Member(id="ab" * 16, name="Nurse B")


def test_a_press_sounds_from_its_first_commit_and_after_a_restart(
    house: House, clock: Clock
) -> None:
    running = seated(house)
    running.raise_now()
    house.close()

    again = opened(house.folder.root, clock)

    assert [call.ticket for call in sounding(again)] == [running.plan.ticket]
    again.close()


def test_staff_are_not_called_while_the_patient_is_asked(house: House) -> None:
    running = seated(house)

    running.raise_now()
    asked = house.letterbox.calls()
    running.now_sounds()

    assert [call.urgency for call in asked] == [Urgency.ASKED]
    assert [call.urgency for call in house.letterbox.calls()] == [Urgency.SOUNDING]


@pytest.mark.parametrize("is_acknowledged", [False, True])
def test_a_call_that_staff_know_of_sounds_while_its_patient_is_asked_again(
    house: House, *, is_acknowledged: bool
) -> None:
    running = seated(house)
    running.raise_now()
    running.now_sounds()
    if is_acknowledged:
        acknowledge_now(house, running.plan.sitting, by=NURSE)

    running.raise_now()

    assert [call.urgency for call in house.letterbox.calls()] == [Urgency.SOUNDING]


def test_a_press_taken_back_after_it_was_posted_twice_does_not_sound(house: House) -> None:
    running = seated(house)
    running.raise_now()
    running.raise_now()

    running.withdraw_now()

    assert not_ended(house) == ()


def test_a_call_from_before_a_restart_sounds_under_its_own_id(house: House, clock: Clock) -> None:
    press = post_now(house)
    press.raise_now()
    house.close()
    again = opened(house.folder.root, clock)

    press_again(again, again.letterbox.calls()[0]).now_sounds()

    assert [(call.id, call.urgency) for call in again.letterbox.calls()] == [
        (press.id, Urgency.SOUNDING)
    ]
    again.close()


def test_only_going_back_keeps_it_from_sounding(house: House) -> None:
    running = seated(house)
    running.raise_now()
    running.withdraw_now()

    assert sounding(house) == ()
    assert not_ended(house) == ()


def test_the_end_of_a_sitting_does_not_silence_its_call(house: House) -> None:
    running = seated(house)
    running.raise_now()
    running.now_sounds()

    closed(house, running)

    assert [call.id for call in sounding(house)] == [running.plan.sitting]


def test_a_second_press_taken_back_keeps_the_call_that_sounded(house: House) -> None:
    running = seated(house)
    running.raise_now()
    running.now_sounds()
    attend_now(house, running.plan.sitting, by=NURSE, how=NowState.WITH_PATIENT)

    running.raise_now()
    running.withdraw_now()

    assert "request.now" in {flag.rule for flag in closed(house, running).flags}


@pytest.mark.parametrize("is_attended", [False, True])
def test_a_second_press_taken_back_leaves_the_first_one_as_it_was(
    house: House, *, is_attended: bool
) -> None:
    running = seated(house)
    running.raise_now()
    running.now_sounds()
    acknowledge_now(house, running.plan.sitting, by=NURSE)
    if is_attended:
        attend_now(house, running.plan.sitting, by=NURSE, how=NowState.WITH_PATIENT)

    running.raise_now()
    running.withdraw_now()

    (call,) = house.letterbox.calls()
    assert call.urgency is (Urgency.ENDED if is_attended else Urgency.SILENCED)


def test_somebody_without_a_sitting_can_call(house: House) -> None:
    press = post_now(house)
    named = post_now(house, "fern")
    press.raise_now()
    named.raise_now()

    assert {call.ticket for call in sounding(house)} == {press.ticket, "fern"}
    assert press.ticket in house.tickets


def test_acknowledging_silences_and_being_there_ends(house: House) -> None:
    press = post_now(house)
    press.raise_now()

    acknowledge_now(house, press.id, by=NURSE)
    heard = not_ended(house)
    attend_now(house, press.id, by=NURSE, how=NowState.WITH_PATIENT)

    assert [call.urgency for call in heard] == [Urgency.SILENCED]
    assert not_ended(house) == ()
    assert house.letterbox.head.number == 3


def test_an_answer_without_a_name_or_a_call_is_refused(house: House) -> None:
    press = post_now(house)
    press.raise_now()

    with pytest.raises(ExpectedError, match="No call"):
        acknowledge_now(house, press.id, by=Member(id="", name=" "))
    with pytest.raises(ExpectedError, match="No call"):
        acknowledge_now(house, "0" * 32, by=NURSE)
    with pytest.raises(ValueError, match="does not end"):
        attend_now(house, press.id, by=NURSE, how=NowState.ACKNOWLEDGED)


def test_a_full_disk_does_not_keep_the_call_from_having_a_word(house: House) -> None:
    house.letterbox._database.execute("PRAGMA query_only = ON")  # noqa: SLF001  (the disk refuses)

    press = post_now(house)
    with pytest.raises(ExpectedError):
        press.raise_now()

    assert press.ticket == house.tickets[0]
    assert press.state is NowState.ASKED
