"""Printing paper forms: for a patient, with what is due; or for nobody, with everything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Protocol

from distressapp.core.errors import ExpectedError
from distressapp.core.form_code import code_of, spelt
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.own_answers import Screens
from distressapp.core.paper import FormMaking, build
from distressapp.core.paper_value import Form
from distressapp.core.record import plan_from, plan_payload
from distressapp.core.roles import Act
from distressapp.core.sitting import Plan
from distressapp.core.summary_words import language_name
from distressapp.core.worded import asked_in
from distressapp.service.access import Session, check_may
from distressapp.service.admissions import planned
from distressapp.service.entries import append
from distressapp.service.form_words import form_phrases
from distressapp.service.house import House
from distressapp.service.languages import language_meant
from distressapp.service.posting import News
from distressapp.service.readiness import check_ready, languages
from distressapp.service.sittings import scored_in
from distressapp.text import _, speaking
from distressapp.vault import forms, lists, people
from distressapp.vault.forms import PaperForm
from distressapp.vault.papers import PRINTED
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault


class NotPrintedError(ExpectedError):
    """There is no form to print."""


class FormScreens(Screens, Protocol):
    """What the kiosk says, as far as a form takes it over."""

    def why_we_ask(self) -> tuple[str, ...]:
        """Why the clinic asks, a sentence each."""


@frozen
class Printed:
    """A form that was made and waits to be put on paper."""

    form: str
    document: Form


def print_form(
    house: House,
    session: Session,
    screens: FormScreens,
    *,
    patient: str = "",
    language: str = "",
) -> Printed:
    """Make a form, written down as printed before it leaves the program.

    Args:
        patient: Random id; empty for a form that is nobody's until staff write on whose it is.
        language: Of the form; empty for the patient's own where the clinic asks in it, else the
            clinic's first.

    Raises:
        NotAllowedError: The role prints nothing.
        NotPrintedError: There is no such patient, they died, or nothing is due.
        UnderAgeError: Under 18, and no wording pack permits it.
        NotReadyError: A clinical folder that is not ready.
        StoreError: It was not written down; then nothing must be printed.
    """
    check_may(session, Act.PRINT)
    check_ready(house)
    vault = session.vault
    known = _meant(vault, patient) if patient else None
    form_id, code = _new(house, vault)
    last = {} if known is None else last_scored(vault, known)
    spoken = _language(house, known, language)
    due = planned(house, last=last, born=None if known is None else known.born)
    plan = replace(asked_in(due, spoken), unworded={})
    if not plan.instruments:
        raise NotPrintedError(
            _("Nothing is due for this patient, so there is nothing to print"),
            advice=_("Everything was asked only a short while ago."),
        )
    stamped = house.stamped(spoken)
    payload: dict[str, Json] = {
        "form": form_id,
        "code": code,
        "is_blank": known is None,
        "day": house.today().isoformat(),
        "language": spoken,
        "plan": plan_payload(plan),
        "stamped": {
            "definitions": _of(plan, stamped.definitions),
            "wordings": _of(plan, stamped.wordings),
        },
        "by": session.member.name,
        "member": session.member.id,
    }
    subject = form_id if known is None else known.id
    with vault.commit():
        append(house, vault, News(kind=PRINTED, subject=subject, payload=payload))
    return Printed(form=form_id, document=document(house, vault, form_id, screens))


def form_of(vault: Vault, form_id: str) -> PaperForm:
    """The form of that id.

    Raises:
        NotPrintedError: There is none.
    """
    found = forms.form(vault, form_id)
    if found is None:
        raise NotPrintedError(_("There is no such form"), advice=_("Print a new one."))
    return found


def document(house: House, vault: Vault, form_id: str, screens: FormScreens) -> Form:
    """What stands on a form; the same again, for a printer that had no paper.

    Raises:
        NotPrintedError: There is no such form, or its words have changed since.
    """
    found = form_of(vault, form_id)
    said = forms.said(vault, found)
    plan, language = plan_from(said["plan"]), str(said["language"])
    stamped = house.stamped(language)
    now = (_of(plan, stamped.definitions), _of(plan, stamped.wordings))
    if now != (said["stamped"]["definitions"], said["stamped"]["wordings"]):
        raise NotPrintedError(
            _("The words of that form have changed since it was printed"),
            advice=_("Print a new one."),
        )
    return _drawn(house, found, plan, language, screens)


def last_scored(vault: Vault, patient: Known) -> Mapping[str, date]:
    """By instrument, the day it was last scored; sittings that nobody matched count too."""
    found = {
        each.linked.entry.subject: each for each in lists.history(vault, patient.id, without="")
    }
    for sitting in lists.unmatched(vault, patient.record_number):
        each = lists.sitting(vault, sitting)
        if each is not None and each.record.given.born in {None, patient.born}:
            found[sitting] = each
    last: dict[str, date] = {}
    for each in found.values():
        for instrument in scored_in(each.record.outcome):
            last[instrument] = max(each.day, last.get(instrument, each.day))
    return last


def _meant(vault: Vault, patient: str) -> Known:
    found = people.standing(vault, patient)
    if found is None or found.died_ms is not None:
        raise NotPrintedError(
            _("There is no such patient, or the record says that they died"),
            advice=_("Look for the patient again. Nothing was printed."),
        )
    return found


def _new(house: House, vault: Vault) -> tuple[str, str]:
    """A random id whose code no form has."""
    while True:
        form_id = house.new_id()
        code = code_of(form_id)
        if forms.of_code(vault, code) is None:
            return form_id, code


def _language(house: House, patient: Known | None, wanted: str) -> str:
    """A tag that is offered; staff may have written the patient's as a word, in any language."""
    offered = languages(house)
    if not offered:
        raise NotPrintedError(
            _("There is no language in which the first questions of this clinic have words"),
            advice=_("Look at the languages and the wording in the settings."),
        )
    own = (wanted or ("" if patient is None else patient.language)).strip()
    named = {language_name(each).casefold(): each for each in offered}
    return named.get(own.casefold()) or language_meant(own, offered) or offered[0]


def _of(plan: Plan, stamps: Mapping[str, str]) -> dict[str, Json]:
    return {each: stamps[each] for each in plan.instruments if each in stamps}


def _drawn(house: House, found: PaperForm, plan: Plan, language: str, screens: FormScreens) -> Form:
    own = house.settings.consent.get(language, "")
    lines = tuple(line.strip() for line in own.splitlines() if line.strip())
    wordings = {
        each: words
        for each in plan.instruments
        if (words := house.wording(each, language)) is not None
    }
    numbers = tuple(f"{each.label} {each.number}" for each in house.settings.now.local_numbers)
    # What staff fill in they must be able to read, whatever the patient reads.
    for_staff = form_phrases().staff
    with speaking(language, folder=house.resources / "locale"):
        making = FormMaking(
            code=found.code,
            printed_code=spelt(found.code),
            clinic=house.settings.clinic,
            language=language,
            at=house.local(datetime.fromtimestamp(found.at_ms // 1000, UTC)),
            why=lines or screens.why_we_ask(),
            local_numbers=numbers,
            is_blank=not found.patient,
            wordings=wordings,
            screens=screens,
            phrases=replace(form_phrases(), staff=for_staff),
        )
        return build(plan, house.instruments, making)
