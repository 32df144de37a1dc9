"""What goes wrong around a case: clocks, closed days, people who leave, words no file can hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from distressapp.core.followup import Mourning
from distressapp.core.followup_due import Asks
from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band
from distressapp.core.roles import Role
from distressapp.core.sitting import Stop
from distressapp.service import followups, moving, pauses, staff
from distressapp.service.access import Session, sign_in
from distressapp.service.followup_owners import assign, refuse
from distressapp.service.followups import NotNotedError
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.publishing import change_settings
from distressapp.service.takein import take_in
from distressapp.settings import FollowUp
from distressapp.vault import lists, owing
from tests.clinics import BORN, NUMBER, Clock, closed, picked, rated, seated, told
from tests.service.following import ANNA, BERTA, case, flagged, last, line, patient, rebuilt, sat
from tests.service.teams import ANA, ANAS, ana

SUNDAY = date(2026, 3, 8)
YEAR = timedelta(days=366)


def test_a_wish_to_talk_after_a_pause_makes_the_flag_a_soon(house: House, session: Session) -> None:
    running = seated(house)
    running.keep(rated(house, 5))
    pauses.pause(house, running, told(running, Stop.CALLED), at="dt/rating")
    take_in(house, session.vault)
    confirm(house, session, sitting=running.plan.sitting, patient=ANNA)
    person = patient(session.vault)
    followups.close_talk(house, session, person)

    again = pauses.resume(house, record_number=NUMBER, born=BORN).running
    again.keep(picked(house, "talk/again", "yes"))
    closed(house, again)
    take_in(house, session.vault)

    assert case(session, person).band is Band.SOON
    flags = lists.flags_of(session.vault, running.plan.sitting)
    assert {each.band for each in flags if each.rule == "dt.rating.4"} == {Band.SOON}
    rebuilt(session.vault)


def test_a_flag_that_was_somebody_elses_is_not_opened_again(house: House, session: Session) -> None:
    sitting = sat(house, session)
    confirm(house, session, sitting=sitting, patient=ANNA)
    person, other = patient(session.vault), flagged(house, session, BERTA)
    moving.move(house, session, sitting=sitting, to=other, reason="two tablets")

    with pytest.raises(NotNotedError):
        followups.note(house, session, person, Step.REOPENED)

    assert not last(session, person).is_open


def test_the_case_that_closed_last_is_opened_again(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session)
    followups.note(house, session, person, Step.CLOSED, reason="one")
    first = tuple(each.flag for each in last(session, person).flags)
    clock.forward(days=1)
    followups.observe(house, session, patient=person, words="pale")
    followups.note(house, session, person, Step.CLOSED, reason="two")
    clock.forward(days=1)
    followups.note(house, session, person, Step.REOPENED, flags=first)
    clock.forward(days=1)
    followups.note(house, session, person, Step.CLOSED, reason="three")

    followups.note(house, session, person, Step.REOPENED)

    assert {each.flag for each in case(session, person).open_flags} == set(first)


@pytest.mark.parametrize("words", ["half \ud800 a pair", "nothing \x00 there", "\x1b[2J\u202e<b>"])
def test_words_that_no_file_can_hold_are_kept_as_far_as_they_can(
    house: House, session: Session, words: str
) -> None:
    person = flagged(house, session)

    followups.note(house, session, person, Step.NO_ANSWER, words=words)
    followups.note(house, session, person, Step.EXPLAINED, reason=words)

    assert case(session, person).attempts == 1
    rebuilt(session.vault)


def test_a_reason_without_end_refuses_no_handover(house: House, session: Session) -> None:
    person = flagged(house, session)
    assign(house, session, person, to=session.member.id)

    with pytest.raises(NotNotedError, match="characters"):
        refuse(house, session, person, reason="x" * 10_000)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2062, 3, 5)])
def test_a_day_with_a_mistyped_year_is_not_noted(house: House, session: Session, day: date) -> None:
    person = flagged(house, session)

    for step in (Step.APPOINTMENT, Step.CALL_BACK):
        with pytest.raises(NotNotedError, match="two years"):
            followups.note(house, session, person, step, day=day)
    with pytest.raises(NotNotedError, match="two years"):
        followups.plan_next(house, session, person, action=Action.CALL, day=day)

    assert case(session, person).stage is None


def test_who_reported_a_death_does_not_confirm_it_as_a_member_added_anew(
    house: House, session: Session
) -> None:
    person = flagged(house, session)
    before = ana(house, session)
    with_ana = sign_in(house, ANAS, name=ANA)
    followups.report_death(house, with_ana, person)
    with_ana.close()
    going_on = staff.leave(house, session, before.id)
    ana(house, going_on)
    anew = sign_in(house, ANAS, name=ANA)

    with pytest.raises(NotNotedError):
        followups.confirm_death(house, anew, person)
    followups.confirm_death(house, going_on, person)

    assert owing.about(going_on.vault, person).ledger.mourning is Mourning.OWED
    anew.close()
    going_on.close()


def test_a_sitting_from_before_a_death_that_is_matched_after_it_stays_at_rest(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session, value=1)
    clock.forward(days=20)
    sitting = sat(house, session, value=9)
    clock.forward(days=1)
    followups.report_death(house, session, person)
    clock.forward(days=1)

    confirm(house, session, sitting=sitting, patient=ANNA)

    assert owing.about(session.vault, person).ledger.open_case is None
    rebuilt(session.vault)


def test_a_first_contact_is_named_where_it_is_due_before_what_was_planned(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session)
    followups.note(house, session, person, Step.WAITING_LIST)
    assert line(house, session, person).action is Action.ASK_LIST
    clock.forward(days=1)

    followups.observe(house, session, patient=person, words="pale", band=Band.SOON)

    found = line(house, session, person)
    assert (found.action, found.due) == (Action.FIRST_CONTACT, date(2026, 3, 5))


def test_what_was_planned_for_a_closed_day_is_not_overdue_on_the_next_open_one(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session)
    followups.note(house, session, person, Step.CALL_BACK, day=SUNDAY)

    clock.at = datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert not line(house, session, person).is_overdue
    clock.forward(days=1)
    assert line(house, session, person).overdue == 1


def test_what_was_noted_while_the_clock_was_ahead_does_not_silence_the_ledger(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session)
    right = clock.at
    clock.at = right + YEAR
    followups.note(house, session, person, Step.REACHED)

    clock.at = right + timedelta(days=40)
    assert Asks.EXPLAIN in line(house, session, person).asks
    followups.note(house, session, person, Step.EXPLAINED, reason="waits")


def test_a_flag_of_a_clock_that_was_ahead_is_due_today(
    house: House, session: Session, clock: Clock
) -> None:
    right = clock.at
    clock.at = right + YEAR
    person = flagged(house, session)

    clock.at = right
    assert line(house, session, person).due == house.today()


def test_nobody_is_told_who_has_left_and_nobody_has_their_cases(
    house: House, session: Session, clock: Clock
) -> None:
    member = ana(house, session, Role.SOCIAL_WORKER)
    rules = FollowUp(owner=ANA, cover=ANA, manager="Ada")
    change_settings(house, replace(house.settings, followup=rules), session=session)
    person = flagged(house, session)
    assert line(house, session, person).owner_name == ANA

    going_on = staff.leave(house, session, member.id)
    clock.forward(days=7)

    found = line(house, going_on, person)
    assert (found.owner_name, found.told) == ("", ("Ada",))
    assert Asks.OWNER in found.asks
    going_on.close()
