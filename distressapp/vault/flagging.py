"""Flags of sittings and of calls without one, as rows."""

from collections.abc import Iterable
from typing import Final

from sqlite_utils import Database

from distressapp.core.instrument import Band
from distressapp.core.journal import Entry
from distressapp.core.results import Flag
from distressapp.vault.compact import NO_BAND

_WORSE: Final = (
    "INSERT INTO flag (sitting, rule, trigger, band, because, profile, writer, number)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sitting, rule) DO UPDATE SET"
    " band = excluded.band, because = excluded.because, profile = excluded.profile,"
    " writer = excluded.writer, number = excluded.number"
    " WHERE instr(?, ' ' || excluded.band || ' ') < instr(?, ' ' || flag.band || ' ')"
)
_URGENCY: Final = " ".join(f"WHEN '{each}' THEN {each.urgency}" for each in Band)
_WORST: Final = (
    "UPDATE sitting SET band = worst.band FROM"  # noqa: S608  (constants)
    f" (SELECT coalesce(min(CASE band {_URGENCY} END), :none) AS band FROM flag"
    " WHERE sitting = :sitting) AS worst"
    " WHERE sitting.sitting = :sitting AND sitting.band != worst.band"
)
_BANDS: Final = "".join(f" {each} " for each in sorted(Band, key=lambda band: band.urgency))
"""The most urgent first."""


def raise_flags(db: Database, entry: Entry, sitting: str, flags: Iterable[Flag]) -> None:
    """A flag stands once for a sitting and rule; a later stop can make it worse, never less."""
    write_flags(db, entry, sitting, flags)
    # The worst band of a sitting's flags stands beside it; a call without one has no place.
    db.conn.execute(_WORST, {"sitting": sitting, "none": NO_BAND})


def has_flags(db: Database, sitting: str) -> bool:
    """Whether anything was raised of it before."""
    found = db.conn.execute("SELECT 1 FROM flag WHERE sitting = ?", (sitting,))
    return found.fetchone() is not None


def write_flags(db: Database, entry: Entry, sitting: str, flags: Iterable[Flag]) -> None:
    """The same, where the band that stands beside the sitting is right already."""
    rows = [
        (
            *(sitting, flag.rule, flag.trigger.value, flag.band.value, flag.because),
            *(flag.profile, entry.writer, entry.number, _BANDS, _BANDS),
        )
        for flag in flags
    ]
    db.conn.executemany(_WORSE, rows)
