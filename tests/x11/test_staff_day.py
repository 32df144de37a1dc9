"""A nurse's and a social worker's day, through the real windows of a rehearsal clinic."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli.demo_clinic import PASSPHRASE, STAFF, make_clinic, set_up_anew
from distressapp.core.journal import Json, parsed
from distressapp.settings import Printer
from tests.x11 import staffroom
from tests.x11.conftest import Plug
from tests.x11.kiosk import Kiosk
from tests.x11.staffroom import NURSE, PIN, WORKER
from tests.x11.test_two_windows import STAFFS_LISTS, Staff, wait_in_front

IN_LISTS: Final = {"14 February 1957": "14 Feb 1957", "3 September 1966": "3 Sep 1966"}
HANDED_OVER: Final = "Handed over. Ticket word: "
YOUNGER: Final = "3 September 1966"
OLDER: Final = "14 February 1957"
NUMBERS: Final = {OLDER: "R-200101", YOUNGER: "R-200108"}


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("day") / "clinic"
    make_clinic(root, patients=40)
    house = open_house(root, room=None)
    try:
        still = replace(house.settings.screen, has_transitions=False)
        printer = Printer(name="nowhere")
        set_up_anew(house, replace(house.settings, cleaning_s=1, screen=still, printer=printer))
    finally:
        house.close()
    return root


@pytest.fixture
def clinic(_filled: Path, tmp_path: Path) -> Path:
    """A rehearsal clinic with forty invented patients, of this test's own."""
    return Path(shutil.copytree(_filled, tmp_path / "clinic"))


@pytest.fixture
def kiosk(clinic: Path, plug: Plug) -> Iterator[Kiosk]:
    """The kiosk, with the staff's window behind it."""
    found = Kiosk(plug(), clinic, "--staff")
    yield found
    found.end()
    assert found.errors == ""


@pytest.fixture
def staff(kiosk: Kiosk) -> Iterator[Staff]:
    """The staff's window, in front and at its door."""
    kiosk.tap(STAFFS_LISTS)
    found = Staff(kiosk)
    found.wait("Passphrase", "text")
    wait_in_front(kiosk.machine, "Staff:")
    yield found
    found.reader.close()


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


def hand_over(staff: Staff, kiosk: Kiosk, born: str) -> str:
    """From the open list to the first question: two taps; the ticket word."""
    staffroom.tap_row(staff, "Anna Berg", IN_LISTS[born])
    staff.look_until(lambda sight: sight.find(f"Record number: {NUMBERS[born]}"), "who is meant")
    staff.tap("Hand over", "push button")
    sight = staff.wait("Both are right: hand over", "push button")
    assert any(each.name.startswith("Born: ") and born in each.name for each in sight.named())
    staff.tap("Both are right: hand over", "push button")
    wait_in_front(kiosk.machine, "Harbour Clinic")
    kiosk.wait("Welcome", "label")
    labels = [each.name for each in staff.look().named() if each.name.startswith(HANDED_OVER)]
    return labels[0].removeprefix(HANDED_OVER).rstrip(".")


def rate_and_call(kiosk: Kiosk) -> None:
    """The patient says 8, and asks for somebody; a nurse comes and says so at the kiosk."""
    kiosk.tap("Next", "push button")
    kiosk.tap("Start", "push button")
    kiosk.tap("8", "radio button")
    kiosk.tap("I need to speak to someone now", "push button")
    kiosk.tap("Yes, please", "push button")
    kiosk.wait("We are calling staff.", "label")


def come_to_the_patient(kiosk: Kiosk) -> None:
    """By name and PIN; the patient's own page comes back."""
    kiosk.tap("For staff: answer this call", "push button")
    kiosk.tap(NURSE, "push button")
    kiosk.tap("Your PIN")
    kiosk.machine.write(PIN)
    kiosk.tap("I am with the patient", "push button")


def test_a_nurses_day_from_the_list_to_the_talk_that_is_closed(
    clinic: Path, kiosk: Kiosk, staff: Staff
) -> None:
    staffroom.sign_in(staff, NURSE)
    due, in_progress = (staffroom.count(staff, each) for each in ("Due", "In progress"))

    ticket = hand_over(staff, kiosk, OLDER)
    rate_and_call(kiosk)
    staff.wait(ticket, "label")
    come_to_the_patient(kiosk)
    kiosk.tap("They're calling me", "push button")
    kiosk.tap(STAFFS_LISTS, "push button")
    wait_in_front(kiosk.machine, "Staff:")
    staffroom.unlock(staff)
    staff.tap("Today")
    staff.look_until(lambda sight: sight.find(f"Due {due - 1}"), "one less who is due")
    assert staffroom.count(staff, "In progress") == in_progress + 1
    staffroom.tap_list(staff, "In progress")
    assert staffroom.row(staff.look(), "Anna Berg", IN_LISTS[OLDER], "can go on today")
    staffroom.tap_list(staff, "Not printed")
    staffroom.tap_row(staff, "Anna Berg")
    talks = staffroom.count(staff, "Talk today")
    staffroom.tap_list(staff, "Talk today")
    staff.tap("Talked with them: close")
    staff.look_until(lambda sight: sight.find(f"Talk today {talks - 1}"), "one talk less")
    staff.tap("Lock", "push button")
    staff.wait("Locked", "label")
    assert staff.look().find("Anna Berg") is None
    kiosk.end()

    (admitted,) = written(clinic, "sitting.admitted", NURSE)
    (noted,) = written(clinic, "case.noted", NURSE)
    assert (admitted["ticket"], noted["step"]) == (ticket, "talked")
    assert len(written(clinic, "now.with_patient", NURSE)) == 1


def test_two_patients_of_one_name_are_told_apart_at_every_step(kiosk: Kiosk, staff: Staff) -> None:
    staffroom.sign_in(staff, NURSE)
    names = [each.name for each in staff.look().named() if each.role == "cell"]

    assert all(
        any("Anna Berg" in each and IN_LISTS[born] in each for each in names) for born in NUMBERS
    )
    staffroom.tap_row(staff, "Anna Berg", IN_LISTS[YOUNGER])
    staff.wait("Like name on today's lists")
    staff.tap("Hand over", "push button")
    staff.wait(f"Anna Berg, born {OLDER}, {NUMBERS[OLDER]}: another patient.", "label")
    staff.wait(f"Record number: {NUMBERS[YOUNGER]}", "label")
    del kiosk


def owed_lines(staff: Staff) -> list[str]:
    """Every line of the list, once."""
    cells = [each.name for each in staff.look().named() if each.role == "cell"]
    return list(dict.fromkeys(cells))


@pytest.fixture
def worker_at_desk(staff: Staff) -> Callable[[], Staff]:
    """The social worker, at the list of whom the clinic owes."""

    def sitting_down() -> Staff:
        staffroom.sign_in(staff, WORKER)
        staff.tap("Whom we owe")
        staff.look_until(lambda sight: staffroom.row(sight, "Band"), "whom we owe")
        return staff

    return sitting_down


def test_a_social_workers_day_two_taps_for_an_outcome_and_a_mistake_taken_back(
    clinic: Path, kiosk: Kiosk, worker_at_desk: Callable[[], Staff]
) -> None:
    staff = worker_at_desk()
    first = next(each for each in owed_lines(staff) if "Band Soon" in each)
    owed = staffroom.count(staff, "All")
    staffroom.tap_row(staff, first, shows="Attempt")

    staffroom.press(staff, "No answer")
    staff.wait("Noted: No answer.", "label")
    staff.tap("Undo", "push button")
    staff.look_until(lambda sight: not sight.find("Noted: No answer."), "it is taken back")
    staffroom.press(staff, "Declined …")
    staffroom.press(staff, "Did not say why")
    staff.look_until(lambda sight: sight.find(f"All {owed - 1}"), "a line less")
    staff.tap("Patients")
    staff.tap("Look for a patient", "text")
    staff.machine.write("DEMO-1001")
    staff.look_until(lambda sight: staffroom.row(sight, "Maria Sample"), "who is looked for")
    kiosk.end()

    steps = [each["step"] for each in written(clinic, "case.noted", WORKER)]
    assert steps == ["no_answer", "declined"]
    assert len(written(clinic, "case.corrected", WORKER)) == 1
