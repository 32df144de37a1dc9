"""Sitting after sitting: nothing of the one before is left to hold, and nothing grows."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from distressapp.kiosk.stage import Phase
from tests.kiosk.day import CHANNEL, SHORT, Day, day
from tests.rigs.rounds import is_full, rounds
from tests.rigs.soaked import KEEPS_PAGES, soaked
from tests.rigs.soaking import A_DAY, a_sitting, left, more, one_sitting

SITTINGS: Final = rounds(fast=100, full=5_000)
WARM: Final = rounds(fast=A_DAY, full=10 * A_DAY)
"""Sittings after which everything has been made that is made once."""

FEW: Final = 6
MOST_BYTES: Final = 2_048
"""Of memory that is scattered; nothing that is counted may grow at all."""


@pytest.fixture
def fresh(clean_stage: QtBot, quick: Path) -> Day:
    """A kiosk that has had a few patients."""
    wanted = replace(SHORT, now=CHANNEL, cleaning_s=0)
    found = day(clean_stage, quick / "day" / "clinic", wanted)
    for number in range(1, FEW):
        one_sitting(found, number)
    return found


def test_sittings_leave_nothing_behind(quick: Path) -> None:
    found = soaked(quick, warm=WARM, sittings=SITTINGS)

    assert found.has_short_memory or not sys.platform.startswith("linux")
    assert found.more == []
    if is_full():
        assert found.bytes_a_sitting <= MOST_BYTES


def test_the_control_of_a_kiosk_that_keeps_its_pages_is_convicted(quick: Path) -> None:
    found = soaked(quick, warm=FEW, sittings=FEW, kind=KEEPS_PAGES)

    kept = f"distressapp.kiosk.plain.PlainPage: {FEW} more"
    assert kept in found.more, found.more


Leak: TypeAlias = Callable[[Day], object]
"""What a careless program keeps of each sitting."""


def _widget(here: Day) -> object:
    return QLabel("left behind", here.window)


def _page(here: Day) -> object:
    return here.window.page


def _record(here: Day) -> object:
    return here.last


def _handle(here: Day) -> object:
    return os.open(here.house.folder.root, os.O_RDONLY)


@pytest.mark.parametrize(
    ("leak", "of"),
    [
        (_widget, "widgets: "),
        (_page, "distressapp.kiosk.plain.PlainPage: "),
        (_record, "distressapp.core.record.Record: "),
        (_handle, "open handles: "),
    ],
)
def test_the_control_of_a_planted_leak_is_convicted(fresh: Day, leak: Leak, of: str) -> None:
    kept: list[object] = []
    before = left(fresh)

    with _keeping(fresh, kept, leak):
        for number in range(FEW, 2 * FEW):
            one_sitting(fresh, number)

    found = more(before, left(fresh))
    assert [each for each in found if each.startswith(of)], found
    for each in kept:
        if isinstance(each, int):
            os.close(each)


def test_the_control_of_memory_that_grows_is_convicted(fresh: Day) -> None:
    kept: list[object] = []
    before = left(fresh)

    with _keeping(fresh, kept, lambda _here: bytearray(b"x" * 1024 * 1024)):
        for number in range(FEW, 2 * FEW):
            one_sitting(fresh, number)

    assert a_sitting(before, left(fresh), sittings=FEW) > MOST_BYTES


@contextmanager
def _keeping(here: Day, kept: list[object], leak: Leak) -> Iterator[None]:
    """After each sitting that much is kept."""

    def keep(phase: object) -> None:
        if phase is Phase.CLEANING:
            kept.append(leak(here))

    here.window.turned.connect(keep)
    yield
    here.window.turned.disconnect(keep)
