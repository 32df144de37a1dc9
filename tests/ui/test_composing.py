"""Hardware keyboards of other scripts, and the system's input method."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.keyboard import ERASE
from distressapp.ui.widgets.writing import WritingField


@pytest.fixture
def field(bot: QtBot, look: Look) -> WritingField:
    made = WritingField(look, most=12, has_lines=True)
    bot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def compose(
    field: WritingField, preedit: str, commit: str = "", *, start: int = 0, length: int = 0
) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit, start, length)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("text", ["qué niño", "ποιος θα", "كلبي وحده", "谁来照顾我"])
def test_a_keyboard_of_any_script_writes_it(field: WritingField, text: str) -> None:
    for each in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, each)
        QApplication.sendEvent(field, event)

    assert field.text == text


def test_what_is_composed_is_written_once_it_is_settled(field: WritingField) -> None:
    heard: list[object] = []
    field.changed.connect(heard.append)

    compose(field, "zh")
    compose(field, "zhao")
    compose(field, "", "照顾")

    assert heard == ["照顾"]


def test_what_is_given_up_while_composing_writes_nothing(field: WritingField) -> None:
    compose(field, "zhao")
    compose(field, "")

    assert field.text == ""


def test_an_input_method_may_put_right_what_stands(field: WritingField) -> None:
    field.show_text("ab한")

    compose(field, "", "하나", start=-1, length=1)

    assert field.text == "ab하나"


def test_of_more_than_fits_as_much_is_written_as_fits(field: WritingField) -> None:
    field.show_text("x" * 10)

    compose(field, "", "照顾我的狗")

    assert field.text == "x" * 10 + "照顾"


@pytest.mark.parametrize(
    ("text", "left"),
    [("ok", "o"), ("e\u0301", ""), ("لا", "ل"), ("a👍🏽", "a"), ("", ""), ("𠮷", "")],
)
def test_erasing_takes_a_sign_with_all_its_marks(field: WritingField, text: str, left: str) -> None:
    field.show_text(text)

    field.type(ERASE)

    assert field.text == left


@pytest.mark.parametrize("is_secret", [True, False])
def test_an_input_method_is_told_to_learn_nothing(
    bot: QtBot, look: Look, *, is_secret: bool
) -> None:
    made = WritingField(look, most=12, is_secret=is_secret)
    bot.addWidget(made)

    hints = made.inputMethodHints()

    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert bool(hints & Qt.InputMethodHint.ImhHiddenText) == is_secret
