"""Emptying what one patient's entries say: the header and the leaf of each stay, so chains hold."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.erasure import ERASED, SUBJECT, Erased, erased_from, together
from distressapp.core.journal import ChainError, leaf, parsed
from distressapp.vault import cases, papers
from distressapp.vault.packing import unpacked
from distressapp.vault.rows import linked_from

_TRIES: Final = 3
Place: TypeAlias = tuple[str, int]
"""Writer and number of an entry."""

_OF_A_PATIENT: Final = " OR ".join(
    f"kind LIKE '{each}.%'" for each in ("sitting", "now", "patient", "visit", "case", "form")
)
"""The kinds of entries whose subject is a patient, a sitting or a call."""

_BY: Final = (
    *(("stop", "sitting"), ("flag", "sitting"), ("page", "sitting"), ("sitting", "sitting")),
    *(("admitted", "sitting"), ("admitted", "patient"), ("visit", "subject")),
    *(("patient", "patient"), ("print", "subject")),
)
"""The tables that hold what was said about a patient, a sitting or a call, and the column of
their id."""


def entries_about(db: Database, subjects: Collection[str]) -> tuple[Erased, ...]:
    """Every entry about these subjects that still says something.

    A subject that no sitting, call or matching names is about the clinic or its staff, and is
    left out, whoever asks. So is nobody's, and what is about a member of staff: anybody can post
    a sitting under an id that is theirs.
    """
    return together(
        Erased(subject=each, entries=tuple(_places(db, each)))
        for each in subjects
        if _is_a_patients(db, each)
    )


def _places(db: Database, subject: str) -> list[Place]:
    rows = db.query(
        "SELECT writer, number FROM journal WHERE subject = ? AND leaf IS NULL"
        " AND kind NOT LIKE 'staff.%'",
        [subject],
    )
    return [(row["writer"], row["number"]) for row in rows]


def _is_a_patients(db: Database, subject: str) -> bool:
    where = f"subject = ? AND ({_OF_A_PATIENT})"
    return subject != SUBJECT and db.table("journal").count_where(where, [subject]) > 0


def erase(db: Database, erased: Iterable[Erased]) -> int:
    """Empty these entries, and forget what follows from them; how many. Inside a commit."""
    erased, count = tuple(erased), 0
    others = {other for each in erased for other in cases.touched_by(db, each.subject)}
    for each in erased:
        for writer, number in each.entries:
            _empty(db, writer, number)
            count += 1
        for table, column in _BY:
            db.table(table).delete_where(f"{column} = ?", [each.subject])
        db.execute("UPDATE sitting SET patient = NULL WHERE patient = ?", [each.subject])
        cases.forget(db, each.subject)
        papers.forget(db, each.subject)
    cases.refold(db, others)
    return count


def _empty(db: Database, writer: str, number: int) -> None:
    where = "writer = ? AND number = ?"
    (row,) = db.table("journal").rows_where(where, [writer, number])
    kept = leaf(linked_from(row).entry)
    db.execute(
        f"UPDATE journal SET payload = x'', salt = x'', who = NULL, leaf = ? WHERE {where}",  # noqa: S608  (a constant)
        [kept, writer, number],
    )


def named(db: Database) -> tuple[Erased, ...]:
    """What the journal says was erased."""
    return together(_named(db))


def _named(db: Database) -> Iterator[Erased]:
    where = "subject = ? AND kind = ? AND leaf IS NULL"
    for row in list(db.table("journal").rows_where(where, [SUBJECT, ERASED])):
        yield from erased_from(parsed(unpacked(row["payload"])).get("erased"))


def check_named(db: Database) -> None:
    """Nothing where every emptied entry is named by an erasure.

    Raises:
        ChainError: One is not: somebody with the vault's key emptied it on their own.
        ErasedListError: An erasure does not read as one.
    """
    places = {place for each in named(db) for place in each.entries}
    for row in db.query("SELECT writer, number FROM journal WHERE leaf IS NOT NULL"):
        if (row["writer"], row["number"]) not in places:
            raise ChainError(
                f"Entry {row['number']} of writer {row['writer'][:8]} was emptied, "
                "and no erasure names it",
                advice="Keep the data folder as it is, and compare it with the newest backup.",
            )


def returned(db: Database, *, start: str = "") -> tuple[str, ...]:
    """Subjects that were erased, and about whom something was taken in since.

    Looks every one of them up, about a millisecond each.

    Args:
        start: Only those whose id begins so.
    """
    return tuple(
        each.subject
        for each in named(db)
        if each.subject.startswith(start) and _places(db, each.subject)
    )


def sat_again(db: Database) -> tuple[str, ...]:
    """Sittings that were erased, and that stopped again since; quick, however many there are."""
    found = "SELECT 1 FROM sitting WHERE sitting = ?"
    return tuple(each.subject for each in named(db) if db.execute(found, [each.subject]).fetchone())


def settle(db: Database) -> bool:
    """Truncate the WAL, so that old pages are gone; False where a reader is in the way."""
    for _ in range(_TRIES):
        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
            return True
    return False
