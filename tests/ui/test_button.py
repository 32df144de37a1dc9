import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look, fits
from distressapp.ui.metrics import TEXT_PERCENTS, Metrics
from distressapp.ui.theme import THEMES, Theme
from distressapp.ui.widgets.button import Button, Weight
from distressapp.ui.widgets.pressable import DOUBLE_TAP_MS
from tests.ui.hands import Pace, press, tap


@pytest.fixture
def button(bot: QtBot, look: Look) -> Button:
    made = Button("Start", look)
    bot.addWidget(made)
    made.resize(240, 100)
    made.show()
    return made


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> Pace:
    return Pace(monkeypatch)


@pytest.fixture
def taps(button: Button) -> list[object]:
    told: list[object] = []
    button.clicked.connect(lambda _checked: told.append(None))
    return told


def picture(button: Button) -> QImage:
    return button.grab().toImage()


def test_a_trembling_finger_taps_once(button: Button, taps: list[object], pace: Pace) -> None:
    tap(button)
    pace.let_pass(DOUBLE_TAP_MS - 1)
    tap(button)

    assert len(taps) == 1


def test_a_second_tap_counts_when_some_time_has_passed(
    button: Button, taps: list[object], pace: Pace
) -> None:
    tap(button)
    pace.let_pass(DOUBLE_TAP_MS)
    tap(button)

    assert len(taps) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_presses_it(button: Button, taps: list[object], key: Qt.Key) -> None:
    press(button, key)

    assert len(taps) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_held_key_presses_nothing_more(button: Button, taps: list[object], key: Qt.Key) -> None:
    press(button, key)
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )

    for _held in range(5):
        QApplication.sendEvent(button, repeated)

    assert len(taps) == 1


def test_a_ring_is_drawn_for_keys_and_not_for_fingers(button: Button) -> None:
    button.activateWindow()
    assert QTest.qWaitForWindowActive(button)

    tap(button)
    by_finger = picture(button)
    press(button, Qt.Key.Key_Shift)
    by_key = picture(button)
    tap(button)

    assert button.hasFocus()
    assert by_key != by_finger
    assert picture(button) == by_finger


def test_an_answer_that_stands_is_marked_and_said(button: Button) -> None:
    plain = picture(button)

    button.mark(is_marked=True)

    assert picture(button) != plain
    assert button.accessibleDescription()


def test_taking_the_mark_back_leaves_no_trace(button: Button) -> None:
    plain = picture(button)
    button.mark(is_marked=True)

    button.mark(is_marked=False)

    assert picture(button) == plain
    assert not button.accessibleDescription()


def test_a_line_break_is_not_read_out(button: Button) -> None:
    button.say("They're\ncalling me")

    assert button.accessibleName() == "They're calling me"


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("words", ["Next", "I need to speak to someone now", "Weitermachen"])
def test_words_stay_whole_in_their_room(words: str, percent: int) -> None:
    look = Look(metrics=Metrics(width=1280, height=800, text_percent=percent))
    button = Button(words, look)
    button.resize(190, 96)

    assert fits(words, button.letters, button.text_rect())
    button.deleteLater()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("weight", Weight)
def test_a_button_that_can_be_tapped_looks_different(theme: Theme, weight: Weight) -> None:
    look = Look(metrics=Metrics(width=1280, height=800), theme=theme)
    button = Button("Next", look, weight=weight)
    button.resize(240, 100)
    enabled = picture(button)

    button.setEnabled(False)

    assert picture(button) != enabled
    button.deleteLater()


def test_a_screen_reader_meets_a_button(button: Button) -> None:
    read = QAccessible.queryAccessibleInterface(button)

    assert read.role() is QAccessible.Role.PushButton
    assert read.text(QAccessible.Text.Name) == "Start"
