"""The door: a name and its passphrase begin a shift, a PIN goes on, and its end ends both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.core.pin import FREE, MOST, SHIFT_NS
from distressapp.service.access import Session
from distressapp.service.shift import IDLE_NS
from distressapp.staff.doors import ChoosePinPage, Door, PinPage, SignInPage, TroublePage
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Words
from distressapp.staff.window import HOME, StaffWindow
from tests.clinics import PASSPHRASE, copied, opened
from tests.keeper import beside
from tests.keeper.beside import PIN, Monotonic
from tests.service import teams
from tests.staff import room
from tests.staff.conftest import known_probe
from tests.ui.hands import press, tap, write

WRONG = "161803"


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def keeper(time: Monotonic) -> Iterator[Channel]:
    with beside.staff_end(time) as found:
        yield found


@pytest.fixture
def window(bot: QtBot, tmp_path: Path, keeper: Channel, time: Monotonic) -> Iterator[StaffWindow]:
    """Of a clinic with a nurse beside the administrator."""
    house = opened(copied(tmp_path / "clinic"))
    session = sign_in(house, PASSPHRASE)
    teams.ana(house, session)
    session.close()
    found = room.window(house, keeper=keeper, clock_ns=time)
    bot.addWidget(found)
    yield found
    found.close()
    house.close()


def in_the_room(window: StaffWindow, *, name: str = teams.ANA, words: str = teams.ANAS) -> None:
    session = sign_in(window.house, words, name=name)
    choose(window, session)


def choose(window: StaffWindow, session: Session, pin: str = PIN) -> None:
    window.porter.take(session)
    page = window.page
    assert isinstance(page, ChoosePinPage)
    write(page.pin.line, pin)
    write(page.again.line, pin)
    press(page, Qt.Key.Key_Return)


def type_pin(window: StaffWindow, pin: str) -> None:
    page = window.page
    assert isinstance(page, PinPage)
    write(page.pin.line, pin)
    press(page, Qt.Key.Key_Return)


def said(page: object) -> str:
    assert isinstance(page, Door)
    return "\n".join(each.text() for each in page.findChildren(Words))


def test_who_chose_a_name_and_typed_the_passphrase_chooses_a_pin(
    bot: QtBot, window: StaffWindow
) -> None:
    window.begin()
    page = window.page
    assert isinstance(page, SignInPage)

    tap(page.names[teams.ANA])
    write(page.passphrase.line, teams.ANAS)
    press(page.passphrase.line, Qt.Key.Key_Return)
    bot.waitUntil(lambda: isinstance(window.page, ChoosePinPage))

    assert window.porter.shift is not None
    assert window.porter.shift.name == teams.ANA


def test_no_name_is_chosen_beforehand_where_there_are_several(window: StaffWindow) -> None:
    window.begin()
    page = window.page
    assert isinstance(page, SignInPage)

    write(page.passphrase.line, teams.ANAS)
    press(page, Qt.Key.Key_Return)

    assert not any(each.isChecked() for each in page.names.values())
    assert "Choose your name first" in said(page)


def test_a_wrong_passphrase_is_told_in_place_and_goes_from_the_field(
    bot: QtBot, window: StaffWindow
) -> None:
    window.begin()
    page = window.page
    assert isinstance(page, SignInPage)
    tap(page.names[teams.ANA])
    write(page.passphrase.line, "seven grey herons")

    press(page.passphrase.line, Qt.Key.Key_Return)
    bot.waitUntil(lambda: page.passphrase.is_wrong)

    assert "does not open the vault" in said(page)
    assert not page.passphrase.line.text()
    assert page.main is not None
    assert page.main.isEnabled()


def test_two_different_pins_are_not_taken(window: StaffWindow) -> None:
    window.porter.take(sign_in(window.house, teams.ANAS, name=teams.ANA))
    page = window.page
    assert isinstance(page, ChoosePinPage)
    write(page.pin.line, PIN)
    write(page.again.line, WRONG)

    press(page, Qt.Key.Key_Return)

    assert window.page is page
    assert "not the same" in said(page)


def test_a_pin_that_is_tried_first_is_not_taken(window: StaffWindow) -> None:
    choose(window, sign_in(window.house, teams.ANAS, name=teams.ANA), pin="123456")

    assert isinstance(window.page, ChoosePinPage)
    assert "tried first" in said(window.page)


def test_a_pin_is_typed_by_fingers_too(window: StaffWindow) -> None:
    in_the_room(window)
    window.lock()
    page = window.page
    assert isinstance(page, PinPage)
    keys = {each.words(): each for each in page.findChildren(Button)}

    for digit in (*PIN, "7"):
        tap(keys[digit])
    tap(keys["\N{ERASE TO THE LEFT}"])
    tap(keys["Go on"])

    assert window.is_open


def test_the_pin_brings_back_the_page_before(
    window: StaffWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = known_probe(monkeypatch)
    in_the_room(window)
    assert window.desk is not None
    window.desk.go(place)
    window.lock()

    type_pin(window, PIN)

    assert window.desk is not None
    assert window.desk.place == place


def test_somebody_else_comes_back_to_their_own_page(
    window: StaffWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = known_probe(monkeypatch)
    in_the_room(window)
    window.lock()
    in_the_room(window, name=teams.FIRST, words=PASSPHRASE)
    assert window.desk is not None
    window.desk.go(place)
    window.lock()
    page = window.page
    assert isinstance(page, PinPage)

    tap(page.names[teams.ANA])
    type_pin(window, PIN)

    assert window.porter.shift is not None
    assert window.porter.shift.name == teams.ANA
    assert window.desk is not None
    assert window.desk.place == HOME


def test_a_wrong_pin_opens_nothing_and_after_five_one_must_wait(window: StaffWindow) -> None:
    in_the_room(window)
    window.lock()

    for _ in range(FREE):
        type_pin(window, WRONG)
    type_pin(window, PIN)

    assert not window.is_open
    assert "wait 30 seconds" in said(window.page)


def test_ten_wrong_pins_lead_to_the_passphrase(window: StaffWindow, time: Monotonic) -> None:
    in_the_room(window)
    window.lock()

    for _ in range(MOST):
        type_pin(window, WRONG)
        time.ns += 3600 * 10**9

    assert isinstance(window.page, SignInPage)
    assert "does not count any more" in said(window.page)


def test_two_minutes_without_a_touch_lead_to_the_pin(
    bot: QtBot, window: StaffWindow, time: Monotonic
) -> None:
    in_the_room(window)

    time.ns += IDLE_NS
    bot.waitUntil(lambda: isinstance(window.page, PinPage))

    assert window.porter.shift is not None
    assert window.porter.shift.is_locked


def test_a_key_is_a_touch(bot: QtBot, window: StaffWindow, time: Monotonic) -> None:
    in_the_room(window)
    for _ in range(3):
        time.ns += IDLE_NS - 1
        press(window, Qt.Key.Key_Shift)

    bot.wait(1100)

    assert window.is_open


def test_after_the_shift_only_the_passphrase_opens(
    bot: QtBot, window: StaffWindow, time: Monotonic
) -> None:
    in_the_room(window)

    time.ns += SHIFT_NS
    bot.waitUntil(lambda: isinstance(window.page, SignInPage))

    assert not window.porter.shifts


def test_the_end_of_a_shift_makes_a_backup_and_ends_its_pin(
    window: StaffWindow, bot: QtBot
) -> None:
    in_the_room(window)
    assert window.shell is not None

    tap(window.shell.rail.end)
    bot.waitUntil(lambda: isinstance(window.page, SignInPage))

    assert window.porter.vouching() == ()
    assert len(list(window.house.folder.backups.iterdir())) == 1
    assert isinstance(window.page, SignInPage)
    assert window.page.told.text() == "Signed out, and a backup was made."


def test_a_window_that_starts_again_asks_for_the_pin(
    window: StaffWindow, keeper: Channel, time: Monotonic, bot: QtBot
) -> None:
    in_the_room(window)
    window.lock()
    another = room.window(window.house, keeper=keeper, clock_ns=time)
    bot.addWidget(another)

    another.begin()
    type_pin(another, PIN)

    assert another.is_open
    another.close()


def test_without_a_pin_only_the_passphrase_goes_on(window: StaffWindow) -> None:
    window.porter.take(sign_in(window.house, teams.ANAS, name=teams.ANA))
    page = window.page
    assert isinstance(page, ChoosePinPage)
    page.declined.emit(None)
    assert window.is_open

    window.lock()

    assert isinstance(window.page, SignInPage)


def test_something_unforeseen_ends_in_a_plain_page_with_the_vault_shut(
    window: StaffWindow,
) -> None:
    in_the_room(window)

    window.take_error(ValueError("Anna Canaryname"))
    page = window.page

    assert isinstance(page, TroublePage)
    assert "Canaryname" not in said(page)
    assert window.porter.shift is not None
    assert window.porter.shift.is_locked
    page.left.emit(None)
    assert isinstance(window.page, PinPage)


def test_a_window_that_comes_forward_from_the_tablet_stands_locked(window: StaffWindow) -> None:
    in_the_room(window)

    window.come_forward()
    QApplication.processEvents()

    assert isinstance(window.page, PinPage)


def test_a_vault_that_is_open_while_a_pin_is_chosen_is_nobodys_who_comes_from_the_tablet(
    window: StaffWindow,
) -> None:
    session = sign_in(window.house, teams.ANAS, name=teams.ANA)
    window.porter.take(session)

    window.come_forward()

    assert isinstance(window.page, SignInPage)
    assert window.porter.shift is not None
    assert window.porter.shift.is_locked


def test_a_page_for_a_pin_that_gives_way_to_the_kiosk_is_locked_first(
    bot: QtBot, window: StaffWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distressapp.staff.window.RETURN_MS", 50)
    window.come_forward()
    window.porter.take(sign_in(window.house, teams.ANAS, name=teams.ANA))

    bot.waitUntil(lambda: isinstance(window.page, SignInPage))

    assert window.porter.shift is not None
    assert window.porter.shift.is_locked


def test_a_shift_that_cannot_be_ended_as_planned_shuts_the_vault_all_the_same(
    window: StaffWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_room(window)
    shift = window.porter.shift
    assert shift is not None

    def fails(_house: object, _shift: object) -> tuple[str, ...]:
        raise ValueError("Nobody foresaw this")

    monkeypatch.setattr("distressapp.staff.porter.sign_out", fails)
    with pytest.raises(ValueError, match="foresaw"):
        window.porter.end()

    assert shift.is_locked


def test_what_has_just_happened_is_said_at_the_lock(window: StaffWindow) -> None:
    in_the_room(window)

    window.lock("Handed over. Ticket word: fern.")

    page = window.page
    assert isinstance(page, PinPage)
    assert page.told.text() == "Handed over. Ticket word: fern."


def test_the_pin_can_be_typed_at_once(window: StaffWindow) -> None:
    in_the_room(window)
    window.activateWindow()
    window.lock()
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, PinPage)

    assert QApplication.focusWidget() is page.pin.line
