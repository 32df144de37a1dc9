"""Questions to the vault: which pages wait, which came out, which did not."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from distressapp.core.frozen import frozen
from distressapp.vault.vault import Vault


class State(StrEnum):
    """How far a page is on its way to paper."""

    QUEUED = "queued"
    """It waits to be handed to the print system."""
    SENT = "sent"
    """The print system has it; nobody has said yet that it came out."""
    DONE = "done"
    """The print system says that it came out."""
    FAILED = "failed"
    """It did not come out, or nobody can say whether it did."""
    CANCELLED = "cancelled"
    """Somebody called it off."""

    @property
    def is_over(self) -> bool:
        """Nothing more is owed."""
        return self in {State.DONE, State.CANCELLED}


@frozen
class Job:
    """One page on its way to one printer.

    Attributes:
        job: Random id; the only word of it that the print system is told.
        subject: Random id of the sitting or patient it is about.
        sitting: Empty where it is no page of a sitting.
        copy: `"clinician"`, `"social work"`, `"patient"` or `"form"`.
        has_receipt: With the score receipt behind it.
        printer: As the print system calls it.
        request: As the print system named it; empty before it did.
        why: Why it did not come out, in words.
        by: Who asked for it last; empty for the kiosk, at the end of a sitting.
        queued_ms, at_ms: When it was asked for first, and when its state changed last.
        tries: How often it was asked for.
    """

    job: str
    subject: str
    sitting: str
    copy: str
    has_receipt: bool
    printer: str
    request: str
    state: State
    why: str
    by: str
    queued_ms: int
    at_ms: int
    tries: int


def job(vault: Vault, job_id: str) -> Job | None:
    """The page of that id; None where there is none."""
    with vault.reading() as db:
        row = next(db.table("print").rows_where("job = ?", [job_id]), None)
    return None if row is None else _job(row)


def unprinted(vault: Vault) -> tuple[Job, ...]:
    """Pages that have not come out and that nobody called off, the longest-waiting first."""
    with vault.reading() as db:
        rows = list(
            db.table("print").rows_where(
                "state NOT IN ('done', 'cancelled')", order_by="queued_ms, job"
            )
        )
    return tuple(_job(row) for row in rows)


def latest(vault: Vault, *, most: int) -> tuple[Job, ...]:
    """The pages that were asked for or changed last, the newest first."""
    with vault.reading() as db:
        rows = list(db.table("print").rows_where(order_by="at_ms DESC, job", limit=most))
    return tuple(_job(row) for row in rows)


def of_sitting(vault: Vault, sitting: str) -> tuple[Job, ...]:
    """All pages of a sitting, the oldest first."""
    with vault.reading() as db:
        rows = list(
            db.table("print").rows_where("sitting = ?", [sitting], order_by="queued_ms, job")
        )
    return tuple(_job(row) for row in rows)


def ended_without_page(vault: Vault, day: str) -> tuple[str, ...]:
    """Sittings of that day without a clinician's page since they last stopped, by their end.

    Args:
        day: The clinic's date, ISO.
    """
    with vault.reading() as db:
        rows = db.query(
            "SELECT s.sitting FROM sitting s WHERE s.day = ? AND s.stop != 'not_today'"
            " AND NOT EXISTS (SELECT 1 FROM print p WHERE p.sitting = s.sitting"
            " AND p.copy = 'clinician' AND p.queued_ms >= s.at_ms)"
            " ORDER BY s.at_ms, s.sitting",
            [day],
        )
        return tuple(row["sitting"] for row in rows)


def recorded_ms(vault: Vault, sitting: str) -> int | None:
    """When its latest stop was put into the hospital's record; None while that is open."""
    with vault.reading() as db:
        row = next(db.table("sitting").rows_where("sitting = ?", [sitting]), None)
    if row is None or row["recorded_ms"] is None or row["recorded_ms"] < row["at_ms"]:
        return None
    return int(row["recorded_ms"])


def _job(row: Mapping[str, Any]) -> Job:
    return Job(
        job=row["job"],
        subject=row["subject"],
        sitting=row["sitting"],
        copy=row["copy"],
        has_receipt=bool(row["receipt"]),
        printer=row["printer"],
        request=row["request"],
        state=State(row["state"]),
        why=row["why"],
        by=row["by"],
        queued_ms=row["queued_ms"],
        at_ms=row["at_ms"],
        tries=row["tries"],
    )
