"""While a passphrase is tried the window goes on, and nobody comes in who is not to any more."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.core.errors import ExpectedError
from distressapp.keys import wrap
from distressapp.keys.wrap import derived_key
from distressapp.service.house import House
from distressapp.staff.doors import ChoosePinPage, SignInPage, TroublePage
from distressapp.staff.trying import Try, Trying
from distressapp.staff.window import StaffWindow
from distressapp.ui import guard
from tests.clinics import PASSPHRASE, made, opened
from tests.keeper import beside
from tests.keeper.beside import Monotonic
from tests.patience import turn
from tests.staff import room
from tests.ui.hands import press, write


class Price:
    """What a guess costs, on a computer that is as slow as is wanted."""

    def __init__(self) -> None:
        self.asked, self.paid = threading.Semaphore(0), threading.Event()
        self.guesses = 0
        self.fault: Exception | None = None

    def __call__(self, words: str, *, salt: bytes, cost: wrap.Cost) -> bytes:
        self.guesses += 1
        self.asked.release()
        self.paid.wait()
        if self.fault is not None:
            raise self.fault
        return derived_key(words, salt=salt, cost=cost)


@pytest.fixture
def window(bot: QtBot, tmp_path: Path) -> Iterator[StaffWindow]:
    time = Monotonic()
    with beside.staff_end(time) as keeper:
        house = opened(made(tmp_path / "clinic"))
        found = room.window(house, keeper=keeper, clock_ns=time)
        bot.addWidget(found)
        found.begin()
        yield found
        found.close()
        house.close()


@pytest.fixture
def price(window: StaffWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Price]:
    del window  # which is closed after the thread was let go
    found = Price()
    monkeypatch.setattr(wrap, "derived_key", found)
    yield found
    found.paid.set()


def typed(window: StaffWindow) -> SignInPage:
    page = window.page
    assert isinstance(page, SignInPage)
    write(page.passphrase.line, PASSPHRASE)
    press(page.passphrase.line, Qt.Key.Key_Return)
    return page


def ended(window: StaffWindow, price: Price) -> None:
    """The guess is paid, and the window was told."""
    price.paid.set()
    trying = window.porter.findChild(Trying)
    assert trying is not None
    while trying.is_waited_for:
        turn()


def times_signed_in(house: House) -> int:
    """Besides who asks."""
    session = sign_in(house, PASSPHRASE)
    try:
        kinds = [each.entry.kind for each in session.vault.entries(session.vault.writer)]
    finally:
        session.close()
    return kinds.count("staff.signed_in") - 1


def test_the_window_goes_on_while_a_passphrase_is_tried(
    bot: QtBot, window: StaffWindow, price: Price
) -> None:
    ticks: list[int] = []
    ticking = QTimer(window)
    ticking.timeout.connect(lambda: ticks.append(1))
    ticking.start(1)

    page = typed(window)
    bot.waitUntil(lambda: price.guesses == 1 and len(ticks) > 3)

    assert window.page is page
    assert page.main is not None
    assert page.main.text() == "Opening\N{HORIZONTAL ELLIPSIS}"
    price.paid.set()
    bot.waitUntil(lambda: isinstance(window.page, ChoosePinPage))


def test_pressing_again_tries_and_opens_once(bot: QtBot, window: StaffWindow, price: Price) -> None:
    page = typed(window)

    press(page.passphrase.line, Qt.Key.Key_Return)
    page.given.emit((page.name, PASSPHRASE))
    price.paid.set()
    bot.waitUntil(lambda: isinstance(window.page, ChoosePinPage))

    assert price.guesses == 1
    window.lock()
    assert times_signed_in(window.house) == 1


def test_a_window_that_is_wanted_from_the_tablet_meanwhile_stays_shut(
    window: StaffWindow, price: Price
) -> None:
    page = typed(window)
    price.asked.acquire()

    window.come_forward()
    ended(window, price)

    assert window.page is page
    assert page.main is not None
    assert page.main.isEnabled()
    assert not page.passphrase.line.text()
    assert times_signed_in(window.house) == 0


def test_who_types_again_after_that_comes_in_once(
    bot: QtBot, window: StaffWindow, price: Price
) -> None:
    typed(window)
    price.asked.acquire()
    window.come_forward()

    typed(window)
    price.paid.set()
    bot.waitUntil(lambda: isinstance(window.page, ChoosePinPage))

    window.lock()
    assert times_signed_in(window.house) == 1


def test_a_window_that_is_closed_meanwhile_opens_nothing(window: StaffWindow, price: Price) -> None:
    typed(window)
    price.asked.acquire()

    window.close()
    ended(window, price)

    assert window.porter.shift is None
    assert times_signed_in(window.house) == 0


def test_something_unforeseen_in_the_thread_ends_in_the_plain_page(
    bot: QtBot, window: StaffWindow, price: Price
) -> None:
    price.fault = ValueError("Anna Canaryname")
    price.paid.set()
    guard.set_handler(window.take_error)
    try:
        typed(window)
        bot.waitUntil(lambda: isinstance(window.page, TroublePage))
    finally:
        guard.set_handler(None)
        price.fault = None

    assert window.porter.shift is None


def test_a_try_that_ended_holds_nothing_that_opens_anything(window: StaffWindow) -> None:
    tried = Try(window.house.folder, PASSPHRASE, "")()
    assert tried.proven

    tried.forget()

    assert not tried.passphrase
    assert tried.proven is None


def test_what_is_wrong_with_the_wraps_is_told_and_not_raised(window: StaffWindow) -> None:
    for path in window.house.folder.wraps.iterdir():
        path.unlink()

    tried = Try(window.house.folder, PASSPHRASE, "")()

    assert isinstance(tried.error, ExpectedError)
    assert tried.proven is None
