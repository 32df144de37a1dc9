"""What a screen reader is told of each screen; `tests/x11` goes a whole sitting with one."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen
from distressapp.ui.widgets.options import OptionList, OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.thermometer import Thermometer
from distressapp.ui.widgets.tiles import Tile, TileGrid
from distressapp.ui.widgets.words import Words
from distressapp.ui.widgets.writing import WritingField
from distressapp.ui.widgets.written import tell_fields
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import seen
from tests.kiosk.rooms import Disk

ROLES = {
    Rung: QAccessible.Role.RadioButton,
    OptionRow: QAccessible.Role.RadioButton,
    Tile: QAccessible.Role.CheckBox,
}


@pytest.fixture
def _reader() -> Iterator[None]:
    """A screen reader follows."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def heard(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("stop", rooms.STOPS)
def test_everything_that_can_be_pressed_has_role_name_and_state(open_room: Open, stop: str) -> None:
    room = open_room(stop)

    for each in seen(room, QAbstractButton):
        found = heard(each)
        assert found.text(QAccessible.Text.Name) == each.accessibleName() != ""
        assert found.role() == ROLES.get(type(each), QAccessible.Role.Button)
        assert found.state().focusable
        assert found.state().checked == each.isChecked()
        assert found.state().disabled != each.isEnabled()


@pytest.mark.parametrize(
    ("stop", "kind", "members", "count"),
    [
        ("rating", Thermometer, Rung, 11),
        ("hads.6", OptionList, OptionRow, 4),
        ("pss10.3", OptionList, OptionRow, 5),
        ("concerns.emotional", TileGrid, Tile, None),
    ],
)
def test_answers_are_a_group_that_is_named_and_says_how_many_it_has(
    open_room: Open,
    stop: str,
    kind: type[QWidget],
    members: type[QWidget],
    count: int | None,
) -> None:
    room = open_room(stop)
    (group,) = room.screen_shown.findChildren(kind)

    found = heard(group)

    assert found.role() == QAccessible.Role.Grouping
    assert found.text(QAccessible.Text.Name) == seen(room, Words)[0].text()
    inside = [found.child(place).role() for place in range(found.childCount())]
    assert set(inside) == {heard(group.findChildren(members)[0]).role()}
    assert count is None or len(inside) == count


@pytest.mark.usefixtures("_reader")
@pytest.mark.parametrize("stop", rooms.STOPS)
def test_a_new_step_is_read_from_its_question(open_room: Open, stop: str) -> None:
    room = open_room(stop)
    room.activateWindow()
    room.focus_first()

    question = room.screen_shown.question

    assert question is not None
    assert focused() is question
    assert heard(question).role() == QAccessible.Role.StaticText
    assert heard(question).text(QAccessible.Text.Name) == seen(room, Words)[0].text()


@pytest.mark.usefixtures("_reader")
def test_the_reasons_are_read_with_their_title(open_room: Open) -> None:
    room = open_room("why")
    room.focus_first()

    said = heard(focused()).text(QAccessible.Text.Description)

    assert "You can skip anything or stop." in said


@pytest.mark.usefixtures("_reader")
def test_from_the_question_a_digit_answers_and_tab_leads_to_the_answers(open_room: Open) -> None:
    disk = Disk()
    room = open_room("rating", answers={}, disk=disk)
    room.activateWindow()
    room.focus_first()

    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    first = focused()
    room.focus_first()
    QTest.keyClick(focused(), Qt.Key.Key_3)

    assert isinstance(first, Rung)
    assert disk.last.answer == Chosen(index=3, value=3)


@pytest.mark.usefixtures("_reader")
def test_keys_see_the_ring_round_the_question(open_room: Open) -> None:
    room = open_room("hads.6", answers={})
    room.activateWindow()
    QTest.mouseClick(room, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    before = room.grab().toImage()

    QTest.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    question = room.screen_shown.question

    assert focused() is question
    assert room.grab().toImage() != before


@pytest.mark.parametrize(
    ("stop", "name", "text"),
    [
        ("own_words.practical", "Your own words", "Who will look after the dog"),
        ("phone.number", "Number", "555 0100"),
    ],
)
def test_a_field_is_heard_as_a_field_with_what_stands_in_it(
    open_room: Open, stop: str, name: str, text: str
) -> None:
    tell_fields()
    (field,) = open_room(stop).screen_shown.findChildren(WritingField)

    found = heard(field)

    assert found.role() == QAccessible.Role.EditableText
    assert found.state().editable
    assert found.text(QAccessible.Text.Name) == name
    assert found.text(QAccessible.Text.Description).startswith(text)


@pytest.mark.usefixtures("_reader")
def test_a_thousand_fields_that_come_and_go_are_told_without_harm(clean_stage: QtBot) -> None:
    tell_fields()

    for number in range(1_000):
        field = WritingField(rooms.look(), most=5, hint="Number")
        field.show()
        assert heard(field).role() == QAccessible.Role.EditableText
        field.close()
        field.deleteLater()
        del field
        if number % 100 == 0:
            gc.collect()
            QApplication.processEvents()
    assert clean_stage is not None
