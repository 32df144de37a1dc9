"""What stands on the first page of a returned form, and what of the form may be keyed after it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from distressapp.core.errors import ExpectedError
from distressapp.core.form_code import FormCodeError
from distressapp.core.form_code import read as read_code
from distressapp.core.frozen import frozen
from distressapp.core.record import Given, plan_from
from distressapp.core.sitting import Plan
from distressapp.core.visiting import age
from distressapp.service.admissions import UnderAgeError, least_age
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.text import _
from distressapp.vault import forms, people
from distressapp.vault.forms import PaperForm
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault


class FormError(ExpectedError):
    """A form that is not known here, was keyed in before, or cannot be keyed any more."""


@frozen
class Slip:
    """What stands on the first page of a returned form.

    Attributes:
        filled: The day it was filled in; not before it was printed and not after today.
        born: As written by the patient; None where they left it empty, and then the sitting is
            nobody's until two identifiers are matched.
        record_number: Needed on a form that was printed for nobody; else left out.
    """

    filled: date
    born: date | None
    record_number: str = ""


def patient_of(vault: Vault, found: PaperForm) -> Known | None:
    """Whose form it is; None on one that was printed for nobody."""
    return people.standing(vault, found.patient) if found.patient else None


def plan_of(house: House, vault: Vault, found: PaperForm) -> Plan:
    """What stands on the form.

    Raises:
        FormError: The questions have changed since.
    """
    said = forms.said(vault, found)
    plan = plan_from(said["plan"])
    then: Mapping[str, str] = said["stamped"]["definitions"]
    if any(house.definitions.get(each) != then.get(each) for each in plan.instruments):
        raise FormError(
            _("This form was printed from questions that have changed since"),
            advice=_("Print a new form, and copy the answers onto it together with the patient."),
        )
    return plan


def plan_for(house: House, vault: Vault, found: PaperForm, slip: Slip) -> Plan:
    """What of a form may be keyed: one that was printed for nobody has more than a child is asked.

    Raises:
        FormError: The questions have changed since.
        UnderAgeError: Under 18, and no wording pack permits anything.
        RecordNumberError: A form that is nobody's needs a record number of this clinic.
    """
    plan, patient = plan_of(house, vault, found), meant(house, vault, found, slip)
    born = slip.born or (None if patient is None else patient.born)
    if found.patient or born is None:
        return plan
    years = age(born, today=slip.filled)
    least = {each: least_age(house, each) for each in plan.instruments}
    young = {
        each: _("its words are for patients of {least} years or more").format(least=years_)
        for each, years_ in least.items()
        if years < years_
    }
    asked = tuple(each for each in plan.instruments if each not in young)
    if not asked:
        raise UnderAgeError(
            _("Nothing is asked of a patient under 18 here, and this form is not keyed in"),
            advice=_(
                "Look at the date of birth again. If it is right, read the form, and write down "
                "as your own concern what cannot wait."
            ),
        )
    return replace(plan, instruments=asked, not_offered={**plan.not_offered, **young})


def agrees(house: House, vault: Vault, found: PaperForm, slip: Slip) -> bool:
    """Whether the date of birth is the one in the record, or neither can be compared."""
    patient = meant(house, vault, found, slip)
    return patient is None or slip.born in {None, patient.born}


def meant(house: House, vault: Vault, found: PaperForm, slip: Slip) -> Known | None:
    """Whose form it is by its code, else by the record number on it; None where nobody has that.

    Raises:
        RecordNumberError: A form that is nobody's needs a record number of this clinic.
    """
    if found.patient:
        return patient_of(vault, found)
    return people.of_number(vault, spelt(slip.record_number, house.settings))


def check_slip(house: House, found: PaperForm, slip: Slip) -> None:
    """Nothing where what stands on the first page can be.

    Raises:
        FormError: A date cannot be.
        RecordNumberError: A form that is nobody's needs a record number of this clinic.
    """
    if not found.day <= slip.filled <= house.today():
        raise FormError(
            _("It cannot have been filled in on that day"),
            advice=_("It was printed on {day}; give that day or a later one, up to today.").format(
                day=found.day.isoformat()
            ),
        )
    if slip.born is not None and not date(1900, 1, 1) <= slip.born <= slip.filled:
        raise FormError(
            _("That date of birth cannot be"), advice=_("Look at it again: day, month, year.")
        )
    if not found.patient:
        _check_no_code(slip.record_number)
        spelt(slip.record_number, house.settings)


def given(house: House, vault: Vault, found: PaperForm, slip: Slip) -> tuple[Known | None, Given]:
    """Whose it is said to be, and what stands on it of them."""
    patient = meant(house, vault, found, slip)
    if found.patient and patient is not None:
        return patient, Given(record_number=patient.record_number, born=slip.born)
    number = spelt(slip.record_number, house.settings)
    return patient, Given(record_number=number, born=slip.born)


def _check_no_code(typed: str) -> None:
    try:
        read_code(typed)
    except FormCodeError:
        return
    raise FormError(
        _("That is the code of a form, and no record number"),
        advice=_("Type the record number that staff wrote on the form."),
    )
