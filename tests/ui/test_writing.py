import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.keyboard import ERASE
from distressapp.ui.widgets.writing import WritingField
from tests.ui.hands import press, write


@pytest.fixture
def field(bot: QtBot, look: Look) -> WritingField:
    made = WritingField(look, most=20, hint="In your own words", has_lines=True)
    bot.addWidget(made)
    made.resize(800, 200)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def heard(field: WritingField) -> list[object]:
    texts: list[object] = []
    field.changed.connect(texts.append)
    return texts


def test_keys_of_both_keyboards_write_the_same(field: WritingField, heard: list[object]) -> None:
    field.type("O")
    write(field, "k!")

    assert field.text == "Ok!"
    assert heard == ["O", "Ok", "Ok!"]


def test_erasing_takes_the_last_character(field: WritingField) -> None:
    field.show_text("dog")

    field.type(ERASE)
    press(field, Qt.Key.Key_Backspace)

    assert field.text == "d"


def test_erasing_nothing_says_nothing(field: WritingField, heard: list[object]) -> None:
    field.type(ERASE)

    assert heard == []


def test_one_character_over_the_limit_is_not_written(
    field: WritingField, heard: list[object]
) -> None:
    field.show_text("x" * 20)

    field.type("y")

    assert field.text == "x" * 20
    assert heard == []


def test_showing_what_stands_does_not_say_that_it_changed(
    field: WritingField, heard: list[object]
) -> None:
    field.show_text("the dog")

    assert heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_V, Qt.Key.Key_C])
def test_nothing_comes_back_or_goes_out_by_a_command_key(field: WritingField, key: Qt.Key) -> None:
    QGuiApplication.clipboard().setText("clipboard")
    field.show_text("the patient before")
    field.show_text("")

    press(field, key, Qt.KeyboardModifier.ControlModifier)

    assert field.text == ""
    assert QGuiApplication.clipboard().text() == "clipboard"


def test_a_long_press_opens_no_menu(field: WritingField) -> None:
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, field.rect().center(), field.mapToGlobal(field.pos())
    )

    QApplication.sendEvent(field, event)

    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu)]


def test_nothing_can_be_dropped_into_it(field: WritingField) -> None:
    assert not field.acceptDrops()


def test_enter_hands_the_text_over_and_writes_nothing(field: WritingField) -> None:
    field.show_text("4711")
    entered: list[object] = []
    field.entered.connect(entered.append)

    press(field, Qt.Key.Key_Return)

    assert entered == ["4711"]
    assert field.text == "4711"


def test_a_composed_script_is_written_when_it_is_settled(field: WritingField) -> None:
    composing = QInputMethodEvent("ni", [])
    settled = QInputMethodEvent("", [])
    settled.setCommitString("你")

    QApplication.sendEvent(field, composing)
    before = field.text
    QApplication.sendEvent(field, settled)

    assert before == ""
    assert field.text == "你"


def test_markup_stays_what_was_written(field: WritingField) -> None:
    write(field, "<b>&amp;</b>")

    assert field.text == "<b>&amp;</b>"


def test_a_screen_reader_hears_what_to_write_and_what_stands(field: WritingField) -> None:
    field.show_text("the dog")

    assert field.accessibleName() == "In your own words"
    assert field.accessibleDescription() == "the dog"
