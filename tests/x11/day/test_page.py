"""The page of a patient in the staff's window: on paper where there is a printer, else seen."""

from pathlib import Path

from tests.x11 import staffroom
from tests.x11.day.room import IN_LISTS, NAMESAKE, OLDER, written
from tests.x11.kiosk import Kiosk
from tests.x11.machine import until
from tests.x11.staffroom import NURSE
from tests.x11.test_two_windows import Staff


def print_the_page(staff: Staff) -> None:
    """By the patient's record, found by the line of the day."""
    staffroom.sign_in(staff, NURSE)
    staffroom.tap_row(staff, NAMESAKE, IN_LISTS[OLDER])
    staffroom.press(staff, "Open record")
    staff.tap("Page and record", "radio button")
    staff.wait("Page 1 of 1")
    staff.tap("Print", "push button")


def test_a_page_comes_out_of_the_clinics_printer(
    paper: Path, clinic: Path, kiosk: Kiosk, staff: Staff
) -> None:
    print_the_page(staff)
    until(lambda: paper.exists() and paper.stat().st_size > 0, "a page on paper")
    kiosk.end()

    assert b"%PDF" in paper.read_bytes()
    assert len(written(clinic, "print.queued", NURSE)) == 1


def test_a_page_whose_printer_is_gone_stays_visible_as_not_printed(
    clinic: Path, kiosk: Kiosk, staff: Staff
) -> None:
    print_the_page(staff)
    staff.tap("Printing", "radio button")
    found = staffroom.wait_row(staff, NAMESAKE, "Not printed")
    assert found is not None
    staff.wait("3 pages are not printed.")
    kiosk.end()

    assert len(written(clinic, "print.queued", NURSE)) == 1
    assert written(clinic, "print.done", NURSE) == []
