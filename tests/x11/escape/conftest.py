"""A patient at the rating, on a screen of each kind; nobody taps for them afterwards."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.x11.escape.surfaces import SURFACES, Surface
from tests.x11.escape.watching import errors
from tests.x11.hands import hand_over_by_key
from tests.x11.kiosk import Kiosk
from tests.x11.test_two_windows import meet_behind

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
def clinic(_still: Path, tmp_path: Path) -> Path:
    """A rehearsal whose questions do not slide."""
    return Path(shutil.copytree(_still, tmp_path / "clinic"))


@pytest.fixture
def kiosk(surface: Surface, clinic: Path, tmp_path: Path) -> Iterator[Kiosk]:
    """The kiosk session on that screen."""
    machine = surface.machine(tmp_path / "machine")
    try:
        found = surface.kiosk(machine, clinic)
        yield found
        assert found.end() == 0
        assert errors(found) == ""
    finally:
        machine.stop()


@pytest.fixture
def seated(kiosk: Kiosk) -> Kiosk:
    """A patient who has answered the rating, and has not gone on."""
    return rated(kiosk)


def rated(kiosk: Kiosk) -> Kiosk:
    """Hand it to a patient, who answers the rating."""
    meet_behind(kiosk)
    hand_over_by_key(kiosk)
    kiosk.wait("How big should the letters be?", "label")
    for name in ("Next", "Start", ANSWER):
        kiosk.tap(name)
    kiosk.wait("Take back")
    kiosk.have_keys()
    return kiosk
