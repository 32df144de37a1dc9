from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from distressapp.core.sitting import Use
from distressapp.service.settings_words import Shown, origin_words, shown, value_words
from distressapp.settings import Confirmed, Screen, Settings

PLAIN = Settings(clinic="Clinic of the tests", use=Use.REHEARSAL)


def row(settings: Settings, key: str) -> Shown:
    (found,) = [each for each in shown(settings) if each.key == key]
    return found


@pytest.mark.parametrize("name", ["half", "letter", "nothing", "classic", "rehearsal", "scores"])
def test_a_name_is_shown_as_it_was_typed(name: str) -> None:
    settings = replace(PLAIN, clinic=name, now=replace(PLAIN.now, responder=name))

    assert row(settings, "clinic").value == name
    assert row(settings, "now.responder").value == name


def test_what_is_one_of_a_few_is_put_into_words() -> None:
    settings = replace(PLAIN, missing={"hads": "half"})

    assert row(settings, "paper").value == "A4"
    assert row(settings, "missing.hads").value.startswith("Half rule")


def test_the_time_of_a_test_is_the_clinics() -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    settings = replace(
        PLAIN, timezone="Europe/Madrid", now=replace(PLAIN.now, tested_by="B", tested_at=at)
    )

    assert row(settings, "now.tested_at").value == "2026-07-02 00:30"


@pytest.mark.parametrize(
    ("inches", "words"),
    [
        (Fraction(101, 10), "10.1 inches"),
        (Fraction(10), "10.0 inches"),
        (Fraction(31, 3), "31/3 inches"),
    ],
)
def test_inches_are_read_as_they_were_typed(inches: Fraction, words: str) -> None:
    settings = replace(PLAIN, screen=Screen(diagonal_in=inches))

    assert row(settings, "screen.diagonal_in").value == words


def test_only_figures_without_a_source_are_called_this_projects_judgement() -> None:
    judged = {each.key for each in shown(PLAIN) if "this project's judgement" in origin_words(each)}

    assert {"idle_s", "followup.soon_days", "backup.keep_days"} <= judged
    assert not judged & {"timezone", "paper", "languages", "profile.profile", "screen.theme"}
    assert "sources stand under Cut-offs" in origin_words(row(PLAIN, "profile.profile"))
    assert origin_words(row(PLAIN, "clinic")) == ""
    assert origin_words(row(PLAIN, "now.responder")) == ""


def test_cut_offs_that_a_clinician_confirmed_are_the_clinics() -> None:
    confirmed = Confirmed(profile="classic", by="Dr. A", on=date(2026, 3, 2))

    assert row(PLAIN, "profile.profile").is_default
    assert not row(replace(PLAIN, profile=confirmed), "profile.profile").is_default


@pytest.mark.parametrize("words", ["yesterday", "9999-12-31T23:59:59-12:00", "<b>now</b>"])
def test_a_posted_time_that_is_none_is_shown_as_it_stands(words: str) -> None:
    assert value_words("now.tested_at", words, ZoneInfo("Pacific/Kiritimati")) == words
