"""What the days have in common: the two of one name, the hand-over, the journal afterwards."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli.demo_clinic import PASSPHRASE, STAFF
from distressapp.core.journal import Json, parsed
from tests.x11 import staffroom
from tests.x11.kiosk import Kiosk, Sight, Stopwatch
from tests.x11.machine import MOST_S, Machine
from tests.x11.test_two_windows import Staff, wait_in_front

PRINTER: Final = "ward"
NAMESAKE: Final = "Anna Berg"
YOUNGER: Final = "3 September 1966"
OLDER: Final = "14 February 1957"
IN_LISTS: Final = {OLDER: "14 Feb 1957", YOUNGER: "3 Sep 1966"}
NUMBERS: Final = {OLDER: "R-200101", YOUNGER: "R-200108"}
HANDED_OVER: Final = "Handed over. Ticket word: "
HAND_OVER_S: Final = 10.0
"""From the tap on "Hand over" to the patient's first page, by the product's own words."""
_PASTE: Final = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
sys.stdout.buffer.write(QGuiApplication.clipboard().text().encode())
"""


def written(clinic: Path, kind: str, by: str) -> list[Mapping[str, Json]]:
    """What that member wrote of that kind in this test, as the journal has it."""
    house = open_house(clinic, room=None)
    try:
        session = sign_in(house, PASSPHRASE, name=STAFF)
        try:
            vault = session.vault
            entries = [each.entry for writer in vault.heads() for each in vault.entries(writer)]
            start = (clinic / "clinic.pub").stat().st_ctime * 1000  # when it was copied
            found = [
                parsed(each.payload) for each in entries if each.kind == kind and each.at_ms > start
            ]
            return [each for each in found if isinstance(each, Mapping) and each.get("by") == by]
        finally:
            session.close()
    finally:
        house.close()


def hand_over(staff: Staff, kiosk: Kiosk, born: str) -> tuple[str, float]:
    """Two taps from the line of the list to the patient's first page; ticket word and seconds."""
    staffroom.tap_row(staff, NAMESAKE, IN_LISTS[born])
    staff.look_until(lambda sight: sight.find(f"Record number: {NUMBERS[born]}"), "who is meant")
    start = Stopwatch(kiosk)
    staff.tap("Hand over", "push button")
    sight = staff.wait("Both are right: hand over", "push button")
    assert any(each.name.startswith("Born: ") and born in each.name for each in sight.named())
    staff.tap("Both are right: hand over", "push button")
    kiosk.wait("Welcome", "label")
    took = start.took_s()
    wait_in_front(kiosk.machine, "Harbour Clinic")
    return ticket_told(staff), took


def ticket_told(staff: Staff) -> str:
    """The ticket word, as the locked door says it."""

    def said(sight: Sight) -> list[str]:
        return [each.name for each in sight.named() if each.name.startswith(HANDED_OVER)]

    label = said(staff.look_until(said, "the ticket word"))[0]
    return label.removeprefix(HANDED_OVER).rstrip(".")


def look_at(machine: Machine, title: str) -> None:
    """Turn to that window, as to a second screen that shows it."""
    machine.told("xdotool", "search", "--name", f"^{title}", "windowraise", "windowfocus")
    wait_in_front(machine, title)


def pasted(machine: Machine) -> str:
    """What another program on this screen pastes."""
    done = subprocess.run(
        [sys.executable, "-c", _PASTE],
        env=machine.environment(),
        capture_output=True,
        check=True,
        timeout=MOST_S,
    )
    return done.stdout.decode()


def labels(staff: Kiosk) -> list[str]:
    """Everything that can be read."""
    return [each.name for each in staff.look().named()]
