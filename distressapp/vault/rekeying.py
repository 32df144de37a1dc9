"""A new file under a new key beside the vault, checked against it."""

from pathlib import Path
from typing import Any, Final

from distressapp.core.stores import busy, damaged
from distressapp.vault.vault import Vault

_ORDER: Final = "SELECT writer, number, chain FROM journal ORDER BY rowid"


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
    copy.verify()
    if _contents(vault) != _contents(copy):
        raise damaged("The copy of vault.db")


def _contents(vault: Vault) -> list[Any]:
    """Everything but the payloads, which the chains speak for."""
    with vault.reading() as db:
        counts = [(name, db.table(name).count) for name in sorted(db.table_names())]
        secrets = list(db.query("SELECT name, value FROM secret ORDER BY name"))
        used = list(db.query("SELECT * FROM used ORDER BY sha256"))
        order = db.execute(_ORDER).fetchall()
        version = db.execute("PRAGMA user_version").fetchone()[0]
    return [counts, secrets, used, order, version, vault.heads(), vault.projections()]
