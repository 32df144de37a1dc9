from datetime import date, datetime, timedelta

import pytest

from distressapp.staff.words import ago, date_words, day_words, time_words, waiting

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "since today"), (1, "waiting 1 working day"), (3, "waiting 3 working days")],
)
def test_waiting_is_said_in_working_days(days: int, words: str) -> None:
    assert waiting(days) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 4), "today"),
        (date(2026, 3, 3), "yesterday"),
        (date(2026, 3, 5), "tomorrow"),
        (date(2026, 3, 1), "last Sunday"),
        (date(2026, 3, 9), "on Monday"),
        (date(2026, 3, 11), "11 March 2026"),
        (date(2025, 12, 24), "24 December 2025"),
    ],
)
def test_a_day_is_seen_from_today(day: date, words: str) -> None:
    assert day_words(day, TODAY) == words


def test_a_date_has_its_month_in_letters() -> None:
    assert date_words(date(1950, 4, 3)) == "3 April 1950"


def test_a_time_of_another_day_says_which() -> None:
    now = datetime(2026, 3, 4, 12, 0)  # noqa: DTZ001  (on the clinic's clock)

    assert time_words(now.replace(hour=9, minute=5), now) == "09:05"
    assert time_words(now - timedelta(days=1), now) == "yesterday, 12:00"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=-9), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=2), "2 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_unit(before: timedelta, words: str) -> None:
    assert ago(before) == words
