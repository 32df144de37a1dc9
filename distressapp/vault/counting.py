"""Questions to the vault: how many sat, by month and by the worst band of their flags.

They stand counted (`tally`): to ask takes less time than to import what else a vault needs, so
whoever has nothing else to ask can do without that.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from distressapp.core.instrument import Band
from distressapp.vault.bands import NO_BAND
from distressapp.vault.opened import asked

if TYPE_CHECKING:
    from distressapp.vault.vault import Vault

Counts: TypeAlias = Mapping[int, Mapping[Band | None, int]]
"""Sittings by month (1 to 12) and band; None counts those without a flag."""

_BANDS: Final = {each.urgency: each for each in Band}
_OF_DAYS: Final = "SELECT day, band, sittings FROM tally WHERE day BETWEEN ? AND ?"


def by_month(vault: "Vault", year: int) -> Counts:
    """The sittings of a year.

    A month in which nobody sat is left out, and so is a band.
    """
    with vault.reading() as db:
        return _counted(db.conn, year)


def in_file(path: Path, key: bytes, year: int) -> Counts:
    """The same of a vault that nobody has opened, which is closed again.

    Raises:
        StoreError: It is not there, damaged, of another key, or of another version.
    """
    with asked(path, key) as connection:
        return _counted(connection, year)


def _counted(connection: Any, year: int) -> Counts:  # noqa: ANN401  (sqlcipher3 has no types)
    first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    months: dict[int, dict[Band | None, int]] = {}
    for day, urgency, sittings in connection.execute(_OF_DAYS, (first, last)).fetchall():
        found = months.setdefault(int(day[5:7]), {})
        band = None if urgency == NO_BAND else _BANDS[urgency]
        found[band] = found.get(band, 0) + sittings
    return months
