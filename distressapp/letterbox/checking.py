"""Questions of the self-check: nothing is opened, changed or made for them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from distressapp.core.stores import damaged, missing
from distressapp.letterbox.connection import VERSION, telling

SCHEMA: Final = VERSION
"""Of the letterbox that this program writes."""


def sqlite_version() -> str:
    """Of the library that reads and writes the letterbox."""
    return sqlite3.sqlite_version


def check_file(path: Path) -> int:
    """Look through the whole file; the version of the program that wrote it last.

    Nothing of its content is compared: for that it is opened as the kiosk does.

    Raises:
        StoreError: It is not there, or damaged; a kiosk may go on using it meanwhile.
    """
    if not path.is_file():
        raise missing(path.name)
    address = f"{path.resolve().as_uri()}?mode=ro"
    with telling(path), closing(sqlite3.connect(address, uri=True, timeout=5)) as database:
        if database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise damaged(path.name)
        return int(database.execute("PRAGMA user_version").fetchone()[0])
