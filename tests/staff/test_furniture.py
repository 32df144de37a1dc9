"""The furniture: long lists at once, fields that say what is wrong, and names for all of it."""

import time as clock
from collections.abc import Iterator
from datetime import date, time
from typing import Final, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import (
    Choice,
    DateField,
    LongText,
    TextField,
    Tick,
    TimeField,
)
from distressapp.staff.widgets.pieces import Side, Words
from distressapp.staff.widgets.style import TOUCH, sheet
from distressapp.staff.widgets.table import Column, Table
from tests.staff.room import staff_look
from tests.ui.hands import press, tap, write

LOOK: Final = staff_look()
MARKUP: Final = "<b>Anna</b> & <script>"


@pytest.fixture
def ground(bot: QtBot) -> Iterator[QWidget]:
    found = QWidget()
    found.setStyleSheet(sheet(LOOK))
    column = QVBoxLayout(found)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    found.resize(900, 700)
    found.show()
    bot.addWidget(found)
    yield found
    found.close()


Piece = TypeVar("Piece", bound=QWidget)


def on(ground: QWidget, piece: Piece) -> Piece:
    layout = ground.layout()
    assert layout is not None
    layout.addWidget(piece)
    piece.show()
    QApplication.processEvents()
    return piece


def said(piece: QWidget) -> str:
    return "\n".join(each.text() for each in piece.findChildren(Words) if each.isVisibleTo(piece))


def people(count: int) -> list[tuple[str, str]]:
    return [(f"Person {each}", f"waiting {each} working days") for each in range(count)]


def a_table(ground: QWidget) -> Table:
    columns = [
        Column(title="Name", text=lambda row: row[0], is_strong=True),
        Column(title="Waiting", text=lambda row: row[1], width=200),
    ]
    empty = "Nobody is waiting."
    return on(ground, Table(LOOK, columns, key=lambda row: row[0], empty=empty, name="Whom we owe"))


def test_twenty_thousand_rows_stand_there_at_once(ground: QWidget) -> None:
    table = a_table(ground)
    rows = people(20_000)
    table.select("Person 0")

    since = clock.process_time()
    table.show_rows(rows)
    table.select("Person 19999")
    ground.grab()
    took = clock.process_time() - since

    assert table.row == rows[-1]
    assert took < 1.0


def test_the_choice_stays_with_its_person_while_the_rows_change(
    bot: QtBot, ground: QWidget
) -> None:
    table = a_table(ground)
    table.show_rows(people(5))
    table.select("Person 3")

    with bot.assertNotEmitted(table.chosen):
        table.show_rows(list(reversed(people(9))))

    assert table.row[0] == "Person 3"


def test_who_is_gone_is_chosen_no_more(bot: QtBot, ground: QWidget) -> None:
    table = a_table(ground)
    table.show_rows(people(5))
    table.select("Person 3")

    with bot.waitSignal(table.chosen) as told:
        table.show_rows(people(2))

    assert told.args == [None]
    assert table.row is None


def test_nothing_is_chosen_before_somebody_does(ground: QWidget) -> None:
    table = a_table(ground)

    table.show_rows(people(3))

    assert table.row is None


def test_the_first_tap_chooses_while_the_keys_are_elsewhere(bot: QtBot, ground: QWidget) -> None:
    field = on(ground, TextField("Name", LOOK))
    table = a_table(ground)
    table.show_rows(people(5))
    ground.activateWindow()
    field.setFocus()
    place = table.view.visualRect(table.view.model().index(2, 0)).center()

    with bot.waitSignal(table.chosen) as told:
        QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert told.args == [people(5)[2]]
    assert table.row == people(5)[2]


def test_keys_choose_and_enter_opens(bot: QtBot, ground: QWidget) -> None:
    table = a_table(ground)
    table.show_rows(people(3))
    table.view.setFocus()
    press(table.view, Qt.Key.Key_Down)
    press(table.view, Qt.Key.Key_Down)

    with bot.waitSignal(table.opened) as told:
        press(table.view, Qt.Key.Key_Return)

    assert told.args is not None
    assert told.args[0] == table.row


def test_assistive_technology_hears_the_whole_row(ground: QWidget) -> None:
    table = a_table(ground)
    table.show_rows(people(3))

    found = QAccessible.queryAccessibleInterface(table.view)
    names = {found.child(each).text(QAccessible.Text.Name) for each in range(found.childCount())}

    assert found.text(QAccessible.Text.Name) == "Whom we owe"
    assert "Name Person 1, Waiting waiting 1 working days" in names


def test_an_empty_list_says_what_to_do(ground: QWidget) -> None:
    table = a_table(ground)

    assert table.empty.isVisible()
    assert not table.view.isVisible()


def test_a_list_with_rows_makes_no_words_for_having_none(ground: QWidget) -> None:
    table = Table(LOOK, [Column(title="Name", text=str)], str, empty="Nobody.")
    table.show_rows(["Anna"])
    on(ground, table)

    assert not table.findChildren(Words)


def test_rows_are_as_high_as_a_finger(ground: QWidget) -> None:
    table = a_table(ground)
    table.show_rows(people(1))

    assert table.view.rowHeight(0) >= TOUCH


def test_markup_is_shown_as_it_was_typed(ground: QWidget) -> None:
    table = a_table(ground)
    table.show_rows([(MARKUP, MARKUP)])
    words = on(ground, Words(MARKUP, LOOK))
    button = on(ground, Button(MARKUP, LOOK))

    assert words.textFormat() is Qt.TextFormat.PlainText
    assert button.words() == MARKUP
    assert button.accessibleName() == MARKUP
    assert table.view.model().index(0, 0).data() == MARKUP


@pytest.mark.parametrize(
    ("typed", "value"),
    [(("3", "4", "1950"), date(1950, 4, 3)), (("", "", ""), None), (("31", "2", "1950"), None)],
)
def test_a_date_is_typed_as_day_month_and_year(
    ground: QWidget, typed: tuple[str, str, str], value: date | None
) -> None:
    field = on(ground, DateField("Date of birth", LOOK))
    for box, part in zip(field.boxes, typed, strict=True):
        write(box, part)

    assert field.value() == value
    assert field.is_wrong == (value is None and any(typed))


def test_a_year_of_two_digits_is_asked_for_again(ground: QWidget) -> None:
    field = on(ground, DateField("Date of birth", LOOK))
    for box, part in zip(field.boxes, ("3", "4", "50"), strict=True):
        write(box, part)

    assert field.value() is None
    assert "four digits" in said(field)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("9:30", time(9, 30)), ("0930", time(9, 30)), ("14.05", time(14, 5)), ("9", time(9, 0))],
)
def test_a_time_is_typed_in_several_ways(ground: QWidget, typed: str, value: time) -> None:
    field = on(ground, TimeField("Opens", LOOK))

    write(field.line, typed)

    assert field.value() == value


def test_what_is_no_time_is_said_in_place(ground: QWidget) -> None:
    field = on(ground, TimeField("Opens", LOOK))

    write(field.line, "25:00")

    assert field.value() is None
    assert "Type a time like 9:30." in said(field)


def test_nothing_is_chosen_beforehand(ground: QWidget) -> None:
    few = on(ground, Choice("May we phone?", [("Yes", 1), ("No", 2)], LOOK))
    many = on(ground, Choice("Language", [(f"Language {n}", n) for n in range(30)], LOOK))

    assert few.value() is None
    assert many.value() is None


def test_one_tap_chooses_and_another_chooses_otherwise(ground: QWidget) -> None:
    few = on(ground, Choice("May we phone?", [("Yes", True), ("No", False)], LOOK))
    buttons = few.findChildren(Button)

    tap(buttons[0])
    first = few.value()
    tap(buttons[1])

    assert first is True
    assert few.value() is False
    assert [each.isChecked() for each in buttons] == [False, True]
    assert buttons[1].accessibleName() == "May we phone?: No"


def test_a_long_list_drops_down(ground: QWidget) -> None:
    many = on(ground, Choice("Language", [(f"Language {n}", n) for n in range(30)], LOOK, value=7))

    assert many.findChild(QComboBox) is not None
    assert many.text() == "Language 7"


def test_a_complaint_stands_below_and_goes_with_the_next_key(ground: QWidget) -> None:
    field = on(ground, TextField("Record number", LOOK))

    field.complain("Somebody else has this number.")
    before = said(field)
    write(field.line, "4")

    assert "Somebody else has this number." in before
    assert "Somebody else" not in said(field)


def test_a_tick_is_tapped_anywhere_on_its_words(ground: QWidget) -> None:
    tick = on(ground, Tick("A message may be left", LOOK))

    tap(tick.box)

    assert tick.is_on
    assert tick.box.accessibleName() == "A message may be left"
    assert tick.box.height() >= TOUCH


def test_a_long_text_says_how_much_is_too_much(ground: QWidget) -> None:
    field = on(ground, LongText("Note", LOOK, most=10))

    write(field.area, "twelve chars")

    assert "2 characters too many." in said(field)


def test_every_field_bears_its_name(ground: QWidget) -> None:
    fields = (
        TextField("Name", LOOK),
        LongText("Note", LOOK),
        TimeField("Opens", LOOK),
        Choice("Language", [(str(n), n) for n in range(9)], LOOK),
    )

    for field in fields:
        inner = on(ground, field).focusProxy()
        assert inner is not None
        assert inner.accessibleName() == field.label.text()


def test_buttons_wrap_where_there_is_no_room(ground: QWidget) -> None:
    ground.resize(360, 700)
    row = on(ground, Row(*(Button(f"A button {each}", LOOK) for each in range(4))))
    ground.grab()

    rows = {each.y() for each in row.findChildren(Button)}

    assert len(rows) > 1
    assert all(each.geometry().right() <= row.width() for each in row.findChildren(Button))


@pytest.mark.parametrize(
    ("wide", "high", "is_stacked"),
    [(620, 400, True), (800, 1280, True), (836, 600, False), (1400, 700, False)],
)
def test_list_and_person_stand_below_one_another_where_it_is_narrow_and_upright(
    ground: QWidget, wide: int, high: int, *, is_stacked: bool
) -> None:
    side = on(ground, Side(QWidget(), QWidget()))

    ground.resize(wide, high)
    ground.grab()

    assert side.is_stacked is is_stacked


def test_a_name_stays_readable_where_a_list_is_narrow(ground: QWidget) -> None:
    ground.resize(380, 700)
    columns = [
        Column(title="Name", text=str),
        Column(title="Role", text=str, width=200),
        Column(title="State", text=str, width=200),
    ]
    table = on(ground, Table(LOOK, columns, key=str, empty="Nobody."))
    table.show_rows(["Somebody"])
    ground.grab()

    assert table.view.columnWidth(0) >= 120
    assert table.view.columnWidth(1) >= 80


def test_one_of_several_is_read_out_as_a_radio_button_and_an_arrow_only_goes_there(
    ground: QWidget,
) -> None:
    first, second = Button("Today", LOOK), Button("Whom we owe", LOOK)
    for each in (first, second):
        each.make_choice()
        on(ground, each)
    first.setChecked(True)
    ground.activateWindow()
    first.setFocus()

    QTest.keyClick(first, Qt.Key.Key_Down)

    role = QAccessible.queryAccessibleInterface(second).role()
    assert role is QAccessible.Role.RadioButton
    assert second.hasFocus()
    assert (first.isChecked(), second.isChecked()) == (True, False)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert (first.isChecked(), second.isChecked()) == (False, True)
