"""Paper forms as they follow from the journal: printed for whom, and which sitting they became."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.record import Payload

PRINTED: Final = "form.printed"
RETURNED: Final = "form.returned"

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


def forget(db: Database, subject: str) -> None:
    """Nothing stays of forms that were printed for that patient, or came back about them."""
    db.table("form").delete_where("subject = ?", [subject])
    db.execute(
        "UPDATE form SET sitting = NULL, returned_subject = NULL, returned_by = NULL,"
        " returned_ms = NULL WHERE returned_subject = ?",
        [subject],
    )


PROJECT: Final[Mapping[str, _Project]] = {PRINTED: _printed, RETURNED: _returned}
