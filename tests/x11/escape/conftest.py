"""A patient at the rating, on a screen of each kind; nobody taps for them afterwards."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.bootstrap import open_house
from distressapp.cli.demo_clinic import make_clinic, set_up_anew
from tests.x11.escape.surfaces import SURFACES, Surface
from tests.x11.escape.watching import errors
from tests.x11.hands import hand_over_by_key
from tests.x11.kiosk import Kiosk, rooms_below
from tests.x11.machine import until
from tests.x11.test_two_windows import STARTED_S

ANSWER = "6"


@pytest.fixture(params=SURFACES, ids=lambda surface: surface.name)
def surface(request: pytest.FixtureRequest) -> Surface:
    """One kind of screen after another."""
    found = request.param
    assert isinstance(found, Surface)
    if found.why_not():
        pytest.skip(found.why_not())
    return found


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A rehearsal whose questions do not slide."""
    clinic = tmp_path / "clinic"
    make_clinic(clinic)
    house = open_house(clinic, room=None)
    try:
        still = replace(house.settings.screen, has_transitions=False)
        set_up_anew(house, replace(house.settings, cleaning_s=1, screen=still))
    finally:
        house.close()
    return clinic


@pytest.fixture
def kiosk(surface: Surface, clinic: Path, tmp_path: Path) -> Iterator[Kiosk]:
    """The kiosk session on that screen."""
    machine = surface.machine(tmp_path / "machine")
    try:
        found = surface.kiosk(machine, clinic)
        yield found
        found.end()
        assert errors(found) == ""
    finally:
        machine.stop()


@pytest.fixture
def seated(kiosk: Kiosk) -> Kiosk:
    """A patient who has answered the rating, and has not gone on."""
    return rated(kiosk)


def rated(kiosk: Kiosk) -> Kiosk:
    """Hand it to a patient, who answers the rating."""
    until(lambda: len(rooms_below(kiosk.process.pid)) == len(("kiosk", "staff")), "both rooms")
    # A window that starts takes the keys for a moment.
    time.sleep(STARTED_S)
    until(lambda: kiosk.look().focused() is not None, "keys for the kiosk")
    hand_over_by_key(kiosk)
    kiosk.wait("How big should the letters be?", "label")
    for name in ("Next", "Start", ANSWER):
        kiosk.tap(name)
    kiosk.wait("Take back")
    return kiosk
