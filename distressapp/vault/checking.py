"""Questions of the self-check: which library the vault is kept with, and how old its journal is."""

from contextlib import closing
from typing import Any, Final

import sqlcipher3

from distressapp.vault.schema import VERSION
from distressapp.vault.vault import Vault

SCHEMA: Final = VERSION
"""Of the vault that this program writes."""


def sqlcipher_version() -> str:
    """Of SQLCipher, and of the SQLite inside it: `"4.9.0, SQLite 3.50.1"`."""
    connection: Any = sqlcipher3.connect(":memory:")
    with closing(connection):
        cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    return f"{str(cipher).split()[0]}, SQLite {sqlcipher3.sqlite_version}"


def newest_ms(vault: Vault) -> int | None:
    """When the newest entry of the journal says that it was written; None where there is none."""
    with vault.reading() as db:
        found = db.execute("SELECT max(at_ms) FROM journal").fetchone()[0]
    return None if found is None else int(found)
