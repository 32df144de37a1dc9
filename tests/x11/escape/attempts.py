"""What a patient who wants out does with keys, hands, keyboards and screens; each has a name.

`docs/escapes.md` shows this list and what became of it; `test_table.py` compares them.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from tests.x11.escape.hands import (
    at_edges,
    click,
    drag,
    hold,
    hold_key,
    rough_hands,
    run,
    strike,
    tap_often,
    with_key,
    xdotool,
)
from tests.x11.machine import Machine, until

ALL: Final = ("bare", "openbox", "cage")
OTHER: Final = Path(__file__).with_name("other.py")
ON_X11: Final = ("bare", "openbox")


class Outcome(StrEnum):
    """What becomes of it."""

    HELD = "held"
    """Nothing changed, and nothing else was to be seen."""
    BACK = "comes back"
    """Something else may be seen for a moment; within three seconds all is as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One way out that was tried.

    Attributes:
        does: To the machine, while the rating is up with an answer given.
        surfaces: Where it can be tried at all.
    """

    name: str
    group: str
    does: Callable[[Machine], None]
    surfaces: tuple[str, ...] = ALL
    outcome: Outcome = Outcome.HELD


_WINDOWS: Final = (
    *("super", "super+d", "super+e", "super+l", "super+r", "super+Tab", "super+space", "super+p"),
    *("super+Up", "super+Down", "super+Left", "super+Right", "super+shift+q", "super+1"),
    *("alt+Tab", "alt+shift+Tab", "ctrl+alt+Tab", "alt+grave", "alt+Escape", "alt+space"),
    *("alt+F1", "alt+F2", "alt+F4", "alt+F7", "alt+F8", "alt+F9", "alt+F10", "ctrl+F4"),
    *("ctrl+Escape", "ctrl+shift+Escape", "ctrl+alt+Delete", "ctrl+alt+BackSpace"),
    *("ctrl+alt+t", "ctrl+alt+l", "ctrl+alt+d", "ctrl+alt+a"),
    *("ctrl+alt+Left", "ctrl+alt+Right", "ctrl+alt+Up", "ctrl+alt+Down", "alt+Left", "alt+Home"),
    *("ctrl+alt+F1", "ctrl+alt+F2", "ctrl+alt+F7", "ctrl+alt+F12"),
)
_PROGRAM: Final = (
    *(f"F{number}" for number in range(1, 13)),
    *("shift+F10", "Menu", "Escape", "146", "Print", "alt+Print", "Pause", "Scroll_Lock"),
    *("ctrl+w", "ctrl+q", "ctrl+n", "ctrl+o", "ctrl+s", "ctrl+p", "ctrl+f", "ctrl+l", "ctrl+t"),
    *("ctrl+r", "ctrl+u", "ctrl+h", "ctrl+j", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+c", "ctrl+v"),
    *("ctrl+shift+i", "ctrl+shift+n", "ctrl+shift+t", "ctrl+shift+w", "ctrl+shift+q"),
    *("ctrl+plus", "ctrl+minus", "ctrl+0", "ctrl+Tab", "ctrl+Insert", "shift+Insert"),
    *("ctrl+shift+u", "super+period", "alt+3", "alt+9", "ctrl+3", "super+4"),
)
_HELP: Final = "146"
"""By its number: xdotool takes its name for a command (3.20160805)."""

_EXTRA: Final = (
    *("XF86HomePage", "XF86Back", "XF86Forward", "XF86WWW", "XF86Mail", "XF86Search"),
    *("XF86Calculator", "XF86Explorer", "XF86MyComputer", "XF86Tools", "XF86Terminal"),
    *("XF86AudioPlay", "XF86AudioMute", "XF86AudioRaiseVolume", "XF86Eject", "XF86Launch1"),
    *("XF86Sleep", "XF86PowerOff", "XF86ScreenSaver", "XF86Display", "XF86Copy", "XF86Paste"),
    *("XF86Close", "XF86Reload", "Cancel", "Undo", "Find", "Multi_key"),
)
_SYSRQ: Final = ("alt+Sys_Req+k", "alt+Sys_Req+b", "alt+Sys_Req+f")

_ACTS: Final = {
    "close": "asks it to close",
    "net_close": "has the window manager close it",
    "desktop": "shows the desktop",
    "leave_full_screen": "makes it a window among others",
    "lower": "puts it below all others",
    "iconify": "makes it small",
    "unmap": "takes it off the screen",
    "focus": "takes the keys away",
    "grab": "takes all keys for a second",
    "cover": "covers it for a second",
}
_COMES_S: Final = 30.0
_HELD: Final = frozenset({"close", "net_close"})


def attempts() -> Iterator[Attempt]:
    """Everything that is tried, in the order of the table."""
    yield from _keys("Keys of desktops", _WINDOWS)
    yield from _keys("Keys of programs", _PROGRAM)
    yield from _keys("Keys with a picture on them", _EXTRA)
    yield from _keys("Keys of the system's core", _SYSRQ)
    yield from _held_keys()
    yield from _fingers()
    yield from _buttons()
    yield from _keyboards()
    yield from _screens()
    yield from _programs()


def _keys(group: str, names: tuple[str, ...]) -> Iterator[Attempt]:
    for name in names:
        yield Attempt(name=spoken(name), group=group, does=partial(strike, names=(name,)))


def spoken(name: str) -> str:
    """A key as people write it: "ctrl+alt+F1" is Ctrl+Alt+F1."""
    if name == _HELP:
        return "Help"
    return "+".join(each[:1].upper() + each[1:] for each in name.removeprefix("XF86").split("+"))


def _held_keys() -> Iterator[Attempt]:
    group = "Keys held or struck often"
    five = partial(strike, names=("shift",) * 5)
    yield Attempt(name="Shift five times", group=group, does=five)
    for key in ("shift", "super", "ctrl", "alt", "Num_Lock"):
        name = f"{spoken(key)} held for two seconds"
        yield Attempt(name=name, group=group, does=partial(hold_key, key=key))
    yield Attempt(
        name="Ctrl+C, Ctrl+Z and Ctrl+\\ as in a terminal",
        group=group,
        does=partial(strike, names=("ctrl+c", "ctrl+z", "ctrl+backslash")),
    )
    yield Attempt(
        name="Alt held while Tab is struck six times",
        group=group,
        does=partial(
            xdotool, words=("keydown", "alt", "key", "--delay", "40", *["Tab"] * 6, "keyup", "alt")
        ),
    )


def _fingers() -> Iterator[Attempt]:
    group = "One finger"
    for name, edge in at_edges().items():
        yield Attempt(name=f"Tap seven times {name}", group=group, does=partial(tap_often, at=edge))
    for name, edge in at_edges().items():
        does = partial(drag, start=edge, end=middle)
        yield Attempt(name=f"Swipe in from {name.removeprefix('at ')}", group=group, does=does)
    corner = at_edges()["at the top left corner"]
    held = "A finger held for three seconds"
    yield Attempt(name=f"{held} in a corner", group=group, does=partial(hold, at=corner))
    yield Attempt(name=f"{held} on the question", group=group, does=partial(hold, at=quiet))
    for times, word in ((2, "Two"), (3, "Three")):
        does = partial(click, button="1", times=times)
        yield Attempt(name=f"{word} quick taps on the question", group=group, does=does)
    out = at_edges()["at the right edge"]
    does = partial(drag, start=quiet, end=out)
    yield Attempt(name="A finger dragged off the screen", group=group, does=does)
    yield Attempt(name="A finger drawn in circles, then across", group=group, does=rough_hands)


def _buttons() -> Iterator[Attempt]:
    group = "A mouse"
    names = {"2": "Middle button", "3": "Right button", "8": "Back button", "9": "Forward button"}
    turns = {"4": "up", "5": "down", "6": "to the left", "7": "to the right"}
    names |= {button: f"Wheel {way}" for button, way in turns.items()}
    for button, name in names.items():
        does = partial(click, button=button, times=4)
        yield Attempt(name=name, group=group, does=does)
    yield Attempt(
        name="Left and right button together",
        group=group,
        does=partial(
            xdotool, words=("mousedown", "1", "mousedown", "3", "mouseup", "1", "mouseup", "3")
        ),
    )
    for key in ("ctrl", "alt", "super", "shift"):
        for button, name in (("1", "a drag"), ("3", "a drag with the right button")):
            does = partial(with_key, key=key, button=button, start=quiet, end=middle)
            yield Attempt(name=f"{spoken(key)} and {name}", group=group, does=does)


def _keyboards() -> Iterator[Attempt]:
    group = "Keyboards"
    core, keys = "Virtual core keyboard", "Virtual core XTEST keyboard"
    acts = {
        "Keyboard unplugged and plugged in again": (("float", keys), ("reattach", keys, core)),
        "Keyboard off and on": (("disable", keys), ("enable", keys)),
        "A second keyboard and mouse come and go": (
            ("create-master", "Second"),
            ("remove-master", "Second pointer"),
        ),
    }
    for name, words in acts.items():
        lines = tuple(("xinput", *each) for each in words)
        yield Attempt(name=name, group=group, does=partial(run, lines=lines))
    for layout, language in (("ru", "Russian"), ("ara", "Arabic"), ("fr", "French")):
        name = f"A keyboard in {language}, and its shortcuts"
        yield Attempt(name=name, group=group, does=partial(in_layout, layout=layout))


def in_layout(machine: Machine, layout: str) -> None:
    """Shortcuts on a keyboard of another language."""
    run(machine, lines=(("setxkbmap", layout),))
    machine.keys("ctrl+q", "alt+F4", "Escape")
    run(machine, lines=(("setxkbmap", "us"),))


def _screens() -> Iterator[Attempt]:
    acts = {
        "A second monitor comes and goes": (
            ("xrandr", "--setmonitor", "Second", "auto", "none"),
            ("xrandr", "--delmonitor", "Second"),
        ),
        "The screen sleeps and wakes": (("xset", "s", "activate"), ("xset", "s", "reset")),
    }
    for name, lines in acts.items():
        yield Attempt(
            name=name,
            group="Screens",
            does=partial(run, lines=lines),
            surfaces=ON_X11,
            outcome=Outcome.BACK,
        )


def _programs() -> Iterator[Attempt]:
    group = "Other programs on the same screen"
    for act, name in _ACTS.items():
        yield Attempt(
            name=f"Another program {name}",
            group=group,
            does=partial(act_on_kiosk, act=act),
            surfaces=ON_X11,
            outcome=Outcome.HELD if act in _HELD else Outcome.BACK,
        )
    yield Attempt(
        name="Another program brings the staff's window forward",
        group=group,
        does=partial(xdotool, words=("search", "--name", "^Staff:", "windowraise", "windowfocus")),
        surfaces=ON_X11,
        outcome=Outcome.BACK,
    )


def act_on_kiosk(machine: Machine, act: str) -> None:
    """That, done to the kiosk's window by another program; it may be coming back just now."""
    found: list[str] = []

    def is_there() -> bool:
        search = ("xdotool", "search", "--onlyvisible", "--name", "^Harbour Clinic")
        found[:] = machine.told(*search).split()
        return bool(found)

    until(is_there, "the kiosk's window", most_s=_COMES_S)
    run(machine, lines=((sys.executable, str(OTHER), act, found[-1]),))


def quiet(machine: Machine) -> tuple[int, int]:
    """A place on the question where nothing can be chosen."""
    return machine.width // 4, machine.height // 3


def middle(machine: Machine) -> tuple[int, int]:
    """The middle of the screen."""
    return machine.width // 2, machine.height // 2
