"""Flags of sittings and of calls without one, as rows."""

from collections.abc import Iterable
from typing import Final

from sqlite_utils import Database

from distressapp.core.instrument import Band
from distressapp.core.journal import Entry
from distressapp.core.results import Flag

_WORSE: Final = (
    "INSERT INTO flag (sitting, rule, trigger, band, because, profile, writer, number)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sitting, rule) DO UPDATE SET"
    " band = excluded.band, because = excluded.because, profile = excluded.profile,"
    " writer = excluded.writer, number = excluded.number"
    " WHERE instr(?, ' ' || excluded.band || ' ') < instr(?, ' ' || flag.band || ' ')"
)
_BANDS: Final = "".join(f" {each} " for each in sorted(Band, key=lambda band: band.urgency))
"""The most urgent first."""


def raise_flags(db: Database, entry: Entry, sitting: str, flags: Iterable[Flag]) -> None:
    """A flag stands once for a sitting and rule; a later stop can make it worse, never less."""
    rows = [
        (
            *(sitting, flag.rule, flag.trigger.value, flag.band.value, flag.because),
            *(flag.profile, entry.writer, entry.number, _BANDS, _BANDS),
        )
        for flag in flags
    ]
    db.conn.executemany(_WORSE, rows)
