"""The slip to take home, as staff see it and print it."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.service import prints
from distressapp.settings import Printer, SlipPrinter
from distressapp.staff.desk import Place
from distressapp.staff.patient.screen import PatientScreen
from tests.service.patients import matched, patient_id
from tests.staff import room as rooms


def test_a_slip_to_take_home_goes_to_the_slips_printer_as_it_is_shown(
    bot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")  # no print system of this machine is asked
    desk = rooms.room(bot, tmp_path)
    office, roll = Printer(name="Office"), SlipPrinter(name="Roll")
    desk.house.settings = replace(desk.house.settings, printer=office, slips=roll)
    matched(desk.house, desk.session.vault)
    place = Place(screen="patient", subject=patient_id(desk.session.vault), part="pages")
    screen = rooms.shown(desk, place)
    assert isinstance(screen, PatientScreen)
    bot.waitUntil(lambda: bool(screen.pages.pictures))

    screen.pages.copies["slip"].click()
    bot.waitUntil(lambda: bool(screen.pages.pictures))
    screen.pages.print.click()

    (job,) = prints.unprinted(desk.session.vault)
    assert (job.copy, job.printer) == ("slip", "Roll")
    (picture,) = screen.pages.pictures
    assert picture.page.width < 230
    assert picture.maximumWidth() < 400
    assert not screen.pages.receipt.isVisible()
