"""Questions to the journal: who did what, when, page by page."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from distressapp.core.frozen import frozen
from distressapp.core.journal import Linked
from distressapp.vault.gaps import own_writers
from distressapp.vault.members import Member
from distressapp.vault.rows import linked_from
from distressapp.vault.vault import Vault


@frozen
class Asked:
    """Which entries are meant; a filter that is not set leaves nothing out.

    Attributes:
        from_ms, until_ms: Milliseconds since 1970, UTC; the second is not included.
        kinds: Whole kinds, or beginnings that end in a dot, `"staff."`.
        member: By this member of staff, or by somebody who only gave that name, or about them
            as a member.
        subjects: Random ids; None for everybody's, none for nobody's.
    """

    from_ms: int | None = None
    until_ms: int | None = None
    kinds: tuple[str, ...] = ()
    member: Member | None = None
    subjects: frozenset[str] | None = None


@frozen
class Place:
    """Where a page ends: the next one begins behind it."""

    at_ms: int
    row: int


@frozen
class Found:
    """One entry, and where it stands.

    Attributes:
        is_own: The vault wrote it itself, with somebody signed in; anybody can post.
    """

    linked: Linked
    place: Place
    is_own: bool


def entries(
    vault: Vault, asked: Asked, *, most: int, behind: Place | None = None
) -> tuple[Found, ...]:
    """So many entries, the newest first.

    Args:
        behind: Where the page before ended; None for the first.
    """
    where, values = _where(asked)
    if behind is not None:
        where.append("(at_ms, rowid) < (?, ?)")
        values += [behind.at_ms, behind.row]
    # The inner one looks into indexes only: what an entry says is read for one page.
    sql = (
        "SELECT rowid AS place, * FROM journal WHERE rowid IN"  # noqa: S608  (constants; values are bound)
        f" (SELECT rowid FROM journal WHERE {' AND '.join(where) or '1'}"
        " ORDER BY at_ms DESC, rowid DESC LIMIT +?) ORDER BY at_ms DESC, rowid DESC"
    )
    with vault.reading() as db:
        own = own_writers(db)
        rows = list(db.query(sql, [*values, most]))
    return tuple(_found(row, own) for row in rows)


def count(vault: Vault, asked: Asked) -> int:
    """How many entries there are."""
    where, values = _where(asked)
    sql = f"SELECT count(*) FROM journal WHERE {' AND '.join(where) or '1'}"  # noqa: S608  (as above)
    with vault.reading() as db:
        return int(db.execute(sql, values).fetchone()[0])


def of_kinds(vault: Vault, kinds: Sequence[str]) -> tuple[Found, ...]:
    """Every entry of these kinds that still says something, in the order they were taken in."""
    marks = ", ".join("?" for _ in kinds)
    sql = (
        f"SELECT rowid AS place, * FROM journal WHERE kind IN ({marks}) AND leaf IS NULL"  # noqa: S608  (as above)
        " ORDER BY rowid"
    )
    with vault.reading() as db:
        own = own_writers(db)
        return tuple(_found(row, own) for row in list(db.query(sql, list(kinds))))


def record_numbers(vault: Vault, subjects: set[str]) -> dict[str, str]:
    """The record number of each of these patients and sittings that has one, by random id."""
    asked = json.dumps(sorted(subjects))
    with vault.reading() as db:
        rows = db.query(
            "SELECT sitting AS id, record_number FROM sitting"
            " WHERE sitting IN (SELECT value FROM json_each(:asked))"
            " UNION SELECT patient, record_number FROM patient"
            " WHERE patient IN (SELECT value FROM json_each(:asked))",
            {"asked": asked},
        )
        return {row["id"]: row["record_number"] for row in rows if row["record_number"]}


def _where(asked: Asked) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if asked.from_ms is not None:
        where.append("at_ms >= ?")
        values.append(asked.from_ms)
    if asked.until_ms is not None:
        where.append("at_ms < ?")
        values.append(asked.until_ms)
    if asked.kinds:
        where.append("(" + " OR ".join(_kind(each, values) for each in asked.kinds) + ")")
    if asked.subjects is not None:
        where.append("subject IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(asked.subjects)))
    if asked.member is not None:
        who = asked.member
        where.append("(who IN (?, ?) OR (subject = ? AND kind LIKE 'staff.%'))")
        values += [who.id, who.name, who.id]
    return where, values


def _kind(kind: str, values: list[Any]) -> str:
    if not kind.endswith("."):
        values.append(kind)
        return "kind = ?"
    # A range, so that the index over kinds is used.
    values += [kind, kind[:-1] + "/"]
    return "(kind >= ? AND kind < ?)"


def _found(row: Mapping[str, Any], own: frozenset[str]) -> Found:
    return Found(
        linked=linked_from(row),
        place=Place(at_ms=row["at_ms"], row=row["place"]),
        is_own=row["writer"] in own,
    )
