"""The figures of the day's lists, held to the journal with plain SQL: no projection is asked."""

import pytest

from distressapp.core.sitting import Stop
from distressapp.core.visiting import Declined, Mark
from distressapp.service import reading, visits
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.today import Today, today
from distressapp.service.views import viewed
from tests.clinics import Clock
from tests.service.days import ADA, BEN, registered, sat, visit_today
from tests.vault.plain import reads_payloads

_LATEST = """
WITH stops AS (
    SELECT subject, at_ms, rowid AS place, json(CAST(unpacked(payload) AS TEXT)) AS said
    FROM journal WHERE kind = 'sitting.stopped'),
latest AS (
    SELECT * FROM stops s WHERE place = (SELECT max(place) FROM stops t WHERE t.subject = s.subject)
)
"""
FINISHED = """SELECT count(*) FROM latest WHERE date(at_ms / 1000, 'unixepoch') = ?
    AND json_extract(said, '$.sitting.stop') NOT IN ('called', 'restart', 'not_today')"""
UNREAD = """SELECT count(*) FROM latest l WHERE EXISTS (
        SELECT 1 FROM json_each(l.said, '$.sitting.answers') a
        WHERE json_extract(a.value, '$.written') IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM journal r
        WHERE r.kind = 'sitting.read' AND r.subject = l.subject AND r.rowid > l.place)"""
UNOPENED = """SELECT count(*) FROM latest l WHERE NOT EXISTS (
        SELECT 1 FROM journal o WHERE o.kind IN ('record.viewed', 'page.made', 'sitting.read')
        AND o.subject = l.subject AND o.rowid > l.place)"""
DECLINED = """SELECT count(*) FROM journal m WHERE m.kind = 'visit.marked'
    AND json_extract(CAST(unpacked(m.payload) AS TEXT), '$.state') = 'declined'
    AND NOT EXISTS (SELECT 1 FROM journal n WHERE n.kind = 'visit.marked' AND n.rowid > m.rowid
        AND json_extract(CAST(unpacked(n.payload) AS TEXT), '$.visit')
            = json_extract(CAST(unpacked(m.payload) AS TEXT), '$.visit'))"""
UNMATCHED = """SELECT count(*) FROM latest l WHERE NOT EXISTS (
        SELECT 1 FROM journal c WHERE c.kind = 'sitting.confirmed'
        AND json_extract(CAST(unpacked(c.payload) AS TEXT), '$.sitting') = l.subject)"""


@pytest.fixture
def day(house: House, session: Session, clock: Clock) -> Today:
    """Some weeks of two patients, and of somebody whom nobody matched."""
    ada, ben = registered(house, session), registered(house, session, BEN)
    first = sat(house, session, ADA, patient=ada, value=9, words="first words")
    viewed(house, session, first, what="clinician")
    sat(house, session, BEN, patient=ben, words="other words")
    clock.forward(days=33)
    for patient in (ada, ben):
        visit_today(house, session, patient)
    marked = visit_today(house, session, registered(house, session, record_number="MRN-5"))
    visits.mark(house, session, marked, Mark.DECLINED, reason=Declined.UNWELL)
    visits.mark(house, session, marked, Mark.EXPECTED)
    visits.mark(house, session, marked, Mark.DECLINED, reason=Declined.NO_TIME)
    reading.read_text(house, session, first)
    sat(house, session, ADA, patient=ada, words="today's words")
    sat(house, session, ADA, value=2)
    sat(house, session, BEN, patient=ben, stop=Stop.CALLED)
    clock.forward(minutes=5)
    return today(house, session)


def asked(session: Session, sql: str, *values: str) -> int:
    with session.vault.reading() as db:
        reads_payloads(db)
        return int(db.execute(_LATEST + sql, values).fetchone()[0])


def test_the_day_adds_up_to_what_the_journal_says(
    house: House, session: Session, day: Today
) -> None:
    assert len(day.finished) == asked(session, FINISHED, house.today().isoformat()) == 2
    assert len(day.unread) == asked(session, UNREAD) == 2
    assert day.unopened == asked(session, UNOPENED)
    assert len(day.declined) == asked(session, DECLINED) == 1
    assert len(day.unmatched) == asked(session, UNMATCHED) == 1
