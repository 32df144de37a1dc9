"""One lock per room: a second kiosk on the same folder is told so."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from distressapp.core.stores import RoomTakenError, read_only

if sys.platform == "win32":
    import msvcrt

    def _grab(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _grab(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class RoomLock:
    """Held while the room is open; the system lets go of it when the process ends.

    Args:
        path: The lock's file; it stays, empty.
        room: `"kiosk"` or `"staff"`, for the message.

    Raises:
        RoomTakenError: The room is open already.
        StoreReadOnlyError: The folder cannot be written.
    """

    def __init__(self, path: Path, *, room: str) -> None:
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise read_only(path.parent.name) from error
        try:
            _grab(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise RoomTakenError(
                f"The {room} is already open on this data folder",
                advice="Use the one that is open, or close it first.",
            ) from error

    def release(self) -> None:
        """Let the room be opened again."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
