"""A vault looked into as it is: whoever only asks brings nothing up to date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distressapp.vault import connection
from distressapp.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
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
        rows = list(db.query("SELECT sitting, writer, number FROM stop"))
    return len({row["sitting"] for row in rows if row["number"] > heads.get(row["writer"], 0)})
