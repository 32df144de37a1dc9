"""On a page that runs from right to left everything stands where a mirror shows it."""

import pytest

from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import pages
from tests.kiosk.mirroring import from_the_right, places, turned


@pytest.mark.parametrize("size", ["landscape", "portrait", "low"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("stop", rooms.STOPS)
def test_every_piece_of_every_screen_stands_where_a_mirror_shows_it(
    open_room: Open, stop: str, size: str, percent: int
) -> None:
    plain = open_room(stop, size, percent)
    expected = [turned(plain, places(plain)) for _page in pages(plain)]

    with from_the_right():
        room = open_room(stop, size, percent)
        found = [places(room) for _page in pages(room)]

    assert found == expected
