"""A vault of as many sittings as wanted, made from some hundred that went through the real path.

Each is an entry of its own: another id, another day, another record number, a leaf of its own salt
and the chain worked out as ever. What the lists need of it is written as the real path wrote it for
the sitting it was made from; a test holds that against what the journal gives when they are made
again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from distressapp.core.journal import Entry, Head, head_after, link
from distressapp.service.house import House
from distressapp.vault.rows import row_from
from distressapp.vault.vault import Vault

YEARS: Final = 10
"""Over which the sittings are spread, the last of them today."""

_AT_ONCE: Final = 100_000
"""In one commit: each rewrites most pages of the indexes over random ids."""
_DAY_MS: Final = 86_400_000
_CACHE_KIB: Final = 400_000
_SITTINGS: Final = (
    "SELECT j.writer, j.number, s.* FROM sitting s JOIN journal j ON j.rowid = s.place"
    " WHERE s.patient IS NULL AND s.flags IS NULL ORDER BY s.place"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """A sitting that others are made from."""

    entry: Entry
    sitting: dict[str, Any]
    followup: dict[str, Any] | None
    days: tuple[bytes, ...]


def multiply(house: House, vault: Vault, count: int) -> str:
    """So many more sittings, each made from one that nobody has matched; id of the last.

    Args:
        count: 1 or more. The vault has sittings already.
    """
    patterns = tuple(_patterns(vault))
    with vault.reading() as db:
        (behind,) = db.conn.execute("SELECT max(rowid) FROM journal").fetchone()
        (cache,) = db.conn.execute("PRAGMA cache_size").fetchone()
        db.conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    last = ""
    for first in range(0, count, _AT_ONCE):
        batch = _Batch(house=house, vault=vault, patterns=patterns, count=count)
        with vault.commit():
            last = batch.write(range(first, min(first + _AT_ONCE, count)), behind)
    with vault.reading() as db:
        db.conn.execute(f"PRAGMA cache_size = {cache}")
    return last


def _patterns(vault: Vault) -> Iterator[_Pattern]:
    with vault.reading() as db:
        sittings = list(db.query(_SITTINGS))
        cases = {row["person"]: row for row in db.query("SELECT * FROM followup WHERE nth = 1")}
    for row in sittings:
        entry = vault.entry(row.pop("writer"), row.pop("number")).entry
        days = {row["day"]}
        for ms in (row["started_ms"], row["at_ms"]):
            at = date.fromordinal(date(1970, 1, 1).toordinal() + ms // _DAY_MS)
            days.add(at.isoformat())
        yield _Pattern(
            entry=entry,
            sitting=row,
            followup=cases.get(row["sitting"]),
            days=tuple(each.encode() for each in sorted(days)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    house: House
    vault: Vault
    patterns: Sequence[_Pattern]
    count: int

    def write(self, numbers: range, behind: int) -> str:
        """The sittings of these numbers, from 0; inside `commit`."""
        head = self.vault.heads()[self.vault.writer]
        entries, sittings, cases = [], [], []
        for nth in numbers:
            pattern = self.patterns[nth % len(self.patterns)]
            entry = self._entry(pattern, nth, head)
            linked = link(head, entry)
            head = head_after(linked)
            entries.append(linked)
            place = behind + 1 + nth
            sittings.append(_shifted(pattern, pattern.sitting, entry, place=place, nth=nth))
            if pattern.followup is not None:
                cases.append(_shifted(pattern, pattern.followup, entry, place=place, nth=nth))
        self._insert("journal", [row_from(each) for each in entries])
        self._insert("sitting", sittings)
        self._insert("followup", cases)
        self.vault.write_heads([head])
        return entries[-1].entry.subject

    def _entry(self, pattern: _Pattern, nth: int, head: Head) -> Entry:
        old, house = pattern.entry, self.house
        sitting, shift = house.new_id(), _days(nth, self.count)
        payload = old.payload.replace(old.subject.encode(), sitting.encode())
        for each in pattern.days:
            payload = payload.replace(each, _moved(each.decode(), shift).encode())
        number = str(pattern.sitting["record_number"])
        payload = payload.replace(number.encode(), _number(nth).encode())
        return Entry(
            writer=head.writer,
            number=head.number + 1,
            at_ms=old.at_ms - shift * _DAY_MS,
            offset_min=old.offset_min,
            kind=old.kind,
            schema=old.schema,
            subject=sitting,
            salt=bytes.fromhex(house.new_id()),
            payload=payload,
        )

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            names = ", ".join(f'"{each}"' for each in rows[0])
            marks = ", ".join("?" for _ in rows[0])
            self.vault.database.conn.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  (our own names)
                [tuple(each.values()) for each in rows],
            )


def _shifted(
    pattern: _Pattern, row: dict[str, Any], entry: Entry, *, place: int, nth: int
) -> dict[str, Any]:
    """The row of the sitting that it was made from, as it is for this one."""
    back = pattern.entry.at_ms - entry.at_ms
    found = dict(row)
    for name, value in row.items():
        if name.endswith("_ms") and value is not None:
            found[name] = value - back
        elif value == pattern.entry.subject:
            found[name] = entry.subject
    if "place" in row:
        found |= {
            "place": place,
            "day": _moved(row["day"], back // _DAY_MS),
            "record_number": _number(nth),
        }
    if "unanswered" in row:
        old, new = str(pattern.entry.at_ms), str(entry.at_ms)
        found["unanswered"] = row["unanswered"].replace(old, new)
    return found


def _days(nth: int, count: int) -> int:
    """How many days before its pattern: the first the longest ago, the last today."""
    return int((1 - (nth + 1) / count) * YEARS * 365)


def _moved(day: str, back: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=back)).isoformat()


def _number(nth: int) -> str:
    return f"MANY-{nth:07}"
