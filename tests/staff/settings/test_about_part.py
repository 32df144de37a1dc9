"""About, in the staff's room: what is inside, each licence to read, and what changed."""

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from distressapp import __version__
from distressapp.service import about
from distressapp.staff.desk import Desk, Place
from distressapp.staff.settings.about import AboutPart
from distressapp.staff.settings.screen import SettingsScreen
from distressapp.staff.widgets.pieces import Words
from tests.staff.room import shown


def part_of(desk: Desk) -> AboutPart:
    screen = shown(desk, Place(screen="settings", part="about"))
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.part, AboutPart)
    return screen.part


def test_version_build_and_no_network_are_said(desk: Desk) -> None:
    part = part_of(desk)

    said = "\n".join(each.text() for each in part.findChildren(Words))

    assert f"distressapp {__version__}" in said
    assert "Run from its source." in said
    assert "It needs no network" in said
    assert part.text.toPlainText() == about.changes_to_read()


def test_every_part_is_listed_and_its_licence_can_be_read(desk: Desk) -> None:
    part = part_of(desk)
    read: dict[str, str] = {}

    for row, each in enumerate(about.parts()):
        part.parts.view.selectRow(row)
        read[each.name] = part.text.toPlainText()

    assert read == {each.name: about.licence_text(each).rstrip("\0") for each in about.parts()}


def test_the_chosen_part_is_named_above_its_licence_for_eyes_and_ears(desk: Desk) -> None:
    part = part_of(desk)
    names = [each.name for each in about.parts()]

    part.parts.view.selectRow(names.index("libsodium"))

    assert part.head.text() == part.text.accessibleName() == "libsodium: ISC"
    assert "Frank Denis" in part.text.toPlainText()


def test_what_changed_is_read_without_signs(desk: Desk) -> None:
    part = part_of(desk)

    part.changes.click()

    assert part.head.text() == "What changed"
    assert part.text.toPlainText() == about.changes_to_read()


def test_the_page_moves_to_the_text_that_was_asked_for(desk: Desk, bot: QtBot) -> None:
    part = part_of(desk)

    part.changes.click()

    bot.waitUntil(lambda: not part.head.visibleRegion().isEmpty())
    seen = part.text.visibleRegion().boundingRect().height()
    assert seen > part.text.height() // 2


def test_how_qt_is_replaced_is_said(desk: Desk) -> None:
    part = part_of(desk)

    part.qt.click()

    assert "Lesser General Public License" in part.text.toPlainText()


def test_nothing_of_it_can_be_changed_or_runs_as_markup(desk: Desk) -> None:
    part = part_of(desk)

    edits = part.findChildren(QPlainTextEdit)

    assert [each.isReadOnly() for each in edits] == [True]
    assert not part.is_dirty
