"""Staff hand a patient over from their own room: what the kiosk does in each of its states."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns
from distressapp.channel import Message
from distressapp.core.sitting import Plan, Stop, Use
from distressapp.keeper.answers import Answer
from distressapp.keeper.room import Rights
from distressapp.kiosk.button_words import room_words
from distressapp.kiosk.handover import RECORD, Desk, HandoverPage
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from distressapp.service.admissions import admit
from distressapp.service.memory import KeptMemory
from distressapp.service.pauses import state_of
from distressapp.service.relayed import BUSY, FREE, READY, RESUME, SEAT, SEATED
from distressapp.service.seating import Seat, Why
from distressapp.settings import hash_of
from tests.clinics import BORN, NUMBER
from tests.keeper.beside import kiosk_beside_staff
from tests.kiosk.day import SHORT, Day, clinical, day, settle, tap
from tests.kiosk.disk import full_disk

LATER_NS: Final = 60 * 10**9


@pytest.fixture
def beside() -> Iterator[tuple[KeptMemory, list[Answer]]]:
    with kiosk_beside_staff() as found:
        yield found


class Staff:
    """Who hands over from the staff's room, with the keeper between."""

    def __init__(self, here: Day, said: list[Answer]) -> None:
        self.here = here
        self._said = said

    def ask(self, verb: str, body: bytes = b"") -> tuple[str, str]:
        """What the kiosk answers: a verb, and a word."""
        name = f"question {len(self._said)}"
        self.here.window.arrivals.take(Message(verb=verb, name=name, body=body))
        self.here.house.memory.found()  # the keeper has then heard everything before it
        (back,) = [
            each.back for each in self._said if each.back is not None and each.back.name == name
        ]
        return back.verb, back.body.decode()

    def seat(self, number: str = NUMBER, born: date = BORN) -> Seat:
        """A hand-over with a plan of this clinic."""
        return replace(self.resumption(number, born), plan=self.plan(number))

    def plan(self, number: str = NUMBER) -> Plan:
        return admit(self.here.house, record_number=number, born=BORN)

    def resumption(self, number: str = NUMBER, born: date = BORN) -> Seat:
        """The same for a sitting that goes on."""
        return Seat(
            record_number=number,
            born=born,
            settings=hash_of(self.here.house.settings),
            until_ns=monotonic_ns() + LATER_NS,
        )


@pytest.fixture
def staff(qtbot: QtBot, tmp_path: Path, beside: tuple[KeptMemory, list[Answer]]) -> Staff:
    memory, said = beside
    return Staff(day(qtbot, tmp_path / "clinic", SHORT, memory=memory), said)


def test_a_patient_who_is_handed_over_sits_at_the_first_page(staff: Staff) -> None:
    plan = staff.plan()
    seat = replace(staff.resumption(), plan=plan)

    answer = staff.ask(SEAT, seat.to_bytes())

    assert answer == (SEATED, "")
    assert staff.here.is_in(Phase.SITTING)
    assert staff.here.step == "welcome"
    conductor, keeper = staff.here.window.conductor, staff.here.window.patient.keeper
    assert conductor is not None
    assert keeper is not None
    assert conductor.interview.plan == plan
    assert (keeper.running.given.record_number, keeper.running.given.born) == (NUMBER, BORN)


def with_spanish(staff: Staff) -> None:
    """English first; the Spanish words stand for themselves here."""
    house = staff.here.house
    words = dict(house.wordings)
    for name, each in house.wordings.items():
        words[name.replace(".en", ".es")] = replace(each, language="es")
    house.wordings = words
    house.settings = replace(house.settings, languages=("en", "es"))


def test_a_patient_sits_at_the_first_page_in_the_language_of_their_record(staff: Staff) -> None:
    with_spanish(staff)

    answer = staff.ask(SEAT, replace(staff.seat(), language="es").to_bytes())

    conductor, keeper = staff.here.window.conductor, staff.here.window.patient.keeper
    assert answer == (SEATED, "")
    assert conductor is not None
    assert keeper is not None
    assert (staff.here.step, conductor.language) == ("welcome", "es")
    # A kiosk that dies now opens in it again.
    assert staff.here.house.letterbox.rows(keeper.running.plan.sitting)


@pytest.mark.parametrize("language", ["", "en", "el"])
def test_a_language_that_the_clinic_has_not_or_has_first_is_not_chosen_for_anybody(
    staff: Staff, language: str
) -> None:
    with_spanish(staff)

    staff.ask(SEAT, replace(staff.seat(), language=language).to_bytes())

    conductor = staff.here.window.conductor
    assert conductor is not None
    assert conductor.language == "en"
    assert conductor.interview.answers == {}


def test_asking_whether_it_is_free_sits_nobody_down(staff: Staff) -> None:
    answer = staff.ask(READY)

    assert answer == (FREE, "")
    assert staff.here.is_in(Phase.DESK)


def test_a_half_typed_number_at_the_kiosk_gives_way(staff: Staff) -> None:
    staff.here.write("record", "47")

    answer = staff.ask(SEAT, staff.seat().to_bytes())

    assert answer == (SEATED, "")
    assert staff.here.step == "welcome"


def sitting(here: Day) -> None:
    here.hand_over()


def resting(here: Day) -> None:
    here.hand_over()
    here.go_to("rating")
    tap(here.room.foot.called)


def cleaning(here: Day) -> None:
    resting(here)
    here.act(Act.STAFF)


def admitting(here: Day) -> None:
    here.admit()


def called_for_help(here: Day) -> None:
    tap(here.desk.buttons[Desk.NOW])
    assert here.window.calls.calling is not None
    here.window.calls.calling.let_it_sound()
    settle()


def broken(here: Day) -> None:
    here.window.show_broken()


STATES: Final = {
    Why.SITTING: sitting,
    Why.CLEANING: resting,
    Why.TICKET: admitting,
    Why.CALL: called_for_help,
    Why.ELSEWHERE: broken,
}


@pytest.mark.parametrize("verb", [READY, SEAT, RESUME])
@pytest.mark.parametrize("why", list(STATES))
def test_a_kiosk_that_is_busy_says_why_and_stays_as_it_is(
    staff: Staff, why: Why, verb: str
) -> None:
    STATES[why](staff.here)
    before = staff.here.window.page

    answer = staff.ask(verb, staff.seat("MRN-9999").to_bytes())

    assert answer == (BUSY, why.value)
    assert staff.here.window.page is before
    keeper = staff.here.window.patient.keeper
    assert keeper is None or keeper.running.given.record_number == NUMBER


def test_a_tablet_that_is_just_being_cleaned_takes_nobody_until_it_is_confirmed(
    staff: Staff,
) -> None:
    cleaning(staff.here)
    before = staff.ask(SEAT, staff.seat("MRN-9999").to_bytes())
    staff.here.window.show_desk()

    after = staff.ask(SEAT, staff.seat("MRN-9999").to_bytes())

    assert before == (BUSY, "cleaning")
    assert after == (SEATED, "")


def test_a_disk_that_takes_nothing_sits_nobody_down_and_says_so(staff: Staff) -> None:
    seat = staff.seat()
    with full_disk(staff.here.house.folder.root):
        answer = staff.ask(SEAT, seat.to_bytes())

    assert answer == (BUSY, "disk")
    assert staff.here.is_in(Phase.DESK)
    assert "running" not in staff.here.house.memory.found()


def test_a_hand_over_that_comes_too_late_counts_no_more(staff: Staff) -> None:
    seat = replace(staff.seat(), until_ns=monotonic_ns() - 1)

    answer = staff.ask(SEAT, seat.to_bytes())

    assert answer == (BUSY, "silent")
    assert staff.here.is_in(Phase.DESK)


def test_a_kiosk_with_older_settings_is_opened_anew_and_sits_nobody_down(staff: Staff) -> None:
    seat = replace(staff.seat(), settings="of another day")
    outdated: list[object] = []
    staff.here.window.arrivals.outdated.connect(outdated.append)

    answer = staff.ask(SEAT, seat.to_bytes())

    assert answer == (BUSY, "settings")
    assert outdated == [None]
    assert staff.here.is_in(Phase.DESK)


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"[1]", b'{"plan": 1}'])
def test_what_is_no_hand_over_sits_nobody_down(staff: Staff, body: bytes) -> None:
    answer = staff.ask(SEAT, body)

    assert answer == (BUSY, "elsewhere")
    assert staff.here.is_in(Phase.DESK)


def test_a_plan_of_the_other_use_sits_nobody_down(staff: Staff) -> None:
    plan = replace(staff.plan(), use=Use.CLINICAL)

    answer = staff.ask(SEAT, replace(staff.resumption(), plan=plan).to_bytes())

    assert answer == (BUSY, "elsewhere")


def test_a_clinic_that_is_not_ready_takes_nobody(
    qtbot: QtBot, tmp_path: Path, beside: tuple[KeptMemory, list[Answer]]
) -> None:
    memory, said = beside
    staff = Staff(day(qtbot, tmp_path / "clinic", clinical(), memory=memory), said)

    assert staff.ask(READY) == (BUSY, "not_ready")


def test_who_was_called_away_goes_on_at_the_same_step(staff: Staff) -> None:
    here = staff.here
    here.hand_over()
    here.go_to("rating")
    here.rate(7)
    tap(here.room.foot.called)
    here.window.show_desk()

    answer = staff.ask(RESUME, staff.resumption().to_bytes())

    assert answer == (SEATED, "")
    assert here.step == "rating"


@pytest.mark.parametrize(
    ("number", "born"), [("MRN-4712", BORN), (NUMBER, date(1950, 3, 2))], ids=["number", "born"]
)
def test_with_one_wrong_identifier_nobody_goes_on(staff: Staff, number: str, born: date) -> None:
    resting(staff.here)
    staff.here.window.show_desk()

    answer = staff.ask(RESUME, staff.resumption(number, born).to_bytes())

    assert answer == (BUSY, "nothing")
    assert staff.here.is_in(Phase.DESK)


def test_what_the_kiosk_forgot_in_a_power_cut_goes_on_as_staff_have_it(staff: Staff) -> None:
    here = staff.here
    here.hand_over()
    here.go_to("rating")
    here.rate(7)
    here.window.stop_for_closing()
    record = here.last
    here.house.paused.sealed.clear()
    here.window.rest()
    here.window.show_desk()
    state = state_of(record.sitting, at="rating")

    answer = staff.ask(RESUME, replace(staff.resumption(), state=state).to_bytes())

    assert answer == (SEATED, "")
    assert here.step == "rating"
    assert here.kept()["dt/rating"] == record.sitting.answers["dt/rating"]
    assert record.sitting.stop is Stop.CLOSING


def test_what_staff_have_of_another_day_does_not_go_on(staff: Staff) -> None:
    here = staff.here
    here.hand_over()
    here.window.stop_for_closing()
    state = state_of(here.last.sitting, at="welcome")
    here.window.rest()
    here.clock.forward(days=1)
    here.window.show_desk()

    answer = staff.ask(RESUME, replace(staff.resumption(), state=state).to_bytes())

    assert answer == (BUSY, "nothing")


def test_staff_find_their_window_from_the_start_page_and_from_rest(
    staff: Staff, beside: tuple[KeptMemory, list[Answer]]
) -> None:
    here = staff.here
    tap(here.desk.buttons[Desk.ROOM])
    assert here.desk.fields[RECORD].hasFocus(), "a scan afterwards goes there"
    resting(here)
    here.act(Act.ROOM)
    here.house.memory.found()

    shown = [each.shown for each in beside[1] if each.shown is not None]
    assert shown == [Rights.STAFF, Rights.STAFF]
    assert here.is_in(Phase.REST)


def test_a_kiosk_without_a_staffs_room_offers_no_way_there(qtbot: QtBot, tmp_path: Path) -> None:
    here = day(qtbot, tmp_path / "clinic", SHORT)

    at_start = Desk.ROOM in here.page(HandoverPage).buttons
    resting(here)

    assert not at_start
    assert Act.ROOM not in here.plain.aside


def test_a_patient_who_sits_finds_no_way_to_the_staffs_lists(staff: Staff) -> None:
    here = staff.here
    here.hand_over()
    found: list[str] = []

    for _step in range(90):
        found += [each.text() for each in here.window.findChildren(QAbstractButton)]
        if here.step == "thanks":
            break
        here.next()

    assert here.step == "thanks"
    assert room_words() not in found


@pytest.mark.parametrize("page", [called_for_help, broken], ids=["a call", "the safe screen"])
def test_no_page_between_two_patients_but_rest_leads_there(
    staff: Staff, page: Callable[[Day], None]
) -> None:
    page(staff.here)

    assert Act.ROOM not in {**staff.here.plain.buttons, **staff.here.plain.aside}
