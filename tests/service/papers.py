"""Patients who fill in paper, and forms as they come back."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from distressapp.core.keying import Keying, forward, is_keyed
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.paper import KeyedIn, key_in, start
from distressapp.service.paper_forms import print_form
from distressapp.service.paper_slip import Slip
from distressapp.service.patients import Details, register
from distressapp.ui import words
from distressapp.vault import forms
from distressapp.vault.forms import PaperForm
from tests.core.keyed import blank_to, keyed

BORN: Final = date(1950, 3, 1)
NUMBER: Final = "MRN-4711"


def patient(
    house: House, session: Session, *, number: str = NUMBER, name: str = "Maria Invented"
) -> str:
    return register(house, session, Details(name=name, born=BORN, record_number=number))


def printed(house: House, session: Session, patient_id: str = "") -> PaperForm:
    made = print_form(house, session, words, patient=patient_id)
    found = forms.form(session.vault, made.form)
    assert found is not None
    return found


def filled_in(keying: Keying, *, handed_in: str = "whole") -> Keying:
    """The form with everything blank that was not keyed."""
    while not keying.is_complete:
        if is_keyed(keying, keying.question):
            keying = forward(keying)
        else:
            keying = keyed(keying, handed_in if keying.at == "handed_in" else "")
    return keying


def with_hads(keying: Keying, places: Sequence[int | None]) -> Keying:
    """The form of somebody who marked these places of the HADS and nothing else."""
    marks = ["" if each is None else str(each) for each in places]
    return filled_in(keyed(blank_to(keying, "hads.1"), *marks))


def returned(
    house: House, session: Session, form: PaperForm, keying: Keying, **slip: object
) -> KeyedIn:
    """The form keyed in, filled in today by whoever it is of, unless something else is said."""
    usual: dict[str, object] = {"filled": house.today(), "born": BORN}
    return key_in(house, session, form, keying, Slip(**{**usual, **slip}))  # type: ignore[arg-type]


def rated(house: House, session: Session, form: PaperForm, number: int) -> Keying:
    return filled_in(keyed(start(house, session, form), "self", str(number)))
