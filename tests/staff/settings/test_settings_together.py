"""Two rooms, a kiosk and a slow print system: what changes while somebody fills in a form."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.service.access import Session
from distressapp.service.changes import channel_tested
from distressapp.service.house import House
from distressapp.service.publishing import change_settings
from distressapp.settings import read
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.backup import BackupForm
from distressapp.staff.forms.calls import CallForm
from distressapp.staff.forms.clinic import ClinicForm
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.forms.kiosk import KioskForm
from distressapp.staff.forms.printing import PrintingForm, PrintSystem
from distressapp.staff.settings.part import FormPart
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.settings.trial import TrialPart
from distressapp.staff.widgets.fields import Choice
from tests.clinics import opened as house_of
from tests.service.teams import first
from tests.staff.room import shown, window_of


@pytest.fixture
def other(desk: Desk) -> Iterator[tuple[House, Session]]:
    """Another process on the same folder, signed in."""
    house = house_of(desk.house.folder.root, room=None)
    session = first(house)
    yield house, session
    session.close()
    house.close()


def part_of(desk: Desk, part: str) -> FormPart:
    screen = shown(desk, Place(screen="settings", part=part))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, FormPart)
    return screen.part


def notice(desk: Desk) -> str:
    shell = window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def save(part: FormPart) -> Form:
    part.reason.line.setText("A reason")
    part.save.click()
    return part.form


def test_a_change_goes_beside_what_another_room_has_changed_meanwhile(
    desk: Desk, other: tuple[House, Session]
) -> None:
    house, session = other
    part = part_of(desk, "kiosk")
    assert isinstance(part.form, KioskForm)
    part.form.seconds["idle_s"].line.setText("120")
    change_settings(house, replace(house.settings, take_home="nothing"), session=session)

    save(part)

    found = read(house.folder.settings)
    assert (found.idle_s, found.take_home) == (120, "nothing")


def test_a_change_does_not_go_over_another_rooms_change_of_the_same(
    desk: Desk, other: tuple[House, Session]
) -> None:
    house, session = other
    part = part_of(desk, "kiosk")
    assert isinstance(part.form, KioskForm)
    part.form.seconds["idle_s"].line.setText("120")
    change_settings(house, replace(house.settings, blank_s=60), session=session)

    save(part)

    found = read(house.folder.settings)
    assert (found.idle_s, found.blank_s) == (90, 60)
    assert "Somebody else changed this meanwhile" in notice(desk)


def test_a_change_is_not_taken_back_over_another_rooms_change(
    desk: Desk, other: tuple[House, Session]
) -> None:
    house, session = other
    part = part_of(desk, "kiosk")
    assert isinstance(part.form, KioskForm)
    part.form.seconds["idle_s"].line.setText("120")
    save(part)
    change_settings(house, replace(read(house.folder.settings), blank_s=60), session=session)
    shell = window_of(desk).shell
    assert shell is not None

    shell.notice.undo.click()

    found = read(house.folder.settings)
    assert (found.idle_s, found.blank_s) == (120, 60)


def test_a_test_at_the_kiosk_is_not_lost_while_somebody_names_who_comes(
    desk: Desk, other: tuple[House, Session]
) -> None:
    kiosk, _session = other
    part = part_of(desk, "calls")
    assert isinstance(part.form, CallForm)
    part.form.people["responder"].line.setText("Nurse B")
    channel_tested(kiosk, by="Nurse C")

    save(part)

    now = read(kiosk.folder.settings).now
    assert (now.responder, now.tested_by) == ("Nurse B", "Nurse C")


def test_a_test_in_this_room_keeps_what_another_room_has_changed_meanwhile(
    desk: Desk, other: tuple[House, Session]
) -> None:
    house, session = other
    screen = shown(desk, Place(screen="settings", part="trial"))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, TrialPart)
    screen.part.form.sound.click()
    screen.part.form.heard.box.setChecked(True)
    screen.part.form.name.line.setText("Nurse B")
    change_settings(house, replace(house.settings, idle_s=120), session=session)

    screen.part.save.click()

    found = read(house.folder.settings)
    assert (found.idle_s, found.now.tested_by) == (120, "Nurse B")


def test_printers_that_are_found_late_are_no_change_of_a_form(desk: Desk, bot: QtBot) -> None:
    system = PrintSystem(
        printers=lambda: ("ward", "desk"),
        try_out=lambda _printer, _paper: None,
        background=desk.background,
    )
    form = PrintingForm(Room(look=desk.look, settings=desk.house.settings), system)
    bot.addWidget(form)
    before = form.typed()

    bot.waitUntil(lambda: isinstance(form.printer, Choice))

    assert form.typed() == before


def test_a_long_name_from_a_file_is_not_cut_by_another_change(desk: Desk) -> None:
    name = "Centro <b>de la</b> Bah\u00eda \u0645\u0631\u0643\u0632 " + "\N{HERB}" * 200
    change_settings(desk.house, replace(desk.house.settings, clinic=name), session=desk.session)
    part = part_of(desk, "clinic")
    assert isinstance(part.form, ClinicForm)
    part.form.pattern.line.setText("[0-9]{7}")

    save(part)

    found = read(desk.house.folder.settings)
    assert (found.clinic, found.record_number) == (name, "[0-9]{7}")


@pytest.mark.parametrize("pattern", ["a{99999999999999}", "(" * 2000 + ")" * 2000, "["])
def test_a_pattern_that_no_computer_can_match_is_said(desk: Desk, pattern: str) -> None:
    part = part_of(desk, "clinic")
    assert isinstance(part.form, ClinicForm)
    part.form.pattern.line.setMaxLength(9999)
    part.form.pattern.line.setText(pattern)

    save(part)

    assert part.form.pattern.is_wrong
    assert desk.house.settings.record_number == ""


@pytest.mark.parametrize("place", ["/" + "x" * 300, "here/and/there"])
def test_a_second_place_that_cannot_be_is_said(desk: Desk, tmp_path: Path, place: str) -> None:
    assert tmp_path.is_dir()
    part = part_of(desk, "backups")
    assert isinstance(part.form, BackupForm)
    part.form.place.line.setText(place)

    save(part)

    assert part.form.place.is_wrong
    assert desk.house.settings.backup.place == ""
