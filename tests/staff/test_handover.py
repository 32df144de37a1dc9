"""The screen from which the tablet changes hands: taps, scans, warnings, and every way it ends."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns, sign_in
from distressapp.core.sitting import Stop
from distressapp.service import patients, visits
from distressapp.service.patients import Details
from distressapp.service.pauses import pause
from distressapp.service.relayed import BUSY, FREE, READY, RESUME, SEAT
from distressapp.service.seating import Why
from distressapp.service.shift import Shift
from distressapp.staff.desk import Desk, Place
from distressapp.staff.doors import PinPage
from distressapp.staff.handover.screen import LOOK_MS, HandoverScreen
from distressapp.staff.today.screen import TodayScreen
from distressapp.staff.window import RETURN_MS
from tests.clinics import BORN, NUMBER, PASSPHRASE, copied, opened, rated, seated, told
from tests.keeper.beside import PIN
from tests.kiosk.day import ring_out, settle
from tests.service.kiosk_end import Kiosk, kiosk_end
from tests.staff import room

ANNA: Final = Details(name="Anna Canaryname", born=BORN, record_number=NUMBER)
OTHER: Final = Details(name="Anne Canaryname", born=date(1961, 7, 8), record_number="MRN-5000")


@pytest.fixture
def kiosk_and_desk(bot: QtBot, tmp_path: Path) -> Iterator[tuple[Kiosk, Desk]]:
    with kiosk_end() as (end, kiosk):
        house = opened(copied(tmp_path / "clinic"))
        window = room.window(house, keeper=end)
        bot.addWidget(window)
        shift = Shift(house, sign_in(house, PASSPHRASE), end, clock_ns=monotonic_ns)
        shift.choose_pin(PIN)
        window.porter.shifts[shift.name] = shift
        yield kiosk, window.enter(shift)
        window.close()
        house.close()


@pytest.fixture
def kiosk(kiosk_and_desk: tuple[Kiosk, Desk]) -> Kiosk:
    return kiosk_and_desk[0]


@pytest.fixture
def desk(kiosk_and_desk: tuple[Kiosk, Desk]) -> Desk:
    return kiosk_and_desk[1]


@pytest.fixture
def anna(desk: Desk) -> str:
    return patients.register(desk.house, desk.session, ANNA)


def at(desk: Desk, patient: str = "") -> HandoverScreen:
    """The screen for that patient; without one it waits for a number."""
    found = room.shown(desk, Place(screen="handover", subject=patient))
    assert isinstance(found, HandoverScreen)
    return found


def now_at(desk: Desk) -> HandoverScreen:
    """The screen that is up."""
    shell = room.window_of(desk).shell
    assert shell is not None
    found = shell.screen_shown
    assert isinstance(found, HandoverScreen)
    return found


def words(widget: QWidget) -> str:
    """Everything that stands on it."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def tap(widget: QWidget | None) -> None:
    assert widget is not None
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def scan(widget: QWidget, number: str) -> None:
    """A scanner types it wherever the focus is, and ends with Enter."""
    QTest.keyClicks(widget, number)
    QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_Return)
    QApplication.processEvents()


def verbs(kiosk: Kiosk) -> list[str]:
    return [each.verb for each in kiosk.heard]


def test_one_tap_on_the_screen_seats_the_patient_and_locks_the_list(
    desk: Desk, kiosk: Kiosk, anna: str
) -> None:
    screen = at(desk, anna)
    window = room.window_of(desk)
    assert screen.kiosk is not None
    ticket = screen.kiosk.ticket.text()

    tap(screen.start)

    assert verbs(kiosk)[-2:] == [READY, SEAT]
    assert isinstance(window.page, PinPage)
    assert window.page.told.text() == f"Handed over. Ticket word: {ticket}."


def test_the_pin_leads_to_todays_list_and_not_to_whoever_sits(desk: Desk, anna: str) -> None:
    window = room.window_of(desk)
    tap(at(desk, anna).start)
    page = window.page
    assert isinstance(page, PinPage)

    page.given.emit((page.name, PIN))

    assert window.desk is not None
    assert window.desk.place == Place(screen="today")


def test_the_locked_door_leads_back_to_the_kiosk(
    desk: Desk, kiosk: Kiosk, bot: QtBot, anna: str
) -> None:
    window = room.window_of(desk)
    tap(at(desk, anna).start)
    page = window.page
    assert isinstance(page, PinPage)

    tap(page.kiosk)

    assert window.page is page
    bot.waitUntil(lambda: "show" in verbs(kiosk))


def test_a_door_opened_from_the_kiosk_gives_way_to_it_again(
    desk: Desk, kiosk: Kiosk, bot: QtBot
) -> None:
    window = room.window_of(desk)

    window.come_forward()
    before = verbs(kiosk)
    ring_out(window, RETURN_MS)

    assert isinstance(window.page, PinPage)
    assert "show" not in before
    bot.waitUntil(lambda: "show" in verbs(kiosk))


def test_both_identifiers_and_the_ticket_word_stand_large_on_it(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)

    shown = words(screen)

    assert "Anna Canaryname" in shown
    assert "1 March 1950" in shown
    assert NUMBER in shown
    assert screen.kiosk is not None
    assert screen.handover is not None
    assert screen.kiosk.ticket.text() == screen.handover.plan.ticket


def test_a_similar_name_is_warned_of(desk: Desk, anna: str) -> None:
    patients.register(desk.house, desk.session, OTHER)

    shown = words(at(desk, anna))

    assert "Anne Canaryname, born 8 July 1961, MRN-5000: another patient." in shown


def test_a_scan_brings_the_patient_up_and_hands_nobody_over(
    desk: Desk, kiosk: Kiosk, anna: str
) -> None:
    screen = at(desk)

    scan(screen.scan.line, "mrn-4711")

    handover = now_at(desk).handover
    assert handover is not None
    assert handover.patient.id == anna
    assert SEAT not in verbs(kiosk)


def test_a_scan_over_todays_list_leads_to_the_hand_over_with_the_visit(
    desk: Desk, anna: str
) -> None:
    when = visits.When(day=desk.house.today())
    visit = visits.plan(desk.house, desk.session, patient=anna, when=when)
    today = room.shown(desk, Place(screen="today"))
    assert isinstance(today, TodayScreen)
    assert today.table is not None
    today.table.view.setFocus()

    scan(today.table.view, NUMBER)

    handover = now_at(desk).handover
    assert handover is not None
    assert (handover.patient.id, handover.visit) == (anna, visit)


def test_a_number_that_nobody_has_is_said_over_todays_list(desk: Desk, anna: str) -> None:
    assert anna
    today = room.shown(desk, Place(screen="today"))
    assert isinstance(today, TodayScreen)
    assert today.table is not None

    scan(today.table.view, "MRN-0000")

    assert desk.place == Place(screen="today")
    assert today.finder.complaint.text()


def test_starting_anew_tells_the_new_word_and_going_on_the_old_one(desk: Desk, anna: str) -> None:
    running = seated(desk.house)
    pause(desk.house, running, told(running, Stop.CALLED), at="rating")
    screen, window = at(desk, anna), room.window_of(desk)
    assert screen.handover is not None
    word = screen.handover.plan.ticket

    tap(screen.start)

    assert isinstance(window.page, PinPage)
    assert window.page.told.text() == f"Handed over. Ticket word: {word}."
    assert word != running.plan.ticket


def test_the_same_number_scanned_twice_hands_nobody_over(
    desk: Desk, kiosk: Kiosk, anna: str
) -> None:
    assert anna
    scan(at(desk).scan.line, NUMBER)
    screen = now_at(desk)

    scan(screen.scan.line, NUMBER)

    assert now_at(desk) is screen
    assert SEAT not in verbs(kiosk)
    assert not desk.shift.is_locked


@pytest.mark.parametrize("name", ["start", "again", "front"])
def test_a_scan_presses_no_button_wherever_the_focus_is(
    desk: Desk, kiosk: Kiosk, anna: str, name: str
) -> None:
    kiosk.answers[READY] = (BUSY, b"cleaning") if name != "start" else (FREE, b"")
    screen = at(desk, anna)
    button = getattr(screen, name)
    button.setFocus()
    asked = len(kiosk.heard)

    scan(button, NUMBER)

    assert len(kiosk.heard) == asked
    assert not desk.shift.is_locked


def test_another_number_brings_up_the_other_patient_and_says_so(desk: Desk, anna: str) -> None:
    other = patients.register(desk.house, desk.session, OTHER)
    screen = at(desk, anna)

    scan(screen.scan.line, "MRN-5000")

    handover = now_at(desk).handover
    assert handover is not None
    assert handover.patient.id == other
    shell = room.window_of(desk).shell
    assert shell is not None
    assert "another patient" in shell.notice.words.text()


@pytest.mark.parametrize("number", ["MRN-0000", "", "x" * 60, "=1+1", "<b>1</b>", "\u0661\u0662"])
def test_a_number_that_nobody_has_is_said_in_place(desk: Desk, anna: str, number: str) -> None:
    screen = at(desk, anna)
    screen.scan.line.setText(number)

    QTest.keyClick(screen.scan.line, Qt.Key.Key_Return)

    assert now_at(desk) is screen
    assert screen.scan.complaint.text()


def test_a_busy_kiosk_is_said_and_the_button_waits_until_it_is_free(
    desk: Desk, kiosk: Kiosk, anna: str
) -> None:
    kiosk.answers[READY] = (BUSY, b"cleaning")
    screen = at(desk, anna)
    assert screen.kiosk is not None
    assert screen.start is not None
    before = (screen.kiosk.state.text(), screen.start.isEnabled())

    kiosk.answers[READY] = (FREE, b"")
    ring_out(screen, LOOK_MS)

    assert before[0].startswith("The tablet was not cleaned")
    assert not before[1]
    assert screen.start.isEnabled()


def test_a_kiosk_that_takes_nobody_after_all_is_told_at_the_lock(
    desk: Desk, kiosk: Kiosk, anna: str
) -> None:
    screen, window = at(desk, anna), room.window_of(desk)
    kiosk.answers[SEAT] = ("died", b"")

    tap(screen.start)

    assert isinstance(window.page, PinPage)
    assert window.page.told.text().startswith("The kiosk stopped")


def test_a_kiosk_that_became_busy_meanwhile_leaves_the_list_open(
    desk: Desk, kiosk: Kiosk, anna: str
) -> None:
    screen = at(desk, anna)
    kiosk.answers[READY] = (BUSY, Why.SITTING.value.encode())

    tap(screen.start)

    assert not desk.shift.is_locked
    assert SEAT not in verbs(kiosk)
    assert screen.kiosk is not None
    assert screen.kiosk.state.text().startswith("Another patient is sitting")


def test_who_was_called_away_goes_on_with_one_tap(desk: Desk, kiosk: Kiosk, anna: str) -> None:
    running = seated(desk.house)
    running.keep(rated(desk.house, 6))
    pause(desk.house, running, told(running, Stop.CALLED), at="rating")
    screen = at(desk, anna)

    tap(screen.go_on)

    assert verbs(kiosk)[-1] == RESUME
    assert desk.shift.is_locked


def test_looking_again_keeps_the_ticket_word(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    assert screen.kiosk is not None
    before = screen.kiosk.ticket.text()

    desk.told()
    QApplication.processEvents()

    assert screen.kiosk.ticket.text() == before


def test_a_patient_who_is_not_there_any_more_is_said_in_place(desk: Desk) -> None:
    screen = at(desk, "cd" * 16)

    assert "not in the record" in words(screen)
    assert screen.start is None


def test_markup_in_a_name_stays_what_it_is(desk: Desk) -> None:
    name = "<img src=x> <b>Anna</b>"
    patient = patients.register(
        desk.house, desk.session, Details(name=name, born=BORN, record_number="MRN-77")
    )

    screen = at(desk, patient)

    assert name in words(screen)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in screen.findChildren(QLabel))


def test_nothing_of_the_patient_is_left_in_a_widget_after_handing_over(
    desk: Desk, anna: str
) -> None:
    tap(at(desk, anna).start)
    settle()

    left = "\n".join(
        f"{each.accessibleName()} {each.text() if isinstance(each, QLabel) else ''}"
        for each in QApplication.allWidgets()
        if each.isVisible()
    )
    assert "Canaryname" not in left
    assert NUMBER not in left
