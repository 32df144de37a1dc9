"""Days and sentences as each language of patients has them."""

from datetime import date, timedelta

import pytest

from distressapp.core.reading import day_in, sentences_in

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "2 November 2026"),
        ("es", "2 de noviembre de 2026"),
        ("es-MX", "2 de noviembre de 2026"),
        ("el", "2 Νοεμβρίου 2026"),
        ("zh-Hans", "2026年11月2日"),
        ("ar", "2 نوفمبر 2026"),
        ("nb", "2 November 2026"),
    ],
)
def test_a_day_is_written_as_the_language_has_it(language: str, written: str) -> None:
    assert day_in(language, DAY) == written


@pytest.mark.parametrize("language", ["en", "es", "el", "zh-Hans", "ar"])
def test_no_two_days_of_a_year_read_alike(language: str) -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]

    assert len({day_in(language, each) for each in days}) == 365


def test_sentences_stand_apart_but_not_in_chinese() -> None:
    assert sentences_in("es", ("Uno.", "", "Dos.")) == "Uno. Dos."
    assert sentences_in("zh-Hans", ("一。", "二。")) == "一。二。"
    assert sentences_in("en", ()) == ""
