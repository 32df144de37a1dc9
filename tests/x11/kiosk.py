"""The real program on a machine, used from outside as a person uses it."""

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.house.project import ROOT
from tests.x11.machine import MOST_S, Machine, in_line_s, until
from tests.x11.processes import parent_of, rooms_below
from tests.x11.reader import GoneError, Piece, Place, ScreenReader, bus_of_readers

_START_S: Final = 2 * MOST_S
SAME_TAP_S: Final = 0.33
"""Sooner than this a second tap on one button, or where one was, is a trembling finger's."""

SAME_KEY_S: Final = 0.06
"""The same on one key of the screen."""

_NEAR: Final = 80
"""Pixels; farther away no second tap is taken for the first."""

_AROUND: Final = {"cell": 1, "filler": 2}
"""Roles of pieces that say that they have the keys when something else has."""

_STEP_S: Final = 5.0
_GIVEN_S: Final = 3.0
"""So long a window may take to have the keys of itself."""


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

    def has(self, name: str, state: str, *roles: str) -> bool:
        """Whether the piece of that name is there, in that state."""
        found = (each for each in self.named() if each.name == name)
        return any(state in each.states for each in found if not roles or each.role in roles)

    def focused(self) -> Piece | None:
        """Where keys go: a field rather than what it is in, a list rather than a line of it."""
        found = (each for each in self.pieces if "focused" in each.states)
        return min(found, key=lambda each: _AROUND.get(each.role, 0), default=None)

    @property
    def is_sliding(self) -> bool:
        """The picture of the question before still lies over this one."""
        return any(each.role == "graphic" and not each.name for each in self.pieces)

    @property
    def looks(self) -> frozenset[tuple[str, str, Place]]:
        """Two sights that look alike are one screen, whatever is chosen on it."""
        return frozenset((each.role, each.name, each.place) for each in self.pieces)


class Stopwatch:
    """Runs from now on; the time in line for a processor, which a busy machine takes, is left out.

    Args:
        kiosk: Whose answer is waited for.
    """

    def __init__(self, kiosk: "Kiosk") -> None:
        self._kiosk = kiosk
        self._started, self._in_line = time.monotonic(), kiosk.in_line_s()

    def took_s(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._started - (self._kiosk.in_line_s() - self._in_line)


class Kiosk:
    """`python -m distressapp kiosk`, full screen.

    Args:
        within: What starts it; nothing where it stands on the screen by itself.
        env: What is set beside the machine's own.
    """

    program: Sequence[str | Path] = (sys.executable, "-m", "distressapp")
    title = "Harbour Clinic"

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
        self._last_tap: Piece | None = None
        # Before the program, as in a session: Qt complains of a door that opens while it looks.
        bus_of_readers(machine.bus_address).close()
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
        last = self._room
        until(lambda: self._has_room_after(last), "the kiosk below its keeper", most_s=_START_S)
        until(
            lambda: self._has_room_after(last) and self._fills_the_screen(),
            "the kiosk's window",
            most_s=_START_S,
        )

    def _has_room_after(self, last: int) -> bool:
        """Whether there is another room than that one; whoever was taken for it may be gone."""
        found = rooms_below(self.process.pid)
        assert self.is_running, self.errors
        others = [each for each in found if each != last]
        if not others:
            return False
        if others[0] != self._room:
            self._forget_reader()
            self._room, self.keeper = others[0], parent_of(others[0])
            self._reader = ScreenReader(self.machine.bus_address, self._room)
            self.machine.leaving.callback(self._reader.close)
        return True

    def _forget_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def crash(self) -> None:
        """The process with the window dies; the keeper starts another."""
        os.kill(self._room, signal.SIGKILL)
        self._forget_reader()
        self._meet_room()

    def _fills_the_screen(self) -> bool:
        """Its window is up, full screen, with something in it."""
        size = (self.machine.width, self.machine.height)
        places = [each.place for each in self.look().named()]
        return any((place.width, place.height) == size for place in places)

    def in_line_s(self) -> float:
        """How long whoever has a part in an answer to a hand stood in line for a processor."""
        servers = (each.pid for each in self.machine.servers)
        rooms = rooms_below(self.process.pid)
        return in_line_s((os.getpid(), self.keeper, *servers, *rooms))

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
        self._forget_reader()
        return self.process.wait(MOST_S)

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
            if not seen:
                raise
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
        """Wait until the piece of that name stands still and can be tapped; tap in its middle."""
        before: list[Piece] = []

        def can_be_tapped(sight: Sight) -> bool:
            found = sight.find(name, *roles)
            if found is None or "enabled" not in found.states:
                before.clear()
                return False
            before.append(found)
            return len(before) > 1 and before[-2].place == found.place

        self.tap_piece(self.look_until(can_be_tapped, f"{name!r} to be tapped").get(name, *roles))

    def tap_piece(self, piece: Piece) -> None:
        """One tap in its middle; where the last one was, no sooner than a hand means it."""
        if self._last_tap is not None and _is_near(self._last_tap, piece):
            self.look()  # by then it has met the last tap
            time.sleep(SAME_TAP_S)
        self.machine.tap(*piece.place.middle)
        self._last_tap = piece

    def tap_quickly(self, pieces: Iterable[Piece]) -> None:
        """One after another, as on a keyboard."""
        words: list[str] = []
        last: Piece | None = None
        for piece in pieces:
            if last is not None and last.at == piece.at:
                self.machine.hand(*words)
                words.clear()
                self.look()  # by then it has met the last tap
                time.sleep(SAME_KEY_S)
            x, y = piece.place.middle
            words += ["mousemove", str(x), str(y), "click", "1", "sleep", str(SAME_KEY_S)]
            last = piece
        self.machine.hand(*words)
        self._last_tap = last

    # A screen reader's user

    def act(self, name: str, *roles: str) -> Sight:
        """Press or choose the piece of that name once it is there; the sight of it before."""
        seen: list[Sight] = []

        def is_done() -> bool:
            seen[:] = [self.wait(name, *roles)]
            piece = seen[0].get(name, *roles)
            action = "Press" if piece.role == "push button" else "Toggle"
            try:
                self.reader.act(piece, action)
            except GoneError:
                return False
            return True

        until(is_done, f"{name!r} pressed")
        return seen[0]

    # A keyboard

    def have_keys(self) -> None:
        """Wait until what is typed goes to its window.

        A window manager, or a hand with a mouse, gives them to a window that did not get them.
        """
        given = [time.monotonic()]

        def is_typed_here() -> bool:
            if self.look().focused() is not None:
                return True
            if time.monotonic() - given[0] > _GIVEN_S:
                self.machine.told("xdotool", "search", "--name", f"^{self.title}", "windowfocus")
                given[0] = time.monotonic()
            return False

        until(is_typed_here, f"keys for {self.title!r}")

    def go_to(self, name: str, *roles: str) -> None:
        """Wait until what is typed goes to the piece of that name."""
        self.look_until(
            lambda sight: sight.has(name, "focused", *roles), f"keys that go to {name!r}"
        )

    def step(self, key: str = "Tab") -> Piece | None:
        """Strike a key that moves the focus, and wait until it has; where it is then."""
        before = self.look().focused()
        self.machine.keys(key)
        found: list[Piece | None] = [before]

        def has_moved() -> bool:
            found[:] = [self.look().focused()]
            return found[0] is not None and (
                before is None or (found[0].at, found[0].name) != (before.at, before.name)
            )

        with suppress(AssertionError):  # it may be the only one that takes keys
            until(has_moved, "the focus elsewhere", most_s=_STEP_S)
        return found[0]


def _is_near(one: Piece, other: Piece) -> bool:
    (x, y), (u, v) = one.place.middle, other.place.middle
    return one.at == other.at or math.hypot(x - u, y - v) < _NEAR
