"""Flags of sittings and of calls without one, as rows."""

from collections.abc import Iterable

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.results import Flag


def raise_flags(db: Database, entry: Entry, sitting: str, flags: Iterable[Flag]) -> None:
    """A flag stands once for a sitting and rule; a later stop does not take it away."""
    db.table("flag").insert_all(
        [
            {
                "sitting": sitting,
                "rule": flag.rule,
                "trigger": flag.trigger.value,
                "band": flag.band.value,
                "because": flag.because,
                "profile": flag.profile,
                "writer": entry.writer,
                "number": entry.number,
            }
            for flag in flags
        ],
        ignore=True,
    )
