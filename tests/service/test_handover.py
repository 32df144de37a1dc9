"""Handing over from the staff's room: who, what is asked, in which order, and what is left."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.core.answers import Chosen
from distressapp.core.sitting import Revision, Stop
from distressapp.service import patients
from distressapp.service.handover import (
    ADMITTED,
    NobodyMeantError,
    check_free,
    hand_over,
    meant,
    prepare,
)
from distressapp.service.house import House
from distressapp.service.identity import RecordNumberError
from distressapp.service.patients import Details
from distressapp.service.pauses import pause
from distressapp.service.relayed import BUSY, READY, RESUME, SEAT
from distressapp.service.seating import NotSeatedError, Why, seat_from
from distressapp.service.shift import LockedError, Shift
from distressapp.service.sittings import Running
from distressapp.service.takein import take_in
from distressapp.vault import days, lists
from tests.clinics import BORN, NUMBER, PASSPHRASE, Clock, closed, rated, said, seated, told
from tests.keeper.beside import Monotonic
from tests.service.kiosk_end import Kiosk, kiosk_end

NAME: Final = "Anna Canaryname"
ANNA: Final = Details(name=NAME, born=BORN, record_number=NUMBER)


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Kiosk]]:
    with kiosk_end() as found:
        yield found


@pytest.fixture
def kiosk(ends: tuple[Channel, Kiosk]) -> Kiosk:
    return ends[1]


@pytest.fixture
def shift(house: House, ends: tuple[Channel, Kiosk]) -> Iterator[Shift]:
    found = Shift(house, sign_in(house, PASSPHRASE), ends[0], clock_ns=Monotonic())
    yield found
    found.lock()


@pytest.fixture
def anna(house: House, shift: Shift) -> str:
    return patients.register(house, shift.session, ANNA)


def admissions(house: House) -> list[str]:
    """Sittings that an entry says were admitted, read again with the vault opened anew."""
    session = sign_in(house, PASSPHRASE)
    found = [each.sitting for each in days.admitted_on(session.vault, 0)]
    session.close()
    return found


def _hads(house: House, number: int) -> Revision:
    value = house.instruments["hads"].item(str(number)).values[0]
    return said(house, f"hads/{number}", Chosen(index=0, value=value))


def sat(house: House, shift: Shift, stop: Stop = Stop.FINISHED) -> Running:
    """Anna sat at the kiosk; whoever answers it all is scored in the rating and the list."""
    running = seated(house)
    running.keep(rated(house, 6))
    closed(house, running, stop)
    take_in(house, shift.session.vault)
    return running


def test_handing_over_shuts_the_vault_before_the_kiosk_hears_of_it(
    house: House, shift: Shift, kiosk: Kiosk, anna: str
) -> None:
    handover = prepare(house, shift.session, patient=anna)
    was_locked: list[bool] = []
    lock = shift.lock
    asked = kiosk.heard

    def locking() -> None:
        was_locked.append(SEAT in {each.verb for each in asked})
        lock()

    shift.lock = locking  # type: ignore[method-assign]  # only to look at the order
    hand_over(house, shift, handover)

    assert was_locked == [False]
    assert [each.verb for each in kiosk.heard] == [READY, SEAT]
    with pytest.raises(LockedError):
        _ = shift.session


def test_the_kiosk_is_told_two_identifiers_and_a_plan_and_no_name_and_no_key(
    house: House, shift: Shift, kiosk: Kiosk, anna: str
) -> None:
    key = shift.session.key
    handover = prepare(house, shift.session, patient=anna)

    hand_over(house, shift, handover)

    through = b"".join(f"{m.verb} {m.name} ".encode() + m.body for m in kiosk.heard)
    seat = seat_from(kiosk.heard[-1].body)
    assert (seat.record_number, seat.born, seat.plan) == (NUMBER, BORN, handover.plan)
    for part in (*NAME.casefold().split(), anna, shift.name.casefold(), key.hex()):
        assert part.encode() not in through.lower()
    assert key not in through


def test_who_was_admitted_stands_in_the_journal_with_the_word_of_the_ticket(
    house: House, shift: Shift, anna: str
) -> None:
    handover = prepare(house, shift.session, patient=anna, visit="ab" * 16)
    member = shift.session.member

    hand_over(house, shift, handover)

    session = sign_in(house, PASSPHRASE)
    (found,) = days.admitted_on(session.vault, 0)
    before = session.vault.projections()
    session.vault.rebuild()
    assert (found.sitting, found.patient, found.visit) == (handover.plan.sitting, anna, "ab" * 16)
    assert (found.ticket, found.by, found.member) == (
        handover.plan.ticket,
        member.name,
        member.id,
    )
    assert lists.kinds_of(session.vault, handover.plan.sitting) == (ADMITTED,)
    assert session.vault.projections() == before
    session.close()


@pytest.mark.parametrize("why", list(Why))
def test_a_busy_kiosk_costs_nothing_not_even_the_pin(
    house: House, shift: Shift, kiosk: Kiosk, anna: str, why: Why
) -> None:
    handover = prepare(house, shift.session, patient=anna)
    kiosk.answers[READY] = (BUSY, why.value.encode())

    with pytest.raises(NotSeatedError) as caught:
        hand_over(house, shift, handover)

    assert caught.value.why is why
    assert caught.value.advice
    assert not shift.is_locked
    assert lists.kinds_of(shift.session.vault, handover.plan.sitting) == ()


def test_a_kiosk_that_takes_nobody_after_all_leaves_a_harmless_entry_and_a_locked_list(
    house: House, shift: Shift, kiosk: Kiosk, anna: str
) -> None:
    handover = prepare(house, shift.session, patient=anna)
    kiosk.answers[SEAT] = ("died", b"")

    with pytest.raises(NotSeatedError) as caught:
        hand_over(house, shift, handover)

    assert caught.value.why is Why.DIED
    assert shift.is_locked
    assert admissions(house) == [handover.plan.sitting]


def test_whoever_never_began_is_handed_over_again_under_the_same_word(
    house: House, shift: Shift, kiosk: Kiosk, anna: str
) -> None:
    first = prepare(house, shift.session, patient=anna)
    kiosk.answers[SEAT] = ("died", b"")
    with pytest.raises(NotSeatedError):
        hand_over(house, shift, first)
    session = sign_in(house, PASSPHRASE)

    second = prepare(house, session, patient=anna)
    session.close()

    assert second.plan == first.plan


def test_a_sitting_that_runs_is_not_admitted_once_more(
    house: House, shift: Shift, anna: str
) -> None:
    first = prepare(house, shift.session, patient=anna)
    hand_over(house, shift, first)
    Running.open(house, first.plan, NUMBER, BORN)
    session = sign_in(house, PASSPHRASE)

    second = prepare(house, session, patient=anna)
    session.close()

    assert second.plan.sitting != first.plan.sitting
    assert second.plan.ticket != first.plan.ticket


@pytest.mark.parametrize(
    ("verb", "why"),
    [("none", Why.NONE), ("away", Why.AWAY), ("silent", Why.SILENT), ("<b>x</b>", Why.SILENT)],
)
def test_what_the_keeper_says_of_the_kiosk_is_told_in_our_words(
    house: House, shift: Shift, kiosk: Kiosk, verb: str, why: Why
) -> None:
    kiosk.answers[READY] = (verb, b"")

    with pytest.raises(NotSeatedError) as caught:
        check_free(house, shift)

    assert caught.value.why is why


def test_a_word_that_the_kiosk_makes_up_never_reaches_the_screen(
    house: House, shift: Shift, kiosk: Kiosk
) -> None:
    kiosk.answers[READY] = (BUSY, b"call 555 0100")

    with pytest.raises(NotSeatedError) as caught:
        check_free(house, shift)

    assert "555" not in str(caught.value)


def test_what_was_scored_today_is_held_back_though_nobody_matched_it(
    house: House, shift: Shift, anna: str
) -> None:
    running = seated(house)
    for number in range(1, 15):
        running.keep(_hads(house, number))
    closed(house, running)

    handover = prepare(house, shift.session, patient=anna)

    assert handover.plan.held_back == {"hads": house.today()}
    assert "hads" not in handover.plan.instruments


def test_another_patients_answers_under_the_number_hold_nothing_back(
    house: House, shift: Shift, anna: str
) -> None:
    running = seated(house, born=date(1960, 1, 1))
    for number in range(1, 15):
        running.keep(_hads(house, number))
    closed(house, running)

    handover = prepare(house, shift.session, patient=anna)

    assert handover.plan.held_back == {}


def test_people_with_a_similar_name_are_named_first_of_all(
    house: House, shift: Shift, anna: str
) -> None:
    other = Details(name="Anne Canaryname", born=date(1961, 7, 8), record_number="MRN-5000")
    namesake = patients.register(house, shift.session, other)

    handover = prepare(house, shift.session, patient=anna)

    assert [each.patient.id for each in handover.similar] == [namesake]


def test_a_merged_record_hands_over_the_one_it_leads_to(
    house: House, shift: Shift, anna: str
) -> None:
    other = Details(name=NAME, born=BORN, record_number="MRN-5000")
    twice = patients.register(house, shift.session, other)
    patients.merge(house, shift.session, patient=twice, into=anna)

    handover = prepare(house, shift.session, patient=twice)

    assert handover.patient.id == anna
    assert meant(house, shift.session, "mrn-5000").id == anna


def test_a_scanned_number_finds_its_patient_in_any_spelling(
    house: House, shift: Shift, anna: str
) -> None:
    assert meant(house, shift.session, " mrn-4711 ").id == anna


def test_a_number_that_nobody_has_hands_nobody_over(house: House, shift: Shift, anna: str) -> None:
    with pytest.raises(NobodyMeantError):
        meant(house, shift.session, "MRN-4712")
    with pytest.raises(RecordNumberError):
        meant(house, shift.session, " ")
    with pytest.raises(NobodyMeantError):
        prepare(house, shift.session, patient="cd" * 16)
    assert anna


def test_who_was_called_away_today_may_go_on_where_they_were(
    house: House, shift: Shift, kiosk: Kiosk, anna: str
) -> None:
    running = seated(house)
    running.keep(rated(house, 6))
    pause(house, running, told(running, Stop.CALLED), at="rating")
    handover = prepare(house, shift.session, patient=anna)
    assert handover.paused is not None

    hand_over(house, shift, handover, goes_on=True)

    seat = seat_from(kiosk.heard[-1].body)
    assert kiosk.heard[-1].verb == RESUME
    assert kiosk.heard[-1].name == running.plan.sitting
    assert seat.plan is None
    assert seat.state is not None


def test_who_finished_has_nothing_to_go_on_with(house: House, shift: Shift, anna: str) -> None:
    sat(house, shift)

    handover = prepare(house, shift.session, patient=anna)

    assert handover.paused is None


def test_the_next_day_nobody_goes_on(house: House, shift: Shift, anna: str, clock: Clock) -> None:
    running = seated(house)
    pause(house, running, told(running, Stop.CALLED), at="rating")
    clock.forward(days=1)

    handover = prepare(house, shift.session, patient=anna)

    assert handover.paused is None


def test_a_locked_list_hands_nobody_over(
    house: House, shift: Shift, kiosk: Kiosk, anna: str
) -> None:
    handover = prepare(house, shift.session, patient=anna)
    shift.lock()

    with pytest.raises(LockedError):
        hand_over(house, shift, handover)

    assert SEAT not in {each.verb for each in kiosk.heard}
