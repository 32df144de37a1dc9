"""Room for many pages of the vault, while all of a list is made or read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlite_utils import Database

CACHE_KIB: Final = 96 * 1024
"""At most; a page takes room when it is read. The usual eight megabytes hold the indexes of some
fifty thousand sittings: beyond that each row costs pages that are sealed, written, read, opened."""


@contextmanager
def roomy(db: Database) -> Iterator[None]:
    """More room inside the block; afterwards as before, and what is let go of is wiped."""
    (before,) = db.conn.execute("PRAGMA cache_size").fetchone()
    db.conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        db.conn.execute(f"PRAGMA cache_size = {before}")
