"""Opening the vault's file under its key, and saying in plain words what goes wrong."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.stores import full, missing, read_only
from distressapp.vault.opened import check, opened, telling, with_invented_content
from distressapp.vault.projections import again
from distressapp.vault.schema import VERSION, migrations

__all__ = ["telling", "with_invented_content"]

_SALT_BYTES: Final = 16

BeforeUpgrade: TypeAlias = Callable[[Database, int], None]
"""Called with an older vault and its version, before anything in it changes."""


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
            found = check(database.conn, path)
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
            check(database.conn, path)
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
    return Database(opened(path, key, salt=salt))


def _set_up(database: Database) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA secure_delete = ON")
    database.execute("PRAGMA trusted_schema = OFF")


def _migrate(database: Database) -> None:
    # One transaction round all of it: after a crash the vault is the old one or the new one.
    with database.atomic():
        migrations.apply(database)
        again(database)
