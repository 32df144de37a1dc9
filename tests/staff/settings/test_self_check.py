"""The self-check in the settings: looked at when asked, shown whole, printed and saved."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from distressapp.core.roles import Role
from distressapp.staff.desk import Desk, Place
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.settings.selfcheck import SelfCheckPart
from distressapp.staff.widgets.pieces import Words
from tests.staff.room import shown, window_of
from tests.staff.settings.test_settings_screen import as_role


def part_of(desk: Desk) -> SelfCheckPart:
    screen = shown(desk, Place(screen="settings", part="selfcheck"))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, SelfCheckPart)
    return screen.part


def looked(desk: Desk, bot: QtBot) -> SelfCheckPart:
    part = part_of(desk)
    part.begin.click()
    bot.waitUntil(lambda: part.found is not None)
    return part


def said(part: SelfCheckPart) -> str:
    return "\n".join(each.text() for each in part.findChildren(Words))


def test_nothing_is_looked_at_before_somebody_asks(desk: Desk) -> None:
    part = part_of(desk)

    assert part.found is None
    assert part.print.isHidden()
    assert part.save.isHidden()


def test_everything_is_shown_with_its_mark(desk: Desk, bot: QtBot) -> None:
    part = looked(desk, bot)

    assert part.found is not None
    words = said(part)
    for each in part.found.parts:
        assert each.title in words
        assert all(line.words in words for line in each.lines)
    assert "every chain whole" in words
    assert part.begin.isEnabled()
    assert part.print.isHidden()  # no printer is named in this clinic


@pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the offscreen platform of every dialog
def test_the_page_is_saved_where_somebody_says(desk: Desk, bot: QtBot, tmp_path: Path) -> None:
    part = looked(desk, bot)
    to = tmp_path / "check.pdf"

    part.save.click()
    assert part.saving.dialog is not None
    part.saving.dialog.fileSelected.emit(str(to))
    part.saving.dialog.reject()
    bot.waitUntil(to.is_file)

    (page,) = PdfReader(BytesIO(to.read_bytes())).pages
    assert "all 32 score as they were worked" in page.extract_text()
    bot.waitUntil(lambda: "saved as check.pdf" in notice(desk))


def notice(desk: Desk) -> str:
    shell = window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def test_looking_again_replaces_what_was_found(desk: Desk, bot: QtBot) -> None:
    part = looked(desk, bot)
    first, cards = part.found, len(part.findChildren(Words))

    part.begin.click()
    bot.waitUntil(lambda: part.found is not None and part.found is not first)
    bot.waitUntil(lambda: len(part.findChildren(Words)) == cards)

    assert part.found is not first


def test_a_nurse_looks_too(desk: Desk, bot: QtBot) -> None:
    as_role(desk, Role.NURSE)

    part = looked(desk, bot)

    assert part.found is not None
