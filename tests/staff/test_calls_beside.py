"""A patient presses the button in the kiosk's process; staff look from theirs."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_house
from distressapp.core.sitting import Use
from distressapp.staff.calls import ASKED_NS
from distressapp.staff.window import StaffWindow
from tests.clinics import copied, settings
from tests.keeper.beside import Monotonic
from tests.staff import room


class Asker:
    """The kiosk's process, in which a patient is being asked."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.staff.asker", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.call_id = self._read()

    def say(self, word: str) -> None:
        """The patient says that, and it is kept."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        assert self._read() == "done"

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        """Kill it, where it still runs."""
        self.process.kill()
        self.process.communicate(timeout=120)


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def window(bot: QtBot, tmp_path: Path, time: Monotonic) -> Iterator[StaffWindow]:
    house = open_house(copied(tmp_path / "clinic", settings(Use.REHEARSAL)), room=None)
    found = room.window(house, clock_ns=time)
    bot.addWidget(found)
    found.begin()
    yield found
    found.close()
    house.close()


@pytest.fixture
def asker(window: StaffWindow) -> Iterator[Asker]:
    found = Asker(window.house.folder.root)
    yield found
    found.end()


def heard(window: StaffWindow) -> list[str]:
    window.watch.look()
    return [each.id for each in window.watch.open if each.is_sounding]


def test_staff_hear_of_it_once_the_patient_says_yes(window: StaffWindow, asker: Asker) -> None:
    before = heard(window)

    asker.say("yes")

    assert before == []
    assert heard(window) == [asker.call_id]


def test_staff_never_hear_of_a_press_that_was_taken_back(
    window: StaffWindow, asker: Asker, time: Monotonic
) -> None:
    before = heard(window)

    asker.say("no")
    time.ns += ASKED_NS

    assert before == heard(window) == []


def test_staff_hear_of_a_kiosk_that_died_while_it_asked(
    window: StaffWindow, asker: Asker, time: Monotonic
) -> None:
    before = heard(window)

    asker.end()
    time.ns += ASKED_NS

    assert before == []
    assert heard(window) == [asker.call_id]
