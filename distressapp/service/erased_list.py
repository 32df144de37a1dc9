"""`erased.json`: what was erased, by random ids, where a restore will find it.

The journal says what was erased. A restore puts an older journal in its place, so the list also
stands beside the vault and beside every backup, and is used once after a restore.
"""

import json
import os
from pathlib import Path
from typing import Final

from distressapp.core.erasure import (
    Erased,
    ErasedListError,
    erased_from,
    erased_payload,
    together,
)
from distressapp.core.stores import StoreError
from distressapp.service.house import House
from distressapp.service.shelf import second_place
from distressapp.settings.file import write_whole
from distressapp.vault import erasing
from distressapp.vault.vault import Vault

NAME: Final = "erased.json"
SCHEMA: Final = 1


def places(house: House) -> tuple[Path, ...]:
    """The folders it stands in: the clinic's, and those of the backups."""
    second = second_place(house)
    return (house.folder.root, house.folder.backups, *(() if second is None else (second,)))


def known(house: House) -> tuple[Erased, ...]:
    """What the lists name that can be reached now, put together.

    Raises:
        ErasedListError: One of them does not read as a list.
    """
    return together(each for place in places(house) for each in read(place / NAME))


def publish(house: House, vault: Vault) -> tuple[Path, ...]:
    """Bring every list up to what the journal and the other lists name.

    A list that is lost is made again. One that does not read as a list is left for a person to
    look at: perhaps nothing else knows what stood there.

    Returns:
        The folders where it is not up to date: a stick that is not there, a full disk, damage.
    """
    with vault.reading() as db:
        named = list(erasing.named(db))
    lists = {place: _readable(place / NAME) for place in places(house)}
    erased = together([*named, *(each for found in lists.values() for each in found or ())])
    return tuple(
        place
        for place, found in lists.items()
        if found != erased and (found is None or not _is_written(place / NAME, erased))
    )


def read(path: Path) -> tuple[Erased, ...]:
    """What that list names; nothing where there is none, or its folder cannot be reached.

    Raises:
        ErasedListError: It does not read as a list, or cannot be read where its folder can.
    """
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError:
        if not os.access(path.parent, os.R_OK | os.X_OK):
            return ()  # the place cannot be reached
        found = None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        return erased_from(None)
    return erased_from(found.get("erased"))


def is_readable(path: Path) -> bool:
    """Whether `read` reads it: it is a list, or there is none."""
    return _readable(path) is not None


def _readable(path: Path) -> tuple[Erased, ...] | None:
    """As `read`; None where it does not read as a list."""
    try:
        return read(path)
    except ErasedListError:
        return None


def _is_written(path: Path, erased: tuple[Erased, ...]) -> bool:
    content = json.dumps({"schema": SCHEMA, "erased": erased_payload(erased)}, indent=1)
    try:
        write_whole(path, f"{content}\n".encode())
    except StoreError:
        return False
    return True
