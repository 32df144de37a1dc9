"""A screen that is turned, made larger or plugged in during a sitting: same question, all of it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QColor

from tests.x11.conftest import Plug
from tests.x11.hands import sit_down
from tests.x11.kiosk import Kiosk
from tests.x11.machine import MOST_S, Machine, until
from tests.x11.test_two_windows import meet_behind

BLACK: Final = QColor("black")
WIDE, HIGH, FIRST = 2000, 800, 1280


def xrandr(machine: Machine, *words: str) -> None:
    subprocess.run(
        ["xrandr", *words],
        env=machine.environment(),
        check=True,
        timeout=MOST_S,
        capture_output=True,
    )


def is_black(machine: Machine, left: int, right: int) -> bool:
    """Whether that part of the screen shows nothing at all."""
    picture = machine.picture()
    points = ((x, y) for x in range(left + 5, right, 40) for y in range(5, HIGH, 40))
    return all(picture.pixelColor(x, y) == BLACK for x, y in points)


def fills(kiosk: Kiosk, wide: int, high: int) -> bool:
    return any(
        (each.place.width, each.place.height, each.place.left, each.place.top) == (wide, high, 0, 0)
        for each in kiosk.look().named()
    )


@pytest.fixture
def kiosk(clinic: Path, plug: Plug) -> Iterator[Kiosk]:
    """A session on a server that is wide enough for two monitors; a patient sits."""
    if shutil.which("xrandr") is None:
        pytest.skip("not on this computer: xrandr")
    found = Kiosk(plug(width=WIDE, height=HIGH), clinic, "--staff", "--session")
    try:
        meet_behind(found)
        sit_down(found)
        yield found
    finally:
        found.end()
    assert found.errors == ""


def test_a_second_monitor_shows_nothing_and_the_question_stays_on_the_first(
    kiosk: Kiosk,
) -> None:
    machine = kiosk.machine

    xrandr(machine, "--setmonitor", "first", f"{FIRST}/338x{HIGH}/211+0+0", "screen")
    xrandr(machine, "--setmonitor", "second", f"{WIDE - FIRST}/190x{HIGH}/211+{FIRST}+0", "none")
    until(lambda: fills(kiosk, FIRST, HIGH), "the kiosk on the first monitor alone")
    until(lambda: is_black(machine, FIRST, WIDE), "a black second monitor")
    machine.tap(WIDE - 100, 400)
    kiosk.wait("How big should the letters be?", "label")

    assert not is_black(machine, 0, FIRST)


def test_a_monitor_that_goes_leaves_the_same_question_on_the_whole_of_the_other(
    kiosk: Kiosk,
) -> None:
    machine = kiosk.machine
    xrandr(machine, "--setmonitor", "first", f"{FIRST}/338x{HIGH}/211+0+0", "screen")
    xrandr(machine, "--setmonitor", "second", f"{WIDE - FIRST}/190x{HIGH}/211+{FIRST}+0", "none")
    until(lambda: fills(kiosk, FIRST, HIGH), "the kiosk on the first monitor alone")

    xrandr(machine, "--delmonitor", "second")
    xrandr(machine, "--delmonitor", "first")
    until(lambda: fills(kiosk, WIDE, HIGH), "the kiosk on the whole screen again")

    kiosk.wait("How big should the letters be?", "label")
    until(lambda: not is_black(machine, FIRST, WIDE), "something on all of it")
