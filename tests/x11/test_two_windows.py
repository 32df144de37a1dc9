"""Kiosk and staff's window on one screen without a window manager: which of them is seen."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from distressapp.staff.window import MET_MS
from tests.x11.conftest import Plug
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, until
from tests.x11.processes import rooms_below
from tests.x11.reader import ScreenReader

STAFFS_LISTS = "Staff's lists"
STARTED_S = MET_MS / 1000 + 0.5
"""By then a window whose door is seen has said that it stays behind."""


class Staff(Kiosk):
    """The staff's window beside that kiosk; its process is the keeper's second child."""

    title = "Staff:"

    def __init__(self, kiosk: Kiosk) -> None:
        self.machine, self._kiosk = kiosk.machine, kiosk
        self._errors = kiosk._errors.with_suffix(".staff")  # noqa: SLF001  (its file, beside it)
        self._errors.touch()
        self._last_tap = None
        self.process = kiosk.process
        number = kiosk.process.pid
        until(lambda: len(rooms_below(number)) == 2, "the staff's process")
        self.number = rooms_below(number)[1]
        self._reader = ScreenReader(self.machine.bus_address, self.number)
        self.machine.leaving.callback(self._reader.close)


def in_front(machine: Machine) -> str:
    """The title of the window in the middle of the screen."""
    middle = (str(machine.width // 2), str(machine.height // 2))
    told = machine.told("xdotool", "mousemove", *middle, "getmouselocation", "--shell")
    where = dict(line.split("=") for line in told.split())
    if "WINDOW" not in where:
        return ""  # it went while it was asked about
    name = machine.told("xdotool", "getwindowname", where["WINDOW"]).strip()
    return name or _framed(machine, where["WINDOW"])


def _framed(machine: Machine, frame: str) -> str:
    """The title of the window that a window manager put into that nameless frame; "" if none."""
    told = machine.told("xwininfo", "-id", frame, "-tree")
    titles = re.findall(r'^ +0x[0-9a-f]+ "(.+)": \(', told, re.MULTILINE)
    return titles[0] if titles else ""


def wait_in_front(machine: Machine, title: str) -> None:
    until(lambda: in_front(machine).startswith(title), f"{title!r} in front")


def meet_behind(kiosk: Kiosk) -> None:
    """Until the staff's window has started and stays behind, and the kiosk has the keys."""
    staff = Staff(kiosk)
    try:
        # A compositor shows nobody what is behind.
        until(lambda: bool(staff.reader.pieces()), "the staff's window")
    finally:
        staff.reader.close()
    time.sleep(STARTED_S)
    kiosk.have_keys()


@pytest.fixture
def both(clinic: Path, plug: Plug) -> Iterator[Kiosk]:
    """Both windows on one tablet."""
    found = Kiosk(plug(), clinic, "--staff")
    yield found
    assert found.end() == 0
    assert found.errors == ""


@pytest.fixture
def meet(both: Kiosk) -> Iterator[Callable[[], Staff]]:
    """The staff's window once its door is there; whoever is met is let go of."""
    met: list[Staff] = []

    def meeting() -> Staff:
        met.append(Staff(both))
        met[-1].wait("Passphrase", "text")
        return met[-1]

    yield meeting
    for each in met:
        each.reader.close()


def has_keys(room: Kiosk) -> bool:
    """Something in its window has the focus."""
    return room.look().focused() is not None


def test_staff_go_from_the_kiosk_to_their_locked_window_and_back(
    both: Kiosk, meet: Callable[[], Staff]
) -> None:
    staff = meet()
    wait_in_front(both.machine, "Harbour Clinic")

    both.tap(STAFFS_LISTS)
    wait_in_front(both.machine, "Staff:")
    until(lambda: has_keys(staff) and not has_keys(both), "keys for the staff's window")
    staff.tap("Show the kiosk")

    wait_in_front(both.machine, "Harbour Clinic")
    until(lambda: has_keys(both) and not has_keys(staff), "keys for the kiosk")


def test_a_window_that_starts_behind_leaves_the_keys_to_the_kiosk(
    both: Kiosk, meet: Callable[[], Staff]
) -> None:
    both.have_keys()

    staff = meet()

    assert has_keys(both)
    assert not has_keys(staff)


def test_a_window_that_comes_forward_has_the_keys_though_it_met_no_event_for_long(
    both: Kiosk, meet: Callable[[], Staff]
) -> None:
    machine, staff = both.machine, meet()
    both.tap(STAFFS_LISTS)
    until(lambda: has_keys(staff), "keys for the staff's window")
    for each in (both, staff):  # given later than anything that the kiosk was told of
        machine.hand("search", "--name", f"^{each.title}", "windowfocus", "--sync")

    staff.act("Show the kiosk", "push button")

    wait_in_front(machine, "Harbour Clinic")
    until(lambda: has_keys(both) and not has_keys(staff), "keys for the kiosk")


def test_a_staffs_window_that_dies_comes_back_below_the_kiosk(
    both: Kiosk, meet: Callable[[], Staff]
) -> None:
    before = meet()
    os.kill(before.number, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{before.number}").exists(), "its end")

    again = meet()

    assert again.number != before.number
    wait_in_front(both.machine, "Harbour Clinic")


def test_staff_who_press_while_their_window_starts_get_it_and_keep_it(
    both: Kiosk, meet: Callable[[], Staff]
) -> None:
    os.kill(meet().number, signal.SIGKILL)

    both.tap(STAFFS_LISTS)

    wait_in_front(both.machine, "Staff:")
    meet()
    time.sleep(STARTED_S)
    assert in_front(both.machine).startswith("Staff:")
