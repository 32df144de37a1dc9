"""On a page that runs from right to left everything stands where a mirror shows it."""

from collections.abc import Callable
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from distressapp.kiosk import pages as plain_pages
from distressapp.kiosk.plain import PlainPage
from distressapp.settings import LocalNumber
from distressapp.ui.look import Look
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


NOW: Final = "I need to speak to someone now"
LOCAL: Final = (LocalNumber(label="Night line", number="555 0199"),)
OUTSIDE: Final[dict[str, Callable[[Look], PlainPage]]] = {
    "resting": lambda look: plain_pages.resting(
        look, now=NOW, mark="Rehearsal", has_staffs_room=True
    ),
    "unclosed": lambda look: plain_pages.unclosed(look, now=NOW, mark="Rehearsal"),
    "asking": lambda look: plain_pages.asking_now(look, mark="Rehearsal"),
    "calling": lambda look: plain_pages.calling(
        look, "harbour", has_sitting=True, backup="Ben Okoye", mark="Rehearsal"
    ),
    "coming": lambda look: plain_pages.coming(look, has_sitting=True, mark="Rehearsal"),
    "numbers": lambda look: plain_pages.numbers(look, LOCAL, mark="Rehearsal"),
    "there": lambda look: plain_pages.are_you_there(look, now=NOW, mark="Rehearsal"),
    "broken": lambda look: plain_pages.broken(look, now=NOW, mark="Rehearsal"),
}


@pytest.mark.parametrize("size", ["landscape", "portrait", "low"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_every_page_outside_the_questions_is_mirrored_too(
    clean_stage: QtBot, name: str, size: str
) -> None:
    look = rooms.look(size, 125)

    def opened() -> PlainPage:
        made = OUTSIDE[name](look)
        clean_stage.addWidget(made)
        made.resize(look.metrics.width, look.metrics.height)
        made.show()
        return made

    plain = opened()
    expected = turned(plain, places(plain))

    with from_the_right():
        found = places(opened())

    assert found == expected
