"""A sitting in the frozen program on a real screen, and what its memory holds afterwards."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from secrets import choice
from string import digits
from typing import Final

import pytest

from distressapp.bootstrap import open_house
from distressapp.cli.demo_clinic import make_clinic, set_up_anew
from distressapp.core.answers import Chosen
from distressapp.core.sitting import Stop
from tests.packages.packaged import program
from tests.rigs.memory import in_memory, text
from tests.x11 import hands
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, lacking
from tests.x11.processes import rooms_below
from tests.x11.taking import taken_in

NUMBER_LENGTH: Final = 12


class Packaged(Kiosk):
    """The kiosk of the frozen program."""

    def __init__(self, machine: Machine, data: Path, folder: Path) -> None:
        self.program = (program(folder),)
        super().__init__(machine, data)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    root = tmp_path / "clinic"
    make_clinic(root)
    house = open_house(root, room=None)
    try:
        set_up_anew(house, replace(house.settings, cleaning_s=1))
    finally:
        house.close()
    return root


@pytest.fixture
def kiosk(frozen: Path, clinic: Path, tmp_path: Path) -> Iterator[Kiosk]:
    if lacking():
        pytest.skip(f"not on this computer: {', '.join(lacking())}")
    folder = tmp_path / "machine"
    folder.mkdir()
    machine = Machine(folder)
    try:
        opened = Packaged(machine, clinic, frozen)
        yield opened
        opened.kill()
    finally:
        machine.stop()


def called_away(kiosk: Kiosk, number: str) -> None:
    """A patient who taps 7 and is called."""
    hands.sit_down(kiosk, number)
    hands.read_on(kiosk, "Next", "Start")
    kiosk.tap("7", "radio button")
    kiosk.wait("You chose 7.", "label")
    kiosk.tap("They're calling me", "push button")
    kiosk.wait("Please give this tablet to staff.", "label")


def test_a_sitting_in_it_is_kept(kiosk: Kiosk, clinic: Path) -> None:
    called_away(kiosk, "71103")

    assert kiosk.end() == 0

    assert kiosk.errors == ""
    (record,) = taken_in(clinic)
    assert dict(record.sitting.answers) == {"dt/rating": Chosen(index=7, value=7)}
    assert record.sitting.stop is Stop.CALLED


def test_a_window_that_dies_stands_again_with_the_answer(kiosk: Kiosk) -> None:
    hands.sit_down(kiosk)
    hands.read_on(kiosk, "Next", "Start")
    kiosk.tap("7", "radio button")
    kiosk.wait("You chose 7.", "label")

    kiosk.crash()

    assert "checked" in kiosk.wait("You chose 7.", "label").get("7", "radio button").states


@pytest.mark.skipif(os.geteuid() != 0, reason="to anybody but root its memory is closed")
def test_nothing_of_who_was_called_is_left_in_its_memory(kiosk: Kiosk) -> None:
    number = "".join(choice(digits) for _ in range(NUMBER_LENGTH))
    needles = {**text("record number", number[:8]), **text("its end", number[-8:])}
    hands.sit_down(kiosk, number)
    (room,) = rooms_below(kiosk.process.pid)
    while_it_lasts = in_memory(room, needles)
    hands.read_on(kiosk, "Next", "Start")
    kiosk.tap("They're calling me", "push button")
    kiosk.wait("Please give this tablet to staff.", "label")

    left = [hit for pid in (room, kiosk.keeper) for hit in in_memory(pid, needles)]

    assert while_it_lasts != []
    assert list(map(str, left)) == []
