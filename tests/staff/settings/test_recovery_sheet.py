"""The sheet with the recovery code, handed over while the window goes on."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.service.publishing import change_settings
from distressapp.settings import Printer
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.recovery import CodeCard
from distressapp.staff.settings.recovery import RecoveryPart
from distressapp.staff.settings.screen import SettingsScreen
from tests.staff.room import shown


def card_of(desk: Desk) -> tuple[RecoveryPart, CodeCard]:
    printer = Printer(name="ward", is_staff_only=True)
    change_settings(desk.house, replace(desk.house.settings, printer=printer), session=desk.session)
    screen = shown(desk, Place(screen="settings", part="recovery"))
    assert isinstance(screen, SettingsScreen)
    part = screen.part
    assert isinstance(part, RecoveryPart)
    part.new.click()
    assert part.card is not None
    return part, part.card


def print_system(folder: Path) -> Path:
    """A print system that takes everything, and writes down what it was asked."""
    told = folder / "told"
    for name, says in (("lp", "request id is ward-7 (1 file(s))"), ("cancel", "")):
        path = folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $@" >> {told}\necho "{says}"\n')
        path.chmod(0o755)
    return told


def test_without_a_print_system_the_card_says_so_and_the_code_stands(
    desk: Desk, bot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    _part, card = card_of(desk)

    card.print.click()
    was_waiting = not card.print.isEnabled()
    bot.waitUntil(lambda: "print system" in card.said.text())

    assert was_waiting
    assert card.print.isEnabled()
    assert card.shown.text()


def test_a_printed_sheet_is_purged_once_the_code_came_back(
    desk: Desk, bot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = print_system(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    part, card = card_of(desk)
    code = card.shown.text().replace("-\n", "-")
    card.print.click()
    bot.waitUntil(lambda: "on its way to ward" in card.said.text())
    before = told.read_text()
    card.hide_it.click()
    card.typed.line.setText(code)

    part.take.click()
    bot.waitUntil(lambda: "cancel -x ward-7" in told.read_text())

    assert "cancel" not in before
    assert code not in told.read_text()
