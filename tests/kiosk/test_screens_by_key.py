"""A keyboard or a switch does all that a finger does, in an order that leads to Next."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from distressapp.core.answers import Chosen, Picked
from distressapp.kiosk.room import PatientRoom
from distressapp.ui.widgets.options import OptionList, OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.thermometer import Thermometer
from distressapp.ui.widgets.tiles import Tile, TileGrid
from distressapp.ui.widgets.words import Words
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import seen
from tests.kiosk.rooms import Disk

AFTER_ANSWERS = [
    "Next",
    "I'd rather not say",
    "Back",
    "I need to speak to someone now",
    "They're calling me",
]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def tabbed(room: PatientRoom, count: int) -> list[str]:
    """The names of what takes the focus by that many presses of Tab, the first one included."""
    room.activateWindow()
    names = [focused().accessibleName()]
    for _press in range(count):
        press(Qt.Key.Key_Tab)
        names.append(focused().accessibleName())
    return names


def test_tab_goes_from_the_answers_to_next_and_then_to_the_rest(open_room: Open) -> None:
    room = open_room("pss10.3", answers={})

    rows = [row.words for row in seen(room, OptionRow)]

    names = tabbed(room, 12)

    assert len(rows) == 5
    assert names == [*rows, *AFTER_ANSWERS, "Listen", "Bigger", rows[0]]


def test_tab_meets_every_tile_before_next(open_room: Open) -> None:
    room = open_room("concerns.emotional", answers={})
    tiles = [tile.words for tile in seen(room, Tile)]

    names = tabbed(room, len(tiles))

    assert names == [*tiles, "Next"]


def test_keys_begin_at_the_answer_that_stands(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", disk=disk)

    press(Qt.Key.Key_Down)

    assert disk.last.answer == Chosen(index=5, value=5)


def test_tab_leaves_a_chosen_rung_for_next(open_room: Open) -> None:
    room = open_room("rating")

    press(Qt.Key.Key_6)
    press(Qt.Key.Key_Tab)

    assert focused().accessibleName() == "Next"
    assert room.isVisible()


def test_a_digit_chooses_its_rung_and_one_then_zero_choose_ten(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", answers={}, disk=disk)

    for key in (Qt.Key.Key_0, Qt.Key.Key_7, Qt.Key.Key_1, Qt.Key.Key_0):
        press(key)

    values = [each.answer.value for each in disk.kept if isinstance(each.answer, Chosen)]
    assert values == [0, 7, 1, 10]


def test_a_digit_chooses_an_option_by_its_place(open_room: Open) -> None:
    disk = Disk()
    open_room("pss10.4", answers={}, disk=disk)

    press(Qt.Key.Key_2)
    press(Qt.Key.Key_9)

    assert [each.answer for each in disk.kept] == [Chosen(index=1, value=1)]


def test_a_digit_with_control_chooses_nothing(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", answers={}, disk=disk)

    QTest.keyClick(focused(), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)

    assert disk.kept == []


def test_a_digit_ticks_the_tile_at_its_place_and_takes_it_back(open_room: Open) -> None:
    disk = Disk()
    room = open_room("concerns.practical", answers={}, disk=disk)
    tiles = seen(room, Tile)
    for tile in tiles:
        tile.double_tap_ms = 0

    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_2):
        press(key)

    last = disk.last.answer
    assert isinstance(last, Picked)
    assert [tile.isChecked() for tile in tiles].count(True) == 1
    assert tiles[9].isChecked()


def test_a_digit_in_a_field_is_a_digit(open_room: Open) -> None:
    disk = Disk()
    room = open_room("phone.number", disk=disk)
    room.screen_shown.focus_first()

    press(Qt.Key.Key_7)

    room.screen_shown.settle()
    assert [each.key for each in disk.kept] == ["phone/number"]


def test_enter_and_space_tick_a_tile(open_room: Open) -> None:
    disk = Disk()
    open_room("concerns.practical", answers={}, disk=disk)

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)

    assert disk.last.answer == Picked(ids=("practical.self_care", "practical.caring"))


def test_arrows_move_among_the_rungs_and_choose(open_room: Open) -> None:
    disk = Disk()
    open_room("rating", answers={}, disk=disk)
    press(Qt.Key.Key_5)

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    values = [each.answer.value for each in disk.kept if isinstance(each.answer, Chosen)]
    assert values == [5, 6, 5, 4]


def test_the_ring_shows_for_keys_and_not_for_fingers(open_room: Open) -> None:
    room = open_room("rating", answers={})
    rung = room.screen_shown.findChildren(Rung)[3]

    QTest.mouseClick(rung, Qt.MouseButton.LeftButton)
    is_shown_to_fingers = rung.shows_ring
    press(Qt.Key.Key_Up)

    assert not is_shown_to_fingers
    assert focused().shows_ring  # type: ignore[attr-defined]  # a rung


def test_every_group_of_answers_is_named_by_its_question(open_room: Open) -> None:
    for stop, kind in (
        ("rating", Thermometer),
        ("concerns.practical", TileGrid),
        ("hads.6", OptionList),
    ):
        room = open_room(stop)
        question = seen(room, Words)[0].text()

        assert room.screen_shown.findChildren(kind)[0].accessibleName() == question


def test_everything_that_is_tapped_has_a_name(open_room: Open) -> None:
    for stop in ("welcome", "rating", "own_words.practical", "phone.number", "why"):
        room = open_room(stop)

        nameless = [each for each in seen(room, QAbstractButton) if not each.accessibleName()]

        assert nameless == []
