import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.metrics import SMALL_TARGET_MM, TEXT_PERCENTS, Metrics
from distressapp.ui.widgets.keyboard import ERASE, Key, Keyboard, NumberPad
from tests.ui.hands import tap


@pytest.fixture
def keyboard(bot: QtBot, look: Look) -> Keyboard:
    made = Keyboard(look)
    bot.addWidget(made)
    made.resize(1200, Keyboard.least_height(look))
    made.show()
    return made


def keys(board: Keyboard | NumberPad) -> dict[str, Key]:
    return {each.accessibleName(): each for each in board.findChildren(Key) if each.isVisible()}


def typed_by(board: Keyboard | NumberPad, *names: str) -> list[object]:
    typed: list[object] = []
    board.typed.connect(typed.append)
    for name in names:
        tap(keys(board)[name])
    return typed


def test_the_first_letter_is_a_capital_and_the_next_is_not(keyboard: Keyboard) -> None:
    assert typed_by(keyboard, "T", "o") == ["T", "o"]


def test_capitals_can_be_asked_for(keyboard: Keyboard) -> None:
    assert typed_by(keyboard, "A", "Capital letters", "B", "c") == ["A", "B", "c"]


def test_digits_and_signs_are_one_tap_away_and_back(keyboard: Keyboard) -> None:
    assert typed_by(keyboard, "123", "7", "?", "abc", "X") == ["7", "?", "X"]


def test_space_and_erase_are_keys(keyboard: Keyboard) -> None:
    assert typed_by(keyboard, "space", "Erase") == [" ", ERASE]


def test_two_quick_taps_are_two_letters(bot: QtBot, keyboard: Keyboard) -> None:
    typed_by(keyboard, "X")
    typed: list[object] = []
    keyboard.typed.connect(typed.append)
    key = keys(keyboard)["o"]

    tap(key)
    bot.wait(Key.double_tap_ms + 10)
    tap(key)

    assert typed == ["o", "o"]


def test_a_key_never_takes_the_focus_from_the_words(keyboard: Keyboard) -> None:
    policies = {each.focusPolicy() for each in keyboard.findChildren(Key)}

    assert policies == {Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1920, 1080)])
def test_every_key_can_be_hit(bot: QtBot, size: tuple[int, int], percent: int) -> None:
    metrics = Metrics(width=size[0], height=size[1], text_percent=percent)
    look = Look(metrics=metrics)
    made = Keyboard(look)
    bot.addWidget(made)
    made.resize(size[0] - 2 * metrics.margin, Keyboard.least_height(look))
    made.show()

    least = SMALL_TARGET_MM * metrics.dots_per_mm
    for key in keys(made).values():
        assert key.height() >= least
        assert key.width() >= least
        assert made.rect().contains(key.geometry())


def test_digits_of_a_pad_stand_as_on_a_telephone(bot: QtBot, look: Look) -> None:
    pad = NumberPad(look, extra="+")
    bot.addWidget(pad)
    pad.resize(400, NumberPad.least_height(look))
    pad.show()

    assert typed_by(pad, "1", "9", "0", "+", "Erase") == ["1", "9", "0", "+", ERASE]
    assert keys(pad)["1"].y() < keys(pad)["4"].y() < keys(pad)["7"].y() < keys(pad)["0"].y()
    assert keys(pad)["7"].x() < keys(pad)["8"].x() < keys(pad)["9"].x()
