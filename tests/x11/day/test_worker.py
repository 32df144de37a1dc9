"""A social worker's day, through the real windows of a rehearsal clinic."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.x11 import staffroom
from tests.x11.day.room import labels, pasted, written
from tests.x11.kiosk import Kiosk
from tests.x11.machine import until
from tests.x11.staffroom import COLLEAGUE, WORKER
from tests.x11.test_two_windows import Staff

LETTER: Final = "Three attempts in vain: write a letter, or plan to speak at a visit."


def first_line(staff: Staff, *parts: str) -> str:
    """The first line of the list that says all of that."""
    return staffroom.wait_row(staff, *parts).name


def sit_down(staff: Staff, name: str) -> None:
    """Sign in, and turn to the list of whom the clinic owes."""
    staffroom.sign_in(staff, name)
    staff.tap("Whom we owe", "radio button")
    staff.look_until(lambda sight: staffroom.row(sight, "Band"), "whom we owe")


def who_of(line: str) -> str:
    """The name in a line of the list."""
    return line.split("Who ", 1)[1].split(", ", 1)[0]


def note(staff: Staff, *buttons: str, said: str) -> None:
    """One outcome: one tap, or two where something more is asked."""
    for each in buttons:
        staffroom.press(staff, each)
    staff.look_until(
        lambda sight: any(each.name.startswith(said) for each in sight.named()), f"{said!r}"
    )
    staff.tap("Close", "push button")
    staff.look_until(lambda sight: not sight.find("Close", "push button"), "nothing at the foot")


@pytest.fixture
def worker_at_desk(staff: Staff) -> Callable[[], Staff]:
    """The social worker, at the list of whom the clinic owes."""

    def sitting_down() -> Staff:
        sit_down(staff, WORKER)
        return staff

    return sitting_down


def test_a_social_workers_day_from_the_third_attempt_to_the_appointment(
    clinic: Path, kiosk: Kiosk, worker_at_desk: Callable[[], Staff]
) -> None:
    staff = worker_at_desk()
    first = first_line(staff, "Band Soon")
    staffroom.tap_row(staff, first, shows="Attempt")

    for _attempt in range(3):
        note(staff, "No answer", said="Noted: No answer.")
    staff.look_until(
        lambda sight: any(LETTER in each.name for each in sight.named()), "what three attempts ask"
    )
    note(staff, "Letter sent", said="Noted: Letter sent.")
    staffroom.press(staff, "A mistake …")
    staffroom.press(staff, "Noted twice")
    staff.look_until(
        lambda sight: any("Does not count: Letter sent" in each.name for each in sight.named()),
        "an entry that does not count",
    )
    note(staff, "Reached", said="Noted: Reached.")
    note(staff, "Accepted help", said="Noted: Accepted help.")
    note(staff, "Appointment made …", "Tomorrow", said="Noted: Appointment made")
    kiosk.end()

    steps = [each["step"] for each in written(clinic, "case.noted", WORKER)]
    assert steps == [
        *("no_answer", "no_answer", "no_answer", "letter_sent"),
        *("reached", "accepted", "appointment"),
    ]
    assert len(written(clinic, "case.corrected", WORKER)) == 1


def test_a_case_handed_to_a_colleague_is_hers_once_she_accepts_it_by_name(
    clinic: Path, kiosk: Kiosk, worker_at_desk: Callable[[], Staff]
) -> None:
    staff = worker_at_desk()
    first = first_line(staff, "Band Soon")
    staffroom.tap_row(staff, first, shows="Attempt")

    staffroom.press(staff, "Hand over …")
    staffroom.press(staff, COLLEAGUE)
    offered = f"offered to {COLLEAGUE}, not accepted yet"
    staff.look_until(
        lambda sight: any(offered in each.name for each in sight.named()), "that it is offered"
    )
    staffroom.end_shift(staff)
    sit_down(staff, COLLEAGUE)
    staffroom.tap_row(staff, who_of(first), shows="This case was offered to you.")
    staffroom.press(staff, "Accept it")
    staff.look_until(
        lambda sight: any(f"With {COLLEAGUE}." in each.name for each in sight.named()), "hers"
    )
    kiosk.end()

    assert len(written(clinic, "case.accepted", COLLEAGUE)) == 1


def test_one_patients_record_is_read_and_its_text_goes_to_the_hospital(
    clinic: Path, kiosk: Kiosk, worker_at_desk: Callable[[], Staff]
) -> None:
    staff = worker_at_desk()
    first = first_line(staff, "Band Soon")
    name = who_of(first)
    staffroom.tap_row(staff, first, shows="Attempt")
    born = next(each for each in labels(staff) if each.startswith("born ") and "number " in each)
    number = born.rsplit("number ", 1)[1]

    staffroom.press(staff, "Everything about this patient")
    staff.wait("Timeline", "radio button")
    staff.wait(name, "label")
    staff.tap("Trends", "radio button")
    staff.wait("Figures and sources")
    staff.tap("Page and record", "radio button")
    staff.tap("Copy text for the hospital record", "push button")
    staff.wait("The text is on the clipboard for one minute. Paste it now.", "label")
    text = pasted(kiosk.machine)
    if "checked" in staff.look().get("In the hospital record", "check box").states:
        staff.tap("In the hospital record", "check box")
        staff.wait("Noted: not there.", "label")
    staff.tap("In the hospital record", "check box")
    staff.wait("Noted: in the hospital record.", "label")
    staff.tap("Lock", "push button")
    staff.wait("Locked", "label")

    assert name in text.splitlines()[0]
    assert number in "\n".join(text.splitlines()[:3])
    until(lambda: not pasted(kiosk.machine), "a clipboard with nothing on it")
    kiosk.end()
    assert written(clinic, "sitting.recorded", WORKER)[-1]["is_recorded"] is True


def test_two_taps_for_an_outcome_and_a_tap_to_undo_it(
    clinic: Path, kiosk: Kiosk, worker_at_desk: Callable[[], Staff]
) -> None:
    staff = worker_at_desk()
    first = first_line(staff, "Band Soon")
    owed = staffroom.count(staff, "All")
    staffroom.tap_row(staff, first, shows="Attempt")

    staffroom.press(staff, "No answer")
    staff.wait("Noted: No answer.", "label")
    staff.tap("Undo", "push button")
    staff.wait("That entry does not count any more.", "label")
    staffroom.press(staff, "Declined …")
    staffroom.press(staff, "Did not say why")
    staff.look_until(lambda sight: sight.find(f"All {owed - 1}"), "a line less")
    staff.tap("Patients", "radio button")
    staff.tap("Look for a patient", "text")
    staff.machine.write("DEMO-1001")
    staff.look_until(lambda sight: staffroom.row(sight, "Maria Sample"), "who is looked for")
    kiosk.end()

    steps = [each["step"] for each in written(clinic, "case.noted", WORKER)]
    assert steps == ["no_answer", "declined"]
    assert len(written(clinic, "case.corrected", WORKER)) == 1
