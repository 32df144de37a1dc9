"""Room for SQLCipher's small things: in one locked piece a connection, not locked one by one.

SQLCipher asks the system to lock each piece of memory, and again to unlock it: some 280 pairs for
each sitting that was taken in. SQLite has room for small pieces of its own (its lookaside), but
of a size for programs with fewer statements; what does not fit there goes the long way.

Weighed in docs/decisions/locked-memory.md.
"""

import ctypes
from functools import cache
from typing import Final

import sqlcipher3
from sqlcipher3 import _sqlite3

SLOT: Final = 1_200
"""Bytes of the largest piece that is kept there."""
SLOTS: Final = 500
"""So many of them, the small ones of 128 bytes cut from the same room."""

_LOOKASIDE: Final = 13
_OK: Final = 0
_NOTHING_OPEN: Final = 64 * 1024
"""More is in use where a connection is: one takes 60 KB, and what is left without one is 48."""


@cache
def make_room() -> bool:
    """Have every connection from now on begin with enough room; whether it could be done.

    It cannot once a connection is open, nor where the library shows no such name (Windows): then
    all is as SQLCipher made it, and slower.
    """
    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        used, stop = library.sqlite3_memory_used, library.sqlite3_shutdown
        configure, start = library.sqlite3_config, library.sqlite3_initialize
    except (AttributeError, OSError):
        return False
    used.restype = ctypes.c_int64
    if used() > _NOTHING_OPEN or stop() != _OK:
        return False
    # The library began with being imported, and hears this only before it begins.
    done = configure(_LOOKASIDE, SLOT, SLOTS)
    return bool(start() == _OK and done == _OK)


@cache
def wipe_from_now_on() -> None:
    """Lock and wipe all memory of SQLCipher from here on, that of the next connection included.

    It can only be said through a connection, whose own room was made before.
    """
    first = sqlcipher3.connect(":memory:")
    try:
        first.execute("PRAGMA cipher_log_level = NONE")
        first.execute("PRAGMA cipher_memory_security = ON")
    finally:
        first.close()
