"""What can be tapped, in millimetres, on screens of other sizes."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house
from distressapp.cli.demo_clinic import set_up_anew
from distressapp.ui.metrics import GAP_MM, MM_PER_INCH, SMALL_TARGET_MM, TARGET_MM
from distressapp.ui.widgets.thermometer import LANDSCAPE_PITCH_MM, PORTRAIT_PITCH_MM
from tests.x11 import hands
from tests.x11.conftest import Open, Plug
from tests.x11.kiosk import Sight
from tests.x11.reader import Piece, Place

ROUNDED_MM: Final = 0.1
"""A setting of the screen's size has one decimal."""

TAPPED: Final = frozenset({"push button", "check box", "radio button"})
RUNGS: Final = 11


def say_diagonal(clinic: Path, inches: Fraction) -> None:
    """A server without a screen says 96 dots an inch, whatever it was told: correct it."""
    house = open_house(clinic, room=None)
    try:
        screen = replace(house.settings.screen, diagonal_in=inches)
        set_up_anew(house, replace(house.settings, screen=screen))
    finally:
        house.close()


def gap(one: Place, other: Place) -> int:
    """Pixels between two pieces; negative where they overlap."""
    beside = max(other.left - one.left - one.width, one.left - other.left - other.width)
    below = max(other.top - one.top - one.height, one.top - other.top - other.height)
    return max(beside, below)


def tapped(sight: Sight) -> list[Piece]:
    return [each for each in sight.pieces if each.role in TAPPED]


def assert_can_be_hit(pieces: list[Piece], *, dots_per_mm: float, least_mm: float) -> None:
    least = (least_mm - ROUNDED_MM) * dots_per_mm
    low = [each.name for each in pieces if each.place.height < least]
    assert low == []
    near = (GAP_MM - ROUNDED_MM) * dots_per_mm
    pairs = combinations(pieces, 2)
    assert [(a.name, b.name) for a, b in pairs if gap(a.place, b.place) < near] == []


@pytest.mark.parametrize(
    ("width", "height", "diagonal", "target_mm", "pitch_mm"),
    [
        (1280, 800, Fraction("10.1"), TARGET_MM, LANDSCAPE_PITCH_MM),
        (800, 1280, Fraction("10.1"), TARGET_MM, PORTRAIT_PITCH_MM),
        (1920, 1080, Fraction("21.5"), TARGET_MM, LANDSCAPE_PITCH_MM),
        (1024, 600, Fraction(7), SMALL_TARGET_MM, 5.5),
    ],
    ids=["ten inches", "ten inches upright", "full HD", "too small for patients"],
)
def test_a_finger_hits_what_it_is_meant_to(  # noqa: PLR0913, PLR0917  (a screen, and what it asks)
    switch_on: Open,
    plug: Plug,
    still_clinic: Path,
    width: int,
    height: int,
    diagonal: Fraction,
    target_mm: float,
    pitch_mm: float,
) -> None:
    say_diagonal(still_clinic, diagonal)
    dots_per_mm = (width**2 + height**2) ** 0.5 / float(diagonal) / MM_PER_INCH
    kiosk = switch_on(plug(width=width, height=height))
    hands.sit_down(kiosk)

    rating = hands.read_on(kiosk, "Next", "Start")
    tiles = hands.read_on(kiosk, "Next")

    rungs = [each for each in rating.pieces if each.role == "radio button"]
    pitch = (rungs[-1].place.top - rungs[0].place.top) / (RUNGS - 1) / dots_per_mm
    assert pitch >= pitch_mm - ROUNDED_MM
    others = [each for each in tapped(rating) if each not in rungs]
    for pieces in (others, tapped(tiles)):
        assert_can_be_hit(pieces, dots_per_mm=dots_per_mm, least_mm=target_mm)
    screen = Place(left=0, top=0, width=width, height=height)
    for each in (*tapped(rating), *tapped(tiles)):
        assert each.place.left >= screen.left
        assert each.place.top >= screen.top
        assert each.place.left + each.place.width <= screen.width
        assert each.place.top + each.place.height <= screen.height
