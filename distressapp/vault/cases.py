"""Follow-up as it follows from the journal: what was said about whom, and the cases of a person.

Each entry that touches somebody folds that person anew, from everything said under every id that
leads to them: so a match, a move, a merge or its undoing joins and parts cases by itself.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.followup import Case, Event, Gone, Ledger, Mourning, Raised, Sounded
from distressapp.core.followup_fold import fold
from distressapp.core.followup_record import KINDS, STOPPED, said, short
from distressapp.core.journal import Entry, canonical, parsed
from distressapp.core.record import Payload
from distressapp.core.results import Flag
from distressapp.vault.gaps import own_writers
from distressapp.vault.hearing import Heard
from distressapp.vault.packing import unpacked
from distressapp.vault.patients import led_to, one_with

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]

MOURNING: Final = 0
"""The `nth` of what is owed after a death; a person's cases count from 1."""
LAST: Final = 4
"""Its place behind the four bands."""
_TICKETS: Final = (
    "SELECT subject, payload FROM journal WHERE +kind LIKE 'now.%' AND leaf IS NULL"
    " AND subject IN (SELECT value FROM json_each(?)) ORDER BY at_ms DESC"
)


_WHOSE: Final = (
    "SELECT coalesce((SELECT patient FROM patient WHERE patient = ?),"
    " (SELECT patient FROM sitting WHERE sitting = ?))"
)
_SITTINGS: Final = "SELECT sitting FROM sitting WHERE patient = ?"


_AT_ONCE: Final = 200
"""People whose rows are written together."""


def person_of(db: Database, subject: str) -> str:
    """Whose that id is now: the patient's, through every merge; else the sitting's or call's."""
    return _whose(db, subject)[0]


def _whose(db: Database, subject: str) -> tuple[str, bool]:
    """The same, and whether somebody known stands behind it."""
    (found,) = db.conn.execute(_WHOSE, (subject, subject)).fetchone()
    return (subject, False) if found is None else (led_to(db, str(found)), True)


def ledger(db: Database, person: str) -> Ledger:
    """Everything that is known for the follow-up of a person."""
    return fold(said_about(db, person))


def said_about(
    db: Database, person: str, heard: Heard | None = None, *, is_known: bool = True
) -> tuple[Event, ...]:
    """Everything that was said about a person, under whichever of their ids.

    Args:
        heard: What was read already; None where nothing was.
        is_known: No where it is a sitting or a call of nobody who is known yet.
    """
    said_of = Heard(own_writers(db)) if heard is None else heard
    ids = {person}
    if is_known:
        ids.update(one_with(db, person))
        ids.update(str(row[0]) for row in db.conn.execute(_SITTINGS, (person,)).fetchall())
    found = said_of.about(db, ids)
    gone = {each.what.sitting for each in found if isinstance(each.what, Gone)} - ids
    stays = [each for each in found if not isinstance(each.what, Gone) or each.what.sitting in gone]
    left = said_of.about(db, gone) if gone else ()
    stays += [each for each in left if isinstance(each.what, Raised | Sounded)]
    return tuple(_since_answered(db, each) for each in stays)


def _since_answered(db: Database, event: Event) -> Event:
    """What staff raised by matching was answered when the sitting stopped."""
    what = event.what
    if not isinstance(what, Raised) or not event.member:
        return event
    row = db.execute("SELECT at_ms FROM sitting WHERE sitting = ?", [what.flag.sitting]).fetchone()
    at_ms = None if row is None else min(int(row[0]), event.at_ms)
    return replace(event, what=replace(what, answered_ms=at_ms))


def tickets_of(db: Database, calls: Collection[str]) -> Mapping[str, str]:
    """The ticket word of each of these calls without a sitting that has one."""
    rows = db.conn.execute(_TICKETS, (json.dumps(sorted(calls)),)) if calls else ()
    return {
        subject: str(parsed(unpacked(payload)).get("ticket") or "") for subject, payload in rows
    }


def take(db: Database, entry: Entry, payload: Payload) -> None:
    """Fold everybody anew whom an entry touches."""
    own = own_writers(db)
    heard = Heard(own)
    refold(db, hear(entry, payload, own=own, heard=heard), heard)


def hear(entry: Entry, payload: Payload, *, own: Collection[str], heard: Heard) -> tuple[str, ...]:
    """Hold what an entry says; the ids whose people it touches, to fold them anew."""
    content = short(entry, payload)
    if entry.kind == STOPPED:
        return (entry.subject,) if _hear_stop(entry, content, heard) else ()
    found = said(entry, content, is_own=entry.writer in own)
    if found is None or not (found.whats or found.touched):
        return ()
    held = canonical(content)
    held.decode()  # raises where it holds what no list can show
    heard.hear(entry, held)
    return (entry.subject, *found.touched)


def _hear_stop(entry: Entry, content: Payload, heard: Heard) -> tuple[Flag, ...]:
    """Hold the flags of a stop, which is told far more often than all else; these flags."""
    flags, is_text = heard.flags(content)
    if not flags:
        return ()
    if not is_text:
        canonical(content).decode()  # raises as above
    heard.hear(entry, flags)
    return flags


class Batch:
    """Entries whose people are folded once, when all of them are written; within one commit."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._own = own_writers(db)
        self._heard = Heard(self._own)
        self._touched: dict[str, None] = {}

    def take(self, entry: Entry, payload: Payload) -> None:
        """Hold what an entry says, and whom it touches."""
        touched = hear(entry, payload, own=self._own, heard=self._heard)
        self._touched.update(dict.fromkeys(touched))

    def take_stop(self, entry: Entry, payload: Payload) -> tuple[Flag, ...]:
        """The same of a stop; its flags."""
        flags = _hear_stop(entry, short(entry, payload), self._heard)
        if flags:
            self._touched[entry.subject] = None
        return flags

    def end(self) -> None:
        """Fold everybody anew whom any of them touches."""
        refold(self._db, self._touched, self._heard)


def fold_all(db: Database, heard: Heard) -> None:
    """Make everybody's cases, where there are none yet.

    Args:
        heard: It was told every entry.
    """
    done: set[str] = set()
    waiting: dict[str, bool] = {}
    for subject in heard.subjects():
        person, is_known = _whose(db, subject)
        if person not in done:
            done.add(person)
            waiting[person] = is_known
        if len(waiting) == _AT_ONCE:
            _write(db, waiting, heard)
            waiting.clear()
    _write(db, waiting, heard)


def refold(db: Database, subjects: Iterable[str], heard: Heard | None = None) -> None:
    """Make the cases of everybody anew whom these ids lead to.

    Args:
        heard: What was read already of what is said about them; None where nothing was.
    """
    touched = dict.fromkeys(subjects)
    persons = dict(_whose(db, each) for each in touched)
    rows = [(each,) for each in {**touched, **persons}]
    for name in ("followup", "followup_of"):
        db.conn.executemany(f"DELETE FROM {name} WHERE person = ?", rows)  # noqa: S608  (names from above)
    _write(db, persons, heard)


def _write(db: Database, persons: Mapping[str, bool], heard: Heard | None) -> None:
    rows: list[Mapping[str, Any]] = []
    others: list[Mapping[str, Any]] = []
    for person, is_known in persons.items():
        about = said_about(db, person, heard, is_known=is_known)
        if not about:
            continue
        found = fold(about)
        rows += [_row(person, each, found) for each in found.cases]
        if found.died_ms is not None:
            rows.append(_mourning_row(person, found, found.died_ms))
        sittings = {each.flag.sitting for case in found.cases for each in case.flags} - {person}
        others += [
            {"sitting": each, "person": person}
            for each in sorted(sittings)
            if person_of(db, each) != person
        ]
    _insert(db, "followup", rows)
    _insert(db, "followup_of", others)


def _row(person: str, case: Case, found: Ledger) -> dict[str, Any]:
    band = case.band  # looked for in every flag
    return {
        "person": person,
        "nth": case.nth,
        "is_open": int(case.is_open),
        "band": band.value,
        "urgency": band.urgency,
        "since_ms": case.since_ms,
        "changed_ms": case.changed_ms,
        "stage": "" if case.stage is None else case.stage.value,
        "attempts": case.attempts,
        "asks_letter": int(case.asks_letter),
        "may_contact": int(found.may_contact),
        "needs": " ".join(case.needs),
        "unanswered": json.dumps({band.value: ms for band, ms in case.unanswered.items()}),
        "owner": case.owner,
        "owner_name": case.owner_name,
        "offered_to": case.offered_to,
        "offered_name": case.offered_name,
        "action": "" if case.action is None else case.action.value,
        "next_day": "" if case.next_day is None else case.next_day.isoformat(),
        "acted_ms": case.acted_ms,
        "closed_ms": case.closed_ms,
        "reason": case.reason,
    }


def _mourning_row(person: str, found: Ledger, died_ms: int) -> dict[str, Any]:
    """What is owed after a death: it is confirmed by somebody else, then there is one task."""
    done_ms = found.mourned_ms
    return {
        "person": person,
        "nth": MOURNING,
        "is_open": int(found.mourning is not Mourning.DONE),
        "band": "",
        "urgency": LAST,
        "since_ms": died_ms,
        "changed_ms": max(died_ms, found.confirmed_ms or died_ms, done_ms or died_ms),
        "stage": found.mourning.value,
        "attempts": 0,
        "asks_letter": 0,
        "may_contact": 0,
        "needs": "",
        "unanswered": "{}",
        "owner": "",
        "owner_name": "",
        "offered_to": "",
        "offered_name": "",
        "action": "",
        "next_day": "",
        "acted_ms": done_ms,
        "closed_ms": done_ms,
        "reason": "",
    }


def _insert(db: Database, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        db.conn.executemany(_statement(name, tuple(rows[0])), [tuple(row.values()) for row in rows])


@cache
def _statement(name: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  (constants)


def touched_by(db: Database, subject: str) -> tuple[str, ...]:
    """Everybody whose ledger changes when that id is erased; asked before it is."""
    rows = db.query(
        "SELECT person AS id FROM followup_of WHERE sitting = :id"
        " UNION SELECT sitting FROM sitting WHERE patient = :id",
        {"id": subject},
    )
    return (person_of(db, subject), *(str(row["id"]) for row in rows))


def forget(db: Database, subject: str) -> None:
    """Nothing is left here of an id that was erased."""
    db.execute("DELETE FROM followup WHERE person = ?", [subject])
    db.execute("DELETE FROM followup_of WHERE person = ? OR sitting = ?", [subject, subject])


PROJECT: Final[Mapping[str, _Project]] = dict.fromkeys(KINDS, take)
