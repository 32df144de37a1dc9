"""Paper forms as they follow from the journal: printed for whom, and which sitting they became."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.record import Payload

PRINTED: Final = "form.printed"
RETURNED: Final = "form.returned"
KEPT: Final = "form.kept"
"""Keyed half-way; about the sitting that the form is going to be."""
_NOT_KEPT: Final = (
    "kept_subject = NULL, kept_of = NULL, kept_writer = NULL, kept_number = NULL,"
    " kept_by = NULL, kept_ms = NULL"
)

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]


def _printed(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("form").insert(
        {
            "form": payload["form"],
            "code": payload["code"],
            "subject": entry.subject,
            "is_blank": int(payload["is_blank"]),
            "ticket": payload["plan"]["ticket"],
            "day": payload["day"],
            "writer": entry.writer,
            "number": entry.number,
            "by": payload["by"],
            "at_ms": entry.at_ms,
        }
    )


def _returned(db: Database, entry: Entry, payload: Payload) -> None:
    """The form became a sitting; not where its printing was erased."""
    if db.table("form").count_where("form = ?", [payload["form"]]):
        db.table("form").update(
            payload["form"],
            {
                "sitting": payload["sitting"],
                "returned_subject": entry.subject,
                "returned_by": payload["by"],
                "returned_ms": entry.at_ms,
            },
        )
        db.execute(f"UPDATE form SET {_NOT_KEPT} WHERE form = ?", [payload["form"]])  # noqa: S608  (a constant)


def _kept(db: Database, entry: Entry, payload: Payload) -> None:
    """How far somebody is with a form that is out; not where its printing was erased."""
    db.execute(
        "UPDATE form SET kept_subject = ?, kept_of = ?, kept_writer = ?, kept_number = ?,"
        " kept_by = ?, kept_ms = ? WHERE form = ? AND sitting IS NULL",
        [
            entry.subject,
            payload["slip"]["record_number"],
            entry.writer,
            entry.number,
            payload["by"],
            entry.at_ms,
            payload["form"],
        ],
    )


def forget(db: Database, subject: str) -> None:
    """Nothing stays of forms that were printed for that patient, or came back about them."""
    db.table("form").delete_where("subject = ?", [subject])
    db.execute(
        "UPDATE form SET sitting = NULL, returned_subject = NULL, returned_by = NULL,"
        " returned_ms = NULL WHERE returned_subject = ?",
        [subject],
    )
    db.execute(f"UPDATE form SET {_NOT_KEPT} WHERE kept_subject = ?", [subject])  # noqa: S608  (a constant)


PROJECT: Final[Mapping[str, _Project]] = {
    PRINTED: _printed,
    RETURNED: _returned,
    KEPT: _kept,
}
