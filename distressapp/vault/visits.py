"""Visits, and sittings that staff admitted, as they follow from the journal."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.record import Payload
from distressapp.vault.patients import led_to

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]


_PLAN: Final = (
    "INSERT INTO visit (visit, patient, subject, day, time, is_pivotal, state, reason, review,"
    ' note, source, "by", at_ms) VALUES (:visit, :patient, :subject, :day, :time, :is_pivotal,'
    " :state, :reason, :review, :note, :source, :by, :at_ms)"
)
"""Plain SQL: sqlite-utils asks for the shape of the table each time (sqlite-utils 4.2)."""


def _planned(db: Database, entry: Entry, payload: Payload) -> None:
    db.execute(
        _PLAN,
        {
            "visit": payload["visit"],
            "patient": led_to(db, entry.subject),
            "subject": entry.subject,
            "day": payload["day"],
            "time": payload["time"],
            "is_pivotal": int(payload["is_pivotal"]),
            "state": "expected",
            "reason": "",
            "review": "",
            "note": payload["note"],
            "source": payload["source"],
            "by": payload["by"],
            "at_ms": entry.at_ms,
        },
    )


def _changed(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("visit").update(
        payload["visit"],
        {
            "day": payload["day"],
            "time": payload["time"],
            "is_pivotal": int(payload["is_pivotal"]),
            "note": payload["note"],
            "by": payload["by"],
            "at_ms": entry.at_ms,
        },
    )


def _marked(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("visit").update(
        payload["visit"],
        {
            "state": payload["state"],
            "reason": payload["reason"],
            "review": payload["review"],
            "note": payload["note"],
            "by": payload["by"],
            "at_ms": entry.at_ms,
        },
    )


def _admitted(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("admitted").upsert(
        {
            "sitting": entry.subject,
            "patient": payload["patient"],
            "ticket": payload.get("ticket", ""),
            "visit": payload["visit"],
            "by": payload["by"],
            "member": payload["member"],
            "at_ms": entry.at_ms,
        },
        pk="sitting",
    )


PROJECT: Final[Mapping[str, _Project]] = {
    "visit.planned": _planned,
    "visit.changed": _changed,
    "visit.marked": _marked,
    "sitting.admitted": _admitted,
}
