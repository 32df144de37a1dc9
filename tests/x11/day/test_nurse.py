"""A nurse's day, through the real windows of a rehearsal clinic."""

from itertools import takewhile
from pathlib import Path
from typing import Final

from tests.x11 import course, staffroom
from tests.x11.day.room import (
    HAND_OVER_S,
    IN_LISTS,
    NAMESAKE,
    NUMBERS,
    OLDER,
    YOUNGER,
    hand_over,
    labels,
    look_at,
    ticket_told,
    written,
)
from tests.x11.hands import by_finger
from tests.x11.kiosk import Kiosk, Stopwatch
from tests.x11.staffroom import NURSE
from tests.x11.test_two_windows import STAFFS_LISTS, Staff, wait_in_front

CALLED: Final = "They're calling me"
WORDS: Final = "Dog"
HELP: Final = "I need to speak to someone now"


def call_for_help(kiosk: Kiosk) -> None:
    """The patient says 8, and asks for somebody."""
    kiosk.tap("Next", "push button")
    kiosk.tap("Start", "push button")
    kiosk.tap("8", "radio button")
    kiosk.tap(HELP, "push button")
    kiosk.tap("Yes, please", "push button")
    kiosk.wait("We are calling staff.", "label")


def answer_the_concerns(kiosk: Kiosk) -> None:
    """The list of concerns, with words of the patient's own."""
    kiosk.tap("Next", "push button")
    steps = list(course.steps())[3:]
    by_finger(kiosk, takewhile(lambda each: "three matter most" not in each.asked, steps))


def come_back(staff: Staff, kiosk: Kiosk) -> None:
    """From the kiosk's rest page to the staff's page before."""
    kiosk.tap(STAFFS_LISTS, "push button")
    wait_in_front(kiosk.machine, "Staff:")
    assert not [each for each in labels(staff) if NAMESAKE in each]
    staffroom.unlock(staff)


def test_a_nurses_day_from_the_list_to_the_talk_that_is_closed(
    clinic: Path, kiosk: Kiosk, staff: Staff
) -> None:
    staffroom.sign_in(staff, NURSE)
    due, in_progress = (staffroom.count(staff, each) for each in ("Due", "In progress"))

    ticket, took = hand_over(staff, kiosk, OLDER)
    assert took < HAND_OVER_S
    call_for_help(kiosk)
    _answer_over_another_screen(staff, kiosk, ticket)
    answer_the_concerns(kiosk)
    kiosk.tap(CALLED, "push button")
    come_back(staff, kiosk)
    staff.wait("With anybody")  # the page before the lock came back
    staff.tap("Today", "radio button")
    staff.look_until(lambda sight: sight.find(f"Due {due - 1}"), "one less who is due")
    assert staffroom.count(staff, "In progress") == in_progress + 1
    staffroom.tap_list(staff, "In progress")
    staffroom.wait_row(staff, NAMESAKE, IN_LISTS[OLDER], "can go on today")
    _read_the_words(staff)
    staffroom.tap_list(staff, "Not printed")
    staffroom.wait_row(staff, NAMESAKE, IN_LISTS[OLDER])
    _close_a_talk(staff)
    staff.tap("Lock", "push button")
    staff.wait("Locked", "label")
    assert not [each for each in labels(staff) if NAMESAKE in each]
    kiosk.end()

    (admitted,) = written(clinic, "sitting.admitted", NURSE)
    (noted,) = written(clinic, "case.noted", NURSE)
    assert (admitted["ticket"], noted["step"]) == (ticket, "talked")
    assert len(written(clinic, "sitting.read", NURSE)) == 1
    assert len(written(clinic, "now.acknowledged", NURSE)) == 1
    assert len(written(clinic, "now.with_patient", NURSE)) == 1


def _answer_over_another_screen(staff: Staff, kiosk: Kiosk, ticket: str) -> None:
    """The call stands over whom we owe; the patient is told that somebody comes, and goes on."""
    look_at(kiosk.machine, "Staff:")
    staff.wait(ticket, "label")
    staffroom.unlock(staff)
    staff.tap("Whom we owe", "radio button")
    staff.wait("With anybody")
    staff.wait(ticket, "label")
    staff.tap("I am coming", "push button")
    staff.look_until(
        lambda sight: any(each.name.startswith(f"{NURSE} is coming") for each in sight.named()),
        "who is coming",
    )
    kiosk.wait("Someone is coming.", "label")
    staff.tap("I am with the patient", "push button")
    staff.look_until(lambda sight: not sight.find(ticket, "label"), "no call any more")
    look_at(kiosk.machine, "Harbour Clinic")


def _read_the_words(staff: Staff) -> None:
    unread = staffroom.count(staff, "Unread words")
    staffroom.tap_list(staff, "Unread words")
    staffroom.tap_row(staff, NAMESAKE, IN_LISTS[OLDER])
    staff.look_until(lambda sight: sight.find(f"Record number: {NUMBERS[OLDER]}"), "who is meant")
    assert not staff.look().find(WORDS)
    staffroom.press(staff, "Open and read")
    staff.wait(WORDS, "label")
    staff.look_until(lambda sight: sight.find(f"Unread words {unread - 1}"), "one less unread")


def _close_a_talk(staff: Staff) -> None:
    talks = staffroom.count(staff, "Talk today")
    staffroom.tap_list(staff, "Talk today")
    staffroom.press(staff, "Talked with them: close")
    staff.look_until(lambda sight: sight.find(f"Talk today {talks - 1}"), "one talk less")


def test_two_taps_and_ten_seconds_lead_from_the_open_list_to_the_patients_first_page(
    clinic: Path, kiosk: Kiosk, staff: Staff
) -> None:
    staffroom.sign_in(staff, NURSE)
    staffroom.wait_row(staff, "Why first visit")

    start = Stopwatch(kiosk)
    staffroom.tap_row(staff, "Why first visit")
    staff.tap("Both are right: hand over", "push button")
    kiosk.wait("Welcome", "label")
    took = start.took_s()
    wait_in_front(kiosk.machine, "Harbour Clinic")
    ticket = ticket_told(staff)
    kiosk.end()

    assert took < HAND_OVER_S
    (admitted,) = written(clinic, "sitting.admitted", NURSE)
    assert admitted["ticket"] == ticket


def test_two_patients_of_one_name_are_told_apart_at_every_step(kiosk: Kiosk, staff: Staff) -> None:
    staffroom.sign_in(staff, NURSE)
    names = [each.name for each in staff.look().named() if each.role == "cell"]

    assert all(
        any(NAMESAKE in each and IN_LISTS[born] in each for each in names) for born in NUMBERS
    )
    staffroom.tap_row(staff, NAMESAKE, IN_LISTS[YOUNGER])
    other = f"Anna Berg, born {OLDER}, {NUMBERS[OLDER]}: another patient."
    staff.wait(other, "label")
    staff.wait(f"Record number: {NUMBERS[YOUNGER]}", "label")
    staff.tap("Hand over", "push button")
    staff.wait("Both are right: hand over", "push button")
    staff.wait(other, "label")
    staff.wait(f"Record number: {NUMBERS[YOUNGER]}", "label")
    del kiosk
