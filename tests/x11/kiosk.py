"""The real program on a machine, used from outside as a person uses it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.house.project import ROOT
from tests.x11.machine import Machine, until
from tests.x11.reader import Piece, Place, ScreenReader

_START_S: Final = 25.0
_STOP_S: Final = 15.0
SAME_TAP_S: Final = 0.33
"""Sooner than this a second tap on one button, or where one was, is a trembling finger's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What stands on the screen at one moment."""

    pieces: tuple[Piece, ...]

    def named(self) -> tuple[Piece, ...]:
        """What can be read or tapped."""
        return tuple(each for each in self.pieces if each.name and each.role != "application")

    def find(self, name: str, *roles: str) -> Piece | None:
        """The piece of that name; None where it is not on the screen."""
        found = (each for each in self.named() if each.name == name)
        return next((each for each in found if not roles or each.role in roles), None)

    def get(self, name: str, *roles: str) -> Piece:
        """The piece of that name, which must be there."""
        found = self.find(name, *roles)
        assert found is not None, f"{name!r} is not among {[each.name for each in self.named()]}"
        return found

    def focused(self) -> Piece | None:
        """Where keys go."""
        return next((each for each in self.pieces if "focused" in each.states), None)

    @property
    def is_sliding(self) -> bool:
        """The picture of the question before still lies over this one."""
        return any(each.role == "graphic" and not each.name for each in self.pieces)

    @property
    def looks(self) -> frozenset[tuple[str, str, Place]]:
        """Two sights that look alike are one screen, whatever is chosen on it."""
        return frozenset((each.role, each.name, each.place) for each in self.pieces)


def rooms_below(number: int) -> list[int]:
    """The processes that a keeper started, however deep it stands below that one; oldest first."""
    found: list[int] = []
    for child in _children(number):
        words = _told(child, "cmdline").split("\0")
        found += [child] if "--keeper-fd" in words else rooms_below(child)
    return found


def _children(number: int) -> list[int]:
    return [int(each) for each in _told(number, f"task/{number}/children").split()]


def parent_of(number: int) -> int:
    """The process that started that one."""
    lines = _told(number, "status").splitlines()
    return int(next(each for each in lines if each.startswith("PPid:")).split()[1])


def _told(number: int, what: str) -> str:
    """What the system tells of a process; nothing of one that is gone."""
    try:
        return Path(f"/proc/{number}/{what}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


class Kiosk:
    """`python -m distressapp kiosk`, full screen.

    Args:
        within: What starts it; nothing where it stands on the screen by itself.
        env: What is set beside the machine's own.
    """

    program: Sequence[str | Path] = (sys.executable, "-m", "distressapp")

    def __init__(
        self,
        machine: Machine,
        data: Path,
        *options: str,
        within: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.machine = machine
        self._errors = data.parent / f"{data.name}.stderr"
        self._last_tap = 0.0
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*within, *self.program, "kiosk", "--data", data, *options],
                cwd=ROOT,
                env={**machine.environment(), **(env or {})},
                stdout=errors,
                stderr=errors,
                start_new_session=True,
            )
        machine.guests.append(self.process)
        self._reader: ScreenReader | None = None
        self._room = 0
        self.keeper = self.process.pid
        try:
            self._meet_room()
        except BaseException:  # whatever it was, no process is left behind
            self.kill()
            raise

    def _meet_room(self) -> None:
        """The process with the window, which is a child of the keeper."""
        until(self._has_another_room, "the kiosk below its keeper", most_s=_START_S)
        self._reader = ScreenReader(self.machine.bus_address, self._room)
        until(self._fills_the_screen, "the kiosk's window", most_s=_START_S)

    def _has_another_room(self) -> bool:
        found = rooms_below(self.process.pid)
        assert self.is_running, self.errors
        others = [each for each in found if each != self._room]
        self._room = others[0] if others else self._room
        self.keeper = parent_of(self._room) if others else self.keeper
        return bool(others)

    def crash(self) -> None:
        """The process with the window dies; the keeper starts another."""
        os.kill(self._room, signal.SIGKILL)
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._meet_room()

    def _fills_the_screen(self) -> bool:
        """Its window is up, full screen, with something in it."""
        size = (self.machine.width, self.machine.height)
        places = [each.place for each in self.look().named()]
        return any((place.width, place.height) == size for place in places)

    @property
    def errors(self) -> str:
        """What it said on its standard error."""
        return self._errors.read_text(encoding="utf-8", errors="replace")

    @property
    def is_running(self) -> bool:
        """It has not ended."""
        return self.process.poll() is None

    @property
    def reader(self) -> ScreenReader:
        """What reads its window aloud."""
        assert self._reader is not None, "the kiosk has ended"
        return self._reader

    def end(self) -> int:
        """Ask it to end, as the system does when it shuts down; gives its exit status."""
        if self.is_running:
            os.kill(self.keeper, signal.SIGTERM)
        return self._leave()

    def kill(self) -> None:
        """As a power cut does."""
        if self.is_running:
            os.killpg(self.process.pid, signal.SIGKILL)
        self._leave()

    def _leave(self) -> int:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        return self.process.wait(_STOP_S)

    # What is there

    def look(self) -> Sight:
        """What stands on the screen now."""
        assert self.is_running, self.errors
        return Sight(pieces=tuple(each for each in self.reader.pieces() if each.is_shown))

    def look_until(self, is_so: Callable[[Sight], object], what: str) -> Sight:
        """The first sight at rest of which that is true."""
        seen: list[Sight] = []

        def comes_true() -> bool:
            seen[:] = [self.look()]
            return bool(is_so(seen[0])) and not seen[0].is_sliding

        try:
            until(comes_true, what)
        except AssertionError as error:
            names = [each.name for each in seen[0].named()]
            raise AssertionError(f"{error}; there is {names}; {self._picture_kept()}") from None
        return seen[0]

    def _picture_kept(self) -> str:
        """Where a picture of the screen is, for whoever reads of a failure."""
        path = self._errors.with_suffix(".png")
        self.machine.picture().save(str(path))
        return f"picture: {path}"

    def wait(self, name: str, *roles: str) -> Sight:
        """Until the piece of that name is there, and nothing slides."""
        return self.look_until(lambda sight: sight.find(name, *roles), f"{name!r} on the screen")

    def wait_for_another(self, before: Sight) -> Sight:
        """Until the screen no longer looks like that, and looks the same twice."""
        seen = [before]

        def is_another(sight: Sight) -> bool:
            seen.append(sight)
            return before.looks != sight.looks == seen[-2].looks

        return self.look_until(is_another, "another screen")

    # A finger

    def tap(self, name: str, *roles: str) -> None:
        """Wait until the piece of that name can be tapped, and tap in its middle."""

        def can_be_tapped(sight: Sight) -> bool:
            found = sight.find(name, *roles)
            return found is not None and "enabled" in found.states

        self.tap_piece(self.look_until(can_be_tapped, f"{name!r} to be tapped").get(name, *roles))

    def tap_piece(self, piece: Piece) -> None:
        """One tap in its middle, not sooner after the last one than a hand does."""
        time.sleep(max(0.0, self._last_tap + SAME_TAP_S - time.monotonic()))
        self.machine.tap(*piece.place.middle)
        self._last_tap = time.monotonic()

    def tap_quickly(self, pieces: Iterable[Piece]) -> None:
        """One after another, as on a keyboard."""
        words: list[str] = []
        for piece in pieces:
            x, y = piece.place.middle
            words += ["mousemove", str(x), str(y), "click", "1", "sleep", "0.06"]
        self.machine.hand(*words)
