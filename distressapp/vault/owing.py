"""Questions to the vault: whom we owe, and what was said about one person."""

import json
from collections.abc import Mapping
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
_IN_ORDER: Final = itemgetter("urgency", "since_ms", "person")
_NAMED: Final = (
    " p.name AS patient_name, coalesce(p.born, s.born) AS named_born,"
    " coalesce(p.record_number, s.record_number, '') AS named_number,"
    " CASE WHEN p.patient IS NULL THEN s.ticket END AS named_ticket,"
    " p.patient IS NULL AND s.sitting IS NULL AS is_call"
)
_JOINED: Final = (
    " LEFT JOIN patient p ON p.patient = f.person LEFT JOIN sitting s ON s.sitting = f.person"
)


def open_rows(vault: Vault) -> tuple[Row, ...]:
    """Every open case and what is owed after a death: the worst band and the oldest first.

    One question, however many there are.
    """
    with vault.reading() as db:
        # Plain rows: sqlite-utils would read them one by one, inside a savepoint of its own.
        asked = db.conn.execute(
            f"SELECT f.*, m.left_ms AS owner_left_ms,{_NAMED} FROM followup f{_JOINED}"  # noqa: S608  (constants)
            " LEFT JOIN member m ON m.member = f.owner WHERE f.is_open = 1"
            " ORDER BY f.urgency, f.since_ms"
        )
        # As the index has them; SQLite would write every row once more to sort the same instants.
        names = [each[0] for each in asked.description]
        found = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
        rows = sorted(found, key=_IN_ORDER)
        tickets = cases.tickets_of(db, [row["person"] for row in rows if row["is_call"]])
    return tuple(_row(row, _named(row, tickets)) for row in rows)


def about(vault: Vault, subject: str) -> About:
    """Everything about the person whom that id leads to."""
    with vault.reading() as db:
        person = cases.person_of(db, subject)
        found = db.query(
            f"SELECT f.person,{_NAMED} FROM (SELECT ? AS person) f{_JOINED}",  # noqa: S608  (constants)
            [person],
        )
        row = next(iter(found))
        named = _named(row, cases.tickets_of(db, [person] if row["is_call"] else ()))
        said = in_order(cases.said_about(db, person))
    return About(person=person, named=named, ledger=fold(said), said=said, void=corrected(said))


def person_of(vault: Vault, subject: str) -> str:
    """The person whom that id leads to: a patient, or a sitting or call nobody matched."""
    with vault.reading() as db:
        return cases.person_of(db, subject)


def _row(row: Mapping[str, Any], named: Named) -> Row:
    is_case = row["nth"] != MOURNING
    return Row(
        person=row["person"],
        nth=row["nth"],
        band=_BANDS.get(row["band"]),
        mourning=Mourning.NONE if is_case else Mourning(row["stage"]),
        since_ms=row["since_ms"],
        changed_ms=row["changed_ms"],
        stage=Step(row["stage"]) if is_case and row["stage"] else None,
        attempts=row["attempts"],
        asks_letter=bool(row["asks_letter"]),
        may_contact=bool(row["may_contact"]),
        needs=tuple(row["needs"].split()),
        unanswered={_BANDS[band]: ms for band, ms in json.loads(row["unanswered"]).items()},
        owner=row["owner"],
        owner_name=row["owner_name"],
        has_owner_left=row["owner_left_ms"] is not None,
        offered_to=row["offered_to"],
        offered_name=row["offered_name"],
        action=Action(row["action"]) if row["action"] else None,
        next_day=date.fromisoformat(row["next_day"]) if row["next_day"] else None,
        acted_ms=row["acted_ms"],
        named=named,
    )


def _named(row: Mapping[str, Any], tickets: Mapping[str, str]) -> Named:
    born, ticket = row["named_born"], row["named_ticket"]
    return Named(
        name=row["patient_name"] or "",
        born=None if born is None else date.fromisoformat(born),
        record_number=row["named_number"],
        ticket=tickets.get(row["person"], "") if row["is_call"] else str(ticket or ""),
    )
