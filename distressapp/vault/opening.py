"""Which sittings staff have looked at, and when: as it follows from the journal."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.record import Payload

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]

OF_A_PATIENT: Final = frozenset({"patient", "timeline", "trends", "answers"})
"""What shows every sitting of a patient; to look at their details opens none."""


def _viewed(db: Database, entry: Entry, payload: Payload) -> None:
    _open(db, entry, "sitting = ?")
    if payload.get("what") in OF_A_PATIENT:
        _open(db, entry, "patient = ?")


def _printed(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    _open(db, entry, "sitting = ?")


def _open(db: Database, entry: Entry, where: str) -> None:
    """Opened the first time since the sitting last stopped: each stop makes it unopened again."""
    db.execute(
        f"UPDATE sitting SET opened_ms = ? WHERE {where} AND opened_ms IS NULL",  # noqa: S608  (constants)
        [entry.at_ms, entry.subject],
    )


def _read(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    _open(db, entry, "sitting = ?")
    db.execute(
        "UPDATE sitting SET text_read_ms = ? WHERE sitting = ?", [entry.at_ms, entry.subject]
    )


PROJECT: Final[Mapping[str, _Project]] = {
    "record.viewed": _viewed,
    "page.made": _printed,
    "sitting.read": _read,
}
