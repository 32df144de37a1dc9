"""Bringing what another vault knows into this one: a union by writer and number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from distressapp.core.journal import Linked
from distressapp.core.stores import StoreError
from distressapp.vault import gaps
from distressapp.vault.gaps import WAS_WRITER
from distressapp.vault.rows import linked_from
from distressapp.vault.vault import Inserted, Vault

_PAGE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came over.

    Attributes:
        entries: How many this vault did not have.
        conflicts: How many do not fit what it has; they are not taken.
        is_whole: The other vault could be read to its end.
    """

    entries: int
    conflicts: int
    is_whole: bool


def merge(vault: Vault, other: Vault) -> Merged:
    """Add every entry of another vault that this one lacks, in the order they were written.

    The other may be damaged: what can be read of it is taken. Inside `commit`.
    """
    entries = conflicts = 0
    reading = _Reading(other)
    for linked in reading.entries():
        found = vault.take(linked)
        entries += found is Inserted.NEW
        conflicts += found in {Inserted.CONFLICT, Inserted.UNREADABLE}
    return Merged(entries=entries, conflicts=conflicts, is_whole=reading.is_whole)


def keep_what_was_used(vault: Vault, other: Vault) -> bool:
    """Take over keys and definitions of another vault; False where they cannot be read.

    A key that both have is the other's: it is the newer vault. Inside `commit`.
    """
    try:
        with other.reading() as db:
            secrets = [(str(row["name"]), bytes(row["value"])) for row in db.table("secret").rows]
            used = [dict(row) for row in db.table("used").rows]
    except StoreError:
        return False
    for name, value in secrets:
        if name == "writer":
            vault.keep_secret(f"{WAS_WRITER}{value.decode()}", b"")
        else:
            vault.keep_secret(name, value)
    for row in used:
        vault.database.table("used").insert(row, pk="sha256", ignore=True)
    return True


def own_writers(vault: Vault) -> frozenset[str]:
    """Ids of the chains that this vault wrote itself, now and before it was restored."""
    with vault.reading() as db:
        return gaps.own_writers(db)


def begin_writer(vault: Vault, writer: str) -> None:
    """From here on the vault writes a new chain; the one before it ends. Inside `commit`."""
    vault.keep_secret(f"{WAS_WRITER}{vault.writer}", b"")
    vault.keep_secret("writer", writer.encode())


class _Reading:
    """Entries in the order they were written, past pages that cannot be read."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.is_whole = True

    def entries(self) -> Iterator[Linked]:
        after = 0
        last = self._last()
        while after < last:
            try:
                rows = self._rows(after, _PAGE)
            except StoreError:
                rows, after = self._singly(after, min(after + _PAGE, last))
            else:
                after = last if not rows else int(rows[-1]["rowid"])
            yield from (linked_from(row) for row in rows)

    def _singly(self, after: int, until: int) -> tuple[list[dict[str, Any]], int]:
        found: list[dict[str, Any]] = []
        for place in range(after, until):
            try:
                found += [row for row in self._rows(place, 1) if row["rowid"] == place + 1]
            except StoreError:
                self.is_whole = False
        return found, until

    def _rows(self, after: int, count: int) -> list[dict[str, Any]]:
        with self._vault.reading() as db:
            return list(
                db.query(
                    "SELECT rowid, * FROM journal WHERE rowid > ? ORDER BY rowid LIMIT ?",
                    [after, count],
                )
            )

    def _last(self) -> int:
        try:
            with self._vault.reading() as db:
                found = db.execute("SELECT max(rowid) FROM journal").fetchone()[0]
        except StoreError:
            self.is_whole = False
            return 0
        return 0 if found is None else int(found)
