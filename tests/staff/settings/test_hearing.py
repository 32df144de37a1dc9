"""Staff say where reading aloud is heard: headphones, by the names this computer has for them."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.settings import read
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.kiosk import KioskForm
from distressapp.staff.settings.part import FormPart
from distressapp.staff.settings.screen import SettingsScreen
from tests.staff.room import shown
from tests.ui import hearing


def form_of(desk: Desk) -> tuple[FormPart, KioskForm]:
    screen = shown(desk, Place(screen="settings", part="kiosk"))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, FormPart)
    assert isinstance(screen.part.form, KioskForm)
    return screen.part, screen.part.form


def test_any_headphones_stand_until_staff_choose(desk: Desk) -> None:
    _part, form = form_of(desk)

    assert form.hearing.output() == ""
    assert form.hearing.choice.text() == "Any headphones that are plugged in"


@pytest.mark.skipif(bool(hearing.missing()), reason=f"not here: {hearing.missing()}")
def test_a_headset_that_was_found_can_be_chosen_and_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, form = form_of(desk)
    with hearing.server(tmp_path / "sound") as server:
        monkeypatch.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
        form.hearing.look_for.click()
        qtbot.waitUntil(form.hearing.said.isVisible)

    form.hearing.choice.choose("headset")
    part.reason.line.setText("A headset for the corner seat")
    part.save.click()

    assert "USB headset" in form.hearing.said.text()
    assert read(desk.house.folder.settings).screen.voice_output == "headset"
    _part, again = form_of(desk)
    assert again.hearing.output() == "headset"


def test_a_computer_that_tells_of_no_outputs_says_so(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _part, form = form_of(desk)
    monkeypatch.setenv("PATH", str(tmp_path))

    form.hearing.look_for.click()
    qtbot.waitUntil(form.hearing.said.isVisible)

    assert "tells of no outputs" in form.hearing.said.text()
    assert form.hearing.output() == ""


def test_looking_twice_offers_each_output_once(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pactl"
    program.write_text('#!/bin/sh\necho \'[{"name": "usb", "description": "Headset"}]\'\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    _part, form = form_of(desk)

    for _time in range(2):
        form.hearing.said.hide()
        form.hearing.look_for.click()
        qtbot.waitUntil(form.hearing.said.isVisible)

    form.hearing.choice.choose("usb")
    assert form.hearing.output() == "usb"
    assert form.hearing.choice.has("usb")
    assert [each for _words, each in form.hearing.choice._options] == ["", "usb"]  # noqa: SLF001  (what drops down)
