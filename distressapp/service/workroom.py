"""Private folders that are gone afterwards, also what a drill that was cut short left of one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from distressapp.core.stores import RoomTakenError, read_only
from distressapp.letterbox.lock import RoomLock

_START: Final = ".drill-"
_LOCK: Final = "drill.lock"


@contextmanager
def workroom(folder: Path, name: str) -> Iterator[Path]:
    """A private folder that is gone afterwards.

    Raises:
        StoreError: The folder cannot be written.
    """
    room = folder / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        room.mkdir(mode=0o700)
    except OSError as error:
        raise read_only(folder.name) from error
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def drill_room(folder: Path, name: str) -> Iterator[Path]:
    """A private folder for one drill; what drills that were cut short left there is gone.

    Raises:
        StoreError: The folder cannot be written.
    """
    clear_drills(folder)
    with (
        workroom(folder, f"{_START}{name}") as room,
        RoomLock(room / _LOCK, room="drill"),
    ):
        yield room


def clear_drills(folder: Path) -> None:
    """Remove copies of the clinic that nobody tries any more; one that is tried now stays."""
    for left in cut_short(folder):
        shutil.rmtree(left, ignore_errors=True)


def cut_short(folder: Path) -> tuple[Path, ...]:
    """What is left of drills that nobody works in any more."""
    return tuple(sorted(left for left in folder.glob(f"{_START}*/") if not _is_worked_in(left)))


def _is_worked_in(left: Path) -> bool:
    if not (left / _LOCK).exists():
        # An empty one has just begun; the lock of one that was half removed may be gone.
        return not any(left.iterdir())
    try:
        RoomLock(left / _LOCK, room="drill").release()
    except RoomTakenError:
        return True
    return False
