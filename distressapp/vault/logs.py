"""Damage in the vault's write-ahead log: SQLite passes over it, and over all that came behind."""

from pathlib import Path
from typing import Final

from distressapp.core.stores import full
from distressapp.core.wal import has_lasting_hole
from distressapp.vault.gaps import own_writers
from distressapp.vault.vault import Vault

FOUND: Final = "damage.found"
COMPARED: Final = "damage.compared"


def has_lost_commits(vault: Path) -> bool:
    """Whether something that was synced stands behind damage in the log of the vault there.

    To be asked before the vault is opened: whoever opens it goes on from before the damage.

    Raises:
        StoreFullError: The disk does not read.
    """
    path = vault.with_name(f"{vault.name}-wal")

    def read() -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise full(path.name) from error

    return has_lasting_hole(read)


def is_uncompared(vault: Vault) -> bool:
    """Whether damage was found, and nobody compared with the backups since.

    Only entries of the vault's own chains count: anybody can post.
    """
    with vault.reading() as db:
        writers = own_writers(db)
        rows = db.table("journal").rows_where("kind IN (?, ?)", [FOUND, COMPARED], order_by="rowid")
        kinds = [row["kind"] for row in rows if row["writer"] in writers]
    return kinds[-1:] == [FOUND]
