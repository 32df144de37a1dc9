"""What Listen would say, screen by screen: the question and what is on offer, never an answer."""

import pytest

from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import TileScreen
from distressapp.ui.reading import Piece, script
from tests.kiosk.conftest import Open
from tests.kiosk.rooms import ANSWERS, STOPS, wordings


def spoken(room: PatientRoom, *, is_private: bool) -> str:
    told = script(room.screen_shown.spoken(), {}, has_voice=lambda: True, is_private=is_private)
    return " ".join(str(each) for each in told or ())


@pytest.mark.parametrize("stop", STOPS)
def test_every_screen_has_something_to_say(open_room: Open, stop: str) -> None:
    assert len(spoken(open_room(stop), is_private=True)) > 5


@pytest.mark.parametrize("stop", ["rating", "concerns.practical", "hads.6", "pss10.3", "phone"])
def test_what_is_read_is_the_same_whatever_was_answered(open_room: Open, stop: str) -> None:
    others: dict[str, Answer] = {
        **ANSWERS,
        "dt/rating": Chosen(index=9, value=9),
        "dt/practical": Picked(ids=("practical.money", "practical.other")),
        "hads/6": Chosen(index=3, value=0),
        "pss10/3": Chosen(index=0, value=0),
    }

    one, other = open_room(stop), open_room(stop, answers=others)

    assert spoken(one, is_private=True) == spoken(other, is_private=True)


@pytest.mark.parametrize("stop", STOPS)
def test_words_that_were_written_are_never_read(open_room: Open, stop: str) -> None:
    said = spoken(open_room(stop), is_private=True)

    assert "dog" not in said
    assert "555" not in said
    assert "You chose" not in said


@pytest.mark.parametrize("stop", ["top", "help.practical.money"])
def test_what_was_marked_is_read_to_headphones_and_never_to_the_room(
    open_room: Open, stop: str
) -> None:
    money = wordings()["dt"].items["practical.money"]
    room = open_room(stop)

    assert money in spoken(room, is_private=True)
    assert money not in spoken(room, is_private=False)
    assert spoken(room, is_private=False)


def test_that_something_else_was_marked_is_for_headphones_too(open_room: Open) -> None:
    room = open_room("own_words.practical")

    assert "Something else" in spoken(room, is_private=True)
    assert "Something else" not in spoken(room, is_private=False)


def test_both_ends_of_the_rating_are_read(open_room: Open) -> None:
    words = wordings()["dt"].labels
    said = spoken(open_room("rating"), is_private=True)

    assert f"0: {words['low']}" in said
    assert f"10: {words['high']}" in said


def test_an_item_asks_for_its_recordings_and_a_choice_of_the_program_for_none(
    open_room: Open,
) -> None:
    def wanted(stop: str) -> list[str]:
        return [each.recorded for each in open_room(stop).screen_shown.spoken()]

    assert wanted("hads.6") == ["hads/6", "", "hads/6/0", "hads/6/1", "hads/6/2", "hads/6/3"]
    assert "pss10/intro" in wanted("bridge.pss10")
    assert set(wanted("talk")) == {""}


def test_a_page_of_tiles_reads_the_tiles_that_are_on_it(open_room: Open) -> None:
    room = open_room("concerns.emotional", "low", 200)
    screen = room.screen_shown
    assert isinstance(screen, TileScreen)
    first = spoken(room, is_private=True)

    assert screen.forward_within()

    assert spoken(room, is_private=True) != first


def test_a_screen_that_says_nothing_else_says_its_name(open_room: Open) -> None:
    shown = open_room("thanks").screen_shown

    assert all(isinstance(each, Piece) for each in shown.spoken())
    assert "Thank you." in shown.spoken()[0].words
