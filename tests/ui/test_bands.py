"""The upper and the lower band: what stands in them, fits, and never moves."""

from fractions import Fraction
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look, fits
from distressapp.ui.metrics import TEXT_PERCENTS, Metrics
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.foot import Foot
from distressapp.ui.widgets.header import Header
from tests.ui.hands import tap

SIZES = [(1280, 800), (800, 1280), (1920, 1080), (1080, 1920), (1024, 600)]
PARTS = {
    "rating": "Rating",
    "list": "List",
    "help": "Help",
    "week": "Past week",
    "month": "Past month",
}


def look_of(size: tuple[int, int], percent: int = 100) -> Look:
    return Look(metrics=Metrics(width=size[0], height=size[1], text_percent=percent))


def foot(bot: QtBot, look: Look) -> Foot:
    made = Foot(look)
    bot.addWidget(made)
    made.resize(look.metrics.width, Foot.height_of(look))
    made.show()
    return made


def header(bot: QtBot, look: Look, *, mark: str | None = "Rehearsal") -> Header:
    made = Header(PARTS, look, mark=mark)
    bot.addWidget(made)
    made.resize(look.metrics.width, Header.height_of(look))
    made.show()
    return made


def buttons(band: Foot | Header) -> list[Button]:
    return band.findChildren(Button)


def distance(one: QRect, other: QRect) -> int:
    """Between two pieces that stand beside or above one another."""
    across = max(one.left() - other.right(), other.left() - one.right())
    down = max(one.top() - other.bottom(), other.top() - one.bottom())
    return max(across, down) - 1


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", SIZES)
def test_every_button_of_the_bands_fits_and_can_be_hit(
    bot: QtBot, size: tuple[int, int], percent: int
) -> None:
    look = look_of(size, percent)

    for band in (foot(bot, look), header(bot, look)):
        places = [each.geometry() for each in buttons(band)]
        assert all(band.rect().contains(place) for place in places)
        assert all(place.height() >= look.metrics.target for place in places)
        assert all(distance(*pair) >= look.metrics.gap for pair in combinations(places, 2))
        assert all(fits(each.words, each.letters, each.text_rect()) for each in buttons(band))


@pytest.mark.parametrize("size", SIZES)
def test_a_button_that_is_not_needed_leaves_its_place_empty(
    bot: QtBot, size: tuple[int, int]
) -> None:
    made = foot(bot, look_of(size))
    before = [each.geometry() for each in buttons(made)]

    made.back.hide()
    made.rather_not.hide()
    made.resize(made.width() + 1, made.height())
    made.resize(made.width() - 1, made.height())

    assert [each.geometry() for each in buttons(made)] == before


def test_outside_opening_hours_the_longer_words_fit_too(bot: QtBot) -> None:
    for size in SIZES:
        for percent in TEXT_PERCENTS:
            made = foot(bot, look_of(size, percent))

            made.now.say("How to reach someone now")

            assert fits(made.now.words, made.now.letters, made.now.text_rect())


def test_each_button_of_the_foot_tells_its_own_tale(bot: QtBot, look: Look) -> None:
    made = foot(bot, look)
    told: list[str] = []
    for name in ("backed", "called_now", "was_called", "declined", "nexted"):
        getattr(made, name).connect(lambda _nothing, each=name: told.append(each))

    for button in (made.back, made.now, made.called, made.rather_not, made.next):
        tap(button)

    assert told == ["backed", "called_now", "was_called", "declined", "nexted"]


def test_each_tool_tells_its_own_tale(bot: QtBot, look: Look) -> None:
    made = header(bot, look)
    made.offer_undo(is_offered=True)
    told: list[str] = []
    for name in ("taken_back", "listened", "enlarged"):
        getattr(made, name).connect(lambda _nothing, each=name: told.append(each))

    for button in (made.undo, made.listen, made.bigger):
        tap(button)

    assert told == ["taken_back", "listened", "enlarged"]


def test_taking_back_is_offered_only_where_there_is_something(bot: QtBot, look: Look) -> None:
    made = header(bot, look)
    before = made.undo.isVisible()

    made.offer_undo(is_offered=True)

    assert not before
    assert made.undo.isVisible()


def test_progress_says_the_part_and_grows_within_it(bot: QtBot, look: Look) -> None:
    made = header(bot, look)
    made.show_progress("week", Fraction(1, 4))
    early = made.grab().toImage()

    made.show_progress("week", Fraction(3, 4))

    assert made.grab().toImage() != early
    assert made.accessibleName() == "Past week"


def test_a_part_that_is_over_and_one_to_come_look_different(bot: QtBot, look: Look) -> None:
    made = header(bot, look)
    made.show_progress("rating", Fraction(0))
    first = made.grab().toImage()

    made.show_progress("month", Fraction(0))

    assert made.grab().toImage() != first


def test_a_rehearsal_is_marked_and_a_clinic_is_not(bot: QtBot, look: Look) -> None:
    marked = header(bot, look).grab().toImage()

    assert header(bot, look, mark=None).grab().toImage() != marked


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", SIZES)
def test_the_rehearsal_mark_is_read_whole(bot: QtBot, size: tuple[int, int], percent: int) -> None:
    mark = "Rehearsal: practice wording"

    made = header(bot, look_of(size, percent), mark=mark)

    wide = QFontMetrics(made.mark_letters).horizontalAdvance(mark)
    assert wide <= made.progress_rect().width()
