"""Where slips come out: chosen, tried, and never by themselves where others could take them."""

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.errors import ExpectedError
from distressapp.settings import Printer, SlipPrinter
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.form import Room
from distressapp.staff.forms.printing import PrintingForm, PrintSystem
from distressapp.staff.widgets.fields import Choice
from tests.staff import room as rooms


class TestSlip:
    """A print system that remembers what it was asked for."""

    __test__ = False

    def __init__(self, error: ExpectedError | None = None) -> None:
        self.asked: list[tuple[str, str]] = []
        self._error = error

    def __call__(self, printer: str, paper: str) -> None:
        self.asked.append((printer, paper))
        if self._error is not None:
            raise self._error


@pytest.fixture
def made(desk: Desk, bot: QtBot) -> Callable[[TestSlip], PrintingForm]:
    def make(slips: TestSlip) -> PrintingForm:
        system = PrintSystem(
            printers=lambda: ("ward", "roll"), try_out=slips, background=desk.background
        )
        settings = replace(desk.house.settings, printer=Printer(name="ward"))
        form = PrintingForm(Room(look=desk.look, settings=settings), system)
        bot.addWidget(form)
        bot.waitUntil(lambda: isinstance(form.printer, Choice) and form.slips.printer.has("roll"))
        return form

    return make


def tried(form: PrintingForm, bot: QtBot) -> None:
    form.slips.printer.choose("roll")
    form.slips.button.click()
    bot.waitUntil(form.slips.button.isEnabled)


def test_slips_go_where_the_pages_go_unless_somebody_says_otherwise(
    made: Callable[[TestSlip], PrintingForm], desk: Desk
) -> None:
    form = made(TestSlip())

    found = form.read(desk.house.settings)

    assert found is not None
    assert found.slips is None
    assert not form.slips.paper.isVisibleTo(form)


def test_a_roll_that_was_tried_gets_the_slips(
    made: Callable[[TestSlip], PrintingForm], desk: Desk, bot: QtBot
) -> None:
    slips = TestSlip()
    form = made(slips)
    tried(form, bot)
    form.slips.staff_only.box.setChecked(True)
    form.slips.when_called.box.setChecked(True)

    found = form.read(desk.house.settings)

    assert slips.asked == [("roll", "receipt")]
    assert found is not None
    assert found.slips == SlipPrinter(name="roll", paper="receipt", is_staff_only=True)
    assert found.is_slip_when_called


def test_no_slip_comes_by_itself_to_where_nobody_looked(
    made: Callable[[TestSlip], PrintingForm], desk: Desk
) -> None:
    form = made(TestSlip())
    form.slips.when_called.box.setChecked(True)
    with_pages = form.read(desk.house.settings)
    form.slips.printer.choose("roll")
    form.slips.staff_only.box.setChecked(True)

    with_a_roll = form.read(desk.house.settings)

    assert with_pages is None
    assert with_a_roll is None
    assert form.slips.when_called.is_wrong
    assert form.slips.staff_only.is_wrong


def test_a_printer_that_takes_no_test_slip_is_said_where_it_is_chosen(
    made: Callable[[TestSlip], PrintingForm], bot: QtBot
) -> None:
    form = made(TestSlip(ExpectedError("It is off", advice="Switch it on.")))

    tried(form, bot)

    assert form.slips.printer.is_wrong


def test_the_settings_screen_has_pages_and_slips(desk: Desk) -> None:
    desk.house.settings = replace(
        desk.house.settings,
        printer=Printer(name="ward", is_staff_only=True),
        slips=SlipPrinter(name="roll", is_staff_only=True),
    )

    screen = rooms.shown(desk, Place(screen="settings", part="printing"))

    if os.environ.get("PICTURES"):
        rooms.picture(screen, f"{os.environ['PICTURES']}/settings.png", "large")
    (form,) = screen.findChildren(PrintingForm)
    assert form.slips.name == "roll"
    assert form.slips.paper.isVisibleTo(form)
