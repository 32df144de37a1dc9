"""A screen that is watched from outside: when a program is to be seen, whoever drew it."""

import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

WIDTH, HEIGHT, DPI = 1280, 800, 149
"""A ten-inch tablet."""

_HEADER: Final = struct.Struct(">25I")
_COLOUR_BYTES: Final = 12
_DOT_BYTES: Final = 4
_EVERY: Final = 8
"""Of the rows, and of the dots in a row: what is looked at."""

_LOOK_S: Final = 0.001
_START_S: Final = 20.0
_LIKE: Final = 0.99
"""So much of the last picture is there: a cursor may blink, a picture may not be missing."""

_DRAWN: Final = 0.5
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "HOME")


class NothingSeenError(Exception):
    """A program showed nothing."""


class Glass:
    """An X server without a desktop, whose picture is a file."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="glass-"))
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                *("-dpi", str(DPI), "-fbdir", str(self._folder)),
                *("-nolisten", "tcp", "-br", "-noreset"),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as told:
            self.display = f":{told.readline().strip()}"
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = _HEADER.unpack_from(self._picture)
        self._line = head[12]
        self._start = head[0] + head[19] * _COLOUR_BYTES
        self._ground = self.look()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait()
        self._picture.close()
        shutil.rmtree(self._folder)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """For a program that shall show itself here: nothing of the desktop of whoever measures."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", **(more or {})}

    def look(self) -> bytes:
        """Dots from all over the screen, as they are now."""
        rows = range(_EVERY // 2, HEIGHT, _EVERY)
        return b"".join(self._row(each) for each in rows)

    def _row(self, number: int) -> bytes:
        begin = self._start + number * self._line
        row = memoryview(self._picture)[begin : begin + WIDTH * _DOT_BYTES]
        return row.cast("I")[::_EVERY].tobytes()

    def painted(
        self, command: Sequence[str], env: Mapping[str, str], *, still_s: float, cwd: Path
    ) -> "Painted":
        """Start a program and wait until its picture stands still.

        Args:
            still_s: The picture is the last one where it did not change for so long.

        Raises:
            NothingSeenError: It showed nothing.
        """
        self.wait_for_ground()
        seen = [(0.0, self._ground)]
        stood = self._ground
        began = changed = time.monotonic()
        process = subprocess.Popen(
            command,
            env=env,
            cwd=cwd,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            now, picture = time.monotonic(), self.look()
            if picture != seen[-1][1]:
                seen.append((now - began, picture))
                if not is_like(picture, stood):
                    changed, stood = now, picture
            is_drawn = share_unlike(picture, self._ground) > _DRAWN
            if is_drawn and now - changed > still_s:
                return Painted(process, first_like(seen))
            if now - began > _START_S:
                end(process)
                raise NothingSeenError(command[0])
            time.sleep(_LOOK_S)

    def wait_for_ground(self) -> None:
        """Until nothing of the program before is left."""
        until = time.monotonic() + _START_S
        while not is_like(self.look(), self._ground) and time.monotonic() < until:
            time.sleep(_LOOK_S)
        time.sleep(0.2)


class Painted:
    """A program whose picture is there.

    Attributes:
        took_s: From its start to the first picture that was like the last one.
    """

    def __init__(self, process: subprocess.Popen[bytes], took_s: float) -> None:
        self.process = process
        self.took_s = took_s


def first_like(seen: Sequence[tuple[float, bytes]]) -> float:
    """When the picture that stayed was there for the first time, but for a cursor that blinks."""
    last = seen[-1][1]
    found = seen[-1][0]
    for at_s, picture in reversed(seen):
        if not is_like(picture, last):
            break
        found = at_s
    return found


def is_like(one: bytes, other: bytes) -> bool:
    """Whether two pictures are the same, but for a cursor that blinks."""
    return 1 - share_unlike(one, other) >= _LIKE


def share_unlike(one: bytes, other: bytes) -> float:
    """How much of two pictures is not the same, 0 to 1."""
    if one == other:
        return 0.0
    a, b = memoryview(one).cast("I"), memoryview(other).cast("I")
    return sum(x != y for x, y in zip(a, b, strict=True)) / len(a)


def end(process: subprocess.Popen[bytes]) -> None:
    """A program and all that it started are gone."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def can_show() -> bool:
    """Whether this computer has an X server that draws into a file."""
    return shutil.which("Xvfb") is not None
