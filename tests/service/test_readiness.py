"""Which instruments may be asked, in which language, on which day; and what staff are told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from distressapp.core.sitting import Use
from distressapp.core.wording import Wording, WordingKind
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.packs import install
from distressapp.service.published import look_again
from distressapp.service.readiness import (
    ending,
    holes,
    languages,
    offered,
    unworded,
    why_not_in,
    why_not_offered,
)
from distressapp.settings import Permission
from tests.clinics import Clock, made, opened, settings
from tests.service.teams import first
from tests.service.test_packs import PERMISSION, pack


def speaking(house: House, *words: str) -> House:
    """The house with English and Greek, and words for these alone, such as `"dt.el"`."""
    english = {each: words for each, words in house.wordings.items() if each.endswith(".en")}
    house.settings = replace(house.settings, languages=("en", "el"))
    house.wordings = {
        each: replace(english[f"{each.partition('.')[0]}.en"], language=each.partition(".")[2])
        for each in words
    }
    return house


def test_an_instrument_without_words_in_a_language_is_left_out_of_it_alone(house: House) -> None:
    speaking(house, "dt.en", "hads.en", "pss10.en", "dt.el", "pss10.el")

    assert languages(house) == ("en", "el")
    assert offered(house, "en") == ("dt", "hads", "pss10")
    assert offered(house, "el") == ("dt", "pss10")
    assert unworded(house, ("dt", "hads", "pss10")) == {"el": ("hads",)}
    assert holes(house) == ("HADS is not asked in Greek: it has no words in Greek.",)


def test_a_language_without_the_first_questions_is_not_offered(house: House) -> None:
    speaking(house, "dt.en", "hads.en", "pss10.en", "hads.el", "pss10.el")

    assert languages(house) == ("en",)
    assert holes(house) == ("Greek is not offered to patients: the first questions have no words.",)


def test_a_battery_without_a_hole_says_nothing(house: House) -> None:
    speaking(house, "dt.en", "hads.en", "pss10.en", "dt.el", "hads.el", "pss10.el")

    assert holes(house) == ()
    assert unworded(house, ("dt", "hads", "pss10")) == {}


def test_an_instrument_without_any_words_is_told_once(house: House) -> None:
    speaking(house, "dt.en", "dt.el", "hads.en", "hads.el")

    assert why_not_offered(house, "pss10") == "it has no words in this clinic's languages"
    assert holes(house) == ("PSS-10 is not offered: it has no words in this clinic's languages.",)


def test_an_instrument_that_nobody_knows_is_told(house: House) -> None:
    house.settings = replace(house.settings, instruments=("dt", "moca"))

    assert holes(house) == ("moca is not offered: it is not installed.",)


def licensed(house: House, permission: Permission) -> House:
    """The house with the owner's words for HADS, and that permission."""
    words = replace(house.wordings["dt.en"], instrument="hads", kind=WordingKind.LICENSED)
    house.wordings = {**house.wordings, "hads.en": words}
    house.settings = replace(house.settings, permissions=(permission,))
    return house


@pytest.mark.parametrize(
    ("permission", "reason"),
    [
        (PERMISSION, None),
        (replace(PERMISSION, since=date(2026, 3, 2)), None),
        (replace(PERMISSION, until=date(2026, 3, 2)), None),
        (replace(PERMISSION, until=date(2026, 3, 1)), "the owner's permission has ended"),
        (
            replace(PERMISSION, since=date(2026, 3, 3)),
            "the owner's permission begins on 2026-03-03",
        ),
        (
            replace(PERMISSION, uses=("training",)),
            "the owner's permission is not for what this folder is for",
        ),
        (
            replace(PERMISSION, instrument="pss10"),
            "no licensed wording with the owner's permission is installed",
        ),
    ],
)
def test_a_clinic_asks_the_owners_words_while_a_permission_holds(
    tmp_path: Path, clock: Clock, permission: Permission, reason: str | None
) -> None:
    house = opened(made(tmp_path / "clinical", settings(Use.CLINICAL), clock), clock)

    licensed(house, permission)

    assert why_not_in(house, "hads", "en") == reason
    assert why_not_offered(house, "hads") == reason
    house.close()


def test_a_rehearsal_may_show_the_owners_words_by_leave_for_training(house: House) -> None:
    licensed(house, replace(PERMISSION, uses=("training",)))
    by_training = offered(house, "en")

    licensed(house, replace(PERMISSION, uses=("research",)))

    assert "hads" in by_training
    assert "hads" not in offered(house, "en")


def test_practice_wording_comes_back_on_the_day_after_a_permission_ended(
    house: House, session: Session, tmp_path: Path, clock: Clock
) -> None:
    install(house, session, pack(tmp_path), replace(PERMISSION, until=house.today()))
    before = kind(house)

    clock.forward(days=1)
    look_again(house)

    assert (before, kind(house)) == (WordingKind.LICENSED, WordingKind.PRACTICE)


def kind(house: House) -> WordingKind | None:
    """Of the words of HADS in English."""
    found: Wording | None = house.wording("hads", "en")
    return None if found is None else found.kind


def test_a_clinic_keeps_the_words_of_a_permission_that_ended_to_finish_and_read_with(
    tmp_path: Path, clock: Clock
) -> None:
    house = opened(made(tmp_path / "clinical", settings(Use.CLINICAL), clock), clock)
    session = first(house)
    install(house, session, pack(tmp_path), replace(PERMISSION, until=house.today()))
    session.close()

    clock.forward(days=1)
    look_again(house)

    assert kind(house) is WordingKind.LICENSED
    assert "hads" not in offered(house, "en")
    house.close()


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (date(2026, 3, 2), "Permission L-1 for HADS ends today: ask the owner to renew it."),
        (date(2026, 3, 3), "Permission L-1 for HADS ends in 1 day: ask the owner to renew it."),
        (date(2026, 5, 1), "Permission L-1 for HADS ends in 60 days: ask the owner to renew it."),
    ],
)
def test_a_permission_that_ends_within_sixty_days_is_told(
    house: House, until: date, told: str
) -> None:
    licensed(house, replace(PERMISSION, until=until))

    assert ending(house) == (told,)


@pytest.mark.parametrize("until", [None, date(2026, 5, 2), date(2026, 3, 1)])
def test_a_permission_that_goes_on_or_is_over_is_not_told_beforehand(
    house: House, until: date | None
) -> None:
    licensed(house, replace(PERMISSION, until=until))

    assert ending(house) == ()


def test_a_permission_that_is_renewed_is_not_told(house: House) -> None:
    ends = replace(PERMISSION, until=date(2026, 3, 31))
    goes_on = replace(PERMISSION, reference="L-2", since=date(2026, 4, 1))
    licensed(house, ends)

    house.settings = replace(house.settings, permissions=(ends, goes_on))

    assert ending(house) == ()
