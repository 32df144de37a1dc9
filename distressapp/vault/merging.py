"""Bringing what another vault knows into this one: a union by writer and number."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Final, TypeVar

from sqlite_utils import Database

from distressapp.core.frozen import frozen
from distressapp.core.journal import Linked
from distressapp.core.stores import StoreError
from distressapp.vault import gaps
from distressapp.vault.gaps import WAS_WRITER
from distressapp.vault.rows import linked_from
from distressapp.vault.vault import Inserted, Vault

_PAGE: Final = 200

T = TypeVar("T")


@frozen
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


def merge(vault: Vault, open_other: Callable[[], Vault]) -> Merged:
    """Add every entry of another vault that this one lacks, in the order they were written.

    The other may be damaged: what can be read of it is taken. Inside `commit`.

    Args:
        open_other: Called again after each page that cannot be read.
    """
    entries = conflicts = 0
    reading = _Reading(open_other)
    with closing(reading):
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
    except StoreError:
        return False
    for name, value in secrets:
        if name == "writer":
            vault.keep_secret(f"{WAS_WRITER}{value.decode()}", b"")
        else:
            vault.keep_secret(name, value)
    try:
        with other.reading() as db:
            used = [dict(row) for row in db.table("used").rows]
    except StoreError:
        return False
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
    """Entries in the order they were written, past pages that cannot be read.

    SQLCipher gives nothing more over a connection that met a page with a wrong checksum.
    """

    def __init__(self, open_other: Callable[[], Vault]) -> None:
        self._open = open_other
        self._vault: Vault | None = None
        self.is_whole = True

    def entries(self) -> Iterator[Linked]:
        after, last = 0, self._last()
        while after < last:
            rows = self._rows(after, _PAGE)
            if rows is None:
                until = min(after + _PAGE, last)
                rows = [row for at in range(after, until) for row in self._at(at + 1)]
                after = until
            else:
                after = int(rows[-1]["rowid"]) if rows else last
            yield from (linked_from(row) for row in rows)

    def close(self) -> None:
        """Close the file."""
        if self._vault is not None:
            self._vault.close()
        self._vault = None

    def _rows(self, after: int, count: int) -> list[dict[str, Any]] | None:
        journal = "SELECT rowid, * FROM journal WHERE rowid > ? ORDER BY rowid LIMIT +?"
        return self._read(lambda db: list(db.query(journal, [after, count])))

    def _at(self, place: int) -> list[dict[str, Any]]:
        journal = "SELECT rowid, * FROM journal WHERE rowid = ?"
        return self._read(lambda db: list(db.query(journal, [place]))) or []

    def _last(self) -> int:
        """No entry stands behind it. The table's own end may be what cannot be read."""
        last = "SELECT max(rowid) FROM journal"
        found = self._read(lambda db: db.execute(last).fetchone()[0] or 0)
        if found is None:
            chains = "SELECT sum(number) FROM chain"
            found = self._read(lambda db: db.execute(chains).fetchone()[0] or 0)
        return found or 0

    def _read(self, ask: Callable[[Database], T]) -> T | None:
        try:
            if self._vault is None:
                self._vault = self._open()
            with self._vault.reading() as db:
                return ask(db)
        except StoreError:
            self.is_whole = False
            self.close()
            return None
