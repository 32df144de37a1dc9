"""A new file under a new key beside the vault, checked against it."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from distressapp.core.stores import busy, damaged
from distressapp.vault.vault import Vault


def stay_alone(vault: Vault) -> None:
    """Take care that no other program has the vault open, and empty its WAL.

    Raises:
        StoreBusyError: One has; nothing changed.
    """
    with vault.reading() as db:
        mode = db.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode != "delete":
        raise busy("vault.db")


def share_again(vault: Vault) -> None:
    """Let others open the vault again, and commit as safely as before."""
    with vault.reading() as db:
        db.execute("PRAGMA journal_mode = WAL")


def copied(vault: Vault, path: Path, key: bytes) -> Vault:
    """A copy of the vault under that key, open, and found to be the same in everything.

    Chains that are broken in the vault are as broken in the copy.

    Args:
        path: Where no file stands yet.

    Raises:
        StoreError: The disk would not take it, or it is not the same.
    """
    vault.copy(path, key)
    copy = Vault.open(path, key)
    try:
        _check_same(vault, copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _check_same(vault: Vault, copy: Vault) -> None:
    """The copy is the vault, whatever that holds: a broken chain is told by `verify`."""
    copy.check_file()
    with vault.reading() as one, copy.reading() as other:
        is_same = all(
            before == after
            for before, after in zip_longest(_contents(one), _contents(other), fillvalue=None)
        )
    if not is_same:
        raise damaged("The copy of vault.db")


def _contents(db: Database) -> Iterator[tuple[Any, ...]]:
    """Version and shape, then every row of every table as it stands."""
    yield tuple(db.execute("PRAGMA user_version").fetchone())
    yield from db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid")
    tables = "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    for name, has_no_row_ids in sorted(db.execute(tables).fetchall()):
        # The row ids go over, too: they are the order in which the journal was written.
        told = "*" if has_no_row_ids else "rowid, *"
        order = "" if has_no_row_ids else " ORDER BY rowid"
        yield from db.execute(f'SELECT {told} FROM "{name}"{order}')  # noqa: S608  (names of our own tables)
