"""The table of backups that are kept, as it follows from the journal."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.record import Payload

MADE: Final = "backup.made"
GONE: Final = "backup.gone"


def _made(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("backup").upsert(
        {
            "name": payload["name"],
            "at_ms": entry.at_ms,
            "place": str(payload["places"]),
            "heads": json.dumps(payload["heads"]),
            "key_ids": json.dumps(payload["keys"]),
        },
        pk="name",
    )


def _gone(db: Database, _entry: Entry, payload: Payload) -> None:
    for name in payload["names"]:
        db.table("backup").delete_where("name = ?", [name])


PROJECT: Final[Mapping[str, Callable[[Database, Entry, Payload], None]]] = {
    MADE: _made,
    GONE: _gone,
}
