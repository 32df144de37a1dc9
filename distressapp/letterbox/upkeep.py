"""Upkeep of the letterbox: a copy of it, and a new writer."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from distressapp.core.journal import Head
from distressapp.core.stores import StoreTooOldError, full, read_only
from distressapp.letterbox.connection import committing, connect, create, telling
from distressapp.letterbox.digests import set_head
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.rescuing import renew


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
    with telling(path), closing(connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    handle = os.open(target, os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        raise full(target.name) from error
    finally:
        os.close(handle)


def bring_up_to_date(path: Path) -> None:
    """Make a letterbox that nobody uses, as one out of a backup, one of this version.

    Raises:
        StoreError: It is damaged, newer, or cannot be written; it is left as it is.
    """
    try:
        connect(path).close()
    except StoreTooOldError:
        beside = path.with_name(f"{path.name}.renewed")
        beside.unlink(missing_ok=True)
        create(beside, writer="")
        renew(path, beside)
        for suffix in ("-wal", "-shm"):
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
        beside.replace(path)


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
        set_head(database, Head(writer=writer))


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


def head_of(path: Path) -> Head:
    """How far the chain of the letterbox there goes."""
    letterbox = Letterbox(path)
    try:
        return letterbox.head
    finally:
        letterbox.close()
