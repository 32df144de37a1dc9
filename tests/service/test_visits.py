from dataclasses import replace
from datetime import date, time

import pytest

from distressapp.core.journal import parsed
from distressapp.core.visiting import Declined, Mark, Unsuited
from distressapp.service import patients, visits
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.patients import PatientError
from distressapp.service.visits import VisitError, When
from distressapp.vault import days, lists
from distressapp.vault.vault import Vault
from tests.service.days import ADA, BEN, registered
from tests.service.test_patients import same_again

DAY = date(2026, 3, 2)


def test_a_visit_stands_on_its_day_by_time(house: House, session: Session, vault: Vault) -> None:
    ada = registered(house, session)
    late = visits.plan(house, session, patient=ada, when=When(day=DAY, at=time(14, 30)))
    early = visits.plan(
        house, session, patient=ada, when=When(day=DAY, at=time(8), is_pivotal=True, note="<b>x")
    )
    open_ended = visits.plan(house, session, patient=ada, when=When(day=DAY))

    found = days.visits_on(vault, DAY)

    assert [each.id for each in found] == [early, late, open_ended]
    assert (found[0].time, found[0].is_pivotal, found[0].note) == ("08:00", True, "<b>x")
    assert (found[2].time, found[2].is_pivotal, found[2].source) == ("", False, "staff")
    assert same_again(vault)


def test_a_visit_moves_to_another_day(house: House, session: Session, vault: Vault) -> None:
    ada = registered(house, session)
    visit = visits.plan(house, session, patient=ada, when=When(day=DAY))

    visits.change(house, session, visit, When(day=date(2026, 3, 9), is_pivotal=True))

    assert days.visits_on(vault, DAY) == ()
    (found,) = days.visits_of(vault, ada)
    assert (found.day, found.is_pivotal) == (date(2026, 3, 9), True)
    assert same_again(vault)


def test_a_later_mark_stands_in_place_of_the_one_before(
    house: House, session: Session, vault: Vault
) -> None:
    ada = registered(house, session)
    visit = visits.plan(house, session, patient=ada, when=When(day=DAY))

    visits.mark(house, session, visit, Mark.DECLINED, reason=Declined.NO_TIME, note="in a hurry")
    marked = days.visit(vault, visit)
    visits.mark(house, session, visit, Mark.EXPECTED)

    assert marked is not None
    assert (marked.state, marked.reason, marked.note) == (Mark.DECLINED, "no_time", "in a hurry")
    again = days.visit(vault, visit)
    assert again is not None
    assert (again.state, again.reason) == (Mark.EXPECTED, "")
    assert [each.entry.kind for each in lists.about(vault, ada)] == [
        "patient.registered",
        "visit.planned",
        "visit.marked",
        "visit.marked",
    ]
    assert parsed(lists.about(vault, ada)[-1].entry.payload)["by"] == session.member.name
    assert same_again(vault)


@pytest.mark.parametrize(
    ("state", "reason", "review"),
    [
        (Mark.DECLINED, "", None),
        (Mark.DECLINED, Unsuited.SEDATED, None),
        (Mark.NOT_SUITABLE, "", None),
        (Mark.NOT_SUITABLE, Declined.NO_TIME, None),
        (Mark.NOT_SUITABLE, Unsuited.ASKS_NOT, None),
        (Mark.NOT_SUITABLE, Unsuited.ASKS_NOT, DAY),
    ],
)
def test_a_mark_that_says_too_little_is_not_written(
    house: House, session: Session, state: Mark, reason: str, review: date | None
) -> None:
    ada = registered(house, session)
    visit = visits.plan(house, session, patient=ada, when=When(day=DAY))

    with pytest.raises(VisitError):
        visits.mark(house, session, visit, state, reason=reason, review=review)

    assert len(lists.about(session.vault, ada)) == 2


def test_nothing_is_written_of_what_is_not_there_or_by_who_may_not(
    house: House, session: Session
) -> None:
    stranger = replace(session, member=replace(session.member, id="f" * 32))
    ada = registered(house, session)

    with pytest.raises(PatientError):
        visits.plan(house, session, patient="f" * 32, when=When(day=DAY))
    with pytest.raises(VisitError):
        visits.mark(house, session, "f" * 32, Mark.LEFT)
    with pytest.raises(NotAllowedError):
        visits.plan(house, stranger, patient=ada, when=When(day=DAY))


def test_visits_of_a_merged_record_stand_under_the_patient_until_it_is_undone(
    house: House, session: Session, vault: Vault
) -> None:
    ada, ben = registered(house, session), registered(house, session, BEN)
    visit = visits.plan(house, session, patient=ada, when=When(day=DAY))

    patients.merge(house, session, patient=ada, into=ben)
    visits.mark(house, session, visit, Mark.LEFT)

    assert [each.id for each in days.visits_of(vault, ben)] == [visit]
    assert same_again(vault)
    patients.undo_merge(house, session, ada)
    assert [each.state for each in days.visits_of(vault, ada)] == [Mark.LEFT]
    assert same_again(vault)


def test_a_visit_can_be_marked_again_after_it_was_changed(house: House, session: Session) -> None:
    ada = registered(house, session, ADA)
    visit = visits.plan(house, session, patient=ada, when=When(day=DAY))
    visits.mark(house, session, visit, Mark.NOT_COME)

    visits.change(house, session, visit, When(day=DAY, at=time(9, 5)))

    found = visits.visit_of(session.vault, visit)
    assert (found.state, found.time) == (Mark.NOT_COME, "09:05")
