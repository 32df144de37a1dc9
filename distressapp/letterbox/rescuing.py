"""What can be read of a letterbox that is damaged, or of an older version, into a new one."""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import Head
from distressapp.core.stores import damaged
from distressapp.letterbox.connection import committing, connect, telling
from distressapp.letterbox.digests import Row, digested, is_as_written, set_head
from distressapp.letterbox.rows import Urgency

_SHAPES: Final[Mapping[str, tuple[type, ...]]] = {
    "entry": (str, int, str, str, str, str, bytes, bytes),
    "sitting": (str, str, str, str, bytes),
    "answer": (str, int, bytes),
    "call": (str, str, str, int),
    "ticket": (str, str),
    "set_aside": (str, str, str, str, str, int, bytes, bytes),
}
"""What stands in the columns of each table, which version 1 had without a digest behind them; a
row of another shape is not read."""

_KEYS: Final = {
    "entry": "writer, number",
    "sitting": "sitting",
    "answer": "sitting, number",
    "call": "id",
    "ticket": "day, ticket",
    "set_aside": "rowid",
}

_DAYS: Final = {"entry": 4, "sitting": 2, "call": 2, "set_aside": 2}
"""Where a table has the clinic's date."""

_URGENCIES: Final = tuple(Urgency)
_ID_DIGITS: Final = 32
_NOT_TEXT: Final = "\ufffd"


@frozen
class Rescued:
    """What could be read of a damaged letterbox.

    Attributes:
        entries, drafts, calls: How many rows went over; take-in opens each, or sets it aside.
        is_whole: Every table could be read from end to end, each row as it was written.
    """

    entries: int = 0
    drafts: int = 0
    calls: int = 0
    is_whole: bool = False


@dataclass(slots=True, kw_only=True)
class _Found:
    """Rows of one table, without their digests; those that are not as written among them."""

    good: dict[Row, None] = field(default_factory=dict)
    bad: dict[Row, None] = field(default_factory=dict)
    is_whole: bool = True

    @property
    def rows(self) -> list[Row]:
        return [*self.good, *self.bad]


def rescue(ruin: Path, into: Path, *, today: str) -> Rescued:
    """Carry every row that can still be read into another letterbox, and never fail.

    The rows are sealed: take-in opens each of them, and sets aside what damage has changed. A
    call that is damaged sounds, whatever it was. The damaged file is not touched; a copy of it
    is read.

    Args:
        into: A whole letterbox, of another writer.
        today: The clinic's date, ISO; in place of a day that cannot be read.
    """
    with TemporaryDirectory(dir=ruin.parent, prefix=".reading-") as folder:
        for suffix in ("", "-wal"):
            with suppress(OSError):
                shutil.copyfile(
                    ruin.with_name(f"{ruin.name}{suffix}"),
                    Path(folder, f"letterbox.db{suffix}"),
                )
        try:
            with closing(_plain(Path(folder, "letterbox.db"))) as source:
                found = {each: _readable(source, each, today) for each in _SHAPES}
        except sqlite3.Error:
            return Rescued()
    rows = {table: each.rows for table, each in found.items()}
    rows["sitting"], rows["answer"] = _rejoined(found)
    with closing(connect(into)) as database, committing(into, database):
        for table, each in rows.items():
            _insert(database, table, each)
        # Their key was in the opening, and that is gone; the damaged file is kept.
        database.execute("DELETE FROM answer WHERE sitting NOT IN (SELECT sitting FROM sitting)")
    return Rescued(
        entries=len(rows["entry"]),
        drafts=len(rows["sitting"]),
        calls=len(rows["call"]),
        is_whole=all(each.is_whole for each in found.values()),
    )


def renew(old: Path, into: Path) -> None:
    """Carry everything of a letterbox of version 1 into a new, empty one; the chain goes on.

    Raises:
        StoreDamagedError: It is damaged; nothing was carried.
        StoreError: The new one cannot be written.
    """
    with telling(old), closing(_plain(old, is_lenient=False)) as source:
        if source.execute("PRAGMA quick_check(1)").fetchone() != ("ok",) or not _has_tables(source):
            raise damaged(old.name)
        head = source.execute("SELECT writer, number, chain FROM head").fetchone()
        rows = {each: source.execute(f"SELECT * FROM {each}").fetchall() for each in _SHAPES}  # noqa: S608  (names from the list above)
    is_sound = all(_is_sound(table, row) for table, found in rows.items() for row in found)
    ids = {row[0] for row in rows["sitting"]}
    is_sound = is_sound and all(row[0] in ids for row in rows["answer"])
    if head is None or not _has_types(head, (str, int, bytes)) or not is_sound:
        raise damaged(old.name)
    writer, number, chain = head
    with closing(connect(into)) as database, committing(into, database):
        set_head(database, Head(writer=writer, number=number, chain=chain))
        for table, found in rows.items():
            _insert(database, table, found)


def _has_tables(database: sqlite3.Connection) -> bool:
    names = {each[0] for each in database.execute("SELECT name FROM sqlite_master").fetchall()}
    return {"head", *_SHAPES} <= names and all(
        len(database.execute(f"PRAGMA table_info({table})").fetchall()) == len(shape)
        for table, shape in _SHAPES.items()
    )


def _plain(path: Path, *, is_lenient: bool = True) -> sqlite3.Connection:
    """The file as it is.

    Args:
        is_lenient: Damaged text is read, with a mark in place of what is no text.
    """
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA trusted_schema = OFF")
    if is_lenient:
        database.text_factory = lambda content: content.decode("utf-8", "replace")
    return database


def _readable(database: sqlite3.Connection, table: str, today: str) -> _Found:
    """The rows from both ends up to the damage."""
    found = _Found()
    for order in ("ASC", "DESC"):
        keys = ", ".join(f"{each} {order}" for each in _KEYS[table].split(", "))
        try:
            for row in database.execute(f"SELECT * FROM {table} ORDER BY {keys}"):  # noqa: S608  (names from the list above)
                _sort(found, table, row, today)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
            found.is_whole = False
    return found


def _sort(found: _Found, table: str, row: Row, today: str) -> None:
    plain = row[: len(_SHAPES[table])]
    has_digest = len(row) > len(plain)
    is_good = _is_sound(table, plain) and (not has_digest or is_as_written(table, row))
    if is_good:
        found.good[plain] = None
        return
    found.is_whole = False
    if table == "call":
        found.bad[_sounding(plain, today)] = None
    elif _has_types(plain, _SHAPES[table]):
        found.bad[_with_day(plain, _DAYS.get(table), today)] = None


def _is_sound(table: str, row: Row) -> bool:
    """Whether that may have been written there, its digest apart."""
    if not _has_types(row, _SHAPES[table]) or any(_NOT_TEXT in x for x in row if _is_text(x)):
        return False
    place = _DAYS.get(table)
    is_urgent = table != "call" or row[3] in _URGENCIES
    return is_urgent and (place is None or _is_day(row[place]))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _has_types(row: Row, shape: tuple[type, ...]) -> bool:
    return len(row) == len(shape) and all(
        isinstance(value, kind) for value, kind in zip(row, shape, strict=True)
    )


def _sounding(row: Row, today: str) -> Row:
    """A call of which nobody knows any more what became of it: somebody must go and look."""
    name, ticket, *_ = (*row, "", "")
    if not (_is_text(name) and len(name) == _ID_DIGITS and set(name) <= set("0123456789abcdef")):
        name = blake2b(repr(row).encode(), digest_size=_ID_DIGITS // 2).hexdigest()
    return (name, ticket if _is_text(ticket) else "", today, int(Urgency.SOUNDING))


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _with_day(row: Row, place: int | None, today: str) -> Row:
    """The row with a day of the calendar that is not to come: the kiosk counts with it."""
    if place is None or (_is_day(row[place]) and row[place] <= today):
        return row
    return (*row[:place], today, *row[place + 1 :])


def _rejoined(found: Mapping[str, _Found]) -> tuple[list[Row], list[Row]]:
    """Openings and answers; where a damaged id parted one from the other, together again."""
    sittings, answers = found["sitting"].rows, found["answer"].rows
    ids = {row[0] for row in sittings}
    strays = {row[0] for row in answers} - ids
    damaged_openings = {row[0] for row in found["sitting"].bad}
    if len(strays) == len(damaged_openings) == 1:
        (right,) = strays
        parted = damaged_openings
        return [(right, *row[1:]) if row[0] in parted else row for row in sittings], answers
    if len(ids) == 1 and not damaged_openings:
        (right,) = ids
        return sittings, [(right, *row[1:]) if row[0] in strays else row for row in answers]
    return sittings, answers


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    marks = ", ".join("?" for _ in range(len(_SHAPES[table]) + 1))
    database.executemany(
        f"INSERT OR IGNORE INTO {table} VALUES ({marks})",  # noqa: S608  (names from the list above)
        [digested(table, row) for row in rows],
    )
