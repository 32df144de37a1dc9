"""A screen that is turned or made smaller under a patient: the same question, and it fills it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.x11.conftest import Plug
from tests.x11.escape.conftest import ANSWER, rated
from tests.x11.escape.surfaces import CAGE, Surface
from tests.x11.escape.watching import errors
from tests.x11.hands import is_chosen
from tests.x11.kiosk import Kiosk, Sight
from tests.x11.machine import Machine, end
from tests.x11.processes import rooms_below

SIZES = ((768, 1024), (800, 600), (1024, 768))


def fills(sight: Sight, size: tuple[int, int]) -> bool:
    """Something lies over all of it, and the answer stands."""
    places = {(each.place.width, each.place.height) for each in sight.named()}
    return size in places and is_chosen(sight, ANSWER) and sight.find("Take back") is not None


@pytest.mark.parametrize("surface", [CAGE], ids=lambda surface: surface.name, indirect=True)
def test_a_screen_that_is_turned_or_made_smaller_shows_the_same_question(
    seated: Kiosk, surface: Surface
) -> None:
    rooms = rooms_below(seated.process.pid)
    # The compositor's one window is its screen: the patient's tablet turns as that is resized.
    windows = seated.machine.told("xdotool", "search", "--onlyvisible", "--class", ".*").split()

    for width, height in SIZES:
        for window in windows:
            seated.machine.told("xdotool", "windowsize", window, str(width), str(height))
        seated.look_until(
            lambda sight, size=(width, height): fills(sight, size),  # type: ignore[misc]  # a size
            f"the question on {width} x {height}, on {surface.name}",
        )

    assert rooms_below(seated.process.pid) == rooms
    assert errors(seated) == ""


@pytest.fixture
def turning(plug: Plug) -> Iterator[Machine]:
    """An X server that can turn its screen, in a window on one that cannot."""
    if shutil.which("Xephyr") is None:
        pytest.skip("not on this computer: Xephyr")
    machine = plug(height=1280)
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xephyr", "-displayfd", str(writing), "-resizeable", "-screen", "1280x800"],
        pass_fds=(writing,),
        env=machine.environment(),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as pipe:
            machine.display = f":{pipe.readline().strip()}"
        assert machine.display != ":", "Xephyr did not start"
        machine.height = 800
        yield machine
    finally:
        end(server)


def test_a_tablet_that_is_turned_shows_the_same_question(turning: Machine, clinic: Path) -> None:
    kiosk = rated(Kiosk(turning, clinic, "--staff"))
    rooms = rooms_below(kiosk.process.pid)

    for way in ("left", "normal", "right", "inverted", "normal"):
        size = (800, 1280) if way in {"left", "right"} else (1280, 800)
        turning.told("xrandr", "-o", way)
        kiosk.look_until(lambda sight, size=size: fills(sight, size), way)  # type: ignore[misc]  # a size

    assert rooms_below(kiosk.process.pid) == rooms
    kiosk.end()
    assert errors(kiosk) == ""
