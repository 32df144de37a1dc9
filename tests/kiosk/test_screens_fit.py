from itertools import pairwise

import pytest

from distressapp.ui.metrics import MM_PER_INCH
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.thermometer import LANDSCAPE_PITCH_MM, PORTRAIT_PITCH_MM
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import crowded, cut_words, low_targets, outside, pages, seen

LONGEST = ("rating", "concerns.practical", "own_words.practical", "phone.number", "pss10.3", "why")
GRID = [
    *((stop, size, percent) for stop in rooms.STOPS for size in ("landscape", "portrait")
      for percent in (100, 200)),
    *((stop, size, percent) for stop in LONGEST for size in ("desk", "low")
      for percent in (100, 200)),
    *((stop, size, percent) for stop in LONGEST[:3] for size in rooms.SIZES
      for percent in (125, 150)),
    ("welcome", "landscape", 150), ("welcome", "portrait", 150), ("welcome", "low", 150),
]  # fmt: skip


@pytest.mark.parametrize(("stop", "size", "percent"), GRID)
def test_every_screen_fits_and_can_be_hit(
    open_room: Open, stop: str, size: str, percent: int
) -> None:
    look = rooms.look(size, percent)

    room = open_room(stop, size, percent)

    for page in pages(room):
        assert cut_words(room) == [], f"cut on page {page}"
        assert low_targets(room, look) == [], f"too small on page {page}"
        assert crowded(room, look) == [], f"too near on page {page}"
        assert outside(room) == [], f"out of place on page {page}"


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize(
    ("size", "least_mm"), [("landscape", LANDSCAPE_PITCH_MM), ("portrait", PORTRAIT_PITCH_MM)]
)
def test_rungs_keep_their_height_at_every_size_of_letters(
    open_room: Open, size: str, percent: int, least_mm: float
) -> None:
    dots = rooms.SIZES[size][2] / MM_PER_INCH

    rungs = sorted(seen(open_room("rating", size, percent), Rung), key=lambda rung: rung.y())

    pitches = [below.y() - above.y() for above, below in pairwise(rungs)]
    assert len(rungs) == 11
    assert sum(pitches) / len(pitches) / dots >= least_mm
    assert max(pitches) - min(pitches) <= 1
    assert all(above.geometry().bottom() + 1 == below.y() for above, below in pairwise(rungs)), (
        "rungs touch"
    )


@pytest.mark.parametrize("stop", ["pss10.3", "because.practical.money", "not_today"])
@pytest.mark.parametrize("size", rooms.SIZES)
def test_five_options_stand_without_scrolling_at_100_percent(
    open_room: Open, stop: str, size: str
) -> None:
    room = open_room(stop, size, 100)

    assert len(seen(room, OptionRow)) == 5


@pytest.mark.parametrize("size", rooms.SIZES)
def test_the_practical_list_stands_on_one_page_at_100_percent(open_room: Open, size: str) -> None:
    room = open_room("concerns.practical", size, 100)

    assert not room.screen_shown.forward_within()


def test_the_foot_stands_in_the_same_place_on_every_screen(open_room: Open) -> None:
    places = {
        stop: (room.foot.geometry(), room.foot.next.geometry(), room.foot.now.geometry())
        for stop in ("rating", "concerns.practical", "hads.6", "pss10.3", "talk")
        if (room := open_room(stop))
    }

    assert len({str(place) for place in places.values()}) == 1
