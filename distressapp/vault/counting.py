"""Questions to the vault: how many sat, by month and by the worst band of their flags."""

from collections.abc import Mapping
from datetime import date

from distressapp.core.instrument import Band
from distressapp.vault.compact import NO_BAND
from distressapp.vault.vault import Vault

_BANDS = {each.urgency: each for each in Band}


def by_month(vault: Vault, year: int) -> Mapping[int, Mapping[Band | None, int]]:
    """The sittings of a year, by month (1 to 12) and band; None counts those without a flag.

    A month in which nobody sat is left out, and so is a band.
    """
    first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    sql = "SELECT day, band, sittings FROM tally WHERE day BETWEEN ? AND ?"
    with vault.reading() as db:
        rows = db.conn.execute(sql, (first, last)).fetchall()
    months: dict[int, dict[Band | None, int]] = {}
    for day, urgency, sittings in rows:
        found = months.setdefault(int(day[5:7]), {})
        band = None if urgency == NO_BAND else _BANDS[urgency]
        found[band] = found.get(band, 0) + sittings
    return months
