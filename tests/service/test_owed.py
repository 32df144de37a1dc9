"""The list of whom we owe: its order, its days, who is told; and its figures by plain SQL."""

from dataclasses import replace
from datetime import date, time
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.followup import Mourning
from distressapp.core.followup_due import Asks
from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band
from distressapp.core.roles import Role
from distressapp.service import followups, staff
from distressapp.service.access import Session
from distressapp.service.followup_owners import accept, assign
from distressapp.service.house import House
from distressapp.service.matching import Person
from distressapp.service.owed import calendar_of, figures, owed
from distressapp.settings import FollowUp, Hours, Now
from distressapp.vault import owing
from tests.clinics import PASSPHRASE, Clock
from tests.service.following import ANNA, BERTA, flagged, line, sat
from tests.service.patients import colleague
from tests.vault.plain import reads_payloads
from tests.vault.statements import statements

CORA = Person(name="Cora Invented", born=date(1971, 1, 1), record_number="MRN-1")
DORA = Person(name="Dora Invented", born=date(1972, 2, 2), record_number="MRN-2")
FOLLOWUP = FollowUp(owner="Ines", cover="Omar", manager="Ada")

BY_BAND: Final = """
WITH raised AS (
    SELECT s.subject AS sitting, json_extract(f.value, '$.rule') AS rule,
           json_extract(f.value, '$.band') AS band, s.at_ms
    FROM journal s, json_each(CAST(unpacked(s.payload) AS TEXT), '$.flags') f
    WHERE s.kind = 'sitting.stopped' AND s.leaf IS NULL
), settled AS (
    SELECT json_extract(f.value, '$[0]') AS sitting, json_extract(f.value, '$[1]') AS rule
    FROM journal n, json_each(CAST(unpacked(n.payload) AS TEXT), '$.flags') f
    WHERE n.kind = 'case.noted' AND n.leaf IS NULL
      AND json_extract(CAST(unpacked(n.payload) AS TEXT), '$.step')
          IN ('declined', 'already_helped', 'do_not_contact', 'need_met', 'closed', 'moved')
      AND NOT EXISTS (
          SELECT 1 FROM journal c WHERE c.kind = 'case.corrected' AND c.leaf IS NULL
            AND json_extract(CAST(unpacked(c.payload) AS TEXT), '$.writer') = n.writer
            AND json_extract(CAST(unpacked(c.payload) AS TEXT), '$.number') = n.number)
), whose AS (
    SELECT json_extract(CAST(unpacked(payload) AS TEXT), '$.sitting') AS sitting, subject AS person
    FROM journal WHERE kind = 'sitting.confirmed' AND leaf IS NULL
), cases AS (
    SELECT coalesce(w.person, r.sitting) AS person, min(r.at_ms) AS since,
           min(CASE r.band WHEN 'now' THEN 0 WHEN 'soon' THEN 1 WHEN 'need' THEN 2 ELSE 3 END) AS u
    FROM raised r LEFT JOIN whose w ON w.sitting = r.sitting
    WHERE (r.sitting, r.rule) NOT IN (SELECT sitting, rule FROM settled)
    GROUP BY 1
)
SELECT u, count(*) AS cases, min(since) AS oldest FROM cases GROUP BY u ORDER BY u
"""
"""Open cases by band, and the oldest clock of each, from the journal alone."""


def followed(house: House, followup: FollowUp = FOLLOWUP) -> None:
    house.settings = replace(house.settings, followup=followup)


def test_nobody_is_owed_anything(house: House, session: Session) -> None:
    assert owed(house, session) == ()
    assert figures(()).bands == dict.fromkeys(Band, 0)


def test_the_worst_band_is_first_and_within_it_the_oldest(
    house: House, session: Session, clock: Clock
) -> None:
    talk = flagged(house, session, ANNA, value=5)
    clock.forward(days=1)
    late = flagged(house, session, BERTA, value=9)
    clock.forward(days=1)
    later = flagged(house, session, CORA, value=9)
    now = flagged(house, session, DORA, value=5)
    followups.observe(house, session, patient=now, words="crying in the corridor")

    assert [each.person for each in owed(house, session)] == [now, late, later, talk]


def test_every_case_has_an_owner_an_action_and_a_day(house: House, session: Session) -> None:
    followed(house)
    person = flagged(house, session)

    found = line(house, session, person)

    assert (found.owner_name, found.action, found.due) == (
        "Ines",
        Action.FIRST_CONTACT,
        date(2026, 3, 2),  # the help question was not reached: a talk of the same day
    )
    assert found.asks == ()


def test_the_target_of_each_band_is_the_clinics_own(
    house: House, session: Session, clock: Clock
) -> None:
    followed(house, replace(FOLLOWUP, soon_days=4, talk_days=9))
    person = flagged(house, session)
    clock.forward(days=7)

    found = line(house, session, person)

    assert (found.due, found.waiting, found.overdue) == (date(2026, 3, 6), 5, 1)


def test_what_is_overdue_by_a_working_day_goes_to_cover_and_manager(
    house: House, session: Session, clock: Clock
) -> None:
    followed(house)
    person = flagged(house, session)
    today = line(house, session, person)
    clock.forward(days=1)
    tomorrow = line(house, session, person)

    assert (today.told, today.is_overdue) == ((), False)
    assert (tomorrow.told, tomorrow.overdue) == (("Omar", "Ada"), 1)
    assert owed(house, session, is_overdue_only=True) == (tomorrow,)
    assert owed(house, session, owner="Ada") == owed(house, session, owner="Omar") == (tomorrow,)
    assert figures((tomorrow,)).owners == {"Ines": 1, "Omar": 1, "Ada": 1}
    assert figures((tomorrow,)).overdue == 1


def test_a_weekend_makes_nothing_overdue(house: House, session: Session, clock: Clock) -> None:
    clock.forward(days=4)  # a Friday
    person = flagged(house, session)
    clock.forward(days=2)

    assert line(house, session, person).overdue == 0
    assert line(house, session, person).waiting == 0


def test_working_days_are_the_clinics_own(house: House) -> None:
    hours = {"saturday": Hours(opens=time(8), closes=time(12))}
    saturdays = replace(house.settings, now=Now(hours=hours))
    closed = replace(house.settings, now=Now(closed_days=(date(2026, 3, 3),)))

    assert calendar_of(saturdays).later(date(2026, 3, 2), 1) == date(2026, 3, 7)
    assert calendar_of(closed).later(date(2026, 3, 2), 1) == date(2026, 3, 4)


def test_at_thirty_days_it_asks_for_an_action_or_an_explanation(
    house: House, session: Session, clock: Clock
) -> None:
    followed(house)
    person = flagged(house, session)
    followups.note(house, session, person, Step.WAITING_LIST)
    clock.forward(days=30)
    asked = line(house, session, person).asks

    followups.note(house, session, person, Step.EXPLAINED, reason="the list takes six weeks")

    assert asked == (Asks.EXPLAIN,)
    assert line(house, session, person).asks == ()


def test_a_case_asks_for_a_plan_where_nothing_is_planned(house: House, session: Session) -> None:
    followed(house)
    call = flagged(house, session)
    followups.note(house, session, call, Step.CLOSED, reason="a mistake")
    followups.note(house, session, call, Step.REOPENED)

    assert line(house, session, call).asks == ()
    assert line(house, session, call).action is Action.CALL


def test_flags_of_one_day_share_no_plan_and_no_death(
    house: House, session: Session, clock: Clock
) -> None:
    followed(house)
    people = (ANNA, BERTA, CORA, DORA)
    waits, soon, later, died = (flagged(house, session, who, value=9) for who in people)
    for person, day in ((soon, date(2026, 3, 5)), (later, date(2026, 3, 6))):
        followups.note(house, session, person, Step.NO_ANSWER)
        followups.plan_next(house, session, person, action=Action.CALL, day=day)
    followups.report_death(house, session, died)
    clock.forward(days=1)
    newer = flagged(house, session, replace(DORA, record_number="MRN-3"), value=9)
    followups.note(house, session, newer, Step.NO_ANSWER)
    followups.plan_next(house, session, newer, action=Action.CALL, day=date(2026, 3, 6))

    waiting = {each.person: each.waiting for each in owed(house, session)}
    found = {each.person: (each.due, each.overdue) for each in owed(house, session)}

    assert found[waits] == (date(2026, 3, 2), 1)
    assert found[soon] == (date(2026, 3, 5), 0)
    assert found[later] == (date(2026, 3, 6), 0)
    assert found[died] == (date(2026, 3, 3), 0)
    assert (waiting[later], waiting[newer]) == (1, 0)


def test_the_case_of_somebody_who_left_goes_to_the_clinics_default(
    house: House, session: Session
) -> None:
    followed(house)
    person = flagged(house, session)
    omar = colleague(house, session, Role.SOCIAL_WORKER)
    assign(house, session, person, to=omar.member.id)
    accept(house, omar, person)
    theirs = line(house, session, person)
    omar.close()
    staff.leave(house, session, omar.member.id)

    assert theirs.owner == omar.member.id
    after = sign_in(house, PASSPHRASE)  # the vault has a new key
    found = line(house, after, person)
    assert (found.owner, found.owner_name) == ("", "Ines")
    after.close()


def test_the_list_is_looked_at_by_owner_by_need_and_by_band(
    house: House, session: Session, clock: Clock
) -> None:
    followed(house)
    mine = flagged(house, session, ANNA, value=9)
    clock.forward(minutes=1)
    food = sat(house, session, BERTA, value=0, food=True)
    assign(house, session, mine, to=session.member.id)

    def persons(**by: object) -> list[str]:
        return [each.person for each in owed(house, session, **by)]  # type: ignore[arg-type]

    assert persons(owner="Administrator") == [mine]
    assert persons(owner="Ines") == [food]
    assert persons(owner="") == []
    assert persons(need="practical") == [food]
    assert persons(need="distress") == [mine]
    assert persons(band=Band.SOON) == [mine, food]
    assert persons(band=Band.TALK) == []
    assert figures(owed(house, session)).owners == {"Administrator": 1, "Ines": 1}


def test_a_death_is_listed_behind_all_and_its_day_is_the_next(
    house: House, session: Session, clock: Clock
) -> None:
    person = flagged(house, session)
    followups.report_death(house, session, person)
    clock.forward(days=2)

    (found,) = owed(house, session)

    assert (found.band, found.mourning, found.overdue) == (None, Mourning.UNCONFIRMED, 1)
    assert figures((found,)).mourning == 1
    assert figures((found,)).owners == {}
    assert owed(house, session, band=Band.SOON) == ()


def test_the_figures_of_the_list_are_those_of_the_journal(
    house: House, session: Session, clock: Clock
) -> None:
    people = (ANNA, BERTA, CORA, DORA)
    for who, value in zip(people, (9, 5, 9, 10), strict=True):
        flagged(house, session, who, value=value)
        clock.forward(days=1)
    sat(house, session, replace(ANNA, record_number="MRN-77"), value=6)
    wanted = [each.person for each in owed(house, session)]
    followups.note(house, session, wanted[0], Step.DECLINED, reason="has her sister")
    wrong = followups.note(house, session, wanted[1], Step.NEED_MET)
    followups.note(house, session, wanted[2], Step.NO_ANSWER)
    followups.correct(house, session, wanted[1], wrong, words="another patient")

    with session.vault.reading() as db:
        reads_payloads(db)
        rows = [(row["u"], row["cases"], row["oldest"]) for row in db.query(BY_BAND)]

    lines = owed(house, session)
    listed = [
        (
            band.urgency,
            figures(lines).bands[band],
            min(r.since_ms for r in owing.open_rows(session.vault) if r.band is band),
        )
        for band in Band
        if figures(lines).bands[band]
    ]
    assert listed == rows
    assert sum(cases for _u, cases, _oldest in rows) == len(lines) == 4


def many(session: Session, count: int) -> None:
    """So many open cases, written past the journal."""
    with session.vault.commit():
        db = session.vault.database
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO followup (person, nth, is_open, band, urgency, since_ms, changed_ms,"
            " stage, attempts, asks_letter, may_contact, needs, unanswered, owner, owner_name,"
            " offered_to, offered_name, action, next_day, reason)"
            " SELECT printf('%032x', i), 1, 1, 'soon', 1, 1772442000000 - i % 200 * 86400000, 0,"
            " '', 0, 0, 1, 'mood', '{\"soon\": 1772442000000}', '', '', '', '', '', '', ''"
            " FROM n",
            [count],
        )


@pytest.mark.parametrize("count", [10, 20_000])
def test_thousands_of_open_cases_are_one_question(
    house: House, session: Session, count: int
) -> None:
    many(session, count)

    with statements(session.vault) as asked:
        lines = owed(house, session)

    assert len(lines) == count
    assert sum("followup" in each for each in asked) == 1
    assert len(asked) < 10


def test_an_open_case_is_found_by_an_index(session: Session) -> None:
    with session.vault.reading() as db:
        plan = list(
            db.query(
                "EXPLAIN QUERY PLAN SELECT person FROM followup WHERE is_open = 1"
                " ORDER BY urgency, since_ms"
            )
        )

    assert [row["detail"].split(" (")[0] for row in plan] == [
        "SCAN followup USING INDEX followup_open"
    ]
