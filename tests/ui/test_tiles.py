import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from distressapp.ui.fonts import medium
from distressapp.ui.look import Look, fits
from distressapp.ui.metrics import TEXT_PERCENTS, Metrics
from distressapp.ui.widgets.tiles import LETTERS, TileGrid
from tests.ui.hands import press, tap

WORDS = {"money": "Money", "work": "Work", "food": "Enough food", "safety": "Feeling safe at home"}
MANY = {f"concern-{n}": f"A concern called {n}" for n in range(14)}


def grid(  # noqa: PLR0913  (each is a rule of the page)
    bot: QtBot,
    look: Look,
    words: dict[str, str] = WORDS,
    *,
    alone: tuple[str, ...] = (),
    most: int | None = None,
    high: int = 460,
) -> TileGrid:
    made = TileGrid(words, look, alone=alone, most=most)
    bot.addWidget(made)
    made.resize(1200, high)
    made.show()
    return made


def heard(made: TileGrid) -> list[object]:
    told: list[object] = []
    made.picked.connect(told.append)
    made.refused.connect(told.append)
    return told


def ticked(made: TileGrid) -> list[str]:
    return [each for each, tile in made.tiles.items() if tile.isChecked()]


def test_nothing_is_ticked_at_first(bot: QtBot, look: Look) -> None:
    assert ticked(grid(bot, look)) == []


def test_ticks_are_told_in_the_order_of_tapping(bot: QtBot, look: Look) -> None:
    made = grid(bot, look)
    told = heard(made)

    tap(made.tiles["work"])
    tap(made.tiles["money"], QPoint(1, 1))

    assert told == [("work",), ("work", "money")]
    assert ticked(made) == ["money", "work"]


def test_a_second_tap_takes_a_tick_back(bot: QtBot, look: Look) -> None:
    made = grid(bot, look)
    made.show_picked(("work", "money"))
    told = heard(made)

    tap(made.tiles["work"])

    assert told == [("money",)]
    assert ticked(made) == ["money"]


def test_none_of_these_takes_every_other_tick_back(bot: QtBot, look: Look) -> None:
    made = grid(bot, look, WORDS | {"none": "None of these"}, alone=("none",))
    made.show_picked(("work", "money"))

    tap(made.tiles["none"])

    assert ticked(made) == ["none"]


def test_a_tick_takes_none_of_these_back(bot: QtBot, look: Look) -> None:
    made = grid(bot, look, WORDS | {"none": "None of these"}, alone=("none",))
    made.show_picked(("none",))
    told = heard(made)

    tap(made.tiles["food"])

    assert told == [("food",)]
    assert ticked(made) == ["food"]


def test_one_too_many_changes_nothing_and_is_told(bot: QtBot, look: Look) -> None:
    made = grid(bot, look, most=3)
    made.show_picked(("food", "money", "work"))
    told = heard(made)

    tap(made.tiles["safety"])

    assert told == [None]
    assert ticked(made) == ["money", "work", "food"]


def test_what_matters_most_is_numbered_by_tapping(bot: QtBot, look: Look) -> None:
    made = grid(bot, look, most=3)
    made.show_picked(("food", "money", "work"))

    tap(made.tiles["food"])

    assert {each: tile.rank for each, tile in made.tiles.items()} == {
        "money": 1,
        "work": 2,
        "food": None,
        "safety": None,
    }


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1920, 1080)])
def test_tiles_become_pages_and_never_smaller(
    bot: QtBot, percent: int, size: tuple[int, int]
) -> None:
    metrics = Metrics(width=size[0], height=size[1], text_percent=percent)
    made = TileGrid(MANY, Look(metrics=metrics))
    bot.addWidget(made)
    made.resize(size[0] - 2 * metrics.margin, size[1] // 2)
    made.show()

    seen: list[str] = []
    for page in range(made.pages):
        made.show_page(page)
        shown = {each: tile for each, tile in made.tiles.items() if tile.isVisible()}
        seen += shown
        places = [tile.geometry() for tile in shown.values()]
        assert all(place.height() >= metrics.target for place in places)
        assert all(made.rect().contains(place) for place in places)
        assert not any(one.intersects(other) for one, other in _pairs(places))
        assert all(
            fits(tile.words, medium(metrics.text(LETTERS)), tile.text_rect())
            for tile in shown.values()
        )

    assert seen == list(MANY)


def _pairs(places: list[QRect]) -> list[tuple[QRect, QRect]]:
    return [(one, other) for n, one in enumerate(places) for other in places[n + 1 :]]


def test_a_page_that_is_not_there_is_the_nearest_one(bot: QtBot, look: Look) -> None:
    made = grid(bot, look, MANY, high=300)
    assert made.pages > 1

    made.show_page(99)
    last = made.page
    made.show_page(-1)

    assert (last, made.page) == (made.pages - 1, 0)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_ticks_the_tile_that_has_the_focus(bot: QtBot, look: Look, key: Qt.Key) -> None:
    made = grid(bot, look)
    made.tiles["food"].setFocus()

    press(made.tiles["food"], key)

    assert ticked(made) == ["food"]


def test_a_screen_reader_meets_check_boxes(bot: QtBot, look: Look) -> None:
    made = grid(bot, look)

    read = QAccessible.queryAccessibleInterface(made.tiles["food"])

    assert read.role() is QAccessible.Role.CheckBox
    assert read.text(QAccessible.Text.Name) == "Enough food"


def test_a_screen_reader_ticks_as_a_finger_does(bot: QtBot, look: Look) -> None:
    made = TileGrid({"money": "Money", "work": "Work"}, look)
    bot.addWidget(made)
    picked: list[object] = []
    made.picked.connect(picked.append)

    # What AT-SPI's "Toggle" does: no click is sent.
    made.tiles["work"].toggle()
    made.tiles["money"].toggle()
    made.tiles["work"].toggle()

    assert picked == [("work",), ("work", "money"), ("money",)]
