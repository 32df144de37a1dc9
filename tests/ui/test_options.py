import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.options import OptionList
from tests.ui.hands import press, tap, write

WORDS = {"a": "Not once", "b": "Now and again", "c": "Nearly all the time"}


@pytest.fixture
def options(bot: QtBot, look: Look) -> OptionList:
    made = OptionList(WORDS, look)
    bot.addWidget(made)
    made.resize(1200, 400)
    made.show()
    return made


@pytest.fixture
def heard(options: OptionList) -> list[object]:
    ids: list[object] = []
    options.chosen.connect(ids.append)
    return ids


def standing(options: OptionList) -> list[str]:
    return [each for each, row in options.rows.items() if row.isChecked()]


def test_nothing_is_chosen_at_first(options: OptionList) -> None:
    assert standing(options) == []


def test_a_tap_anywhere_in_a_row_chooses_it(options: OptionList, heard: list[object]) -> None:
    row = options.rows["b"]

    tap(row, QPoint(row.width() - 2, 2))

    assert heard == ["b"]
    assert standing(options) == ["b"]


def test_only_the_last_choice_stands(options: OptionList, heard: list[object]) -> None:
    tap(options.rows["b"])
    tap(options.rows["a"])

    assert heard == ["b", "a"]
    assert standing(options) == ["a"]


def test_tapping_what_stands_keeps_it_and_says_nothing(
    options: OptionList, heard: list[object]
) -> None:
    options.show_choice("b")

    tap(options.rows["b"])

    assert heard == []
    assert standing(options) == ["b"]


def test_taking_back_empties_every_row_and_says_nothing(
    options: OptionList, heard: list[object]
) -> None:
    options.show_choice("b")

    options.show_choice(None)

    assert heard == []
    assert standing(options) == []
    tap(options.rows["b"])
    assert heard == ["b"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_chooses_the_row_that_has_the_focus(
    options: OptionList, heard: list[object], key: Qt.Key
) -> None:
    options.rows["c"].setFocus()

    press(options.rows["c"], key)

    assert heard == ["c"]


def test_an_arrow_moves_the_focus(options: OptionList) -> None:
    options.rows["a"].setFocus()

    press(options.rows["a"], Qt.Key.Key_Down)

    assert options.rows["b"].hasFocus()


def test_a_digit_chooses_by_place(options: OptionList, heard: list[object]) -> None:
    write(options, "29")

    assert heard == ["b"]


def test_words_of_any_length_make_a_row_higher_and_never_cut(look: Look) -> None:
    made = OptionList({"a": "short", "b": "very long words " * 20}, look)

    short, long = (row.height_for(600) for row in made.rows.values())

    assert short == look.metrics.target
    assert long > 3 * short
    made.deleteLater()


def test_markup_is_read_as_written(bot: QtBot, look: Look) -> None:
    made = OptionList({"a": "<b>x</b> & <img src='/etc/hostname'>"}, look)
    bot.addWidget(made)

    assert made.rows["a"].accessibleName() == "<b>x</b> & <img src='/etc/hostname'>"


def test_a_screen_reader_meets_radio_buttons(options: OptionList) -> None:
    options.show_choice("b")

    read = QAccessible.queryAccessibleInterface(options.rows["b"])

    assert read.role() is QAccessible.Role.RadioButton
    assert read.text(QAccessible.Text.Name) == "Now and again"
