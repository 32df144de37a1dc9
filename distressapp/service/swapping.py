"""Putting new files into a data folder so that a crash leaves the old ones or the new ones.

What is new stands whole in `restoring/new/` before a plan says so. From then on the plan is
carried out to its end, at the next start where a crash came between. What was there before goes
to `quarantine/`, whole. Nothing here needs the vault, so a kiosk can finish what was begun.
"""

import json
import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from distressapp.core.journal import Json
from distressapp.core.stores import read_only
from distressapp.paths import Folder
from distressapp.settings.file import sync_folder, write_whole

SCHEMA: Final = 1
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_STAMP_CHARACTERS: Final = 16
_TAILS: Final = ("", "-wal", "-shm", "-journal")
_PARTS: Final = ("vault.db", "letterbox.db", "clinic.pub", "kiosk.json", "wraps", "packs")
"""Everything that can be put in place, in the order in which it is."""


def new_folder(folder: Folder) -> Folder:
    """Where what will be put in place stands."""
    return Folder(root=folder.restoring / "new")


def begin(folder: Folder) -> Folder:
    """An empty, private place for what is new; what a crash left of an unfinished one is gone.

    Raises:
        StoreError: The folder cannot be written.
    """
    forget(folder)
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.restoring.mkdir(mode=0o700)
        new_folder(folder).root.mkdir(mode=0o700)
    except OSError as error:
        raise read_only(folder.root.name) from error
    return new_folder(folder)


def put_in_place(folder: Folder, *, at: datetime) -> None:
    """Put everything that stands in the new folder in the place of what is there.

    Raises:
        StoreError: It cannot be done now; it is done at the next start.
    """
    new = new_folder(folder).root
    try:
        for path in new.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                sync_folder(path)
            elif not path.is_symlink():
                _sync(path)
        sync_folder(new)
        stamp = quarantine_for(folder, at=at).name
    except OSError as error:
        raise read_only(folder.root.name) from error
    parts: Json = [each for each in _PARTS if (new / each).exists()]
    plan = json.dumps({"schema": SCHEMA, "stamp": stamp, "parts": parts}).encode()
    write_whole(_plan(folder), plan)
    resume(folder)


def resume(folder: Folder) -> bool:
    """Carry out a plan that a crash interrupted; whether there was one.

    Raises:
        StoreError: It cannot be carried out now; nothing is lost.
    """
    if not _plan(folder).is_file():
        return False
    new = new_folder(folder).root
    try:
        found = json.loads(_plan(folder).read_bytes())
        away = folder.quarantine / str(found["stamp"])
        for part in found["parts"]:
            if not (new / part).exists():
                continue
            put_away(folder.root / part, away)
            (new / part).rename(folder.root / part)
            sync_folder(folder.root)
        _plan(folder).rename(_done(folder))
        sync_folder(folder.restoring)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise read_only(folder.restoring.name) from error
    return True


def is_interrupted(folder: Folder) -> bool:
    """A plan is not carried out to its end."""
    return _plan(folder).is_file()


def is_unfinished(folder: Folder) -> bool:
    """Files were put in place, and what has to be done with the vault open was not."""
    return _done(folder).is_file()


def forget(folder: Folder) -> None:
    """Clear away what a restore left; all of it was done, or none of it."""
    shutil.rmtree(folder.restoring, ignore_errors=True)


def quarantine_for(folder: Folder, *, at: datetime) -> Path:
    """A new folder in `quarantine/`, named by the time, UTC.

    Raises:
        OSError: It cannot be made.
    """
    folder.quarantine.mkdir(mode=0o700, exist_ok=True)
    name = at.astimezone(UTC).strftime(_STAMP)
    number, found = 1, folder.quarantine / name
    while found.exists():
        number += 1
        found = folder.quarantine / f"{name}-{number}"
    found.mkdir(mode=0o700)
    sync_folder(folder.quarantine)
    return found


def put_away(path: Path, away: Path) -> None:
    """Move a file with its WAL, or a folder, into a quarantine; that it is gone is success.

    Raises:
        OSError: It cannot be moved.
    """
    for tail in _TAILS:
        each = path.with_name(f"{path.name}{tail}")
        if each.exists():
            each.rename(away / each.name)
    # Before anything new gets that name: a new file must never meet an old WAL.
    sync_folder(away)
    sync_folder(path.parent)


def prune(folder: Folder, *, now: datetime, keep_days: int) -> None:
    """Delete quarantines that are older than backups are kept; they hold the same answers."""
    oldest = now - timedelta(days=keep_days)
    for path in _dated(folder.quarantine):
        if _at(path) < oldest:
            shutil.rmtree(path, ignore_errors=True)


def _dated(quarantine: Path) -> Iterable[Path]:
    if not quarantine.is_dir():
        return
    for path in sorted(quarantine.iterdir()):
        try:
            _at(path)
        except ValueError:
            continue
        yield path


def _at(path: Path) -> datetime:
    return datetime.strptime(path.name[:_STAMP_CHARACTERS], _STAMP).replace(tzinfo=UTC)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _plan(folder: Folder) -> Path:
    return folder.restoring / "plan.json"


def _done(folder: Folder) -> Path:
    return folder.restoring / "done.json"
