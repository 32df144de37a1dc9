"""What is asked today, and what it is too soon to repeat."""

from datetime import date, timedelta
from typing import Final

import pytest

from distressapp.core.battery import due, longest_repeat_days
from distressapp.core.sitting import Who
from tests.core.shipped import INSTRUMENTS

TODAY: Final = date(2026, 3, 30)
ALL: Final = ("dt", "hads", "pss10")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_everything_is_asked_of_someone_without_a_history() -> None:
    assert due(ALL, who=Who.SELF, last={}, today=TODAY, instruments=INSTRUMENTS) == (ALL, {})


@pytest.mark.parametrize(
    ("instrument", "days", "is_held"),
    [
        ("hads", 0, True),
        ("hads", 6, True),
        ("hads", 7, False),
        ("pss10", 27, True),
        ("pss10", 28, False),
        ("dt", 0, False),
        ("dt", 1, False),
    ],
)
def test_an_instrument_is_asked_again_once_its_days_have_passed(
    instrument: str, days: int, *, is_held: bool
) -> None:
    last = {instrument: ago(days)}

    asked, held_back = due(ALL, who=Who.SELF, last=last, today=TODAY, instruments=INSTRUMENTS)

    assert held_back == (last if is_held else {})
    assert asked == tuple(each for each in ALL if each not in held_back)


@pytest.mark.parametrize("instrument", ALL)
def test_a_day_that_has_not_come_yet_holds_nothing_back(instrument: str) -> None:
    last = {instrument: ago(-1)}

    assert due(ALL, who=Who.SELF, last=last, today=TODAY, instruments=INSTRUMENTS) == (ALL, {})


def test_a_proxy_is_asked_for_concerns_and_nothing_is_called_held_back() -> None:
    last = {"hads": ago(1)}

    found = due(ALL, who=Who.PROXY, last=last, today=TODAY, instruments=INSTRUMENTS)

    assert found == (("dt",), {})


def test_the_order_is_the_clinics() -> None:
    ids = ("pss10", "dt")

    asked, _held = due(ids, who=Who.HELPED, last={}, today=TODAY, instruments=INSTRUMENTS)

    assert asked == ids


def test_nothing_is_held_back_for_longer_than_the_longest_of_all() -> None:
    longest = longest_repeat_days(INSTRUMENTS.values())

    last = dict.fromkeys(INSTRUMENTS, ago(longest))
    asked, held_back = due(ALL, who=Who.SELF, last=last, today=TODAY, instruments=INSTRUMENTS)

    assert longest == max(each.repeat_days for each in INSTRUMENTS.values())
    assert (asked, held_back) == (ALL, {})


def test_no_instruments_hold_nothing_back() -> None:
    assert longest_repeat_days([]) == 0
