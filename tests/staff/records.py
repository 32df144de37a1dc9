"""One patient's record in the real window: how tests reach it, and what it noted."""

import json

from pytestqt.qtbot import QtBot

from distressapp.staff.desk import Desk, Place
from distressapp.staff.patient.screen import PatientScreen
from tests.service.patients import patient_id
from tests.staff import people
from tests.staff import room as rooms


def maria(desk: Desk) -> str:
    return patient_id(desk.session.vault, people.MARIA)


def shown(desk: Desk, part: str = "", subject: str = "") -> PatientScreen:
    place = Place(screen="patient", subject=subject or maria(desk), part=part)
    screen = rooms.shown(desk, place)
    assert isinstance(screen, PatientScreen)
    return screen


def pages(desk: Desk, qtbot: QtBot, part: str = "pages") -> PatientScreen:
    screen = shown(desk, part)
    qtbot.waitUntil(lambda: bool(screen.pages.pictures))
    return screen


def noted(desk: Desk, kind: str) -> list[tuple[str, str]]:
    """Subject and `what` or `copy` of every entry of that kind."""
    vault = desk.session.vault
    found = [each.entry for each in vault.entries(vault.writer) if each.entry.kind == kind]
    told = [(each.subject, json.loads(each.payload)) for each in found]
    return [(subject, str(each.get("what", each.get("copy", "")))) for subject, each in told]


def foot(desk: Desk) -> str:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()
