"""From today's list to the tablet: a tap on the line, a tap on the main button, and no third."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns, sign_in
from distressapp.service import patients, visits
from distressapp.service.patients import Details
from distressapp.service.relayed import BUSY, READY, SEAT
from distressapp.service.seating import Why, seat_from
from distressapp.service.shift import Shift
from distressapp.service.visits import When
from distressapp.staff.desk import Desk, Place
from distressapp.staff.doors import PinPage
from distressapp.staff.handover.screen import HandoverScreen
from distressapp.staff.today.person import PersonPane
from distressapp.staff.today.screen import TodayScreen
from tests.clinics import PASSPHRASE, copied, opened
from tests.keeper.beside import PIN
from tests.service.kiosk_end import Kiosk, kiosk_end
from tests.staff import room
from tests.staff.hands import tap, texts

GRETA: Final = Details(name="Greta Ostrowska", born=date(1951, 2, 3), record_number="MRN-1")
JON: Final = Details(name="Jon Okonkwo", born=date(1960, 5, 6), record_number="MRN-2")
NAMESAKE: Final = Details(name="Jon Okonkwo", born=date(1971, 7, 8), record_number="MRN-3")
BOTH: Final = "Both are right: hand over"


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
    """Two patients who are due today; Jon is the second line."""
    desk = kiosk_and_desk[1]
    for hour, details in enumerate((GRETA, JON), start=9):
        patient = patients.register(desk.house, desk.session, details)
        when = When(day=desk.house.today(), at=time(hour))
        visits.plan(desk.house, desk.session, patient=patient, when=when)
    return desk


def today(desk: Desk) -> TodayScreen:
    found = room.shown(desk, Place(screen="today"))
    assert isinstance(found, TodayScreen)
    return found


def tap_line(screen: TodayScreen, place: int) -> PersonPane:
    assert screen.table is not None
    view = screen.table.view
    middle = view.visualRect(view.model().index(place, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QApplication.processEvents()
    found = screen.person
    assert isinstance(found, PersonPane)
    return found


def seats(kiosk: Kiosk) -> list[str]:
    return [seat_from(each.body).record_number for each in kiosk.heard if each.verb == SEAT]


def now_at(desk: Desk) -> object:
    shell = room.window_of(desk).shell
    assert shell is not None
    return shell.screen_shown


@pytest.mark.parametrize(("place", "number"), [(0, "MRN-1"), (1, "MRN-2")])
def test_two_taps_seat_whoever_stands_in_any_line(
    desk: Desk, kiosk: Kiosk, place: int, number: str
) -> None:
    screen, window = today(desk), room.window_of(desk)

    pane = tap_line(screen, place)
    assert pane.buttons["hand_over"].words() == BOTH
    tap(pane.buttons["hand_over"])

    assert seats(kiosk) == [number]
    assert isinstance(window.page, PinPage)
    assert window.page.told.text().startswith("Handed over. Ticket word: ")


def test_the_seat_names_the_language_of_the_record_and_nobody(desk: Desk, kiosk: Kiosk) -> None:
    patient = patients.search(desk.session, "MRN-2")[0].id
    patients.change(desk.house, desk.session, patient, replace(JON, language="English"))

    tap(tap_line(today(desk), 1).buttons["hand_over"])

    (body,) = [each.body for each in kiosk.heard if each.verb == SEAT]
    assert seat_from(body).language == "en"
    assert b"Okonkwo" not in body


def test_a_tapped_line_shows_both_identifiers_and_what_to_let_the_patient_say(desk: Desk) -> None:
    tap_line(screen := today(desk), 1)

    shown = texts(screen)

    assert "Let the patient say their name and their date of birth." in shown
    for words in ("Jon Okonkwo", "6 May 1960", "MRN-2"):
        assert words in shown


def test_a_line_that_nobody_tapped_hands_nobody_over_with_one_tap(desk: Desk, kiosk: Kiosk) -> None:
    pane = today(desk).person
    assert isinstance(pane, PersonPane)

    tap(pane.buttons["hand_over"])

    assert seats(kiosk) == []
    assert isinstance(now_at(desk), HandoverScreen)


def test_who_moves_up_where_another_left_the_list_is_not_handed_over_at_once(
    desk: Desk, kiosk: Kiosk
) -> None:
    pane = tap_line(screen := today(desk), 0)

    tap(pane.buttons["left"])
    QApplication.processEvents()
    found = screen.person
    assert isinstance(found, PersonPane)
    tap(found.buttons["hand_over"])

    assert found.line.record_number == "MRN-2"
    assert seats(kiosk) == []
    assert isinstance(now_at(desk), HandoverScreen)


def test_a_similar_name_is_warned_of_and_opens_the_page(desk: Desk, kiosk: Kiosk) -> None:
    patients.register(desk.house, desk.session, NAMESAKE)
    pane = tap_line(screen := today(desk), 1)

    shown = texts(screen)
    tap(pane.buttons["hand_over"])

    assert "Jon Okonkwo, born 8 July 1971, MRN-3: another patient." in shown
    assert seats(kiosk) == []
    assert isinstance(now_at(desk), HandoverScreen)


def test_a_busy_kiosk_opens_the_page_that_says_why(desk: Desk, kiosk: Kiosk) -> None:
    kiosk.answers[READY] = (BUSY, Why.CLEANING.value.encode())
    pane = tap_line(today(desk), 1)

    tap(pane.buttons["hand_over"])

    found = now_at(desk)
    assert isinstance(found, HandoverScreen)
    assert "The tablet was not cleaned" in texts(found)
    assert not desk.shift.is_locked


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_page_and_hands_nobody_over(desk: Desk, kiosk: Kiosk, key: Qt.Key) -> None:
    pane = tap_line(today(desk), 1)
    pane.buttons["hand_over"].setFocus()

    QTest.keyClick(pane.buttons["hand_over"], key)
    QApplication.processEvents()

    assert seats(kiosk) == []
    assert isinstance(now_at(desk), HandoverScreen)


def test_a_scan_over_the_main_button_looks_for_the_number_that_was_scanned(
    desk: Desk, kiosk: Kiosk
) -> None:
    pane = tap_line(today(desk), 1)
    pane.buttons["hand_over"].setFocus()

    QTest.keyClicks(pane.buttons["hand_over"], "MRN-1")
    QTest.keyClick(QApplication.focusWidget() or pane, Qt.Key.Key_Return)
    QApplication.processEvents()

    found = now_at(desk)
    assert isinstance(found, HandoverScreen)
    assert found.handover is not None
    assert found.handover.patient.record_number == "MRN-1"
    assert seats(kiosk) == []
