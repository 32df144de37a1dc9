"""A nurse without a pointer: from the door to the patient's first page, and back to the lists."""

from pathlib import Path
from typing import Final

from distressapp.cli.demo_clinic import PASSPHRASE
from tests.x11 import staffroom
from tests.x11.day.room import NUMBERS, YOUNGER, look_at, ticket_told, written
from tests.x11.hands import press_by_key, tab_to
from tests.x11.kiosk import Kiosk
from tests.x11.staffroom import NURSE, PIN
from tests.x11.test_two_windows import Staff, wait_in_front

PLACES: Final = ("Today", "Whom we owe", "Patients", "Paper", "Printing", "Settings")
"""What a nurse is offered; the audit is for others."""

_MOST_STEPS: Final = 20


def sign_in_by_key(staff: Staff) -> None:
    """The name, the passphrase, and a PIN twice."""
    staff.have_keys()
    found = staff.look().focused()
    for _step in range(_MOST_STEPS):
        if found is not None and found.name == NURSE:
            break
        found = staff.step("Down" if found is not None and found.role == "radio button" else "Tab")
    staff.machine.keys("Return")
    staffroom.enter(staff, "Passphrase", PASSPHRASE)
    staffroom.choose_pin(staff)


def test_a_nurse_hands_over_and_comes_back_by_keys_alone(
    clinic: Path, kiosk: Kiosk, staff: Staff
) -> None:
    machine = kiosk.machine
    sign_in_by_key(staff)

    for number, name in enumerate(PLACES, start=1):
        machine.keys(f"alt+{number}")
        staff.look_until(lambda sight, name=name: sight.has(name, "checked"), name)  # type: ignore[misc]  # a name
    machine.keys("alt+1")
    staff.wait("Hand over", "push button")
    staff.have_keys()
    machine.write(NUMBERS[YOUNGER])
    machine.keys("Return")
    staff.wait(f"Record number: {NUMBERS[YOUNGER]}", "label")
    press_by_key(staff, "Both are right: hand over")
    kiosk.wait("Welcome", "label")
    wait_in_front(machine, "Harbour Clinic")
    ticket = ticket_told(staff)
    press_by_key(kiosk, "Next")
    kiosk.wait("Start", "push button")
    press_by_key(kiosk, "Start")
    kiosk.wait("8", "radio button")
    kiosk.have_keys()
    machine.keys("8")
    kiosk.look_until(lambda sight: sight.has("8", "checked"), "8 chosen")
    press_by_key(kiosk, "They're calling me")
    kiosk.wait("Staff's lists", "push button")
    look_at(machine, "Staff:")
    staffroom.enter(staff, "PIN", PIN)
    staff.wait("Lock", "push button")
    assert staffroom.count(staff, "In progress") >= 1
    machine.keys("ctrl+l")
    staff.wait("Locked", "label")
    kiosk.end()

    (admitted,) = written(clinic, "sitting.admitted", NURSE)
    assert admitted["ticket"] == ticket


def test_tab_leads_through_every_button_of_the_navigation_and_an_arrow_presses_none(
    kiosk: Kiosk, staff: Staff
) -> None:
    sign_in_by_key(staff)

    tab_to(staff, "Today")
    staff.machine.keys("Down")
    staff.go_to("Whom we owe", "radio button")

    assert "checked" in staff.wait("Today", "radio button").get("Today", "radio button").states
    staff.machine.keys("Return")
    staff.wait("With anybody")
    del kiosk
