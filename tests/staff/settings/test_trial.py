"""The test of the call for help in the staff's room, where slips come out."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from distressapp.service.publishing import change_settings
from distressapp.settings import Printer
from distressapp.staff.desk import Desk, Place
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.settings.trial import TrialPart
from tests.staff.room import shown


def test_the_test_of_the_call_asks_whether_its_slip_came(
    desk: Desk, bot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    printer = Printer(name="Staff", is_staff_only=True)
    change_settings(desk.house, replace(desk.house.settings, printer=printer), session=desk.session)
    screen = shown(desk, Place(screen="settings", part="trial"))
    assert isinstance(screen, SettingsScreen)
    part = screen.part
    assert isinstance(part, TrialPart)
    part.form.sound.click()
    bot.waitUntil(lambda: part.form.came.is_wrong)
    said = part.form.came.complaint.text()
    part.form.heard.box.setChecked(True)
    part.form.name.line.setText("Nurse B")

    part.save.click()
    is_kept = desk.house.settings.now.tested_by is not None
    part.form.came.box.setChecked(True)
    part.save.click()

    assert "no print system" in said
    assert not is_kept
    assert desk.house.settings.now.tested_by == "Nurse B"
