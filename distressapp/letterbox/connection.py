"""Opening the letterbox's file, and saying in plain words what SQLite says in codes."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from distressapp.core.journal import GENESIS
from distressapp.core.stores import (
    StoreError,
    busy,
    damaged,
    full,
    missing,
    read_only,
    too_new,
    too_old,
)
from distressapp.core.wal import has_lasting_hole
from distressapp.letterbox.digests import check_all, digested

VERSION: Final = 2
APPLICATION_ID: Final = 0x64_61_6C_62
"""`dalb` in the file's header: a letterbox, not any SQLite file."""

_WAIT_S: Final = 5.0
_PAGE_BYTES: Final = 4096

_SCHEMA: Final = """
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), writer TEXT NOT NULL,
    number INTEGER NOT NULL, chain BLOB NOT NULL, digest BLOB NOT NULL);
CREATE TABLE sitting (sitting TEXT PRIMARY KEY, ticket TEXT NOT NULL, day TEXT NOT NULL,
    key_id TEXT NOT NULL, sealed BLOB NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE answer (sitting TEXT NOT NULL, number INTEGER NOT NULL, sealed BLOB NOT NULL,
    digest BLOB NOT NULL, PRIMARY KEY (sitting, number)) WITHOUT ROWID;
CREATE TABLE entry (writer TEXT NOT NULL, number INTEGER NOT NULL, sitting TEXT NOT NULL,
    ticket TEXT NOT NULL, day TEXT NOT NULL, key_id TEXT NOT NULL, chain BLOB NOT NULL,
    sealed BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (writer, number)) WITHOUT ROWID;
CREATE TABLE call (id TEXT PRIMARY KEY, ticket TEXT NOT NULL, day TEXT NOT NULL,
    urgent INTEGER NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE ticket (day TEXT NOT NULL, ticket TEXT NOT NULL, digest BLOB NOT NULL,
    PRIMARY KEY (day, ticket)) WITHOUT ROWID;
CREATE TABLE set_aside (reason TEXT NOT NULL, sitting TEXT NOT NULL, day TEXT NOT NULL,
    key_id TEXT NOT NULL, writer TEXT NOT NULL, number INTEGER NOT NULL, chain BLOB NOT NULL,
    sealed BLOB NOT NULL, digest BLOB NOT NULL);
"""

_PLAIN: Final = {
    sqlite3.SQLITE_FULL: full,
    sqlite3.SQLITE_IOERR: full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_CANTOPEN: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_AUTH: read_only,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_BUSY: busy,
    sqlite3.SQLITE_LOCKED: busy,
}


_NOT_TEXT: Final = "Could not decode to UTF-8"
"""How sqlite3 says, without a code, that a text is none any more."""


def told(error: sqlite3.Error, name: str) -> StoreError:
    """What SQLite says, as a sentence for a person; raises `error` again where it is a bug."""
    if str(error).startswith(_NOT_TEXT):
        return damaged(name)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code not in _PLAIN:
        raise error
    return _PLAIN[code](name)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What goes wrong with the file inside is told in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        raise told(error, path.name) from error
    except UnicodeDecodeError as error:
        # sqlite3 fails to read SQLite's own sentence, where that quotes what is damaged.
        raise damaged(path.name) from error


def create(path: Path, *, writer: str) -> None:
    """Make an empty letterbox, readable by this account only.

    Raises:
        StoreError: The folder cannot be written, or a file stands there already.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise read_only(path.name) from error
    with telling(path):
        database = sqlite3.connect(path, isolation_level=None)
        try:
            database.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            _set_up(database)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
            head = digested("head", (1, writer, 0, GENESIS))
            database.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?)", head)
        finally:
            database.close()


def connect(path: Path, *, unread: Collection[str] = ()) -> sqlite3.Connection:
    """The letterbox's file, checked and ready to write.

    Args:
        unread: Tables whose rows are not looked at here, for whoever checks each as it is read.

    Raises:
        StoreError: It is not there, damaged, newer than this program, or cannot be written.
    """
    if not path.is_file():
        raise missing(path.name)
    if _has_lost_commits(path.with_name(f"{path.name}-wal")):
        raise damaged(path.name)
    with telling(path):
        # One thread at a time uses it: the caller's executor has a single worker.
        database = sqlite3.connect(
            path, isolation_level=None, timeout=_WAIT_S, check_same_thread=False
        )
        try:
            _check(database, path, unread)
            _set_up(database)
        except (sqlite3.Error, StoreError):
            database.close()
            raise
    return database


def _has_lost_commits(log: Path) -> bool:
    """Whether SQLite would pass over commits that were synced, because one before is damaged."""
    return has_lasting_hole(lambda: _content(log))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise full(path.name) from error


def _check(database: sqlite3.Connection, path: Path, unread: Collection[str]) -> None:
    found = _pragma(database, "user_version")
    if found > VERSION:
        raise too_new(path.name, found=found, ours=VERSION)
    if found < 1 or _pragma(database, "application_id") != APPLICATION_ID:
        raise damaged(path.name)
    if found < VERSION:
        raise too_old(path.name)
    if not os.access(path, os.W_OK):
        raise read_only(path.name)
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged(path.name)
    if _shape(database) != _wanted_shape() or _has_orphans(database):
        raise damaged(path.name)
    check_all(database, name=path.name, but=unread)


def _shape(database: sqlite3.Connection) -> list[tuple[str, str | None]]:
    return database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@cache
def _wanted_shape() -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        return _shape(database)


def _has_orphans(database: sqlite3.Connection) -> bool:
    """Whether there are answers of no sitting: nothing can open them."""
    found = database.execute(
        "SELECT 1 FROM answer WHERE sitting NOT IN (SELECT sitting FROM sitting) LIMIT 1"
    )
    return found.fetchone() is not None


def _set_up(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA secure_delete = ON")
    database.execute("PRAGMA trusted_schema = OFF")


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def committing(path: Path, database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction, told in plain sentences when it fails.

    Raises:
        StoreError: It was not committed; nothing of it stands.
    """
    with telling(path):
        database.execute("BEGIN IMMEDIATE")
        try:
            yield database
            database.execute("COMMIT")
        finally:
            # SQLite rolls some failures back by itself; a second time would be an error.
            if database.in_transaction:
                database.execute("ROLLBACK")
