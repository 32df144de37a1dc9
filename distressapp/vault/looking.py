"""A vault looked into as it is: whoever only asks brings nothing up to date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.vault import connection
from distressapp.vault.vault import Vault

_STOPPED_AFTER: Final = (
    "SELECT DISTINCT subject FROM journal"
    " WHERE writer = ? AND number > ? AND kind = 'sitting.stopped' AND leaf IS NULL"
)


@frozen
class Looked:
    """A vault of this version or an older one, to read from.

    Attributes:
        schema: The version of the program's tables that wrote it last.
    """

    vault: Vault
    schema: int


@contextmanager
def looking(path: Path, key: bytes) -> Iterator[Looked]:
    """The vault, open to read.

    Raises:
        StoreError: It is not there, damaged, of another key, or newer than this program.
    """
    database = connection.look(path, key)
    try:
        schema = int(database.execute("PRAGMA user_version").fetchone()[0])
        yield Looked(vault=Vault(path, database), schema=schema)
    finally:
        database.close()


def sittings_after(vault: Vault, heads: Mapping[str, int]) -> int:
    """How many sittings stopped in entries that come after these numbers of their writers."""
    with vault.reading() as db:
        after: set[str] = set()
        for (writer,) in db.execute("SELECT writer FROM chain").fetchall():
            rows = db.execute(_STOPPED_AFTER, [writer, heads.get(writer, 0)])
            after.update(row[0] for row in rows)
    return len(after)
