"""The vault's file under its key, and in plain words what goes wrong with it.

Nothing here makes or changes a table: who only asks is spared what that needs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final

import sqlcipher3

from distressapp.core.stores import (
    StoreError,
    StoreTooOldError,
    busy,
    damaged,
    full,
    missing,
    read_only,
    too_new,
)
from distressapp.vault.slots import make_room, wipe_from_now_on
from distressapp.vault.version import VERSION

KEY_BYTES: Final = 32

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


def opened(path: Path, key: bytes, *, salt: bytes = b"") -> Any:  # noqa: ANN401  (sqlcipher3 has no types)
    """SQLCipher's connection to that file; nothing is read of it yet.

    Args:
        salt: What a new file shall begin with; of one that is there its own is used.

    Raises:
        ValueError: The key has not 256 bits.
    """
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
    return connection


def check(connection: Any, path: Path) -> int:  # noqa: ANN401  (as above)
    """The version of the program's tables that wrote it last.

    Raises:
        StoreError: It is damaged, or newer than this program.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > VERSION:
        raise too_new(path.name, found=found, ours=VERSION)
    if found < 1:
        raise damaged(path.name)
    return found


@contextmanager
def asked(path: Path, key: bytes) -> Iterator[Any]:
    """A connection to a vault of this version, for questions alone: to write fails.

    Raises:
        StoreError: It is not there, damaged, of another key, or of another version.
    """
    if not path.is_file():
        raise missing(path.name)
    with telling(path):
        connection = opened(path, key)
        try:
            found = check(connection, path)
            if found < VERSION:
                raise StoreTooOldError(
                    f"{path.name} was written by an older version of this program",
                    advice="Sign in to the staff's room once: that brings it up to date.",
                )
            connection.execute("PRAGMA query_only = ON")
            yield connection
        finally:
            connection.close()
