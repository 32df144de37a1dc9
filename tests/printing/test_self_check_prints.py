"""The self-check goes from the staff's window to a real printer."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from distressapp.staff.desk import Desk, Place
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.settings.selfcheck import SelfCheckPart
from tests.printing.cups import Cups
from tests.printing.test_from_the_room import use
from tests.staff import room as rooms


@pytest.fixture
def desk(clean_stage: QtBot, tmp_path: Path) -> Desk:
    found = rooms.room(clean_stage, tmp_path)
    use(found, "Office")
    return found


def test_the_page_comes_out_where_pages_do(desk: Desk, cups: Cups, qtbot: QtBot) -> None:
    office = cups.needy("Office", is_pdf=True)
    screen = rooms.shown(desk, Place(screen="settings", part="selfcheck"))
    assert isinstance(screen, SettingsScreen)
    part = screen.part
    assert isinstance(part, SelfCheckPart)

    part.begin.click()
    qtbot.waitUntil(lambda: part.found is not None)
    part.print.click()
    qtbot.waitUntil(lambda: bool(office.pages))

    (page,) = PdfReader(BytesIO(office.pages[0])).pages
    said = page.extract_text()
    assert "1 printer is set up" in said
    assert "every chain whole" in said
