"""What went out on paper and into the hospital's record, as it follows from the journal."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import BY_ITSELF, Entry
from distressapp.core.record import Payload

QUEUED: Final = "print.queued"
SENT: Final = "print.sent"
DONE: Final = "print.done"
FAILED: Final = "print.failed"
CANCELLED: Final = "print.cancelled"
RECORDED: Final = "sitting.recorded"

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]


def _queued(db: Database, entry: Entry, payload: Payload) -> None:
    """A page waits for a printer: for the first time, again, or for another one."""
    before = next(db.table("print").rows_where("job = ?", [payload["job"]]), None)
    db.table("print").upsert(
        {
            "job": payload["job"],
            "subject": entry.subject,
            "sitting": payload["sitting"],
            "copy": payload["copy"],
            "receipt": int(payload["receipt"]),
            "printer": payload["printer"],
            "request": "",
            "state": "queued",
            "why": "",
            "by": payload["by"],
            "queued_ms": entry.at_ms if before is None else before["queued_ms"],
            "at_ms": entry.at_ms,
            "tries": 1 if before is None else before["tries"] + 1,
        },
        pk="job",
    )


def _by_itself(db: Database, entry: Entry, payload: Payload) -> None:
    """A page of a sitting that just ended: on its way, or not taken."""
    job, why = str(payload["job"]), str(payload["why"])
    before = next(db.table("print").rows_where("job = ?", [job]), None)
    if before is not None and (
        (before["subject"], before["by"]) != (entry.subject, "")
        or before["state"] not in {"sent", "failed"}
    ):
        return
    db.table("print").upsert(
        {
            "job": job,
            "subject": entry.subject,
            "sitting": entry.subject,
            "copy": "clinician",
            "receipt": 0,
            "printer": str(payload["printer"]),
            "request": str(payload["request"]),
            "state": "failed" if why else "sent",
            "why": why,
            "by": "",
            "queued_ms": entry.at_ms if before is None else before["queued_ms"],
            "at_ms": entry.at_ms,
            "tries": 1,
        },
        pk="job",
    )


def _sent(db: Database, entry: Entry, payload: Payload) -> None:
    """It is handed to the print system; the request is empty until the system has named it."""
    _change(db, entry, payload, {"state": "sent", "request": payload["request"]})


def _done(db: Database, entry: Entry, payload: Payload) -> None:
    _change(db, entry, payload, {"state": "done", "why": ""})


def _failed(db: Database, entry: Entry, payload: Payload) -> None:
    _change(db, entry, payload, {"state": "failed", "why": payload["why"]})


def _cancelled(db: Database, entry: Entry, payload: Payload) -> None:
    _change(db, entry, payload, {"state": "cancelled", "why": payload["why"]})


def _change(db: Database, entry: Entry, payload: Payload, values: Mapping[str, str]) -> None:
    job = payload["job"]
    if db.table("print").count_where("job = ?", [job]):
        db.table("print").update(job, {**values, "at_ms": entry.at_ms})


def _recorded(db: Database, entry: Entry, payload: Payload) -> None:
    """Somebody has put it into the hospital's record; the last word counts."""
    if db.table("sitting").count_where("sitting = ?", [entry.subject]):
        at_ms = entry.at_ms if payload["is_recorded"] else None
        db.table("sitting").update(entry.subject, {"recorded_ms": at_ms})


PROJECT: Final[Mapping[str, _Project]] = {
    QUEUED: _queued,
    SENT: _sent,
    DONE: _done,
    FAILED: _failed,
    CANCELLED: _cancelled,
    BY_ITSELF: _by_itself,
    RECORDED: _recorded,
}
