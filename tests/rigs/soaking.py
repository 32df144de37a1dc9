"""A kiosk that runs for weeks: sittings one after another, and what is left of each."""

import ctypes
import gc
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression
from typing import Final

from PySide6.QtWidgets import QApplication

from distressapp.kiosk.plain import Act
from distressapp.kiosk.screens.choosing import OptionScreen, TileScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.screens.screen import Wish
from distressapp.kiosk.screens.telling import TellingScreen
from distressapp.kiosk.stage import Phase
from tests.clinics import PASSPHRASE
from tests.kiosk.day import Day, settle, tap
from tests.rigs.wires import ROOT

A_DAY: Final = 20
"""Sittings until staff take the letterbox in and the next day begins."""

TAKE_IN: Final = """
import sys
from pathlib import Path
from distressapp.bootstrap import open_house, open_vault
from distressapp.service.takein import take_in
house = open_house(Path(sys.argv[1]), room=None)
vault = open_vault(house, sys.stdin.read())
take_in(house, vault)
vault.close()
house.close()
"""
TO_THE_END: Final = 10
"""One in so many sittings goes to the end; the others are short."""

_C: Final = ctypes.CDLL(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a process holds.

    Attributes:
        objects: How many of each type of ours, by the type's name.
        resident_bytes: Of memory, after everything that can be given back was given back.
        files: Bytes of each file of the letterbox.
    """

    handles: int
    threads: int
    widgets: int
    objects: Counter[str]
    resident_bytes: int
    files: dict[str, int]


def left(here: Day) -> Left:
    """What is held now."""
    here.closed.clear()
    settle()
    gc.collect()
    _C.malloc_trim(0)
    kinds = (type(each) for each in gc.get_objects())
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    root = here.house.folder.root
    return Left(
        handles=_entries("/proc/self/fd"),
        threads=_entries("/proc/self/task"),
        widgets=len(QApplication.allWidgets()),
        objects=Counter(
            f"{kind.__module__}.{kind.__qualname__}"
            for kind in kinds
            if kind.__module__.startswith("distressapp.")
        ),
        resident_bytes=pages * os.sysconf("SC_PAGE_SIZE"),
        files={each.name: each.stat().st_size for each in root.glob("letterbox.db*")},
    )


def _entries(folder: str) -> int:
    return sum(1 for _each in Path(folder).iterdir())


def a_sitting(before: Left, after: Left, *, sittings: int) -> float:
    """Bytes of memory that each sitting left."""
    return (after.resident_bytes - before.resident_bytes) / sittings


def slope(points: Sequence[tuple[int, int]]) -> float:
    """Bytes of memory that each sitting left, by least squares over all that was seen.

    One difference says little: what a process holds goes up and down by a hundred KB.

    Args:
        points: Sittings so far and the memory then, two or more.
    """
    sittings, held = zip(*points, strict=True)
    return linear_regression(sittings, held).slope


def more(before: Left, after: Left) -> list[str]:
    """What there is more of, a sentence each; memory aside."""
    files = ((name, size, after.files[name]) for name, size in before.files.items())
    found = [
        f"{name}: {old} before, {new} after"
        for name, old, new in (
            ("open handles", before.handles, after.handles),
            ("threads", before.threads, after.threads),
            ("widgets", before.widgets, after.widgets),
            *files,
        )
        if new > old
    ]
    grown = after.objects - before.objects
    return found + [f"{name}: {count} more" for name, count in sorted(grown.items())]


def soak(here: Day, sittings: int, *, first: int) -> None:
    """So many sittings with days between them; staff have taken all of them in when it ends."""
    for place in range(sittings):
        if place and place % A_DAY == 0:
            end_day(here)
        one_sitting(here, first + place)
    end_day(here)


def end_day(here: Day) -> None:
    """Staff take in what is there, in a process of their own; then it is tomorrow.

    The vault grows all the time, and whoever opens it grows along: a kiosk never does.
    """
    root = str(here.house.folder.root)
    command = [sys.executable, "-c", TAKE_IN, root]
    subprocess.run(command, cwd=ROOT, input=PASSPHRASE, text=True, check=True)
    here.house.letterbox.settle()
    here.clock.forward(days=1)
    here.closed.clear()  # ours alone: a kiosk keeps no record


def one_sitting(here: Day, number: int) -> None:
    """One patient: to the end, not today, called away, or with a press of the button for help."""
    here.hand_over(f"88{number:06d}")
    if number % TO_THE_END == 0:
        _to_the_end(here)
    else:
        (_not_today, _called_away, _with_a_press)[number % 3](here)
    assert here.is_in(Phase.REST)
    here.clean_up()


def whole_sitting(here: Day, number: int) -> int:
    """One patient who answers every question, and staff who clean up.

    Returns:
        How often the screen was tapped for it.
    """
    here.hand_over(f"77{number:06d}")
    taps = 0
    while here.is_in(Phase.SITTING):
        taps += 1 + _answer(here)
        here.next()
    here.clean_up()
    return taps


def _answer(here: Day) -> int:
    """Something is said to the question that is up; how many taps it took."""
    screen = here.room.screen_shown
    if isinstance(screen, RatingScreen):
        here.rate(6)
    elif isinstance(screen, OptionScreen):
        tap(here.tap_answer())
    elif isinstance(screen, TileScreen):
        tap(next(iter(screen.grid.tiles.values())))
    else:
        return 0
    return 1


def _to_the_end(here: Day) -> None:
    while here.is_in(Phase.SITTING):
        screen = here.room.screen_shown
        if isinstance(screen, RatingScreen):
            here.rate(3)
        here.next()


def _not_today(here: Day) -> None:
    while not _offers(here, Wish.NOT_TODAY):
        here.next()
    here.wish(Wish.NOT_TODAY)
    _to_the_end(here)


def _offers(here: Day, wish: Wish) -> bool:
    screen = here.room.screen_shown
    return isinstance(screen, TellingScreen) and wish in screen.buttons


def _called_away(here: Day) -> None:
    here.go_to("rating")
    here.rate(8)
    tap(here.room.foot.called)


def _with_a_press(here: Day) -> None:
    here.next()
    tap(here.room.foot.now)
    here.act(Act.NO if Act.NO in here.plain.buttons else Act.BACK)  # at the weekend nobody comes
    tap(here.room.header.bigger)
    tap(here.room.foot.called)
