"""Opening the vault's file under its key, and saying in plain words what goes wrong."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeAlias

import sqlcipher3
from sqlite_utils import Database

from distressapp.core.stores import StoreError, busy, damaged, full, missing, read_only, too_new
from distressapp.vault.projections import again
from distressapp.vault.schema import VERSION, migrations
from distressapp.vault.slots import make_room, wipe_from_now_on

KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16

BeforeUpgrade: TypeAlias = Callable[[Database, int], None]
"""Called with an older vault and its version, before anything in it changes."""

_IS_WIPED: Final = ContextVar("is_wiped", default=True)

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
def with_invented_content() -> Iterator[None]:
    """Inside, what is opened is not locked in memory and wiped there; for a rehearsal alone.

    SQLCipher asks the system about every piece of memory: two thirds of the time that it takes to
    fill a rehearsal clinic. Where a vault was opened before in this process, it does so anyway.
    """
    before = _IS_WIPED.set(False)
    try:
        yield
    finally:
        _IS_WIPED.reset(before)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What goes wrong with the file inside is told in plain words."""
    try:
        yield
    except sqlcipher3.Error as error:
        raise told(error, path.name) from error


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """All inside is committed together, or nothing of it; only this connection writes meanwhile.

    So what is read inside stays true until it is committed. Inside another, it is a part of that.
    """
    if database.conn.in_transaction:
        with database.atomic():
            yield
        return
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.commit()
    except BaseException:
        database.rollback()
        raise


def create(path: Path, key: bytes) -> Database:
    """Make an empty vault under that key, readable by this account only.

    Raises:
        StoreError: The folder cannot be written, or a file stands there already.
    """
    _touch(path)
    with telling(path):
        database = _opened(path, key, salt=_salt_of(key))
        _set_up(database)
        _migrate(database)
    return database


def begins_as_under(path: Path, key: bytes) -> bool:
    """Whether the vault's file was made under that key, be it damaged behind its first bytes.

    A file under another key begins otherwise, whatever anybody did to the files beside it; so
    does one that is damaged in its first 16 bytes: of that one nothing can be told.
    """
    try:
        with path.open("rb") as file:
            return file.read(_SALT_BYTES) == _salt_of(key)
    except OSError:
        return False


def _no_upgrade(_database: Database, _found: int) -> None:
    raise ValueError("an older vault is migrated only after a backup")


def connect(path: Path, key: bytes, *, before_upgrade: BeforeUpgrade = _no_upgrade) -> Database:
    """The vault's file, checked, and migrated where it is older than the program.

    Args:
        before_upgrade: What must be done before an older vault is migrated: a backup.
            What it raises leaves the vault as it is.

    Raises:
        StoreError: It is not there, damaged, of another key, or newer than this program.
        ValueError: It is older, and nobody said what must be done first.
    """
    if not path.is_file():
        raise missing(path.name)
    with telling(path):
        database = _opened(path, key)
        try:
            found = _check(database, path)
            _set_up(database)
            if found < VERSION:
                before_upgrade(database, found)
                _migrate(database)
        except BaseException:
            database.close()
            raise
    return database


def copy(source: Database, path: Path, key: bytes) -> None:
    """A copy of an open vault as it is at one moment, whatever others write meanwhile.

    Args:
        path: Where no file stands yet; readable by this account only.
        key: Of the copy; the vault's own, or another one.

    Raises:
        StoreError: The folder cannot be written, or the disk is full.
    """
    _touch(path)
    with telling(path):
        target = _opened(path, key, salt=_salt_of(key))
        try:
            # All pages in one step: a step holds one view of the source until it ends.
            source.conn.backup(target.conn)
        finally:
            target.close()
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        raise full(path.name) from error
    finally:
        os.close(handle)


def look(path: Path, key: bytes) -> Database:
    """A vault as it is, of this version or an older one, to read from; nothing is migrated.

    Raises:
        StoreError: It is not there, damaged, of another key, or newer than this program.
    """
    if not path.is_file():
        raise missing(path.name)
    with telling(path):
        database = _opened(path, key)
        try:
            _check(database, path)
        except BaseException:
            database.close()
            raise
    return database


def _touch(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise read_only(path.name) from error


def _salt_of(key: bytes) -> bytes:
    """What a file under that key begins with: SQLCipher leaves its 16 bytes of salt in clear.

    The key is random and not derived from any words, so the salt has no guessing to hinder; it
    only makes the key of the pages' checksums, which has the vault's key in it. Derived from the
    key, it tells which key a file was made under, and nothing about that key.
    """
    return blake2b(key, digest_size=_SALT_BYTES, person=b"distressapp salt").digest()


def _opened(path: Path, key: bytes, *, salt: bytes = b"") -> Database:
    if len(key) != KEY_BYTES:
        raise ValueError("the vault's key has 256 bits")
    make_room()
    if _IS_WIPED.get():
        wipe_from_now_on()
    # One thread at a time uses it: the caller's executor has a single worker.
    connection: Any = sqlcipher3.connect(str(path), check_same_thread=False, timeout=5)
    connection.execute("PRAGMA cipher_log_level = NONE")
    if _IS_WIPED.get():
        connection.execute("PRAGMA cipher_memory_security = ON")
    # Without a salt the one is used that the file begins with.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    return Database(connection)


def _set_up(database: Database) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA secure_delete = ON")
    database.execute("PRAGMA trusted_schema = OFF")


def _check(database: Database, path: Path) -> int:
    found = int(database.execute("PRAGMA user_version").fetchone()[0])
    if found > VERSION:
        raise too_new(path.name, found=found, ours=VERSION)
    if found < 1:
        raise damaged(path.name)
    return found


def _migrate(database: Database) -> None:
    # One transaction round all of it: after a crash the vault is the old one or the new one.
    with database.atomic():
        migrations.apply(database)
        again(database)
