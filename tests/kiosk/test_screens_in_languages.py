"""Every screen in every language fits, and can be hit."""

import pytest

from distressapp.ui.widgets.options import OptionRow
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import crowded, cut_words, low_targets, outside, pages, seen

SIZES = ("landscape", "portrait", "low")


@pytest.mark.parametrize("language", ["es", "el", "zh-Hans", "ar"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stop", rooms.STOPS)
def test_every_screen_fits_in_every_language(
    open_room: Open, stop: str, size: str, percent: int, language: str
) -> None:
    look = rooms.look(size, percent)

    room = open_room(stop, size, percent, language=language)

    for page in pages(room):
        assert cut_words(room) == [], f"cut on page {page}"
        assert low_targets(room, look) == [], f"too small on page {page}"
        assert crowded(room, look) == [], f"too near on page {page}"
        assert outside(room) == [], f"out of place on page {page}"


@pytest.mark.parametrize("language", ["es", "el", "zh-Hans"])
@pytest.mark.parametrize("size", rooms.SIZES)
def test_the_practical_list_stands_on_one_page_in_every_language(
    open_room: Open, size: str, language: str
) -> None:
    room = open_room("concerns.practical", size, 100, language=language)

    assert not room.screen_shown.forward_within()


@pytest.mark.parametrize("stop", ["pss10.3", "because.practical.money", "not_today"])
@pytest.mark.parametrize("language", ["es", "el", "zh-Hans", "ar"])
@pytest.mark.parametrize("size", rooms.SIZES)
def test_five_options_stand_without_scrolling_in_every_language(
    open_room: Open, size: str, language: str, stop: str
) -> None:
    room = open_room(stop, size, 100, language=language)

    assert len(seen(room, OptionRow)) == 5
