"""Questions to the vault: whom we owe, and what was said about one person."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

from distressapp.core.followup import EntryId, Event, Ledger, Mourning
from distressapp.core.followup_fold import corrected, fold, in_order
from distressapp.core.followup_steps import Action, Step
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.vault import cases
from distressapp.vault.cases import MOURNING
from distressapp.vault.roomy import roomy
from distressapp.vault.vault import Vault


@frozen
class Named:
    """What a person is called on a list.

    Attributes:
        name: Empty where nobody matched the sitting, or the call had none.
        born: None where nobody knows.
        record_number: As matched, or as it was given; empty for a call without a sitting.
        ticket: Of the sitting or the call; empty for a patient.
    """

    name: str = ""
    born: date | None = None
    record_number: str = ""
    ticket: str = ""


@frozen
class Row:
    """One line of the list: an open case, or what is owed after a death.

    Attributes:
        band: None for what is owed after a death; then `mourning` says what.
        unanswered: By band, since when (UTC ms) the oldest flag waits that nobody answered.
        has_owner_left: The owner is no member any more.
    """

    person: str
    nth: int
    band: Band | None
    mourning: Mourning
    since_ms: int
    changed_ms: int
    stage: Step | None
    attempts: int
    asks_letter: bool
    may_contact: bool
    needs: tuple[str, ...]
    unanswered: Mapping[Band, int]
    owner: str
    owner_name: str
    has_owner_left: bool
    offered_to: str
    offered_name: str
    action: Action | None
    next_day: date | None
    acted_ms: int | None
    named: Named


@frozen
class About:
    """Everything that was said about a person, and what follows from it.

    Attributes:
        said: In the order it happened, mistakes included.
        void: The entries that were corrected and do not count.
    """

    person: str
    named: Named
    ledger: Ledger
    said: tuple[Event, ...]
    void: frozenset[EntryId]


_BANDS: Final = {each.value: each for each in Band}
_STEPS: Final = {each.value: each for each in Step}
_ACTIONS: Final = {each.value: each for each in Action}
_OBJECT: Final = json.JSONDecoder().raw_decode
"""Reads what was written here: `json.loads` looks for blanks before and behind it."""
_NAMED: Final = (
    " p.name AS patient_name, coalesce(p.born, s.born) AS named_born,"
    " coalesce(p.record_number, s.record_number, '') AS named_number,"
    " CASE WHEN p.patient IS NULL THEN s.ticket END AS named_ticket,"
    " p.patient IS NULL AND s.sitting IS NULL AS is_call"
)
_JOINED: Final = (
    " LEFT JOIN patient p ON p.patient = f.person LEFT JOIN sitting s ON s.sitting = f.person"
)
_OPEN: Final = (
    "SELECT f.urgency, f.since_ms, f.person, f.nth, f.band, f.changed_ms, f.stage, f.attempts,"  # noqa: S608  (constants)
    " f.asks_letter, f.may_contact, f.needs, f.unanswered, f.owner, f.owner_name, f.offered_to,"
    " f.offered_name, f.action, f.next_day, f.acted_ms, m.left_ms,"
    f"{_NAMED} FROM followup f{_JOINED}"
    " LEFT JOIN member m ON m.member = f.owner WHERE f.is_open = 1 ORDER BY f.urgency, f.since_ms"
)
_PERSON_AT: Final = 2
_IN_ORDER: Final = itemgetter(0, 1, _PERSON_AT)


def open_rows(vault: Vault) -> tuple[Row, ...]:
    """Every open case and what is owed after a death: the worst band and the oldest first.

    One question, however many there are.
    """
    with vault.reading() as db, roomy(db):
        # Plain rows: sqlite-utils would read them one by one, inside a savepoint of its own.
        # As the index has them; SQLite would write every row once more to sort the same instants.
        rows = sorted(db.conn.execute(_OPEN).fetchall(), key=_IN_ORDER)
        tickets = cases.tickets_of(db, [row[_PERSON_AT] for row in rows if row[-1]])
    return tuple(_row(row, tickets) for row in rows)


def about(vault: Vault, subject: str) -> About:
    """Everything about the person whom that id leads to."""
    with vault.reading() as db:
        person = cases.person_of(db, subject)
        asked = db.conn.execute(
            f"SELECT{_NAMED} FROM (SELECT ? AS person) f{_JOINED}",
            (person,),
        )
        found = asked.fetchone()
        named = _named(person, found, cases.tickets_of(db, [person] if found[-1] else ()))
        said = in_order(cases.said_about(db, person))
    return About(person=person, named=named, ledger=fold(said), said=said, void=corrected(said))


def person_of(vault: Vault, subject: str) -> str:
    """The person whom that id leads to: a patient, or a sitting or call nobody matched."""
    with vault.reading() as db:
        return cases.person_of(db, subject)


def _row(row: tuple[Any, ...], tickets: Mapping[str, str]) -> Row:
    _, since_ms, person, nth, band, changed_ms, stage, attempts, *rest = row
    asks_letter, may_contact, needs, unanswered, owner, owner_name, *rest = rest
    offered_to, offered_name, action, next_day, acted_ms, left_ms, *named = rest
    is_case = nth != MOURNING
    return Row(
        person=person,
        nth=nth,
        band=_BANDS.get(band),
        mourning=Mourning.NONE if is_case else Mourning(stage),
        since_ms=since_ms,
        changed_ms=changed_ms,
        stage=_STEPS[stage] if is_case and stage else None,
        attempts=attempts,
        asks_letter=bool(asks_letter),
        may_contact=bool(may_contact),
        needs=tuple(needs.split()),
        unanswered={_BANDS[each]: ms for each, ms in _OBJECT(unanswered)[0].items()},
        owner=owner,
        owner_name=owner_name,
        has_owner_left=left_ms is not None,
        offered_to=offered_to,
        offered_name=offered_name,
        action=_ACTIONS[action] if action else None,
        next_day=date.fromisoformat(next_day) if next_day else None,
        acted_ms=acted_ms,
        named=_named(person, named, tickets),
    )


def _named(person: str, named: Sequence[Any], tickets: Mapping[str, str]) -> Named:
    """What `_NAMED` found, in its order."""
    name, born, number, ticket, is_call = named
    return Named(
        name=name or "",
        born=None if born is None else date.fromisoformat(born),
        record_number=number,
        ticket=tickets.get(person, "") if is_call else str(ticket or ""),
    )
