"""Backups as the vault knows them, and how far the chains of one go."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import Head
from distressapp.vault import connection
from distressapp.vault.vault import Vault

_STOPPED_SINCE: Final = (
    "SELECT DISTINCT subject FROM journal"
    " WHERE kind = 'sitting.stopped' AND at_ms >= ? AND leaf IS NULL"
)


@frozen
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


def stopped_since(vault: Vault, at_ms: int) -> frozenset[str]:
    """Ids of sittings that stopped at that time or later; milliseconds since 1970, UTC."""
    with vault.reading() as db:
        return frozenset(str(row[0]) for row in db.execute(_STOPPED_SINCE, [at_ms]))


def numbers(vault: Vault) -> dict[str, frozenset[int]]:
    """The numbers of each writer's entries."""
    found: dict[str, set[int]] = {}
    with vault.reading() as db:
        for row in db.query("SELECT writer, number FROM journal"):
            found.setdefault(str(row["writer"]), set()).add(int(row["number"]))
    return {writer: frozenset(each) for writer, each in found.items()}


def settings_in(vault: Vault) -> object:
    """The settings as the journal last had them, as a plain table; None where there are none."""
    with vault.reading() as db:
        row = next(db.table("setting").rows_where("name = 'kiosk.json'"), None)
    return None if row is None else json.loads(row["content"])["settings"]
