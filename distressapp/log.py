"""The log of the program, by allow-list: a fixed event, a number or two, and nothing else.

There is no way to write words into it, so no answer, name or record number can get there.
"""

import os
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Final

_BYTES: Final = 512 * 1024
_FILES: Final = 4
_NONE: Final = -1
"""No file has that number."""


class Event(StrEnum):
    """Everything that can stand in the log."""

    STARTED = "started"
    STOPPED = "stopped"
    DIED = "kiosk died and was started again"
    SITTING_OPENED = "sitting opened"
    SITTING_RECOVERED = "sitting recovered"
    NOT_RECOVERED = "sitting not recovered"
    SITTING_CLOSED = "sitting closed"
    NOT_KEPT = "answer not kept"
    KEPT_AGAIN = "answers kept again"
    NOW_RAISED = "somebody asked for now"
    SLIP_MADE = "slip of a call handed to the printer"
    SLIP_NOT_MADE = "slip of a call not printed"
    NOT_SETTLED = "wal not truncated"
    TAKEN_IN = "letterbox taken in"
    SET_ASIDE = "entry set aside"
    NOT_ROTATED = "keys not changed yet"
    PAGE_MADE = "page made"
    BACKED_UP = "backup made"
    NOT_BACKED_UP = "backup not made in every place"
    QUARANTINED = "damaged file put into quarantine"
    LOG_DAMAGED = "damage found in the log of the vault"
    RESTORED = "restored"
    CLOSED_BY_STAFF = "kiosk closed by staff"
    UPDATE_TAKEN = "update looked at and taken"
    UPDATE_KEPT = "version of before kept"
    UPDATE_REPLACING = "program being replaced"
    UPDATED = "program updated"
    UPDATE_FAILED = "new version found no good"
    UPDATE_RETURNING = "version of before being put back"
    WENT_BACK = "version of before is back"
    UNFORESEEN = "unforeseen error"


class _File:
    """One file that is written to its end, and begun anew when it is full.

    Not of `logging`: what that and its handlers import is a twentieth of the kiosk's start.

    Raises:
        OSError: It cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number = self._begun()

    def write(self, line: str) -> None:
        """Add a line.

        Raises:
            OSError: The disk does not take it.
        """
        content = f"{line}\n".encode()
        if os.fstat(self._number).st_size + len(content) > _BYTES:
            self._turn()
        os.write(self._number, content)

    def close(self) -> None:
        """Close it; nothing is written any more."""
        number, self._number = self._number, _NONE
        os.close(number)

    def _begun(self) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        return os.open(self._path, flags, 0o600)

    def _turn(self) -> None:
        """The file becomes the first of those of before, and the oldest of them goes."""
        # Windows does not rename a file that is open. Where it cannot be opened again, nothing is
        # noted any more.
        self.close()
        try:
            names = [self._path, *(Path(f"{self._path}.{nth}") for nth in range(1, _FILES))]
            for older, newer in zip(names[:0:-1], names[-2::-1], strict=True):
                with suppress(FileNotFoundError):
                    newer.replace(older)
        finally:
            self._number = self._begun()


_open: Final[list[_File]] = []
"""The one file; none where nothing is to be noted."""

_lock: Final = Lock()
"""Pages and slips are handed over in threads, which note it."""


def open_log(folder: Path, *, name: str = "events.log") -> None:
    """Write events to that file in the folder from here on; kept small, four files.

    Args:
        name: Of the file: two processes that write one log would lose lines of each other.

    A log that cannot be written keeps nobody from answering: then there is none.
    """
    close_log()
    with suppress(OSError):
        _open.append(_File(folder / name))


def close_log() -> None:
    """Close the file."""
    while _open:
        with suppress(OSError):
            _open.pop().close()


def note(event: Event, *, count: int | None = None, error: BaseException | None = None) -> None:
    """Write one event.

    Args:
        count: How many, or how long in milliseconds.
        error: Only the name of its class is written, never its words.
    """
    number = "" if count is None else f" {int(count)}"
    kind = "" if error is None else f" {type(error).__name__}"
    ns = time.time_ns()
    at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(ns // 1_000_000_000))
    for each in _open:
        with _lock, suppress(OSError):
            each.write(f"{at},{ns // 1_000_000 % 1000:03d} {event.value}{number}{kind}")


def note_in(folder: Path, event: Event, *, count: int | None = None) -> None:
    """Write one event from a program that may not have its log open: before a room is."""
    if _open:
        note(event, count=count)
        return
    open_log(folder)
    note(event, count=count)
    close_log()
