"""What is missing from the journal and known to be: accepted gaps, and what a restore lost.

Only entries of chains that the vault wrote itself count: anybody can post.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlite_utils import Database

from distressapp.core.journal import Gap, parsed
from distressapp.vault.packing import unpacked

ACCEPTED: Final = "gap.accepted"
RESTORED: Final = "vault.restored"
WAS_WRITER: Final = "writer.was."
"""How the name of a secret begins that tells a writer this vault had before."""
_WRITER: Final = "writer"
_WRITERS: Final = "SELECT name, value FROM secret WHERE name = ? OR substr(name, 1, ?) = ?"


def own_writers(db: Database) -> frozenset[str]:
    """Ids of the chains that this vault wrote itself, now and before it was restored."""
    # Plain SQL: asked once for each entry, and sqlite-utils asks for the table first.
    return frozenset(
        bytes(value).decode() if name == _WRITER else str(name)[len(WAS_WRITER) :]
        for name, value in db.execute(_WRITERS, [_WRITER, len(WAS_WRITER), WAS_WRITER])
    )


def accepted(db: Database) -> tuple[Gap, ...]:
    """The gaps that somebody accepted."""
    return tuple(
        Gap(
            writer=str(found["writer"]),
            first=int(found["first"]),
            last=int(found["last"]),
            behind=bytes.fromhex(found["behind"]),
        )
        for found in _own(db, ACCEPTED)
    )


def lost(db: Database) -> tuple[Gap, ...]:
    """What a restore could not bring back: named by the restore, and accepted by nobody."""
    return tuple(
        Gap(writer=str(writer), first=int(first), last=int(last))
        for found in _own(db, RESTORED)
        for writer, first, last in found["missing"]
    )


def _own(db: Database, kind: str) -> Iterator[Mapping[str, Any]]:
    writers = own_writers(db)
    for row in list(db.table("journal").rows_where("kind = ? AND leaf IS NULL", [kind])):
        if row["writer"] in writers:
            yield parsed(unpacked(row["payload"]))
