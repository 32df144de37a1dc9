"""The vault: the journal with its chains, what follows from it, and the clinic's private key."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any, Final, Self

import sqlcipher3
from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from distressapp.core.journal import (
    ChainError,
    Entry,
    Head,
    Linked,
    erased,
    head_after,
    link,
    verify_chain,
)
from distressapp.core.record import Payload
from distressapp.core.stores import StoreTooNewError, damaged
from distressapp.vault import connection, erasing
from distressapp.vault.cases import Batch
from distressapp.vault.gaps import accepted
from distressapp.vault.projections import again, contents, project
from distressapp.vault.rows import linked_from, row_from

NOT_AS_SAID: Final = (
    StoreTooNewError,
    ChainError,
    sqlcipher3.IntegrityError,
    NotFoundError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""How a payload fails that is not what its kind and schema say: also `"1/0"`, or 10**30."""


_JOURNAL: Final = (
    "INSERT INTO journal (writer, number, at_ms, offset_min, kind, schema, subject, salt, payload,"
    " chain, who) VALUES (:writer, :number, :at_ms, :offset_min, :kind, :schema, :subject, :salt,"
    " :payload, :chain, :who)"
)
_LEAF: Final = "UPDATE journal SET leaf = ? WHERE writer = ? AND number = ?"
_HEAD: Final = "SELECT number, chain FROM chain WHERE writer = ?"
_CHAIN: Final = (
    "INSERT INTO chain (writer, number, chain) VALUES (?, ?, ?)"
    " ON CONFLICT (writer) DO UPDATE SET number = excluded.number, chain = excluded.chain"
)


class Inserted(Enum):
    """What became of an entry from elsewhere."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"


class Vault:
    """An open vault.

    Args:
        path: The file.
        database: As `connection` opened it.

    Raises:
        StoreError: From every method: what happened to the file, in plain words.
    """

    def __init__(self, path: Path, database: Database) -> None:
        self._path = path
        self.database = database

    @classmethod
    def create(cls, path: Path, key: bytes, *, writer: str) -> Self:
        """Make an empty vault under a random 256-bit key.

        Args:
            writer: Id of the vault's own chain.
        """
        vault = cls(path, connection.create(path, key))
        with vault.commit():
            vault.keep_secret("writer", writer.encode())
        return vault

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        before_upgrade: Callable[[Self, int], None] | None = None,
    ) -> Self:
        """Open a vault; an older one is migrated, once `before_upgrade` has made its backup.

        Args:
            before_upgrade: Called with the vault as it is and its version; what it raises
                leaves the vault as it is. Without it an older vault is not opened.
        """
        if before_upgrade is None:
            return cls(path, connection.connect(path, key))
        first = before_upgrade
        database = connection.connect(
            path, key, before_upgrade=lambda db, found: first(cls(path, db), found)
        )
        return cls(path, database)

    def copy(self, path: Path, key: bytes) -> None:
        """Write a copy under that key to a new file; others may read and write meanwhile."""
        connection.copy(self.database, path, key)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    @contextmanager
    def commit(self) -> Iterator[None]:
        """All inside is committed together, or nothing of it; nobody else writes meanwhile."""
        with connection.telling(self._path), connection.writing(self.database):
            yield

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database, to read from; what goes wrong is told in plain words."""
        with connection.telling(self._path):
            yield self.database

    @property
    def writer(self) -> str:
        """Id of the vault's own chain."""
        return self.secret("writer").decode()

    def keep_secret(self, name: str, value: bytes) -> None:
        """Keep a key or an id that is no projection of the journal; inside `commit`."""
        self.database.table("secret").upsert({"name": name, "value": value}, pk="name")

    def secret(self, name: str) -> bytes:
        """What was kept under that name.

        Raises:
            StoreDamagedError: There is nothing.
        """
        with self.reading() as db:
            row = db.execute("SELECT value FROM secret WHERE name = ?", [name]).fetchone()
        if row is None:
            raise damaged(self._path.name)
        return bytes(row[0])

    def has_secret(self, name: str) -> bool:
        """Whether something is kept under that name."""
        with self.reading() as db:
            return db.table("secret").count_where("name = ?", [name]) > 0

    def keep_used(self, sha256: str, *, kind: str, name: str, content: str) -> None:
        """Keep a definition, pack or profile that was used, once; inside `commit`."""
        row = {"sha256": sha256, "kind": kind, "name": name, "content": content}
        self.database.table("used").insert(row, pk="sha256", ignore=True)

    def heads(self) -> Mapping[str, Head]:
        """How far each writer's chain goes."""
        with self.reading() as db:
            return {
                row["writer"]: Head(writer=row["writer"], number=row["number"], chain=row["chain"])
                for row in db.table("chain").rows
            }

    def _head(self, writer: str) -> Head:
        """How far that writer's chain goes."""
        found = self.database.execute(_HEAD, [writer]).fetchone()
        return (
            Head(writer=writer)
            if found is None
            else Head(writer=writer, number=found[0], chain=found[1])
        )

    def append(self, make: Callable[[Head], Entry]) -> Linked:
        """Append an entry to the vault's own chain; inside `commit`."""
        head = self._head(self.writer)
        linked = link(head, make(head))
        self._write(linked)
        return linked

    def take(self, linked: Linked) -> Inserted:
        """Insert an entry, or say why not: one that does not read must not stop the others.

        Anybody who has the clinic's public key can post.
        """
        try:
            with self.database.atomic():
                return self.insert(linked)
        except NOT_AS_SAID:
            return Inserted.UNREADABLE

    def insert(self, linked: Linked) -> Inserted:
        """Take in an entry of another writer, if it is not there; inside `commit`.

        An entry that stands already under its number with another chain value, or that does
        not follow from the one before it, is a conflict and is not taken in. One that was erased
        since stays erased.
        """
        entry = linked.entry
        standing = self.standing(linked)
        if standing is not None:
            return standing
        head = self._head(entry.writer)
        if entry.number <= head.number:
            return Inserted.CONFLICT
        if entry.number == head.number + 1 and link(head, entry) != linked:
            return Inserted.CONFLICT
        self._write(linked)
        return Inserted.NEW

    def standing(self, linked: Linked) -> Inserted | None:
        """Whether what stands under its number is the same; None where nothing does."""
        entry = linked.entry
        row = next(
            self.database.table("journal").rows_where(
                "writer = ? AND number = ?", [entry.writer, entry.number]
            ),
            None,
        )
        if row is None:
            return None
        return Inserted.SAME if _is_same(linked_from(row), linked) else Inserted.CONFLICT

    def _write(self, linked: Linked) -> None:
        self.write_entry(linked)
        self.write_heads([head_after(linked)])

    def write_entry(
        self,
        linked: Linked,
        payload: Payload | None = None,
        *,
        batch: Batch | None = None,
        kept: bytes = b"",
    ) -> None:
        """Write an entry that was found to follow, and what follows from it; inside `commit`.

        How far its chain goes now is for `write_heads`.

        Args:
            payload: As `parsed` reads it, or a `StopReader`; None where nobody has read it yet.
            batch: What folds people's cases at its end; None to fold them at once.
            kept: As a `StopReader` packed it; empty where none did.
        """
        entry = linked.entry
        # Plain SQL: sqlite-utils asks for the shape of the table each time, and a list of a
        # hundred thousand lines waits for it (sqlite-utils 4.2).
        row = row_from(linked, kept=kept)
        leaf = row.pop("leaf", None)
        self.write_rows([row])
        if leaf is not None:
            self.database.execute(_LEAF, [leaf, entry.writer, entry.number])
        project(self.database, entry, payload, batch=batch)

    def write_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows of the journal, as `row_from` makes them, and nothing besides."""
        self.database.conn.executemany(_JOURNAL, rows)

    def write_heads(self, heads: Iterable[Head]) -> None:
        """Write how far these chains go now; inside `commit`."""
        for head in heads:
            self.database.execute(_CHAIN, [head.writer, head.number, head.chain])

    def entries(self, writer: str) -> Iterator[Linked]:
        """A writer's entries by number."""
        with self.reading() as db:
            for row in db.table("journal").rows_where("writer = ?", [writer], order_by="number"):
                yield linked_from(row)

    def entry(self, writer: str, number: int) -> Linked:
        """One entry.

        Raises:
            StoreDamagedError: It is not there.
        """
        with self.reading() as db:
            found = db.table("journal").rows_where("writer = ? AND number = ?", [writer, number])
            row = next(found, None)
        if row is None:
            raise damaged(self._path.name)
        return linked_from(row)

    def rebuild(self) -> None:
        """Make the projections again from the journal, in the order it was written."""
        with self.commit():
            again(self.database)

    def projections(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """Every row of every projection."""
        with self.reading() as db:
            return contents(db)

    def settle_log(self) -> None:
        """Copy the write-ahead log into the file and empty it, unless somebody reads there."""
        with self.reading() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def check_file(self) -> None:
        """Nothing where every page of the file is as it was written; chains are not looked at.

        Raises:
            StoreDamagedError: One is not.
        """
        with self.reading() as db:
            # That check reads the file and not the WAL: a page that a power cut tore while the
            # WAL was being copied is whole in the WAL, and must be copied again first.
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            broken = db.execute("PRAGMA cipher_integrity_check").fetchall()
            if broken or db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise damaged(self._path.name)

    def verify(self) -> int:
        """Check the file and every chain; how many entries there are.

        Raises:
            ChainError: An entry was changed, removed, inserted or moved, or emptied without an
                erasure that names it.
            StoreDamagedError: The file itself is damaged.
        """
        self.check_file()
        with self.reading() as db:
            writers: Iterable[str] = [
                row["writer"] for row in db.query("SELECT DISTINCT writer FROM journal")
            ]
            total = db.table("journal").count
        heads = self.heads()
        for writer in writers:
            if writer not in heads:
                raise ChainError(
                    f"Writer {writer[:8]} is not one that was taken in",
                    advice="Keep the data folder as it is, and compare it with a backup.",
                )
        with self.reading() as db:
            gaps = accepted(db)
        for writer, head in heads.items():
            verify_chain(self.entries(writer), head=head, gaps=gaps)
        with self.reading() as db:
            erasing.check_named(db)
        return total


def _is_same(standing: Linked, linked: Linked) -> bool:
    """Whether both are the same entry, its payload erased in one of them, in both or in none."""
    if standing.entry.is_erased or linked.entry.is_erased:
        return _emptied(standing) == _emptied(linked)
    return standing == linked


def _emptied(linked: Linked) -> Linked:
    return replace(linked, entry=erased(linked.entry))
