from dataclasses import replace

import pytest

from distressapp.core.answers import Chosen
from distressapp.core.errors import ExpectedError
from distressapp.core.own_answers import OwnAnswers
from distressapp.paths import resources
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.own_answers import own_answers
from distressapp.service.takein import take_in
from distressapp.text import _, set_language, speaking
from distressapp.ui import words
from distressapp.vault.vault import Vault
from tests.clinics import BORN, NUMBER, closed, picked, rated, said, seated
from tests.service.teams import as_first

ANNA = Person(name="Anna Invented", born=BORN, record_number=NUMBER)


def sat(house: House, vault: Vault) -> str:
    running = seated(house)
    running.keep(rated(house, 9))
    running.keep(picked(house, "dt/practical", "practical.safety", "practical.money"))
    running.keep(said(house, "hads/1", Chosen(index=0, value=3)))
    closed(house, running)
    take_in(house, vault)
    return running.plan.sitting


def said_in(copy: OwnAnswers) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.question, each.said) for part in copy.parts for each in part.asked]


def test_the_copy_has_the_words_the_sitting_was_asked_with(house: House, vault: Vault) -> None:
    sitting = sat(house, vault)

    copy = own_answers(house, vault, sitting, words)

    hads = house.wordings["hads.en"]
    assert (hads.items["1"], hads.options["1"][:1]) in said_in(copy)
    assert ("Daily life", ("Money",)) in said_in(copy)
    assert copy.notes == ()
    assert copy.strip is not None


def test_a_clinic_that_gives_nothing_to_take_home_makes_no_copy(house: House, vault: Vault) -> None:
    sitting = sat(house, vault)
    house.settings = replace(house.settings, take_home="nothing")

    with pytest.raises(ExpectedError, match="take home"):
        own_answers(house, vault, sitting, words)


def test_words_that_were_changed_since_are_not_put_into_a_patients_mouth(
    house: House, vault: Vault
) -> None:
    sitting = sat(house, vault)
    hads = house.wordings["hads.en"]
    changed = replace(hads, sha256="0" * 64)
    house.wordings = {**house.wordings, "hads.en": changed}

    copy = own_answers(house, vault, sitting, words)

    assert ("Question 1", ("answer 1 of 4",)) in said_in(copy)
    assert len(copy.notes) == 1


def test_words_that_were_taken_away_give_way_to_numbers(house: House, vault: Vault) -> None:
    sitting = sat(house, vault)
    house.wordings = {}

    copy = own_answers(house, vault, sitting, words)

    assert ("Page 4 of the list", ("number 7 on page 4 of the list",)) in said_in(copy)


def test_the_name_is_on_the_copy_once_the_identity_is_confirmed(house: House, vault: Vault) -> None:
    sitting = sat(house, vault)
    before = own_answers(house, vault, sitting, words)

    confirm(house, as_first(vault), sitting=sitting, patient=ANNA)
    after = own_answers(house, vault, sitting, words)

    assert "Anna" not in repr(before)
    assert after.facts[0].text == "Anna Invented"
    assert NUMBER not in repr(after)


def test_a_sitting_that_is_not_there_has_no_copy(house: House, vault: Vault) -> None:
    with pytest.raises(ExpectedError, match="There is no sitting"):
        own_answers(house, vault, "0" * 32, words)


def test_the_language_that_was_set_comes_back_after_the_copy() -> None:
    set_language("en", folder=resources() / "locale")

    with pytest.raises(KeyError), speaking("xx", folder=resources() / "locale"):
        raise KeyError

    assert _("Name") == "Name"
