import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.motion import asks_for_less, may_move
from distressapp.ui.widgets.slide import Slide
from distressapp.ui.widgets.stack import SlideStack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these files are Linux's")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def written(home: Path, name: str, text: str) -> None:
    (home / name).parent.mkdir(parents=True, exist_ok=True)
    (home / name).write_text(text, encoding="utf-8")


def test_a_system_that_says_nothing_asks_for_nothing() -> None:
    assert not asks_for_less()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n"),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n"),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n"),
    ],
)
def test_a_system_that_asks_for_less_motion_gets_none(home: Path, name: str, text: str) -> None:
    written(home, name, text)

    assert asks_for_less()
    assert not may_move(is_wanted=True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n"),
        ("gtk-3.0/settings.ini", "this is no settings file"),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n"),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=fast\n"),
    ],
)
def test_what_does_not_ask_for_less_changes_nothing(home: Path, name: str, text: str) -> None:
    written(home, name, text)

    assert may_move(is_wanted=True)


def test_the_setting_alone_turns_motion_off() -> None:
    assert not may_move(is_wanted=False)


def test_a_screen_can_be_tapped_at_once_while_the_one_before_slides_away(bot: QtBot) -> None:
    stack = shown_stack(bot, has_motion=True)
    stack.show_screen(QWidget())
    second = QWidget()

    stack.show_screen(second)

    veil = stack.findChild(QLabel)
    assert isinstance(veil, QLabel)
    assert second.isVisible()
    assert second.geometry() == stack.rect()
    bot.waitUntil(lambda: stack.findChild(QLabel) is None)


def test_without_motion_nothing_slides(bot: QtBot) -> None:
    stack = shown_stack(bot, has_motion=False)
    stack.show_screen(QWidget())

    stack.show_screen(QWidget())

    assert stack.findChild(Slide) is None
    assert stack.findChild(QLabel) is None


def test_a_person_who_wants_less_motion_sees_none_although_the_setting_is_on(
    bot: QtBot, home: Path
) -> None:
    written(home, "kdeglobals", "[KDE]\nAnimationDurationFactor=0\n")
    stack = shown_stack(bot, has_motion=True)
    stack.show_screen(QWidget())

    stack.show_screen(QWidget())

    assert stack.findChild(QLabel) is None


def shown_stack(bot: QtBot, *, has_motion: bool) -> SlideStack:
    stack = SlideStack(has_motion=has_motion)
    bot.addWidget(stack)
    stack.resize(400, 300)
    stack.show()
    return stack
