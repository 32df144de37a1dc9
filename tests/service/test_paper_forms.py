"""Printing paper forms: what stands on them, for whom, and the same again."""

from dataclasses import replace

import pytest

from distressapp.core.form_code import spelt
from distressapp.report.render import render
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.paper import start
from distressapp.service.paper_forms import NotPrintedError, document, print_form
from distressapp.service.paper_slip import FormError, patient_of
from distressapp.ui import words
from distressapp.vault import forms, lists
from tests.clinics import Clock
from tests.report.test_page import reader, text_of
from tests.service.papers import (
    NUMBER,
    patient,
    printed,
    returned,
    with_hads,
)


def test_a_form_is_written_down_before_it_is_on_paper(house: House, session: Session) -> None:
    who = patient(house, session)

    form = printed(house, session, who)

    assert form.is_out
    assert patient_of(session.vault, form).record_number == NUMBER  # type: ignore[union-attr]
    assert forms.out(session.vault) == (form,)
    assert "form.printed" in lists.kinds_of(session.vault, who)


def test_the_pages_name_nobody_and_have_the_code(house: House, session: Session) -> None:
    who = patient(house, session, name="Zacharias Quibble")
    made = print_form(house, session, words, patient=who)

    pdf = render(made.document)

    found = " ".join(text_of(pdf, number) for number in range(len(reader(pdf).pages)))
    form = forms.form(session.vault, made.form)
    assert form is not None
    assert spelt(form.code) in found
    assert form.ticket in found
    for secret in ("Zacharias", "Quibble", NUMBER, "1950"):
        assert secret not in found
    assert b"Zacharias" not in pdf


def test_what_was_asked_lately_is_not_on_the_form(
    house: House, session: Session, clock: Clock
) -> None:
    who = patient(house, session)
    first = printed(house, session, who)
    keying = with_hads(start(house, session, first), [0] * 14)
    returned(house, session, first, keying)
    clock.forward(days=2)

    second = print_form(house, session, words, patient=who)

    titles = [asked.title for part in second.document.parts for asked in part.questions]
    assert not any(each.startswith("14.") for each in titles)
    found = forms.form(session.vault, second.form)
    assert found is not None
    plan = start(house, session, found).interview.plan
    assert set(plan.held_back) == {"hads"}


def test_the_same_form_is_drawn_again_for_a_printer_without_paper(
    house: House, session: Session, clock: Clock
) -> None:
    made = print_form(house, session, words, patient=patient(house, session))
    clock.forward(minutes=5)

    again = document(house, session.vault, made.form, words)

    assert again == made.document


def test_a_form_whose_questions_changed_is_neither_drawn_nor_keyed(
    house: House, session: Session
) -> None:
    form = printed(house, session, patient(house, session))
    house.definitions = {**house.definitions, "hads": "0" * 64}

    with pytest.raises(NotPrintedError, match="changed since"):
        document(house, session.vault, form.form, words)
    with pytest.raises(FormError, match="changed since"):
        start(house, session, form)


def test_nobody_is_printed_for_who_is_not_there(house: House, session: Session) -> None:
    with pytest.raises(NotPrintedError, match="no such patient"):
        print_form(house, session, words, patient="0" * 32)
    with pytest.raises(NotPrintedError, match="no such form"):
        document(house, session.vault, "0" * 32, words)


def test_own_reasons_of_the_clinic_stand_on_the_form(house: House, session: Session) -> None:
    house.settings = replace(house.settings, consent={"en": "We ask because we care.\n\n Truly."})

    made = print_form(house, session, words)

    assert made.document.how_to[:2] == ("We ask because we care.", "Truly.")
    assert made.document.staff
