"""Lists of twenty thousand: all of it stands there, and only what is looked at is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QHeaderView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bench.crowd import fill
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.screen import PatientsScreen
from distressapp.staff.widgets.rows import AT_ONCE, FIRST, KEPT, FetchedRows
from distressapp.staff.widgets.style import sheet
from distressapp.staff.widgets.table import Column, Table
from distressapp.vault import people
from tests.staff import room as rooms
from tests.staff.hands import texts

MANY = 20_000
LOOK = rooms.staff_look()


class Source:
    """Rows that remember how they were asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def __call__(self, keys: Sequence[str]) -> Mapping[str, str]:
        self.asked.append(keys)
        return {each: f"Person {each}" for each in keys}


def keys(count: int) -> list[str]:
    return [f"{each:05d}" for each in range(count)]


@pytest.fixture
def screen(desk: Desk) -> PatientsScreen:
    """Patients, with twenty thousand of them."""
    fill(desk.session.vault, MANY)
    return patients(desk)


def patients(desk: Desk) -> PatientsScreen:
    found = rooms.shown(desk, Place(screen="patients"))
    assert isinstance(found, PatientsScreen)
    return found


@contextmanager
def asked(desk: Desk) -> Iterator[list[str]]:
    """The questions to the vault meanwhile."""
    found: list[str] = []
    connection = desk.session.vault.database.conn
    connection.set_trace_callback(found.append)
    try:
        yield found
    finally:
        connection.set_trace_callback(None)


def painted(table: Table) -> None:
    table.view.viewport().repaint()
    QApplication.processEvents()


def in_sight(table: Table) -> int:
    """Rows of which something is seen."""
    view = table.view
    last = view.rowAt(view.viewport().height() - 1)
    return (len(table.rows) - 1 if last < 0 else last) - view.rowAt(0) + 1


def a_table(bot: QtBot, text: Callable[[str], str] = str) -> tuple[QWidget, Table]:
    """Two columns on a page of its own."""
    page = QWidget()
    page.setStyleSheet(sheet(LOOK))
    bot.addWidget(page)
    columns = [Column(title="Name", text=text), Column(title="Told", text=text, width=200)]
    table = Table(LOOK, columns, key=lambda row: row.split()[-1], empty="Nobody.", name="People")
    column = QVBoxLayout(page)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(table)
    page.resize(rooms.SIZES["tablet"])
    page.show()
    return page, table


def test_rows_are_asked_for_by_windows_and_the_last_ones_are_kept() -> None:
    source = Source()
    rows = FetchedRows(keys(MANY), source)

    seen = [rows[0], rows[AT_ONCE - 1], rows[AT_ONCE], rows[-1]]

    assert seen == ["Person 00000", "Person 00063", "Person 00064", "Person 19999"]
    assert [len(each) for each in source.asked] == [AT_ONCE, AT_ONCE, MANY % AT_ONCE]
    for nth in range(KEPT):
        assert rows[(nth + 10) * AT_ONCE] is not None
    assert rows[0] == "Person 00000"
    assert len(source.asked) == 3 + KEPT + 1


def test_a_row_has_its_place_without_being_asked_for() -> None:
    source = Source()
    rows = FetchedRows(keys(MANY), source)

    assert (rows.place("19990"), rows.place("nobody"), len(rows)) == (19_990, None, MANY)
    assert source.asked == []
    assert rows[2:4] == ("Person 00002", "Person 00003")


def test_the_first_rows_are_there_before_the_keys_are_asked_for() -> None:
    source, told = Source(), list[int]()

    def later() -> Sequence[str]:
        told.append(1)
        return keys(MANY)[:-1]

    rows = FetchedRows(
        later, source, count=MANY, beginning=[f"Person {each}" for each in keys(FIRST)]
    )

    assert (len(rows), rows[0], rows[FIRST - 1]) == (MANY, "Person 00000", "Person 00031")
    assert (told, source.asked) == ([], [])
    assert (rows[FIRST], rows.place("19998"), told) == ("Person 00032", 19_998, [1])
    assert rows[-1] is None
    with pytest.raises(IndexError):
        rows[MANY]


def test_a_row_that_is_gone_is_an_empty_line_until_the_list_is_told_anew(bot: QtBot) -> None:
    page, table = a_table(bot)

    table.show_rows(FetchedRows(keys(3), lambda _keys: {"00001": "Person 00001"}))
    painted(table)
    table.select("00000")

    assert [table.view.model().index(at, 0).data() for at in range(3)] == ["", "Person 00001", ""]
    assert table.row is None
    assert page.isVisible()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2], ids=["ltr", "rtl"])
def test_each_cell_in_sight_is_worded_once_for_all_its_pictures(
    bot: QtBot, direction: Qt.LayoutDirection
) -> None:
    worded: list[str] = []

    def text(row: str) -> str:
        worded.append(row)
        return row

    page, table = a_table(bot, text)
    page.setLayoutDirection(direction)
    source = Source()
    table.show_rows(FetchedRows(keys(MANY), source))

    painted(table)
    page.grab()
    painted(table)

    left, right = (table.view.columnViewportPosition(each) for each in (0, 1))
    assert (left > right) is (direction is Qt.LayoutDirection.RightToLeft)
    assert len(worded) == 2 * in_sight(table)
    assert len(source.asked) == 1


def test_scrolling_by_pages_asks_once_for_each_window(bot: QtBot) -> None:
    _page, table = a_table(bot)
    source = Source()
    table.show_rows(FetchedRows(keys(MANY), source))
    painted(table)

    for _nth in range(40):
        table.view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        painted(table)

    last = table.view.rowAt(0) + in_sight(table) - 1
    assert len(source.asked) == last // AT_ONCE + 1
    assert len(set(map(tuple, source.asked))) == len(source.asked)


def test_no_column_is_measured_by_its_contents(screen: PatientsScreen) -> None:
    across = screen.chooser.table.view.horizontalHeader()
    modes = {across.sectionResizeMode(each) for each in range(across.count())}
    modes.add(screen.chooser.table.view.verticalHeader().sectionResizeMode(0))

    assert QHeaderView.ResizeMode.ResizeToContents not in modes


def test_twenty_thousand_patients_stand_in_the_list_and_a_screenful_is_asked_for(
    desk: Desk,
) -> None:
    fill(desk.session.vault, MANY)

    with asked(desk) as questions:
        screen = patients(desk)
        painted(screen.chooser.table)

    about = [each for each in questions if " FROM patient" in each]
    told = QAccessible.queryAccessibleInterface(screen.chooser.table.view)
    assert len(screen.chooser.table.rows) == MANY
    assert len(about) == 1
    assert "LIMIT" in about[0]
    assert "count(*)" not in about[0]
    assert told.childCount() >= MANY * len(screen.chooser.table.columns)


def test_the_last_of_twenty_thousand_is_reached_by_a_key_and_stays_chosen(
    desk: Desk, screen: PatientsScreen
) -> None:
    table = screen.chooser.table
    table.view.setFocus()
    table.select(table.rows[0].id)
    QTest.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    last = table.row
    at = table.view.verticalScrollBar().value()

    with asked(desk) as questions:
        desk.told()
        painted(table)

    ids = people.meant(desk.session.vault, "", born=None)
    assert last.id == ids[-1]
    assert screen.patient == table.row == last
    assert table.view.verticalScrollBar().value() == at
    assert sum("FROM patient WHERE patient IN" in each for each in questions) <= 2


def test_one_of_twenty_thousand_is_found_by_number_and_chosen_stays_chosen(
    desk: Desk, screen: PatientsScreen
) -> None:
    table = screen.chooser.table
    screen.chooser.field.line.setText("MRN-19321")
    with asked(desk) as questions:
        screen.chooser.look()
        painted(table)
    (found,) = table.rows
    table.select(found.id)

    screen.chooser.field.line.setText("")
    screen.chooser.look()

    assert len([each for each in questions if " FROM patient" in each]) == 2
    assert len(table.rows) == MANY
    assert table.row == found


def test_letters_typed_in_the_list_begin_a_search(screen: PatientsScreen) -> None:
    table = screen.chooser.table
    rooms.window_of(screen.desk).activateWindow()
    table.view.setFocus()

    QTest.keyClicks(table.view, "c")
    QTest.keyClicks(screen.chooser.field.line, "elik")
    screen.chooser.look()

    assert screen.chooser.field.text() == "celik"
    assert {each.name[:5] for each in table.rows[:AT_ONCE]} == {"Celik"}
    assert AT_ONCE < len(table.rows) < MANY // 5


def test_nobody_found_among_twenty_thousand_is_said(screen: PatientsScreen) -> None:
    screen.chooser.field.line.setText("nobody called so")
    screen.chooser.look()

    assert len(screen.chooser.table.rows) == 0
    assert "Nobody is found." in texts(screen)


def test_what_is_refused_while_the_list_scrolls_is_told_in_words(
    desk: Desk, screen: PatientsScreen
) -> None:
    table = screen.chooser.table
    members = desk.session.vault.database.table("member")
    members.update(desk.session.member.id, {"left_ms": 1})

    table.view.scrollToBottom()
    painted(table)
    QApplication.processEvents()

    members.update(desk.session.member.id, {"left_ms": None})
    shell = rooms.window_of(desk).shell
    assert shell is not None
    assert "Your role does not do that here." in shell.notice.words.text()
    assert table.rows[-1] is None
    desk.told()
    assert table.rows[-1] is not None
