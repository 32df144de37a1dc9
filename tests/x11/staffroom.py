"""A shift in the staff's window, by hand: the door, the lists, what lies further down."""

import time
from typing import Final

from distressapp.cli.demo_clinic import PASSPHRASE
from tests.x11.kiosk import Kiosk, Sight
from tests.x11.reader import Piece, Place

PIN: Final = "825173"
NURSE: Final = "Nurse Tamm (invented)"
WORKER: Final = "Social worker Haddad (invented)"
_FOOT: Final = 70
"""Pixels at the foot of the window under which a screen scrolls."""
_MOST_TURNS: Final = 20
_LOOKS, _LOOK_S = 10, 0.2


def sign_in(staff: Kiosk, name: str) -> None:
    """Choose the name, type the passphrase, and a PIN for the shift twice."""
    staff.tap(name)
    staff.tap("Passphrase", "text")
    staff.machine.write(PASSPHRASE)
    staff.machine.keys("Return")
    staff.tap("PIN", "text")
    for _time in range(2):
        staff.machine.write(PIN)
        staff.machine.keys("Return")
    staff.wait("Lock", "push button")


def unlock(staff: Kiosk) -> None:
    """The PIN brings back the page where one was."""
    staff.tap("PIN", "text")
    staff.machine.write(PIN)
    staff.machine.keys("Return")
    staff.wait("Lock", "push button")


def end_shift(staff: Kiosk) -> None:
    """The next one at this window signs in."""
    staff.tap("End my shift", "push button")
    staff.wait("Passphrase", "text")


def row(sight: Sight, *parts: str) -> Piece | None:
    """A line of the list that says all of that; None where there is none."""
    cells = (each for each in sight.named() if each.role == "cell")
    return next((each for each in cells if all(part in each.name for part in parts)), None)


def tap_row(staff: Kiosk, *parts: str, shows: str = "") -> None:
    """Tap the line that says all of that, once it stands still.

    Args:
        shows: What comes beside the list then; who does not see it goes there by key.
    """
    before: list[Place] = []

    def stands_still(sight: Sight) -> bool:
        found = row(sight, *parts)
        if found is not None:
            before.append(found.place)
        return len(before) > 1 and before[-1] == before[-2]

    found = row(staff.look_until(stands_still, f"a line with {parts}"), *parts)
    assert found is not None
    staff.tap_piece(found)
    if shows and not _is_soon_there(staff, shows):
        staff.machine.keys("Down")


def _is_soon_there(staff: Kiosk, name: str) -> bool:
    for _look in range(_LOOKS):
        if staff.look().find(name):
            return True
        time.sleep(_LOOK_S)
    return False


def count(staff: Kiosk, words: str) -> int:
    """The figure on a list's own button, `"Due 7"`."""
    names = [each.name for each in staff.look().named() if each.name.startswith(f"{words} ")]
    return int(names[0].removeprefix(f"{words} "))


def tap_list(staff: Kiosk, words: str) -> None:
    """Show one of the lists, by its button."""
    staff.tap(f"{words} {count(staff, words)}")


def press(staff: Kiosk, name: str) -> None:
    """Tap a button, scrolling with the wheel to what lies further down."""
    staff.wait(name, "push button")
    foot = staff.machine.height - _FOOT
    for _turn in range(_MOST_TURNS):
        found = staff.look().get(name, "push button")
        if found.place.middle[1] < foot:
            staff.tap_piece(found)
            return
        x = str(found.place.middle[0])
        staff.machine.hand("mousemove", x, str(foot - _FOOT), "click", "5", "sleep", "0.2")
    raise AssertionError(f"the wheel does not lead to {name!r}")
