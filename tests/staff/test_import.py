from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.daylist import Part
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.columns import ColumnsPane
from distressapp.staff.patients.importing import ImportScreen
from distressapp.staff.patients.preview import PreviewPane
from distressapp.staff.widgets.pieces import Empty
from distressapp.vault import days, people
from tests.patience import turn
from tests.service.days import registered
from tests.staff import room as rooms
from tests.staff.hands import tap, texts

LIST = (
    "MRN;Patient;Born on;At\n"
    "MRN-1;Ada Invented;1.3.1950;9:00\n"
    "2;<b>Ben</b> Example;13.5.1960;9:30\n"
    ";Nobody;1.1.1950;\n"
)


@pytest.fixture
def screen(desk: Desk) -> ImportScreen:
    found = rooms.shown(desk, Place(screen="import"))
    assert isinstance(found, ImportScreen)
    return found


def waited_for(is_so: Callable[[], bool]) -> None:
    for _turn in range(400):
        if is_so():
            return
        turn()
    raise AssertionError("it never came")


def opened(screen: ImportScreen, tmp_path: Path, text: str = LIST) -> ColumnsPane:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    screen.open_file(path)
    waited_for(lambda: isinstance(screen.body, ColumnsPane))
    found = screen.body
    assert isinstance(found, ColumnsPane)
    return found


def looked(screen: ImportScreen, bot: QtBot) -> PreviewPane:
    bot.waitUntil(lambda: isinstance(screen.body, PreviewPane))
    found = screen.body
    assert isinstance(found, PreviewPane)
    return found


def test_before_a_file_is_chosen_it_says_what_is_needed(screen: ImportScreen) -> None:
    assert "record number" in texts(screen)


def test_a_file_that_is_no_list_is_told_in_place(
    desk: Desk, screen: ImportScreen, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"PK\x00\x00")

    screen.open_file(path)

    shell = rooms.window_of(desk).shell
    assert shell is not None
    waited_for(shell.notice.isVisible)
    assert isinstance(screen.body, Empty)
    assert "no list" in shell.notice.words.text()


def test_columns_that_must_be_named_are_asked_for(screen: ImportScreen, tmp_path: Path) -> None:
    pane = opened(screen, tmp_path)
    pane.parts["MRN"].choose("not_read")

    tap(pane.go_on)

    assert "Record number" in pane.complaint.text()
    pane.parts["MRN"].choose(Part.NUMBER)
    pane.parts["At"].choose(Part.NUMBER)
    tap(pane.go_on)
    assert "Two columns hold" in pane.complaint.text()


def test_a_list_is_looked_at_and_then_written(
    desk: Desk, screen: ImportScreen, tmp_path: Path, bot: QtBot
) -> None:
    ada = registered(desk.house, desk.session)
    pane = opened(screen, tmp_path)
    pane.parts["Born on"].choose(Part.BORN)

    tap(pane.go_on)
    preview = looked(screen, bot)
    assert [(each.line, each.why) for each in preview.table.rows] == [
        (4, "the record number is empty")
    ]
    preview.show_only("all")
    assert [each.line for each in preview.table.rows] == [2, 3, 4]
    assert people.count(desk.session.vault) == 1
    tap(preview.write)
    bot.waitUntil(lambda: isinstance(screen.body, Empty))

    assert "2 lines are written. 1 was left out." in texts(screen)
    visits = days.visits_on(desk.session.vault, desk.house.today())
    assert [each.patient == ada for each in visits] == [True, False]
    assert people.of_number(desk.session.vault, "2") is not None


def test_columns_are_named_once(screen: ImportScreen, tmp_path: Path, bot: QtBot) -> None:
    pane = opened(screen, tmp_path)
    pane.parts["Born on"].choose(Part.BORN)
    pane.parts["At"].choose(Part.TIME)
    tap(pane.go_on)
    looked(screen, bot)

    again = opened(screen, tmp_path)

    assert again.columns.parts == {
        "MRN": Part.NUMBER,
        "Patient": Part.NAME,
        "Born on": Part.BORN,
        "At": Part.TIME,
    }


def test_a_cancelled_import_says_how_far_it_came(
    desk: Desk, screen: ImportScreen, tmp_path: Path, bot: QtBot
) -> None:
    lines = "".join(f"{at};Patient {at};1950-03-01\n" for at in range(2000))
    pane = opened(screen, tmp_path, f"MRN;Name;DOB\n{lines}")
    tap(pane.go_on)
    preview = looked(screen, bot)
    shell = rooms.window_of(desk).shell
    assert shell is not None

    tap(preview.write)
    bot.waitUntil(lambda: people.count(desk.session.vault) >= 100)
    tap(shell.working.cancel)

    count = people.count(desk.session.vault)
    assert 100 <= count < 2000
    assert shell.notice.words.text().startswith(f"{count} of 2000 lines are written")
    assert isinstance(screen.body, Empty)
