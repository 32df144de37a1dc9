"""A patient who holds the tablet tries to reach the staff's window behind the kiosk's."""

from pathlib import Path
from typing import Final

import pytest

from tests.x11 import staffroom
from tests.x11.day.room import NAMESAKE, OLDER, hand_over, labels, written
from tests.x11.hands import sit_down
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, until
from tests.x11.staffroom import NURSE
from tests.x11.test_two_windows import Staff, has_keys, in_front, wait_in_front

KIOSK: Final = "Harbour Clinic"
KEYS: Final = (
    *("alt+Tab", "alt+shift+Tab", "ctrl+alt+Tab", "alt+Escape", "super", "super+Tab", "alt+space"),
    *("Escape", "Menu", "shift+F10", "alt+F4", "alt+F2", "ctrl+w", "ctrl+q", "ctrl+n", "ctrl+o"),
    *("ctrl+s", "ctrl+p", "ctrl+l", "ctrl+alt+t", "ctrl+alt+l", "ctrl+shift+Escape", "ctrl+Tab"),
    *(f"alt+{number}" for number in range(1, 10)),
    *(f"F{number}" for number in range(1, 13)),
    *("ctrl+alt+Left", "super+d", "super+l", "super+Down", "Print", "XF86Back", "XF86HomePage"),
)
"""What brings another window, a menu, a dialog or an end forward somewhere."""
REFUSED: Final = "That is not the PIN"
HELD_S: Final = 3.0
STAFFS: Final = frozenset({"Today", "Whom we owe", "Lock", "End my shift", "Settings", "Audit"})
"""What would stand there if the room were open."""


def hold(machine: Machine, x: int, y: int, button: str = "1") -> None:
    """A finger that stays, or a button that a finger has not."""
    at = ("mousemove", str(x), str(y), "mousedown", button)
    machine.hand(*at, "sleep", str(HELD_S if button == "1" else 0.1), "mouseup", button)


def corners(machine: Machine) -> tuple[tuple[int, int], ...]:
    """The four of the screen, and the middles of its edges."""
    right, foot = machine.width - 2, machine.height - 2
    return (
        *((1, 1), (right, 1), (1, foot), (right, foot)),
        *((machine.width // 2, 1), (machine.width // 2, foot)),
    )


def assert_nothing_of_staffs(kiosk: Kiosk, staff: Staff, what: str) -> None:
    """The kiosk is in front, and behind it the door is shut."""
    assert in_front(kiosk.machine).startswith(KIOSK), what
    assert not kiosk.look().find("Staff's lists"), what
    assert_shut(staff, what)


def assert_shut(staff: Staff, what: str) -> None:
    """The door, and nobody's name behind it."""
    shown = labels(staff)
    assert not STAFFS & set(shown), what
    assert not [each for each in shown if NAMESAKE in each], what
    assert "Locked" in shown, what


def windows(machine: Machine) -> set[str]:
    """The titles of every window that can be seen."""
    return set(machine.told("xdotool", "search", "--onlyvisible", "--name", ".").split())


@pytest.fixture
def seated(kiosk: Kiosk, staff: Staff) -> Kiosk:
    """A patient whom a nurse handed over, at the rating."""
    staffroom.sign_in(staff, NURSE)
    hand_over(staff, kiosk, OLDER)
    kiosk.tap("Next", "push button")
    kiosk.tap("Start", "push button")
    kiosk.tap("6", "radio button")
    return kiosk


def test_no_key_brings_the_staffs_window_forward_during_a_sitting(
    seated: Kiosk, staff: Staff, clinic: Path
) -> None:
    machine, before = seated.machine, windows(seated.machine)

    for each in KEYS:
        machine.keys(each)
        assert in_front(machine).startswith(KIOSK), each
    assert_nothing_of_staffs(seated, staff, "after every key")

    assert windows(machine) == before
    seated.wait("They're calling me", "push button")
    seated.end()
    assert written(clinic, "record.viewed", NURSE) != []


def test_no_touch_brings_the_staffs_window_forward_during_a_sitting(
    seated: Kiosk, staff: Staff
) -> None:
    machine, before = seated.machine, windows(seated.machine)

    for at in corners(machine):
        hold(machine, *at)
        machine.hand("mousemove", *map(str, at), "click", "--repeat", "7", "--delay", "60", "1")
        assert in_front(machine).startswith(KIOSK), at
    for button in ("2", "3", "8", "9"):
        hold(machine, machine.width // 2, machine.height // 3, button)
    for piece in seated.look().named():
        if piece.role == "label":
            hold(machine, *piece.place.middle, "3")
    assert_nothing_of_staffs(seated, staff, "after every touch")

    assert windows(machine) == before


def test_the_way_to_the_staffs_window_from_the_rest_page_ends_at_its_locked_door(
    seated: Kiosk, staff: Staff
) -> None:
    machine = seated.machine
    seated.tap("They're calling me", "push button")
    seated.tap("Staff's lists", "push button")
    wait_in_front(machine, "Staff:")

    for each in ("ctrl+l", "alt+1", "alt+2", "Escape", "alt+7", "F5", "Return", "ctrl+Tab"):
        machine.keys(each)
    for wrong in ("000000", "123456"):
        staff.tap("PIN", "text")
        staffroom.enter(staff, "PIN", wrong)
        staff.look_until(lambda sight: any(REFUSED in each.name for each in sight.named()), REFUSED)

    assert_shut(staff, "after keys and wrong PINs")


def test_no_key_lets_a_patient_reach_it(kiosk: Kiosk, staff: Staff) -> None:
    machine = kiosk.machine
    staff.tap("Show the kiosk")
    wait_in_front(machine, KIOSK)
    until(lambda: has_keys(kiosk), "keys for the kiosk")
    sit_down(kiosk)
    for each in KEYS:
        machine.keys(each)
    until(lambda: in_front(machine).startswith(KIOSK), "the kiosk in front")
    assert "Passphrase" in labels(staff)
    assert not STAFFS & set(labels(staff))
