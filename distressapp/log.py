"""The log of the program, by allow-list: a fixed event, a number or two, and nothing else.

There is no way to write words into it, so no answer, name or record number can get there.
"""

import logging
import os
from enum import StrEnum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

_BYTES: Final = 512 * 1024
_FILES: Final = 4
_LOGGER: Final = logging.getLogger("distressapp.events")


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


def open_log(folder: Path, *, name: str = "events.log") -> None:
    """Write events to that file in the folder from here on; kept small, four files.

    Args:
        name: Of the file: two processes that write one log would lose lines of each other.

    A log that cannot be written keeps nobody from answering: then there is none.
    """
    close_log()
    path = folder / name
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_FILES - 1)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def close_log() -> None:
    """Close the file."""
    for handler in list(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()


def note(event: Event, *, count: int | None = None, error: BaseException | None = None) -> None:
    """Write one event.

    Args:
        count: How many, or how long in milliseconds.
        error: Only the name of its class is written, never its words.
    """
    number = "" if count is None else f" {int(count)}"
    kind = "" if error is None else f" {type(error).__name__}"
    _LOGGER.info("%s%s%s", event.value, number, kind)


def note_in(folder: Path, event: Event, *, count: int | None = None) -> None:
    """Write one event from a program that may not have its log open: before a room is."""
    if any(isinstance(each, RotatingFileHandler) for each in _LOGGER.handlers):
        note(event, count=count)
        return
    open_log(folder)
    note(event, count=count)
    close_log()
