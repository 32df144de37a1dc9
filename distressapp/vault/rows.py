"""A row of the journal as the entry that was written."""

from collections.abc import Mapping
from typing import Any

from distressapp.core.journal import Entry, Linked
from distressapp.vault.packing import packed, unpacked
from distressapp.vault.said_by import who_says


def linked_from(row: Mapping[str, Any]) -> Linked:
    """The entry of that row, and the chain value beside it."""
    return Linked(
        entry=Entry(
            writer=row["writer"],
            number=row["number"],
            at_ms=row["at_ms"],
            offset_min=row["offset_min"],
            kind=row["kind"],
            schema=row["schema"],
            subject=row["subject"],
            salt=row["salt"],
            payload=unpacked(row["payload"]),
            kept_leaf=row["leaf"],
        ),
        chain=row["chain"],
    )


def row_from(linked: Linked, *, kept: bytes = b"") -> dict[str, Any]:
    """The row of that entry; only one whose payload was erased has a leaf.

    Args:
        kept: Its payload, packed already; then nobody of the staff wrote it. Empty where it is not.
    """
    entry = linked.entry
    row: dict[str, Any] = {
        "writer": entry.writer,
        "number": entry.number,
        "at_ms": entry.at_ms,
        "offset_min": entry.offset_min,
        "kind": entry.kind,
        "schema": entry.schema,
        "subject": entry.subject,
        "salt": entry.salt,
        "payload": kept or packed(entry.payload),
        "chain": linked.chain,
        "who": None if kept or entry.is_erased else who_says(entry.payload),
    }
    return {**row, "leaf": entry.kept_leaf} if entry.is_erased else row
