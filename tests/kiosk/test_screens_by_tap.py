"""Real taps on real screens; what they say is what the disk is told."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from distressapp.core.answers import DECLINED, Chosen, Picked, Written
from distressapp.core.instrument import Instrument
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import OptionScreen, TileScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.screens.screen import Said, Wish
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.ui.look import Look
from distressapp.ui.widgets.words import Words
from distressapp.ui.words import Page
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import seen
from tests.kiosk.rooms import Disk
from tests.ui.hands import tap


def rating(room: PatientRoom) -> RatingScreen:
    assert isinstance(room.screen_shown, RatingScreen)
    return room.screen_shown


def tiles(room: PatientRoom) -> TileScreen:
    assert isinstance(room.screen_shown, TileScreen)
    return room.screen_shown


def colour_at(widget: QWidget, place: QPoint) -> QColor:
    return widget.grab().toImage().pixelColor(place)


def words(room: PatientRoom) -> str:
    return " ".join(each.text() for each in seen(room, Words))


@pytest.mark.parametrize("number", [0, 4, 10])
def test_a_tapped_rung_is_kept_at_once_and_said_in_words(open_room: Open, number: int) -> None:
    disk = Disk()
    room = open_room("rating", answers={}, disk=disk)

    tap(rating(room).thermometer.rungs[number])

    assert [each.answer for each in disk.kept] == [Chosen(index=number, value=number)]
    assert f"You chose {number}." in words(room)


def test_a_blank_rating_fills_nothing_and_says_nothing(open_room: Open) -> None:
    room = open_room("rating", answers={})

    thermometer = rating(room).thermometer
    bulb = QPoint(thermometer.rungs[0].x() // 3, thermometer.height() - 30)

    assert colour_at(thermometer, bulb) == rooms.look().colour("card")
    assert "You chose" not in words(room)


def test_zero_fills_the_bulb_and_not_the_tube(open_room: Open) -> None:
    room = open_room("rating", answers={})
    thermometer = rating(room).thermometer

    tap(thermometer.rungs[0])

    middle = thermometer.rungs[0].x() // 3
    card = rooms.look().colour("card")
    assert colour_at(thermometer, QPoint(middle, thermometer.height() - 30)) != card
    assert colour_at(thermometer, QPoint(middle, thermometer.height() // 2)) == card


def test_an_answer_can_be_taken_back(open_room: Open) -> None:
    disk = Disk()
    room = open_room("rating", disk=disk)

    tap(room.header.undo)

    assert disk.last.answer is None
    assert "You chose" not in words(room)
    assert not room.header.undo.isVisible()


def test_rather_not_say_is_an_answer_and_can_be_taken_back(open_room: Open) -> None:
    disk = Disk()
    room = open_room("pss10.4", answers={}, disk=disk)

    tap(room.foot.rather_not)
    is_marked = room.foot.rather_not.is_marked
    tap(room.header.undo)

    assert is_marked
    assert [each.answer for each in disk.kept] == [DECLINED, None]
    assert not room.foot.rather_not.is_marked


def test_a_second_tap_of_a_trembling_finger_is_the_same_tap(open_room: Open) -> None:
    room = open_room("hads.6")
    before = room.screen_shown

    tap(room.foot.next)
    after = room.screen_shown
    tap(room.foot.next)

    assert after is not before
    assert room.screen_shown is after


def test_none_of_these_takes_every_other_tick_back(open_room: Open) -> None:
    disk = Disk()
    room = open_room("concerns.practical", disk=disk)

    tap(tiles(room).grid.tiles["practical.none"])

    assert disk.kept[0].answer == Picked(ids=("practical.none",))
    ticked = [each for each, tile in tiles(room).grid.tiles.items() if tile.isChecked()]
    assert ticked == ["practical.none"]


def test_a_fourth_that_matters_most_is_refused_in_kind_words(open_room: Open) -> None:
    disk = Disk()
    room = open_room("top", disk=disk)
    grid = tiles(room).grid.tiles
    tap(grid["physical.sleep"])
    kept = len(disk.kept)

    tap(grid["practical.work"])

    assert "take it back" in words(room)
    assert len(disk.kept) == kept
    assert not grid["practical.work"].isChecked()
    assert [grid[each].rank for each in ("practical.money", "physical.pain", "physical.sleep")] == [
        1,
        2,
        3,
    ]


def test_a_second_page_says_that_the_list_goes_on(open_room: Open) -> None:
    room = open_room("concerns.practical", percent=200)
    first = words(room)

    tap(room.foot.next)

    assert "goes on" not in first
    assert "goes on" in words(room)
    assert tiles(room).grid.page == 1


def test_back_on_a_second_page_goes_to_the_first(open_room: Open) -> None:
    room = open_room("concerns.practical", percent=200)
    tap(room.foot.next)

    tap(room.foot.back)

    assert tiles(room).grid.page == 0


def test_next_leaves_a_question_blank(open_room: Open) -> None:
    disk = Disk()
    room = open_room("pss10.4", answers={}, disk=disk)

    tap(room.foot.next)

    assert disk.kept == []


def test_points_are_those_of_the_row_that_was_tapped(open_room: Open) -> None:
    disk = Disk()
    room = open_room("hads.6", answers={}, disk=disk)
    assert isinstance(room.screen_shown, OptionScreen)
    item = instrument("hads").item("6")

    tap(room.screen_shown.options.rows["0"])

    assert disk.last.answer == Chosen(index=0, value=item.values[0])


def instrument(name: str) -> Instrument:
    return rooms.instruments()[name]


def test_own_words_are_kept_when_the_screen_is_left(open_room: Open) -> None:
    disk = Disk()
    room = open_room("own_words.practical", disk=disk)
    assert isinstance(room.screen_shown, WritingScreen)

    room.screen_shown.field.type("!")
    kept_while_typing = list(disk.kept)
    tap(room.foot.next)

    assert kept_while_typing == []
    assert isinstance(disk.last.answer, Written)
    assert disk.last.answer.text.endswith("three weeks?!")


def test_words_are_still_there_after_next_and_back(open_room: Open) -> None:
    room = open_room("own_words.practical")
    tap(room.foot.next)

    tap(room.foot.back)

    assert isinstance(room.screen_shown, WritingScreen)
    assert room.screen_shown.field.text.startswith("Who will look after")


def test_a_stepper_is_told_before_the_number_it_leads_to(open_room: Open) -> None:
    assert open_room("rating").isVisible()
    screen = RatingScreen(Page(title="How?"), "none", "most", look(), has_steppers=True)
    heard: list[object] = []
    screen.said.connect(heard.append)
    screen.wished.connect(heard.append)
    screen.resize(1280, 600)
    screen.show_answers({"dt/rating": Chosen(index=6, value=6)})
    screen.show()

    assert screen.thermometer.more is not None
    tap(screen.thermometer.more)

    assert heard == [
        Wish.STEPPERS_USED,
        Said(key="dt/rating", answer=Chosen(index=7, value=7)),
    ]
    screen.deleteLater()


def look() -> Look:
    return rooms.look()


def test_what_cannot_be_kept_stays_on_the_screen_and_is_told(open_room: Open) -> None:
    disk = Disk(is_full=True)
    room = open_room("rating", answers={}, disk=disk)

    tap(rating(room).thermometer.rungs[4])
    tap(room.foot.next)

    assert isinstance(room.screen_shown, RatingScreen)
    assert "You chose 4." in words(room)
    assert room.notice.isVisible()
    assert room.notice.words


def test_listen_reads_the_question_and_never_the_answer(open_room: Open) -> None:
    room = open_room("own_words.practical")
    heard: list[object] = []
    room.listened.connect(heard.append)

    tap(room.header.listen)

    assert len(heard) == 1
    assert "Something else" in str(heard[0])
    assert "dog" not in str(heard[0])


def test_every_size_of_letters_can_be_tapped_on_the_first_screen(open_room: Open) -> None:
    room = open_room("welcome", percent=150)
    sized: list[object] = []
    room.sized.connect(sized.append)

    for percent in (100, 125, 150, 200):
        tap(room.screen_shown.sizes[percent])  # type: ignore[attr-defined]  # the welcome screen

    assert sized == [100, 125, 150, 200]
