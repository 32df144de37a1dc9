"""A shift in the staff's window, by hand: the door, the lists, what lies further down."""

from typing import Final

from distressapp.cli.demo_clinic import PASSPHRASE
from tests.x11.kiosk import Kiosk, Sight
from tests.x11.reader import Piece, Place

PIN: Final = "825173"
NURSE: Final = "Nurse Tamm (invented)"
WORKER: Final = "Social worker Haddad (invented)"
COLLEAGUE: Final = "Social worker Brandt (invented)"
_FOOT: Final = 70
"""Pixels above the foot of a screen where the wheel is turned."""
_MARGIN: Final = 16
_MOST_TURNS: Final = 60


def sign_in(staff: Kiosk, name: str) -> None:
    """Choose the name, type the passphrase, and a PIN for the shift twice."""
    staff.tap(name)
    staff.tap("Passphrase", "text")
    enter(staff, "Passphrase", PASSPHRASE)
    choose_pin(staff)


def enter(staff: Kiosk, field: str, text: str) -> None:
    """Type into that field once it has the keys, and end it."""
    staff.have_keys()
    staff.go_to(field, "text")
    staff.machine.write(text)
    staff.machine.keys("Return")


def choose_pin(staff: Kiosk) -> None:
    """A PIN for the shift, typed twice."""
    for field in ("PIN", "The same PIN again"):
        enter(staff, field, PIN)
    staff.wait("Lock", "push button")


def unlock(staff: Kiosk) -> None:
    """The PIN brings back the page where one was."""
    staff.tap("PIN", "text")
    enter(staff, "PIN", PIN)
    staff.wait("Lock", "push button")


def end_shift(staff: Kiosk) -> None:
    """The next one at this window signs in."""
    staff.tap("End my shift", "push button")
    staff.wait("Passphrase", "text")


def row(sight: Sight, *parts: str) -> Piece | None:
    """A line of the list that says all of that; None where there is none."""
    cells = (each for each in sight.named() if each.role == "cell")
    return next((each for each in cells if all(part in each.name for part in parts)), None)


def wait_row(staff: Kiosk, *parts: str) -> Piece:
    """The line that says all of that, once it stands still."""
    before: list[Place] = []

    def stands_still(sight: Sight) -> bool:
        found = row(sight, *parts)
        if found is not None:
            before.append(found.place)
        return len(before) > 1 and before[-1] == before[-2]

    found = row(staff.look_until(stands_still, f"a line with {parts}"), *parts)
    assert found is not None
    return found


def tap_row(staff: Kiosk, *parts: str, shows: str = "") -> None:
    """Tap the line that says all of that; one tap chooses it.

    Args:
        shows: What must come beside the list then.
    """
    staff.tap_piece(wait_row(staff, *parts))
    if shows:
        staff.wait(shows)


def count(staff: Kiosk, words: str) -> int:
    """The figure on a list's own button, `"Due 7"`."""

    def figures(sight: Sight) -> list[str]:
        names = (each.name for each in sight.named() if each.name.startswith(f"{words} "))
        return [each.removeprefix(f"{words} ") for each in names]

    return int(figures(staff.look_until(figures, f"how many are in {words!r}"))[0])


def tap_list(staff: Kiosk, words: str) -> None:
    """Show one of the lists, by its button."""
    staff.tap(f"{words} {count(staff, words)}", "radio button")


def press(staff: Kiosk, name: str) -> None:
    """Tap a button once it stands still, scrolling with the wheel to what lies further down."""
    before = None
    for _turn in range(_MOST_TURNS):
        sight = staff.wait(name, "push button")
        foot, found = _foot(staff, sight), sight.get(name, "push button")
        if found.place.top + found.place.height > foot:
            x = str(found.place.middle[0])
            staff.machine.hand("mousemove", x, str(foot - _FOOT), "click", "5", "sleep", "0.2")
        elif found.place == before:
            staff.tap_piece(found)
            return
        before = found.place
    raise AssertionError(f"the wheel does not lead to {name!r}")


def _foot(staff: Kiosk, sight: Sight) -> int:
    """Where what a screen shows ends: above what was just said and the pages not printed."""
    below = (sight.find(each, "push button") for each in ("Close", "Look at the queue"))
    tops = (each.place.top - _MARGIN for each in below if each is not None)
    return min([staff.machine.height - _MARGIN, *tops])
