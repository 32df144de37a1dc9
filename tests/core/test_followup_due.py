"""When something is owed: worked weeks, borders, and laws of working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.followup_due import Calendar, Targets, due, is_explanation_due
from distressapp.core.instrument import Band

FRIDAY = date(2026, 3, 6)
MONDAY = FRIDAY + timedelta(3)
SATURDAY = FRIDAY + timedelta(1)


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


WEEK = Calendar(is_working=is_weekday)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, 0),
        (FRIDAY, MONDAY, 1),
        (SATURDAY, MONDAY, 1),
        (MONDAY, FRIDAY, 0),
        (FRIDAY, FRIDAY + timedelta(7), 5),
    ],
)
def test_working_days_are_counted_behind_the_first_day(
    after: date, until: date, count: int
) -> None:
    assert WEEK.between(after, until) == count
    assert WEEK.between(after, until) == count


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 0, MONDAY),
        (SATURDAY, 1, MONDAY),
        (SATURDAY, 2, MONDAY + timedelta(1)),
        (FRIDAY, 5, FRIDAY + timedelta(7)),
    ],
)
def test_a_working_day_is_found(day: date, count: int, found: date) -> None:
    assert WEEK.later(day, count) == found
    assert WEEK.later(day, count) == found


def test_where_no_day_is_a_working_day_every_day_counts() -> None:
    never = Calendar(is_working=lambda _day: False)

    assert never.later(FRIDAY, 2) == FRIDAY + timedelta(2)


@given(days, st.integers(1, 30))
def test_finding_a_day_and_counting_to_it_agree(day: date, count: int) -> None:
    assert WEEK.between(day, WEEK.later(day, count)) == count


@given(days, days, days)
def test_counts_add_up(one: date, two: date, three: date) -> None:
    first, second, third = sorted([one, two, three])

    assert WEEK.between(first, third) == WEEK.between(first, second) + WEEK.between(second, third)


@pytest.mark.parametrize(
    ("band", "found"),
    [
        (Band.NOW, FRIDAY),
        (Band.SOON, MONDAY + timedelta(1)),
        (Band.NEED, FRIDAY + timedelta(7)),
        (Band.TALK, FRIDAY),
    ],
)
def test_each_band_has_its_target(band: Band, found: date) -> None:
    assert due({band: FRIDAY}, None, targets=Targets(), calendar=WEEK) == found


def test_a_plan_for_later_does_not_put_off_the_first_contact() -> None:
    unanswered = {Band.SOON: FRIDAY}

    later = due(unanswered, FRIDAY + timedelta(40), targets=Targets(), calendar=WEEK)
    sooner = due(unanswered, FRIDAY, targets=Targets(), calendar=WEEK)

    assert later == MONDAY + timedelta(1)
    assert sooner == FRIDAY


def test_what_is_answered_is_owed_when_it_was_planned_and_else_never() -> None:
    assert due({}, MONDAY, targets=Targets(), calendar=WEEK) == MONDAY
    assert due({}, None, targets=Targets(), calendar=WEEK) is None


@pytest.mark.parametrize(
    ("age", "acted", "found"),
    [
        (29, None, False),
        (30, None, True),
        (30, 29, True),
        (30, 30, False),
        (59, 31, False),
        (60, 31, True),
    ],
)
def test_every_thirty_days_an_open_case_asks_for_an_action_or_an_explanation(
    age: int,
    acted: int | None,
    found: bool,  # noqa: FBT001  (a column of the table)
) -> None:
    since = date(2026, 1, 1)
    day = None if acted is None else since + timedelta(acted)

    assert (
        is_explanation_due(since=since, acted=day, today=since + timedelta(age), after=30) is found
    )


def test_a_day_is_asked_for_once_however_many_lines_reach_back_to_it() -> None:
    asked: list[date] = []

    def is_working(day: date) -> bool:
        asked.append(day)
        return day.weekday() < 5

    calendar, today = Calendar(is_working=is_working), date(2026, 3, 2)
    found = [calendar.between(today - timedelta(days), today) for days in (7, 700, 0, -3, 14)]

    assert found == [5, 500, 0, 0, 10]
    assert len(asked) == len(set(asked)) == 700
