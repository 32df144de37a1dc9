"""What hands do to a screen, a mouse and a keyboard, in single movements."""

import math
from collections.abc import Callable
from typing import Final, TypeAlias

from tests.x11.machine import Machine

Place: TypeAlias = Callable[[Machine], tuple[int, int]]
"""Where on a screen, whatever its size."""

HELD_S: Final = "3"
_KEY_S: Final = "2"
_STEPS: Final = 8
_TURNS: Final = 24


def at_edges() -> dict[str, Place]:
    """The corners of a screen and the middles of its edges, by name."""
    return {
        "at the top left corner": lambda _machine: (1, 1),
        "at the top right corner": lambda machine: (machine.width - 2, 1),
        "at the bottom left corner": lambda machine: (1, machine.height - 2),
        "at the bottom right corner": lambda machine: (machine.width - 2, machine.height - 2),
        "at the top edge": lambda machine: (machine.width // 2, 1),
        "at the bottom edge": lambda machine: (machine.width // 2, machine.height - 2),
        "at the left edge": lambda machine: (1, machine.height // 2),
        "at the right edge": lambda machine: (machine.width - 2, machine.height // 2),
    }


def strike(machine: Machine, names: tuple[str, ...]) -> None:
    """One key after another."""
    machine.keys(*names)


def xdotool(machine: Machine, words: tuple[str, ...]) -> None:
    """In its own words."""
    machine.hand(*words)


def tap_often(machine: Machine, at: Place) -> None:
    """Seven taps, as some systems hide their settings behind."""
    words = ("click", "--repeat", "7", "--delay", "40", "1")
    machine.hand("mousemove", *map(str, at(machine)), *words)


def drag(machine: Machine, start: Place, end: Place, button: str = "1") -> None:
    """Press there, move in steps, and let go here."""
    words = ["mousemove", *map(str, start(machine)), "mousedown", button]
    for step in range(1, _STEPS + 1):
        pairs = zip(start(machine), end(machine), strict=True)
        at = [a + (b - a) * step // _STEPS for a, b in pairs]
        words += ["mousemove", *map(str, at), "sleep", "0.01"]
    machine.hand(*words, "mouseup", button)


def hold(machine: Machine, at: Place) -> None:
    """A finger that stays."""
    words = ("mousedown", "1", "sleep", HELD_S, "mouseup", "1")
    machine.hand("mousemove", *map(str, at(machine)), *words)


def click(machine: Machine, button: str, times: int) -> None:
    """Where the pointer is."""
    machine.hand("click", "--repeat", str(times), "--delay", "60", button)


def rough_hands(machine: Machine) -> None:
    """Round and round over what cannot be tapped, then from edge to edge."""
    x, y, wide = machine.width // 4, machine.height // 3, machine.height // 20
    words = ["mousemove", str(x), str(y), "mousedown", "1"]
    for turn in range(_TURNS):
        angle = turn * math.tau / (_TURNS // 2)
        at = int(x + wide * math.cos(angle)), int(y + wide * math.sin(angle))
        words += ["mousemove", *map(str, at)]
    machine.hand(*words, "mouseup", "1")
    edges = at_edges()
    drag(machine, start=edges["at the left edge"], end=edges["at the right edge"])


def hold_key(machine: Machine, key: str) -> None:
    """A key that stays down."""
    machine.hand("keydown", key, "sleep", _KEY_S, "keyup", key)


def with_key(machine: Machine, key: str, button: str, start: Place, end: Place) -> None:
    """A drag while a key is down: some window managers move or resize a window by it."""
    machine.hand("keydown", key)
    drag(machine, start=start, end=end, button=button)
    machine.hand("keyup", key)


def run(machine: Machine, lines: tuple[tuple[str, ...], ...]) -> None:
    """Other programs on that machine, in turn; what they say is of no interest."""
    for words in lines:
        machine.told(*words)
