"""A machine with a screen for each test, and a clinic on it; skipped where tools are lacking."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest

from distressapp.bootstrap import open_house
from distressapp.cli.demo_clinic import make_clinic, set_up_anew
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, lacking


class Plug(Protocol):
    """A machine whose screen has that size."""

    def __call__(self, *, width: int = 1280, height: int = 800, dpi: int = 149) -> Machine: ...


class Open(Protocol):
    """The kiosk on a machine; on the same clinic every time it is opened in one test."""

    def __call__(self, machine: Machine) -> Kiosk: ...


@pytest.fixture(scope="session")
def _clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("x11") / "clinic"
    make_clinic(root)
    house = open_house(root, room=None)
    try:
        set_up_anew(house, replace(house.settings, cleaning_s=1))
    finally:
        house.close()
    return root


@pytest.fixture(scope="session")
def _still(_clinic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(_clinic, tmp_path_factory.mktemp("x11") / "still"))
    house = open_house(root, room=None)
    try:
        still = replace(house.settings.screen, has_transitions=False)
        set_up_anew(house, replace(house.settings, screen=still))
    finally:
        house.close()
    return root


@pytest.fixture
def clinic(_clinic: Path, tmp_path: Path) -> Path:
    """A rehearsal clinic of this test's own."""
    return Path(shutil.copytree(_clinic, tmp_path / "clinic"))


@pytest.fixture
def still_clinic(_still: Path, clinic: Path) -> Path:
    """The same, without slides from question to question."""
    shutil.rmtree(clinic)
    return Path(shutil.copytree(_still, clinic))


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    """Machines, unplugged after the test."""
    if lacking():
        pytest.skip(f"not on this computer: {', '.join(lacking())}")
    numbers = count()

    with ExitStack() as unplugging:

        def plugging(*, width: int = 1280, height: int = 800, dpi: int = 149) -> Machine:
            folder = tmp_path / f"machine{next(numbers)}"
            folder.mkdir()
            made = Machine(folder, width=width, height=height, dpi=dpi)
            unplugging.callback(made.stop)
            return made

        yield plugging


@pytest.fixture
def tablet(plug: Plug) -> Machine:
    """The reference tablet, ten inches of 1280x800."""
    return plug()


@pytest.fixture
def switch_on(clinic: Path, plug: Plug) -> Iterator[Open]:
    """Kiosks; what still runs after the test is ended, and must have said nothing wrong."""
    assert plug is not None, "machines outlive the kiosks on them"
    opened: list[Kiosk] = []

    with ExitStack() as ending:

        def opening(machine: Machine) -> Kiosk:
            opened.append(Kiosk(machine, clinic))
            ending.callback(opened[-1].end)
            return opened[-1]

        yield opening
    assert [each.errors for each in opened if each.errors] == []
