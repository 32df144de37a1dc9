"""Icons stand beside the words of the concerns, where they cost nobody a further page."""

import pytest

from distressapp.kiosk.screens.build import Setting, screen_for
from distressapp.kiosk.screens.choosing import TileScreen
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import pages

DOMAINS = [f"concerns.{each.id}" for each in rooms.instruments()["dt"].domains]
TOO_NARROW = ("concerns.practical", "portrait")
"""Fifteen tiles in three columns: with icons they would need a second page."""


def tiles(open_room: Open, stop: str, size: str, percent: int) -> TileScreen:
    screen = open_room(stop, size, percent).screen_shown
    assert isinstance(screen, TileScreen)
    return screen


def bare(stop: str, like: TileScreen, size: str, percent: int) -> TileScreen:
    """The same screen in a clinic that wants no icons."""
    interview = rooms.interview(stop)
    setting = Setting(
        interview=interview,
        wordings=rooms.wordings(),
        look=rooms.look(size, percent),
        language="en",
        language_names={},
        has_icons=False,
    )
    screen = screen_for(interview.step, setting)
    assert isinstance(screen, TileScreen)
    screen.resize(like.size())
    return screen


@pytest.mark.parametrize(
    ("stop", "size"),
    [(stop, size) for stop in DOMAINS for size in rooms.SIZES if (stop, size) != TOO_NARROW],
)
def test_every_concern_has_its_icon_beside_its_word_at_100_percent(
    open_room: Open, stop: str, size: str
) -> None:
    found = tiles(open_room, stop, size, 100).grid.tiles

    without = {each for each, tile in found.items() if not tile.shows_icon}
    assert without == {f"{stop.partition('.')[2]}.none"}
    assert all(tile.words and tile.accessibleName() == tile.words for tile in found.values())


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("size", rooms.SIZES)
@pytest.mark.parametrize("stop", ["concerns.social", "concerns.practical", "top"])
def test_icons_cost_no_further_page(open_room: Open, stop: str, size: str, percent: int) -> None:
    screen = tiles(open_room, stop, size, percent)

    other = bare(stop, screen, size, percent)

    assert screen.grid.pages <= other.grid.pages
    other.deleteLater()


def test_a_clinic_that_wants_none_has_none(open_room: Open) -> None:
    screen = bare(
        "concerns.physical", tiles(open_room, "concerns.physical", "low", 100), "low", 100
    )

    assert not any(tile.shows_icon for tile in screen.grid.tiles.values())
    screen.deleteLater()


def test_what_matters_most_has_the_icons_of_the_list(open_room: Open) -> None:
    room = open_room("top")

    screen = room.screen_shown

    assert isinstance(screen, TileScreen)
    assert sum(1 for _page in pages(room)) == 1
    assert all(tile.shows_icon for tile in screen.grid.tiles.values())
