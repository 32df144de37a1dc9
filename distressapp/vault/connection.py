"""Opening the vault's file under its key, and saying in plain words what goes wrong."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3
from sqlite_utils import Database

from distressapp.core.stores import StoreError, busy, damaged, full, missing, read_only, too_new
from distressapp.vault.schema import VERSION, migrations

KEY_BYTES: Final = 32

_PLAIN: Final = {
    sqlcipher3.SQLITE_FULL: full,
    sqlcipher3.SQLITE_IOERR: full,
    sqlcipher3.SQLITE_READONLY: read_only,
    sqlcipher3.SQLITE_CANTOPEN: read_only,
    sqlcipher3.SQLITE_PERM: read_only,
    sqlcipher3.SQLITE_CORRUPT: damaged,
    sqlcipher3.SQLITE_NOTADB: damaged,
    sqlcipher3.SQLITE_BUSY: busy,
    sqlcipher3.SQLITE_LOCKED: busy,
}


def told(error: Exception, name: str) -> StoreError:
    """What SQLCipher says, as a sentence for a person; raises `error` again where it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    plain = _PLAIN.get(code & 0xFF) if isinstance(code, int) else None
    if plain is None:
        raise error
    return plain(name)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What goes wrong with the file inside is told in plain words."""
    try:
        yield
    except sqlcipher3.Error as error:
        raise told(error, path.name) from error


def create(path: Path, key: bytes) -> Database:
    """Make an empty vault under that key, readable by this account only.

    Raises:
        StoreError: The folder cannot be written, or a file stands there already.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise read_only(path.name) from error
    with telling(path):
        return _migrated(_connected(path, key))


def connect(path: Path, key: bytes) -> Database:
    """The vault's file, checked, and migrated where it is older than the program.

    Raises:
        StoreError: It is not there, damaged, of another key, or newer than this program.
    """
    if not path.is_file():
        raise missing(path.name)
    with telling(path):
        database = _connected(path, key)
        try:
            _check(database, path)
        except (sqlcipher3.Error, StoreError):
            database.close()
            raise
        return _migrated(database)


def _connected(path: Path, key: bytes) -> Database:
    if len(key) != KEY_BYTES:
        raise ValueError("the vault's key has 256 bits")
    # One thread at a time uses it: the caller's executor has a single worker.
    connection: Any = sqlcipher3.connect(str(path), check_same_thread=False, timeout=5)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return Database(connection)


def _check(database: Database, path: Path) -> None:
    found = int(database.execute("PRAGMA user_version").fetchone()[0])
    if found > VERSION:
        raise too_new(path.name, found=found, ours=VERSION)
    if found < 1:
        raise damaged(path.name)


def _migrated(database: Database) -> Database:
    migrations.apply(database)
    return database
