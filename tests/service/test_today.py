from dataclasses import replace
from datetime import date, timedelta

import pytest

from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop
from distressapp.core.visiting import Declined, Mark, Unsuited, Why
from distressapp.service import moving, patients, reading, visits
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.pauses import pause, resume
from distressapp.service.reports import page_made
from distressapp.service.takein import take_in
from distressapp.service.today import today, waiting_since
from distressapp.service.views import viewed
from distressapp.service.visits import When
from distressapp.vault import days, lists
from distressapp.vault.vault import Vault
from tests.clinics import Clock, rated, seated, told
from tests.service.days import ADA, BEN, admitted, lists_of, registered, sat, visit_today
from tests.service.test_patients import same_again


def test_a_day_without_anybody_has_empty_lists(house: House, session: Session) -> None:
    found = today(house, session)

    assert lists_of(found) == {}
    assert (found.unopened, found.oldest_unopened) == (0, None)


def test_who_comes_for_the_first_time_is_due_and_who_was_asked_is_not(
    house: House, session: Session, clock: Clock
) -> None:
    ada, ben = registered(house, session), registered(house, session, BEN)
    sat(house, session, BEN, patient=ben)
    clock.forward(days=7)
    visit_today(house, session, ada)
    visit_today(house, session, ben)

    found = today(house, session)

    assert [each.why for each in found.due] == [(Why.FIRST,)]
    assert lists_of(found)["due"] == ["Ada Invented"]
    assert lists_of(found)["not_due"] == ["Ben Example"]


def test_a_pivotal_visit_and_thirty_days_after_a_flag_make_due(
    house: House, session: Session, clock: Clock
) -> None:
    ada, ben = registered(house, session), registered(house, session, BEN)
    sat(house, session, ADA, patient=ada, value=9)
    sat(house, session, BEN, patient=ben, value=1)
    clock.forward(days=30)
    visit_today(house, session, ada)
    visit_today(house, session, ben, is_pivotal=True)

    found = today(house, session)

    assert {each.patient.name: each.why for each in found.due if each.patient} == {
        "Ada Invented": (Why.AFTER_FLAG,),
        "Ben Example": (Why.PIVOTAL, Why.AFTER_FLAG),  # he was not yet asked about help
    }


def test_who_is_due_after_a_flag_and_has_no_visit_is_listed_for_itself(
    house: House, session: Session, clock: Clock
) -> None:
    ada = registered(house, session)
    sat(house, session, ADA, patient=ada, value=9)
    clock.forward(days=35)

    before = lists_of(today(house, session))
    later = house.today() + timedelta(days=3)
    visits.plan(house, session, patient=ada, when=When(day=later))

    assert before["after_flag"] == ["Ada Invented"]
    assert "after_flag" not in lists_of(today(house, session))


def test_who_was_handed_over_is_in_progress_until_the_sitting_stops(
    house: House, session: Session
) -> None:
    ada = registered(house, session)
    visit = visit_today(house, session, ada)
    running = seated(house, number=ADA.record_number, born=ADA.born)
    admitted(house, session, running.plan.sitting, ada, visit)
    running.keep(rated(house, 9))

    during = lists_of(today(house, session))
    running.close(told(running, Stop.FINISHED))
    take_in(house, session.vault)
    after = today(house, session)

    assert during == {"in_progress": ["Ada Invented"]}
    assert lists_of(after)["finished"] == ["Ada Invented"]
    assert "due" not in lists_of(after)
    (line,) = after.finished
    assert line.sat is not None
    assert line.sat.band is Band.SOON
    assert line.visit is not None
    assert line.visit.id == visit


@pytest.mark.parametrize(
    ("stop", "where"),
    [
        (Stop.FINISHED, "finished"),
        (Stop.CHECKPOINT, "finished"),
        (Stop.IDLE, "finished"),
        (Stop.CLOSING, "finished"),
        (Stop.CALLED, "in_progress"),
        (Stop.NOT_TODAY, "declined"),
    ],
)
def test_how_a_sitting_stopped_says_where_its_patient_stands(
    house: House, session: Session, stop: Stop, where: str
) -> None:
    ada = registered(house, session)
    visit_today(house, session, ada)

    sat(house, session, ADA, patient=ada, stop=stop)

    found = lists_of(today(house, session))
    assert found[where] == ["Ada Invented"]
    assert "due" not in found


@pytest.mark.parametrize(
    ("mark", "reason", "where"),
    [
        (Mark.LEFT, "", "left"),
        (Mark.DECLINED, Declined.UNWELL, "declined"),
        (Mark.NOT_SUITABLE, Unsuited.CONFUSED, "not_suitable"),
        (Mark.NOT_COME, "", "absent"),
        (Mark.CANCELLED, "", "absent"),
        (Mark.EXPECTED, "", "due"),
    ],
)
def test_a_mark_says_where_a_patient_stands(
    house: House, session: Session, mark: Mark, reason: str, where: str
) -> None:
    visit = visit_today(house, session, registered(house, session))

    visits.mark(house, session, visit, mark, reason=reason)

    assert lists_of(today(house, session)) == {where: ["Ada Invented"]}


def test_who_left_before_anybody_saw_them_is_in_that_list_though_they_sat(
    house: House, session: Session
) -> None:
    ada = registered(house, session)
    visit = visit_today(house, session, ada)
    sat(house, session, ADA, patient=ada)

    visits.mark(house, session, visit, Mark.LEFT)

    assert lists_of(today(house, session))["left"] == ["Ada Invented"]


def test_who_asked_not_to_be_asked_is_not_suitable_until_the_review(
    house: House, session: Session, clock: Clock
) -> None:
    ada = registered(house, session)
    visit = visit_today(house, session, ada)
    review = house.today() + timedelta(days=14)
    visits.mark(house, session, visit, Mark.NOT_SUITABLE, reason=Unsuited.ASKS_NOT, review=review)

    clock.forward(days=7)
    visit_today(house, session, ada)
    soon = today(house, session)
    clock.forward(days=7)
    visit_today(house, session, ada)
    then = today(house, session)

    assert [each.why_not for each in soon.not_suitable] == [Unsuited.ASKS_NOT]
    assert lists_of(then) == {"due": ["Ada Invented"]}


def test_nobody_under_eighteen_is_due(house: House, session: Session) -> None:
    young = registered(house, session, born=date(2008, 3, 3))
    visit_today(house, session, young)

    found = today(house, session)

    assert [each.why_not for each in found.not_suitable] == [Unsuited.UNDER_AGE]


def test_who_is_seventeen_is_due_where_a_pack_permits_it(house: House, session: Session) -> None:
    visit_today(house, session, registered(house, session, born=date(2008, 3, 3)))
    wording = replace(house.wordings["dt.en"], least_age=12)
    house.wordings = {**house.wordings, "dt.en": wording}

    assert [each.why for each in today(house, session).due] == [(Why.FIRST,)]


def test_unread_words_are_opened_by_a_named_person(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    ada = registered(house, session)
    sitting = sat(house, session, ADA, patient=ada, words="<b>the stairs</b>")
    clock.forward(days=3)
    before = lists_of(today(house, session))["unread"]

    words = reading.read_text(house, session, sitting)

    assert before == ["Ada Invented"]
    assert [(each.about, each.text) for each in words] == [
        ("something else (practical)", "<b>the stairs</b>")
    ]
    assert today(house, session).unread == ()
    assert lists.kinds_of(vault, sitting)[-1] == "sitting.read"
    assert same_again(vault)


def test_a_sitting_without_words_waits_for_nobody_to_read(house: House, session: Session) -> None:
    sat(house, session, ADA, patient=registered(house, session))

    assert today(house, session).unread == ()


def test_the_oldest_unopened_sitting_is_told_until_somebody_opens_it(
    house: House, session: Session, clock: Clock
) -> None:
    ada = registered(house, session)
    first = sat(house, session, ADA, patient=ada)
    clock.forward(days=1)
    second = sat(house, session, ADA, patient=ada)

    found = today(house, session)
    assert found.unopened == 2
    assert found.oldest_unopened is not None
    assert found.oldest_unopened.id == first
    assert waiting_since(house, found.oldest_unopened) == timedelta(days=1)

    viewed(house, session, first, what="clinician")
    oldest = today(house, session).oldest_unopened
    assert oldest is not None
    assert oldest.id == second
    viewed(house, session, ada, what="timeline")
    assert today(house, session).unopened == 0
    assert same_again(session.vault)


def test_a_clock_that_was_set_back_makes_nobody_wait_less_than_nothing(
    house: House, session: Session, clock: Clock
) -> None:
    sitting = sat(house, session, ADA, patient=registered(house, session), words="words")
    clock.forward(hours=-5)

    found = days.sat(session.vault, sitting)
    assert found is not None
    assert waiting_since(house, found) == timedelta()
    reading.read_text(house, session, sitting)
    assert today(house, session).unread == ()
    assert today(house, session).unopened == 0


def test_a_sitting_of_today_without_a_page_is_not_printed(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, session, ADA, patient=registered(house, session))
    before = lists_of(today(house, session))["not_printed"]

    page_made(house, sitting, copy="clinician", by="Nurse B")
    take_in(house, vault)

    assert before == ["Ada Invented"]
    assert today(house, session).not_printed == ()


def test_a_sitting_that_nobody_matched_stands_beside_the_visit_it_may_belong_to(
    house: House, session: Session
) -> None:
    visit_today(house, session, registered(house, session))
    sitting = sat(house, session, ADA)

    found = today(house, session)

    assert [each.key for each in found.unmatched] == [sitting]
    assert [each.sat.id for each in found.due if each.sat is not None] == [sitting]
    assert [each.key for each in found.finished] == [sitting]


def test_who_admitted_is_who_matched_and_history_flags_are_raised_once(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    ada = registered(house, session)
    sat(house, session, ADA, patient=ada, value=1)
    clock.forward(days=40)

    later = sat(house, session, ADA, patient=ada, value=7)
    rules = lists.rules_of(vault, later)
    take_in(house, vault)

    assert "change.dt.rating" in rules
    found = lists.sitting(vault, later)
    assert found is not None
    assert found.patient is not None
    assert found.patient.id == ada
    assert [kind for kind in lists.kinds_of(vault, ada) if kind == "sitting.confirmed"] == [
        "sitting.confirmed",
        "sitting.confirmed",
    ]
    assert same_again(vault)


def test_what_was_admitted_for_somebody_else_waits_for_a_person(
    house: House, session: Session
) -> None:
    ben = registered(house, session, BEN)

    sitting = sat(house, session, ADA, patient=ben)

    assert [each.key for each in today(house, session).unmatched] == [sitting]


def test_what_was_admitted_under_a_merged_number_is_the_patients(
    house: House, session: Session, vault: Vault
) -> None:
    ada = registered(house, session)
    other = registered(house, session, record_number="MRN-9")
    patients.merge(house, session, patient=ada, into=other)

    sitting = sat(house, session, ADA, patient=ada)

    assert lists.sittings_of(vault, other) == (sitting,)
    assert same_again(vault)


def test_a_later_stop_raises_what_history_tells_of_it_once(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    ada = registered(house, session)
    sat(house, session, ADA, patient=ada, value=1)
    clock.forward(days=40)
    running = seated(house, number=ADA.record_number, born=ADA.born)
    admitted(house, session, running.plan.sitting, ada)
    running.keep(rated(house, 2))
    pause(house, running, told(running, Stop.CALLED), at="rating")
    take_in(house, vault)
    assert "change.dt.rating" not in lists.rules_of(vault, running.plan.sitting)

    clock.forward(minutes=20)
    again = resume(house, record_number=ADA.record_number, born=ADA.born).running
    again.keep(rated(house, 7))
    again.close(told(again, Stop.FINISHED))
    take_in(house, vault)
    take_in(house, vault)

    assert "change.dt.rating" in lists.rules_of(vault, running.plan.sitting)
    assert same_again(vault)


def test_who_has_left_sees_no_list(house: House, session: Session) -> None:
    stranger = replace(session, member=replace(session.member, id="f" * 32))

    with pytest.raises(NotAllowedError):
        today(house, stranger)


def test_a_sitting_that_was_moved_stands_under_its_rightful_patient_today(
    house: House, session: Session
) -> None:
    ada, ben = registered(house, session), registered(house, session, BEN)
    sitting = sat(house, session, ADA, patient=ada)

    moving.move(house, session, sitting=sitting, to=ben, reason="the wrong line")

    assert lists_of(today(house, session))["finished"] == ["Ben Example"]


def test_a_match_by_hand_counts_too(house: House, session: Session) -> None:
    ada = registered(house, session)
    sitting = sat(house, session, ADA)
    person = Person(name=ADA.name, born=ADA.born, record_number=ADA.record_number)

    confirm(house, session, sitting=sitting, patient=person)

    found = today(house, session)
    assert found.unmatched == ()
    assert [each.patient.id for each in found.finished if each.patient] == [ada]
