"""What is printed of a patient who reads another language than the staff do."""

from dataclasses import replace

import pytest

from distressapp.core.answers import Written
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form, FormQuestion
from distressapp.core.sitting import Who
from distressapp.core.summary import Line, Summary
from distressapp.core.summary_words import WHO
from distressapp.report.render import render
from distressapp.report.words import strings
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.own_answers import own_answers
from distressapp.service.pages import summary_from
from distressapp.service.paper import start
from distressapp.service.paper_forms import print_form
from distressapp.service.patients import Details, register
from distressapp.service.takein import take_in
from distressapp.service.wordings import wordings
from distressapp.ui import words
from distressapp.vault import forms
from tests.clinics import BORN, picked, rated, said, seated, told
from tests.core.copies import LANGUAGES
from tests.service.papers import returned, with_hads

OWN = "\u0623\u0634\u0639\u0631 \u0628\u062a\u0639\u0628"
NAMES = {
    "en": "English",
    "es": "Spanish",
    "el": "Greek",
    "zh-Hans": "Chinese (simplified)",
    "ar": "Arabic",
}


@pytest.fixture(autouse=True)
def in_five_languages(house: House) -> None:
    house.settings = replace(house.settings, languages=LANGUAGES)
    house.wordings = wordings(
        house.folder, house.settings, house.instruments, LANGUAGES, today=house.today()
    )


def sat(house: House, session: Session, *, language: str, who: Who) -> str:
    """A sitting in that language, taken in."""
    running = seated(house)
    running.keep(picked(house, "sitting/language", language))
    if who is not Who.SELF:
        running.keep(picked(house, "sitting/helper", "yes"))
        running.keep(picked(house, "sitting/who", who.value))
    if who is not Who.PROXY:
        running.keep(rated(house, 9))
    running.keep(picked(house, "dt/physical", "physical.sleep", "physical.other"))
    running.keep(said(house, "dt/physical.other", Written(text=OWN, language=language)))
    running.close(told(running))
    take_in(house, session.vault)
    return running.plan.sitting


def answered(page: Summary) -> dict[str, str]:
    return {each.label: each.text for each in page.answered.lines}


def is_of(text: str, language: str) -> bool:
    """Whether it has a letter of that language's script."""
    first, last = {"ar": ("\u0600", "\u06ff"), "zh-Hans": ("\u4e00", "\u9fff")}[language]
    return any(first <= each <= last for each in text)


@pytest.mark.parametrize("who", Who)
def test_the_page_is_english_and_says_which_language_was_answered_and_by_whom(
    house: House, session: Session, who: Who
) -> None:
    sitting = sat(house, session, language="ar", who=who)

    page = summary_from(house, session.vault, sitting)

    assert answered(page)["Language"] == "Arabic"
    assert answered(page)["Answered by"] == WHO[who]
    assert page.language == "en"
    arabic = [each for each in strings(page) if is_of(each, "ar")]
    assert arabic == [OWN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_language_in_english(
    house: House, session: Session, language: str
) -> None:
    sitting = sat(house, session, language=language, who=Who.SELF)

    page = summary_from(house, session.vault, sitting)

    assert answered(page)["Language"] == NAMES[language]
    assert "Physical: sleep, something else" in [_in_one(each) for each in page.concerns.lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_has_the_words_that_the_patient_saw(
    house: House, session: Session, language: str
) -> None:
    sitting = sat(house, session, language=language, who=Who.HELPED)

    copy = own_answers(house, session.vault, sitting, words)

    assert copy.language == language
    asked = [each.question for part in copy.parts for each in part.asked]
    assert house.wordings[f"dt.{language}"].items["rating"] in asked
    assert (OWN,) in [each.said for part in copy.parts for each in part.asked]
    assert copy.notes == ()
    if language != "en":
        assert not _english_in(copy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_is_printed_in_the_language_that_staff_choose(
    house: House, session: Session, language: str
) -> None:
    form = print_form(house, session, words, language=language).document

    assert form.language == language
    asked = [each.title for part in form.parts for each in part.questions]
    assert house.wordings[f"dt.{language}"].items["rating"] in asked
    if language != "en":
        assert not _english_in(form)


def test_what_staff_fill_in_on_an_arabic_form_is_english(house: House, session: Session) -> None:
    form = print_form(house, session, words, language="ar").document

    assert form.staff == ("Staff: record number", "Staff: both identifiers checked by")
    assert is_of(form.heading, "ar")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ar", "ar"),
        ("Arabic", "ar"),
        ("\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "ar"),
        ("Spanish", "es"),
        ("espa\u00f1ol", "es"),
        ("zh", "zh-Hans"),
        ("Chinese", "zh-Hans"),
        ("Chinese (simplified)", "zh-Hans"),
        ("Klingon", "en"),
        ("", "en"),
    ],
)
def test_a_form_is_in_the_language_that_stands_in_the_patients_record(
    house: House, session: Session, written: str, meant: str
) -> None:
    details = Details(name="Maria Invented", born=BORN, record_number="4711", language=written)
    patient = register(house, session, details)

    form = print_form(house, session, words, patient=patient).document

    assert form.language == meant


def test_an_arabic_form_is_keyed_by_the_same_keys_and_its_page_says_arabic(
    house: House, session: Session
) -> None:
    details = Details(name="Maria Invented", born=BORN, record_number="4711", language="ar")
    made = print_form(house, session, words, patient=register(house, session, details))
    form = forms.form(session.vault, made.form)
    assert form is not None
    assert [len(each.boxes) for each in _items(made.document)] == [4] * 14

    kept = returned(
        house, session, form, with_hads(start(house, session, form), [3] * 14), born=BORN
    )

    page = summary_from(house, session.vault, kept.sitting)
    assert answered(page)["Language"] == "Arabic"
    assert "HADS 14 of 14" in answered(page)["Complete"]
    assert render(page)


def _items(form: Form) -> list[FormQuestion]:
    asked = [each for part in form.parts for each in part.questions]
    return [each for each in asked if each.decline and len(each.boxes) == 4][:14]


def _in_one(line: Line) -> str:
    return f"{line.label}: {line.text}"


def _english_in(paper: OwnAnswers | Form) -> list[str]:
    """Sentences of the program that came in English; the clinic's own and the strip may."""
    english = {"Thank you", "Page ", "Your ", "Please", "What ", "None of", "I'd rather", "Not "}
    return [
        each
        for each in strings(replace(paper, strip=None))
        if any(each.startswith(start) for start in english)
    ]
