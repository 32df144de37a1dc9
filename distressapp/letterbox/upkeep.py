"""Upkeep of the letterbox: a copy of it, a new writer, and what can be read of a damaged one."""

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from distressapp.core.journal import GENESIS, Head
from distressapp.core.stores import damaged, full, read_only
from distressapp.letterbox.connection import committing, connect, telling
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.rows import Urgency

_Row: TypeAlias = tuple[object, ...]

_TABLES: Final[dict[str, tuple[type, ...]]] = {
    "entry": (str, int, str, str, str, str, bytes, bytes),
    "sitting": (str, str, str, str, bytes),
    "answer": (str, int, bytes),
    "call": (str, str, str, int),
    "ticket": (str, str),
    "set_aside": (str, str, str, str, str, int, bytes, bytes),
}
"""What stands in the columns of each table; a row of another shape is not read."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """What could be read of a damaged letterbox.

    Attributes:
        entries, drafts, calls: How many rows went over; take-in opens each, or sets it aside.
        is_whole: Every table could be read from end to end.
    """

    entries: int = 0
    drafts: int = 0
    calls: int = 0
    is_whole: bool = False


def copy_to(path: Path, target: Path) -> None:
    """Copy a letterbox as it is at one moment; a kiosk may write meanwhile.

    Args:
        target: Where no file stands yet; readable by this account only.

    Raises:
        StoreError: It is damaged, or the copy cannot be written.
    """
    try:
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise read_only(target.name) from error
    with telling(path), closing(connect(path)) as source, closing(_plain(target)) as copy:
        source.backup(copy)
    handle = os.open(target, os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        raise full(target.name) from error
    finally:
        os.close(handle)


def key_ids(path: Path) -> frozenset[str]:
    """Ids of the clinic keys that anything in the letterbox is sealed to."""
    with telling(path), closing(connect(path)) as database:
        found = database.execute(
            "SELECT key_id FROM entry UNION SELECT key_id FROM sitting"
            " UNION SELECT key_id FROM set_aside"
        ).fetchall()
    return frozenset(str(each[0]) for each in found)


def begin_writer(path: Path, writer: str) -> None:
    """From here on the letterbox writes a new chain; what was posted stays."""
    with closing(connect(path)) as database, committing(path, database):
        database.execute("UPDATE head SET writer = ?, number = 0, chain = ?", (writer, GENESIS))


def drop_drafts(path: Path, sittings: Iterable[str]) -> None:
    """Delete sittings that never ended in this letterbox, and did elsewhere."""
    rows = [(each,) for each in sittings]
    with closing(connect(path)) as database, committing(path, database):
        database.executemany("DELETE FROM answer WHERE sitting = ?", rows)
        database.executemany("DELETE FROM sitting WHERE sitting = ?", rows)


def pending(path: Path) -> dict[str, frozenset[int]]:
    """The numbers of the entries that were not taken in, or lie aside, by writer."""
    found: dict[str, set[int]] = {}
    with telling(path), closing(connect(path)) as database:
        rows = database.execute(
            "SELECT writer, number FROM entry UNION"
            " SELECT writer, number FROM set_aside WHERE writer != ''"
        )
        for writer, number in rows:
            found.setdefault(str(writer), set()).add(int(number))
    return {writer: frozenset(each) for writer, each in found.items()}


def rescue(ruin: Path, into: Path, *, today: str) -> Rescued:
    """Carry every row that can still be read into another letterbox, and never fail.

    The rows are sealed: take-in opens each of them, and sets aside what damage has changed. The
    damaged file is not touched; a copy of it is read.

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
                found = {each: _readable(source, each, today) for each in _TABLES}
        except sqlite3.Error:
            return Rescued()
    with closing(connect(into)) as database, committing(into, database):
        for table, (rows, _) in found.items():
            _insert(database, table, rows)
        # Their key was in the opening, and that is gone; the damaged file is kept.
        database.execute("DELETE FROM answer WHERE sitting NOT IN (SELECT sitting FROM sitting)")
    return Rescued(
        entries=len(found["entry"][0]),
        drafts=len(found["sitting"][0]),
        calls=len(found["call"][0]),
        is_whole=all(is_whole for _, is_whole in found.values()),
    )


def renew(old: Path, into: Path) -> None:
    """Carry everything of an older letterbox into a new, empty one; the chain goes on.

    A column that the older one does not have is as the new one makes it by itself.

    Raises:
        StoreError: It is damaged, or the new one cannot be written.
    """
    with telling(old), closing(_plain(old)) as source:
        if source.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(old.name)
        found = {each: _columns(source, each) for each in ("head", *_TABLES)}
        rows = {each: source.execute(f"SELECT * FROM {each}").fetchall() for each in found}  # noqa: S608  (names from the list above)
    with closing(connect(into)) as database, committing(into, database):
        database.execute("DELETE FROM head")
        for table, columns in found.items():
            names = ", ".join(columns)
            marks = ", ".join("?" for _ in columns)
            database.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows[table])  # noqa: S608  (the same)


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [each[1] for each in database.execute(f"PRAGMA table_info({table})").fetchall()]


def head_of(path: Path) -> Head:
    """How far the chain of the letterbox there goes."""
    letterbox = Letterbox(path)
    try:
        return letterbox.head
    finally:
        letterbox.close()


def _plain(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def _readable(database: sqlite3.Connection, table: str, today: str) -> tuple[list[_Row], bool]:
    """The rows from both ends up to the damage; whether there was none."""
    found: dict[_Row, None] = {}
    is_whole = True
    for order in ("ASC", "DESC"):
        keys = ", ".join(f"{each} {order}" for each in _KEYS[table].split(", "))
        try:
            for row in database.execute(f"SELECT * FROM {table} ORDER BY {keys}"):  # noqa: S608  (names from the list above)
                if _has_shape(row, _TABLES[table]) and (table != "call" or row[3] in _URGENCIES):
                    found[_with_day(row, _DAYS.get(table), today)] = None
                else:
                    is_whole = False
        # Damaged text is not UTF-8, and sqlite3 says so with an error of its own.
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
            is_whole = False
    return list(found), is_whole


def _has_shape(row: _Row, shape: tuple[type, ...]) -> bool:
    return len(row) == len(shape) and all(
        isinstance(value, kind) for value, kind in zip(row, shape, strict=True)
    )


def _with_day(row: _Row, place: int | None, today: str) -> _Row:
    """The row with a day that a calendar knows; the kiosk counts with it."""
    if place is None:
        return row
    try:
        date.fromisoformat(str(row[place]))
    except ValueError:
        return (*row[:place], today, *row[place + 1 :])
    return row


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[_Row]) -> None:
    marks = ", ".join("?" for _ in _TABLES[table])
    database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", list(rows))  # noqa: S608  (names from the list above)
