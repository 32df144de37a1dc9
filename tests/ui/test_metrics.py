import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.ui.metrics import (
    CLINICAL_DIAGONAL_IN,
    GAP_MM,
    MM_PER_INCH,
    ROOMY_TARGET_MM,
    SMALL_TARGET_MM,
    TARGET_MM,
    TEXT_PERCENTS,
    Metrics,
)

TABLET = Metrics(width=1280, height=800)


def screen(width: int, height: int, diagonal_in: float) -> Metrics:
    dots_per_mm = (width**2 + height**2) ** 0.5 / diagonal_in / MM_PER_INCH
    return Metrics(width=width, height=height, dots_per_mm=dots_per_mm)


def test_a_token_is_a_pixel_of_the_reference_tablet() -> None:
    assert TABLET.px(88) == 88
    assert Metrics(width=800, height=1280).px(88) == 88


def test_a_token_scales_by_the_side_that_has_less_room() -> None:
    assert Metrics(width=2560, height=800).px(40) == 40
    assert Metrics(width=1024, height=600).px(40) == 30


@pytest.mark.parametrize(
    ("width", "height", "diagonal_in"),
    [(1280, 800, 10.1), (800, 1280, 10.1), (1920, 1080, 15.6), (1920, 1080, 21.5), (1024, 600, 10)],
)
def test_a_target_is_fifteen_millimetres_high_from_ten_inches_up(
    width: int, height: int, diagonal_in: float
) -> None:
    metrics = screen(width, height, diagonal_in)

    assert metrics.diagonal_in >= CLINICAL_DIAGONAL_IN
    assert metrics.target / metrics.dots_per_mm >= TARGET_MM
    assert metrics.gap / metrics.dots_per_mm >= GAP_MM


@pytest.mark.parametrize("diagonal_in", [7.0, 8.0, 9.0])
def test_a_target_of_a_smaller_screen_is_never_under_ten_millimetres(diagonal_in: float) -> None:
    metrics = screen(1024, 600, diagonal_in)

    assert metrics.is_small
    assert metrics.target / metrics.dots_per_mm >= SMALL_TARGET_MM


def test_a_screen_that_lies_does_not_turn_a_button_into_a_wall() -> None:
    metrics = Metrics(width=1280, height=800, dots_per_mm=40)

    assert metrics.target * 5 <= metrics.height


def test_letters_grow_and_lengths_stay() -> None:
    sizes = [
        Metrics(width=1280, height=800, text_percent=percent).text(36) for percent in TEXT_PERCENTS
    ]

    assert sizes == [36, 45, 54, 72]
    assert Metrics(width=1280, height=800, text_percent=200).px(36) == TABLET.px(36)


@given(
    least=st.lists(st.integers(min_value=88, max_value=300), min_size=1, max_size=7),
    room=st.integers(min_value=0, max_value=1200),
)
def test_rows_are_never_lower_nor_nearer_than_they_may_be(least: list[int], room: int) -> None:
    heights, gap = TABLET.spread(least, room)

    assert all(high >= low for high, low in zip(heights, least, strict=True))
    assert gap >= TABLET.gap


@given(
    least=st.lists(st.integers(min_value=88, max_value=118), min_size=1, max_size=7),
    room=st.integers(min_value=0, max_value=1200),
)
def test_rows_that_fit_still_fit_when_they_have_grown(least: list[int], room: int) -> None:
    needed = sum(least) + TABLET.gap * (len(least) - 1)

    heights, gap = TABLET.spread(least, room)

    assert sum(heights) + gap * (len(least) - 1) <= max(needed, room)
    assert min(heights) <= max(TABLET.mm(ROOMY_TARGET_MM), *least)
