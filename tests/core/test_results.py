"""Values: what they say of themselves."""

from fractions import Fraction

import pytest

from distressapp.core.instrument import Band, Item, Kind, Profile
from distressapp.core.results import one_decimal
from distressapp.core.wording import Wording, WordingKind
from tests.core.shipped import HADS


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(8), "8"),
        (Fraction(0), "0"),
        (Fraction(28, 3), "9.3"),
        (Fraction(21, 2), "10.5"),
        (Fraction(925, 100), "9.3"),
        (Fraction(9249, 1000), "9.2"),
        (Fraction(995, 100), "10.0"),
        (Fraction(1, 20), "0.1"),
        (Fraction(-21, 2), "-10.5"),
        (Fraction(-1, 20), "-0.1"),
    ],
)
def test_a_score_is_printed_with_one_decimal_half_up(value: Fraction, printed: str) -> None:
    assert one_decimal(value) == printed


def test_now_is_more_urgent_than_soon_need_and_talk() -> None:
    assert sorted(Band, key=lambda band: band.urgency) == [
        Band.NOW,
        Band.SOON,
        Band.NEED,
        Band.TALK,
    ]


def test_an_item_knows_its_range_whatever_the_order_of_its_options() -> None:
    item = Item(id="1", kind=Kind.CHOICE, values=(3, 2, 1, 0))

    assert (item.low, item.high) == (0, 3)


def test_a_profile_is_stamped_with_its_version() -> None:
    assert Profile(id="classic", version=2, source="").stamp == "classic/2"


def test_scales_and_profiles_are_found_by_id() -> None:
    assert HADS.scale("total").parts == ("anxiety", "depression")
    assert HADS.profile("classic").id == "classic"
    with pytest.raises(KeyError):
        HADS.profile("classic/1")


def test_a_wording_is_stamped_with_its_kind_language_and_version() -> None:
    wording = Wording(
        instrument="hads",
        language="en",
        version="3",
        kind=WordingKind.PRACTICE,
        sha256="",
        intro="",
        items={},
        options={},
        labels={},
    )

    assert wording.stamp == "practice en 3"
