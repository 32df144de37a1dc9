"""The figures of the staff's lists, recomputed from the journal's payloads with plain SQL.

Nothing here reads a projection: what a list counts must follow from what was written down. The
rules are told again in SQL, after `product.md` and not after the program.
"""

from datetime import date
from typing import Any, Final

import pytest

from distressapp.core.instrument import Band
from distressapp.service.owed import figures, owed
from distressapp.service.today import today
from tests.service.rehearsal.filling import Filled
from tests.vault.plain import reads_payloads

JOURNAL: Final = """
WITH j AS (
  SELECT rowid AS nth, kind, subject, at_ms, CAST(unpacked(payload) AS TEXT) AS p,
    date(at_ms / 1000 + offset_min * 60, 'unixepoch') AS day
  FROM journal),
merged AS (
  SELECT subject AS gone, json_extract(p, '$.into') AS into_id FROM j
  WHERE kind = 'patient.merged'),
stopped AS (
  SELECT subject AS sitting, day, p, nth, json_extract(p, '$.sitting.stop') AS stop
  FROM j WHERE kind = 'sitting.stopped'),
matched AS (
  SELECT json_extract(p, '$.sitting') AS sitting, subject AS patient
  FROM j WHERE kind = 'sitting.confirmed'),
sat AS (
  SELECT s.*, coalesce(g.into_id, m.patient) AS patient FROM stopped s
  LEFT JOIN matched m ON m.sitting = s.sitting LEFT JOIN merged g ON g.gone = m.patient),
opened AS (
  SELECT subject AS sitting, max(nth) AS nth FROM j
  WHERE kind IN ('record.viewed', 'page.made', 'sitting.read') GROUP BY subject),
admitted AS (
  SELECT subject AS sitting, day, json_extract(p, '$.patient') AS patient
  FROM j WHERE kind = 'sitting.admitted'),
visit AS (
  SELECT json_extract(p, '$.visit') AS visit, subject AS patient,
    json_extract(p, '$.day') AS day, json_extract(p, '$.is_pivotal') AS is_pivotal
  FROM j WHERE kind = 'visit.planned'),
mark AS (
  SELECT json_extract(p, '$.visit') AS visit, json_extract(p, '$.state') AS state,
    json_extract(p, '$.reason') AS reason, json_extract(p, '$.review') AS review, max(nth) AS nth
  FROM j WHERE kind = 'visit.marked' GROUP BY json_extract(p, '$.visit')),
dead AS (SELECT subject AS patient FROM j WHERE kind = 'patient.died'),
flag AS (
  SELECT j.subject AS sitting, json_extract(f.value, '$.rule') AS rule,
    json_extract(f.value, '$.band') AS band
  FROM j, json_each(j.p, '$.flags') f WHERE j.kind = 'sitting.stopped'
  UNION
  SELECT json_extract(j.p, '$.sitting'), json_extract(f.value, '$.rule'),
    json_extract(f.value, '$.band')
  FROM j, json_each(j.p, '$.flags') f WHERE j.kind = 'sitting.confirmed'
  UNION
  SELECT subject, 'request.now', 'now' FROM j
  WHERE kind = 'now.asked' AND NOT json_extract(p, '$.has_sitting')
  UNION
  SELECT json_extract(p, '$.concern'), 'concern.staff', json_extract(p, '$.band')
  FROM j WHERE kind = 'case.observed'),
noted AS (
  SELECT json_extract(j.p, '$.step') AS step, json_extract(f.value, '$[0]') AS sitting,
    json_extract(f.value, '$[1]') AS rule
  FROM j, json_each(j.p, '$.flags') f WHERE j.kind = 'case.noted'),
whose AS (
  SELECT sitting, patient FROM sat WHERE patient IS NOT NULL
  UNION SELECT json_extract(p, '$.concern'), subject FROM j WHERE kind = 'case.observed'),
owing AS (
  SELECT coalesce(w.patient, f.sitting) AS person, f.* FROM flag f
  LEFT JOIN whose w ON w.sitting = f.sitting
  WHERE coalesce(w.patient, '') NOT IN (SELECT patient FROM dead)
  AND NOT EXISTS (
    SELECT 1 FROM noted n WHERE n.sitting = f.sitting AND n.rule = f.rule
    AND (n.step IN ('declined', 'already_helped', 'do_not_contact', 'need_met', 'closed', 'moved')
      OR (n.step = 'talked' AND f.band = 'talk')))),
today_visit AS (
  SELECT v.*, m.state, m.reason,
    (SELECT max(s.day) FROM sat s WHERE s.patient = v.patient AND s.stop != 'not_today') AS sat,
    (SELECT max(s.day) FROM sat s WHERE s.patient = v.patient
      AND EXISTS (SELECT 1 FROM flag f WHERE f.sitting = s.sitting)) AS flagged,
    (SELECT max(k.review) FROM mark k JOIN visit w ON w.visit = k.visit
      WHERE w.patient = v.patient AND k.reason = 'asks_not' AND k.review > :day
      AND NOT EXISTS (SELECT 1 FROM sat s WHERE s.patient = v.patient AND s.day >= w.day
        AND s.stop != 'not_today')) AS review
  FROM visit v LEFT JOIN mark m ON m.visit = v.visit
  WHERE v.day = :day
  AND v.patient NOT IN (SELECT patient FROM sat WHERE day = :day AND patient IS NOT NULL)
  AND v.patient NOT IN (SELECT patient FROM admitted WHERE day = :day)),
expected AS (SELECT * FROM today_visit WHERE state IS NULL AND review IS NULL)
"""

BANDS: Final = (Band.NOW, Band.SOON, Band.NEED, Band.TALK)
COUNTS: Final = {
    "in_progress": """
      SELECT (SELECT count(*) FROM admitted a WHERE a.day = :day
          AND a.sitting NOT IN (SELECT sitting FROM stopped))
        + (SELECT count(*) FROM sat WHERE day = :day AND stop IN ('called', 'restart'))""",
    "finished": """
      SELECT count(*) FROM sat WHERE day = :day
      AND stop NOT IN ('called', 'restart', 'not_today')""",
    "left": "SELECT count(*) FROM today_visit WHERE state = 'left'",
    "declined": """
      SELECT (SELECT count(*) FROM today_visit WHERE state = 'declined')
        + (SELECT count(*) FROM sat WHERE day = :day AND stop = 'not_today')""",
    "not_suitable": """
      SELECT count(*) FROM today_visit
      WHERE state = 'not_suitable' OR (state IS NULL AND review IS NOT NULL)""",
    "absent": "SELECT count(*) FROM today_visit WHERE state IN ('not_come', 'cancelled')",
    "due": """
      SELECT count(*) FROM expected e WHERE patient NOT IN (SELECT patient FROM dead)
      AND (sat IS NULL OR is_pivotal
        OR (flagged = sat AND julianday(:day) - julianday(flagged) >= 30))""",
    "not_due": """
      SELECT count(*) FROM expected e WHERE patient IN (SELECT patient FROM dead)
      OR NOT (sat IS NULL OR is_pivotal
        OR (flagged IS NOT NULL AND flagged = sat
          AND julianday(:day) - julianday(flagged) >= 30))""",
    "after_flag": """
      SELECT count(DISTINCT s.patient) FROM sat s
      WHERE julianday(:day) - julianday(s.day) BETWEEN 30 AND 40
      AND s.patient IS NOT NULL AND s.patient NOT IN (SELECT patient FROM dead)
      AND EXISTS (SELECT 1 FROM flag f WHERE f.sitting = s.sitting)
      AND NOT EXISTS (SELECT 1 FROM sat n WHERE n.patient = s.patient AND n.day > s.day
        AND n.stop != 'not_today')
      AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.patient = s.patient AND v.day >= :day)""",
    "unread": """
      SELECT count(*) FROM stopped s WHERE EXISTS (
        SELECT 1 FROM json_each(s.p, '$.sitting.answers') a
        WHERE json_extract(a.value, '$.written') IS NOT NULL AND a.key NOT LIKE 'phone/%')
      AND s.sitting NOT IN (SELECT subject FROM j WHERE kind = 'sitting.read')""",
    "unmatched": "SELECT count(*) FROM sat WHERE patient IS NULL",
    "unopened": """
      SELECT count(*) FROM stopped s
      WHERE s.sitting NOT IN (SELECT sitting FROM opened o WHERE o.nth > s.nth)""",
}


def counted(clinic: Filled, sql: str) -> list[tuple[Any, ...]]:
    day = clinic.house.today().isoformat()
    with clinic.session.vault.reading() as db:
        reads_payloads(db)
        rows: list[tuple[Any, ...]] = db.execute(JOURNAL + sql, {"day": day}).fetchall()
    return rows


@pytest.mark.parametrize("name", COUNTS)
def test_a_list_of_today_is_as_long_as_the_journal_says(clinic: Filled, name: str) -> None:
    shown = getattr(today(clinic.house, clinic.session), name)

    (found,) = counted(clinic, COUNTS[name])

    assert (len(shown) if isinstance(shown, tuple) else shown) == found[0]


def test_a_case_is_open_in_each_band_as_often_as_the_journal_says(clinic: Filled) -> None:
    shown = figures(owed(clinic.house, clinic.session)).bands

    rows = counted(
        clinic,
        "SELECT person, min(CASE band WHEN 'now' THEN 0 WHEN 'soon' THEN 1 WHEN 'need' THEN 2"
        " WHEN 'talk' THEN 3 END) FROM owing GROUP BY person",
    )

    worst = [row[1] for row in rows]
    assert {band: worst.count(place) for place, band in enumerate(BANDS)} == dict(shown)


def test_whom_we_owe_waits_since_the_day_the_journal_says(clinic: Filled) -> None:
    shown = {each.person: each.since for each in owed(clinic.house, clinic.session) if each.band}
    raised = (
        "SELECT owing.person, min(j.day) FROM owing JOIN j ON (j.subject = owing.sitting"
        " AND j.kind IN ('sitting.stopped', 'now.asked')) OR (j.kind = 'case.observed'"
        " AND json_extract(j.p, '$.concern') = owing.sitting) GROUP BY owing.person"
    )

    found = {person: date.fromisoformat(day) for person, day in counted(clinic, raised)}

    assert found == shown


def test_patients_and_visits_are_as_many_as_were_written_down(clinic: Filled) -> None:
    with clinic.session.vault.reading() as db:
        shown = (db.table("patient").count, db.table("visit").count)

    (found,) = counted(
        clinic,
        "SELECT (SELECT count(*) FROM j WHERE kind = 'patient.registered'),"
        " (SELECT count(*) FROM visit)",
    )

    assert found == shown
