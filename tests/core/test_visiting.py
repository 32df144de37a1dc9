from datetime import date, timedelta

import pytest

from distressapp.core.visiting import (
    Before,
    Unsuited,
    Why,
    age,
    is_under_age,
    why_due,
    why_not,
    window,
)

TODAY = date(2026, 3, 2)
BORN = date(1950, 3, 1)


def before(days: int | None, *, is_flagged: bool = False) -> Before:
    """Who last sat so many days ago."""
    sat = None if days is None else TODAY - timedelta(days=days)
    return Before(born=BORN, sat=sat, flagged=sat if is_flagged else None)


def test_who_never_sat_is_due_at_the_first_visit() -> None:
    assert why_due(before(None), is_pivotal=False, today=TODAY) == (Why.FIRST,)


def test_who_was_asked_without_a_flag_is_due_only_at_a_pivotal_visit() -> None:
    assert why_due(before(35), is_pivotal=False, today=TODAY) == ()
    assert why_due(before(35), is_pivotal=True, today=TODAY) == (Why.PIVOTAL,)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (29, ()),
        (30, (Why.AFTER_FLAG,)),
        (40, (Why.AFTER_FLAG,)),
        (41, (Why.LATE,)),
    ],
)
def test_a_flag_makes_due_from_day_30_and_late_after_day_40(
    days: int, why: tuple[Why, ...]
) -> None:
    assert why_due(before(days, is_flagged=True), is_pivotal=False, today=TODAY) == why


def test_who_was_asked_since_the_flag_is_not_due_for_it() -> None:
    asked = Before(born=BORN, sat=TODAY - timedelta(days=10), flagged=TODAY - timedelta(days=35))

    assert why_due(asked, is_pivotal=False, today=TODAY) == ()


def test_who_sat_today_is_not_due_twice() -> None:
    assert why_due(before(0, is_flagged=True), is_pivotal=True, today=TODAY) == ()


def test_who_asked_not_to_be_asked_is_not_until_the_review() -> None:
    asks = Before(born=BORN, review=TODAY + timedelta(days=1))

    assert why_not(asks, today=TODAY) is Unsuited.ASKS_NOT
    assert why_not(asks, today=TODAY + timedelta(days=1)) is None
    assert why_not(before(None), today=TODAY) is None


def test_who_is_seventeen_is_not_asked_and_who_turns_eighteen_is() -> None:
    turns = date(2008, 3, 2)

    assert why_not(Before(born=turns), today=TODAY - timedelta(days=1)) is Unsuited.UNDER_AGE
    assert not is_under_age(turns, today=TODAY)
    assert is_under_age(turns, today=TODAY - timedelta(days=1))
    assert why_not(Before(born=turns), today=TODAY - timedelta(days=1), youngest=12) is None
    assert age(date(2008, 2, 29), today=date(2026, 2, 28)) == 17


def test_the_window_is_what_makes_due() -> None:
    first, last = window(TODAY)

    assert (TODAY - first).days == 40
    assert (TODAY - last).days == 30
