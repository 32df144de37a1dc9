# ruff: noqa: RUF001  (letters of other scripts look like Latin ones, and are meant)

import unicodedata
from typing import Final

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.metrics import MM_PER_INCH, SMALL_TARGET_MM, TARGET_MM, TEXT_PERCENTS, Metrics
from distressapp.ui.widgets.keyboard import ERASE, Key, Keyboard, NumberPad
from tests.ui.hands import press, tap

LANGUAGES: Final = ("en", "es", "el", "zh-Hans", "ar")
REFERENCE_DPMM: Final = 149 / MM_PER_INCH


def shown(
    bot: QtBot,
    language: str,
    *,
    size: tuple[int, int] = (1280, 800),
    percent: int = 100,
    is_visited: bool = False,
) -> Keyboard:
    metrics = Metrics(width=size[0], height=size[1], text_percent=percent)
    look = Look(metrics=metrics)
    made = Keyboard(look, language=language, is_visited=is_visited)
    bot.addWidget(made)
    made.resize(size[0] - 2 * metrics.margin, Keyboard.least_height(look, language=language))
    made.show()
    return made


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
        key = keys(board)[name]
        key.double_tap_ms = 0
        tap(key)
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


@pytest.mark.parametrize("is_visited", [True, False])
def test_a_tapped_key_never_takes_the_focus_from_the_words(
    bot: QtBot, look: Look, *, is_visited: bool
) -> None:
    made = Keyboard(look, is_visited=is_visited)
    bot.addWidget(made)

    policies = {each.focusPolicy() for each in made.findChildren(Key)}

    assert policies == {Qt.FocusPolicy.TabFocus if is_visited else Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1920, 1080)])
def test_every_key_can_be_hit(
    bot: QtBot, size: tuple[int, int], percent: int, language: str
) -> None:
    made = shown(bot, language, size=size, percent=percent)

    least = SMALL_TARGET_MM * REFERENCE_DPMM
    for key in keys(made).values():
        assert key.height() >= least, key.words
        assert key.width() >= least, key.words
        assert made.rect().contains(key.geometry()), key.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_have_fifteen_millimetres_on_the_reference_tablet(bot: QtBot, language: str) -> None:
    made = shown(bot, language)

    least = TARGET_MM * REFERENCE_DPMM
    assert all(min(key.width(), key.height()) >= least for key in keys(made).values())


def test_every_letter_of_a_language_can_be_written(bot: QtBot) -> None:
    spanish, greek = shown(bot, "es"), shown(bot, "el")

    assert typed_by(spanish, "Capital letters", "a", "ñ", "o") == ["a", "ñ", "o"]
    assert typed_by(greek, "Γ", "ς", "ω") == ["Γ", "ς", "ω"]


@pytest.mark.parametrize(
    ("language", "tapped", "written"),
    [
        ("es", ("acento", "Á"), "Á"),
        ("es", ("Capital letters", "diéresis", "ü"), "ü"),
        ("el", ("Capital letters", "τόνος", "ά"), "ά"),
        ("el", ("τόνος", "Ώ"), "Ώ"),
        ("el", ("Capital letters", "διαλυτικά", "τόνος", "ΐ"), "ΐ"),
        ("el", ("Capital letters", "τόνος", "τόνος", "α"), "α"),
        ("el", ("Capital letters", "τόνος", "σ"), "σ"),
    ],
)
def test_an_accent_goes_to_the_next_letter_that_is_written_with_it(
    bot: QtBot, language: str, tapped: tuple[str, ...], written: str
) -> None:
    assert typed_by(shown(bot, language), *tapped) == [written]


def test_an_accent_serves_one_letter(bot: QtBot) -> None:
    assert typed_by(shown(bot, "es"), "acento", "É", "e") == ["É", "e"]


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)])
def test_arabic_has_its_28_letters_and_their_other_forms(bot: QtBot, size: tuple[int, int]) -> None:
    forms = set("ءأإآؤئةى")

    letters = {name for name in keys(shown(bot, "ar", size=size)) if len(name) == 1}

    assert forms <= letters
    assert len(letters - forms) == 28
    assert all(unicodedata.bidirectional(each) == "AL" for each in letters)


def test_a_keyboard_is_not_mirrored_with_its_page(bot: QtBot) -> None:
    made = shown(bot, "ar")
    before = {name: key.geometry() for name, key in keys(made).items()}

    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.resize(made.width() + 1, made.height())
    made.resize(made.width() - 1, made.height())

    assert {name: key.geometry() for name, key in keys(made).items()} == before
    assert before["ض"].x() < before["ص"].x()


@pytest.mark.parametrize("language", [*LANGUAGES, "sw"])
def test_digits_are_there_in_every_language(bot: QtBot, language: str) -> None:
    assert typed_by(shown(bot, language), "123", *"1234567890") == [*"1234567890"]


def test_who_is_at_a_key_stays_there_when_the_letters_change(bot: QtBot) -> None:
    made = shown(bot, "en", is_visited=True)
    made.activateWindow()
    bot.waitUntil(made.isActiveWindow)
    keys(made)["T"].setFocus(Qt.FocusReason.TabFocusReason)

    press(keys(made)["T"], Qt.Key.Key_Return)

    assert keys(made)["t"].hasFocus()


def test_digits_of_a_pad_stand_as_on_a_telephone(bot: QtBot, look: Look) -> None:
    pad = NumberPad(look, extra="+")
    bot.addWidget(pad)
    pad.resize(400, NumberPad.least_height(look))
    pad.show()

    assert typed_by(pad, "1", "9", "0", "+", "Erase") == ["1", "9", "0", "+", ERASE]
    assert keys(pad)["1"].y() < keys(pad)["4"].y() < keys(pad)["7"].y() < keys(pad)["0"].y()
    assert keys(pad)["7"].x() < keys(pad)["8"].x() < keys(pad)["9"].x()
