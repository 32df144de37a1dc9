"""Tab and Enter only, or digits and Enter only: every step can be gone, and nobody is trapped."""

from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen, Picked, Written
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.ui.widgets.keyboard import Key
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.pressable import Pressing
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.tiles import Tile
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import place, seen
from tests.kiosk.rooms import Disk
from tests.ui.hands import Pace

MOST: Final = 70
SCROLLS: Final = {"Further up", "Further down"}
"""What has the focus comes into sight by itself: at the end of a list nothing is further down."""

BLANK: Final = ("rating", "concerns.emotional", "concerns.practical", "hads.6", "pss10.3", "talk")
"""Steps that are on the way also of who answers nothing."""

LOOKS: Final = [
    (size, percent) for size in ("landscape", "portrait", "low") for percent in (100, 200)
]


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each press is meant, however soon it comes."""
    monkeypatch.setattr(Pressing, "double_tap_ms", 0)
    monkeypatch.setattr(Key, "double_tap_ms", 0)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def a_round(room: PatientRoom) -> list[QWidget]:
    """What Tab meets until it is where it began."""
    room.activateWindow()
    met = [focused()]
    while len(met) < MOST:
        press(Qt.Key.Key_Tab)
        if focused() is met[0]:
            return met
        met.append(focused())
    raise AssertionError("Tab does not come round")


def tab_to(name: str) -> None:
    for _tab in range(MOST):
        if focused().accessibleName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name!r}")


@pytest.mark.parametrize(("size", "percent"), LOOKS)
@pytest.mark.parametrize(
    ("stop", "answers"), [*((stop, None) for stop in rooms.STOPS), *((stop, {}) for stop in BLANK)]
)
def test_tab_meets_everything_once_and_comes_round(
    open_room: Open, stop: str, size: str, percent: int, answers: dict[str, object] | None
) -> None:
    room = open_room(stop, size, percent, answers=answers)
    tapped = {
        each
        for each in seen(room, QAbstractButton)
        if each.isEnabled() and each.accessibleName() not in SCROLLS
    }

    met = a_round(room)

    assert len(met) == len(set(met))
    assert tapped <= set(met)


@pytest.mark.parametrize(("size", "percent"), LOOKS)
@pytest.mark.parametrize("stop", rooms.STOPS)
def test_what_has_the_focus_stands_whole_in_the_window(
    open_room: Open, stop: str, size: str, percent: int
) -> None:
    room = open_room(stop, size, percent)
    room.activateWindow()

    for _tab in range(len(a_round(room))):
        here = focused()
        assert place(room, here).size() == here.size(), here.accessibleName()
        assert room.rect().contains(place(room, here)), here.accessibleName()
        press(Qt.Key.Key_Tab)


def test_tab_the_other_way_goes_the_same_round(open_room: Open) -> None:
    room = open_room("hads.6", answers={})
    forth = a_round(room)

    back = []
    for _tab in forth:
        QTest.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        back.append(focused())

    assert back == list(reversed(forth))


@pytest.mark.usefixtures("steady")
def test_the_rating_needs_one_switch(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", answers={}, disk=disk)

    tab_to("7")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)

    assert disk.last.answer == Chosen(index=7, value=7)
    assert focused().accessibleName() == "Next"


@pytest.mark.usefixtures("steady")
def test_an_answer_can_be_changed_with_one_switch(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", disk=disk)

    tab_to("3")
    press(Qt.Key.Key_Return)

    assert disk.last.answer == Chosen(index=3, value=3)


@pytest.mark.usefixtures("steady")
def test_enter_on_the_answer_that_stands_leads_on(open_room: Open) -> None:
    room = open_room("hads.6", answers={})
    row = seen(room, OptionRow)[2].words
    tab_to(row)

    press(Qt.Key.Key_Return)
    stays = room.screen_shown
    press(Qt.Key.Key_Return)

    assert room.screen_shown is not stays
    assert seen(room, OptionRow)[0].hasFocus()


@pytest.mark.usefixtures("steady")
def test_own_words_are_written_with_one_switch(open_room: Open) -> None:
    disk = Disk()
    room = open_room(
        "own_words.practical",
        answers={"dt/practical": Picked(ids=("practical.other",))},
        disk=disk,
    )

    press(Qt.Key.Key_Return)
    for name in ("D", "o", "g"):
        tab_to(name)
        press(Qt.Key.Key_Return)
    tab_to("Next")
    press(Qt.Key.Key_Return)

    assert disk.last.answer == Written(text="Dog", language="en")
    assert not seen(room, Key)


@pytest.mark.usefixtures("steady")
def test_digits_and_enter_are_enough(open_room: Open) -> None:
    disk = Disk()
    room = open_room("rating", answers={}, disk=disk)

    press(Qt.Key.Key_6, Qt.Key.Key_Return)
    press(Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return)

    kept = {each.key: each.answer for each in disk.kept}
    assert kept["dt/rating"] == Chosen(index=6, value=6)
    assert len(kept) == 2
    assert len([each for each in disk.kept if isinstance(each.answer, Picked)]) == 2
    assert not isinstance(room.screen_shown, RatingScreen)


@pytest.mark.usefixtures("steady")
def test_enter_alone_answers_nothing_by_number(open_room: Open) -> None:
    disk = Disk()
    room = open_room("rating", answers={}, disk=disk)
    press(Qt.Key.Key_4, Qt.Key.Key_Return)

    for _screen in range(3):
        press(Qt.Key.Key_Return)

    assert [each.key for each in disk.kept] == ["dt/rating"]
    assert seen(room, Tile)


@pytest.mark.usefixtures("steady")
def test_after_tab_enter_means_what_has_the_focus(open_room: Open) -> None:
    disk = Disk()
    open_room("concerns.practical", answers={}, disk=disk)
    press(Qt.Key.Key_1, Qt.Key.Key_Tab)

    press(Qt.Key.Key_Return)

    assert isinstance(disk.last.answer, Picked)
    assert len(disk.last.answer.ids) == 2


@pytest.mark.usefixtures("steady")
def test_ten_can_be_typed_however_slowly(open_room: Open, clean_stage: QtBot) -> None:
    disk = Disk()
    open_room("rating", answers={}, disk=disk)

    press(Qt.Key.Key_1)
    clean_stage.wait(1200)
    press(Qt.Key.Key_0)

    assert disk.last.answer == Chosen(index=10, value=10)


@pytest.mark.usefixtures("steady")
def test_zero_once_more_is_zero(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", answers={}, disk=disk)

    press(Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_0)

    assert disk.last.answer == Chosen(index=0, value=0)


def test_a_switch_that_bounces_presses_once(
    open_room: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    Pace(monkeypatch).let_pass()
    disk = Disk()
    room = open_room("rating", answers={}, disk=disk)
    tab_to("Next")

    press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space)

    assert disk.kept == []
    assert len(seen(room, Tile)) > 1
    assert not seen(room, Rung)
