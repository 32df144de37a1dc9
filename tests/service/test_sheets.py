from distressapp.core.answers import DECLINED, Chosen
from distressapp.core.sitting import Stop
from distressapp.service.house import House
from distressapp.service.sheets import AnswerSheet, Given, answer_sheet
from distressapp.service.takein import take_in
from distressapp.vault.vault import Vault
from tests.clinics import closed, rated, said, seated
from tests.service.patients import WORDS, sat


def broken_off(house: House, vault: Vault) -> AnswerSheet:
    """A sitting in which HADS was begun: one answer, one that was declined, and a call."""
    running = seated(house)
    running.keep(rated(house, 0))
    running.keep(said(house, "hads/1", Chosen(index=0, value=3)))
    running.keep(said(house, "hads/2", DECLINED))
    closed(house, running, Stop.CALLED)
    take_in(house, vault)
    return answer_sheet(house, vault, running.plan.sitting)


def given(sheet: AnswerSheet, title: str) -> tuple[Given, ...]:
    return {each.title: each.given for each in sheet.parts}[title]


def test_each_item_has_its_question_its_answer_and_its_points(house: House, vault: Vault) -> None:
    sheet = broken_off(house, vault)

    first = given(sheet, "HADS")[0]
    wording = house.wording("hads", "en")
    assert wording is not None
    assert first.question == f"1  {wording.items['1']}"
    assert (first.answer, first.points) == (wording.options["1"][0], "3")


def test_what_is_missing_is_said_and_is_no_zero(house: House, vault: Vault) -> None:
    sheet = broken_off(house, vault)

    _first, declined, *rest = given(sheet, "HADS")
    assert (declined.answer, declined.points) == ("would rather not say", "")
    assert {(each.answer, each.points, each.is_missing) for each in rest} == {
        ("not answered", "", True)
    }
    assert {each.title: each.told for each in sheet.parts}["HADS"] == "1 of 14 answered"


def test_zero_is_an_answer(house: House, vault: Vault) -> None:
    sheet = broken_off(house, vault)

    (rating,) = next(each.given for each in sheet.parts if len(each.given) == 1)
    assert (rating.answer, rating.points, rating.is_missing) == ("0", "0", False)


def test_how_it_ended_stands_first(house: House, vault: Vault) -> None:
    sheet = broken_off(house, vault)

    assert (sheet.how[0].label, sheet.how[0].text) == ("Ended", "unfinished: called in")
    assert not sheet.has_words


def test_the_patients_own_words_are_not_on_the_sheet(house: House, vault: Vault) -> None:
    sheet = answer_sheet(house, vault, sat(house, vault))

    assert sheet.has_words
    assert WORDS not in str(sheet)
    assert sheet.flags[0][0] == "Soon"
