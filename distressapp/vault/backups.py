"""Backups as the vault knows them, and how far the chains of one go."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from distressapp.core.journal import Head
from distressapp.vault import connection
from distressapp.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made, and not deleted by this program since.

    Attributes:
        name: Of the file.
        at: When it was begun; UTC.
        places: How many places it was written to.
        keys: Ids of clinic keys that something in it is sealed to.
    """

    name: str
    at: datetime
    places: int
    heads: tuple[Head, ...]
    keys: tuple[str, ...]


def kept(vault: Vault) -> tuple[Backup, ...]:
    """The backups that are kept, the newest first."""
    with vault.reading() as db:
        rows = list(db.table("backup").rows_where(order_by="at_ms DESC, name DESC"))
    return tuple(
        Backup(
            name=row["name"],
            at=datetime.fromtimestamp(row["at_ms"] / 1000, UTC),
            places=int(row["place"]),
            heads=tuple(
                Head(writer=writer, number=number, chain=bytes.fromhex(chain))
                for writer, number, chain in json.loads(row["heads"])
            ),
            keys=tuple(json.loads(row["key_ids"])),
        )
        for row in rows
    )


def heads_of(path: Path, key: bytes) -> tuple[Head, ...]:
    """How far each chain goes in a vault's file of this or an older version, by writer.

    Raises:
        StoreError: It does not open.
    """
    database = connection.look(path, key)
    try:
        found = Vault(path, database).heads()
    finally:
        database.close()
    return tuple(sorted(found.values(), key=lambda each: each.writer))
