"""Paper forms: printed under a code, found by it again, keyed in, and put right.

A form is asked, scored and flagged by the same core as the kiosk's sittings; its record says that
it was paper and who keyed it. It becomes the patient's only when the code and the date of birth
written on it both agree with the record; else it waits like any sitting that nobody has matched.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from distressapp.core.conclude import conclude
from distressapp.core.form_code import read as read_code
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.keying import Keying, again, as_sitting, begin
from distressapp.core.record import (
    SCHEMA,
    FromPaper,
    Given,
    Record,
    Stamped,
    to_payload,
)
from distressapp.core.results import Flag
from distressapp.core.roles import Act
from distressapp.core.sitting import Sitting
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.matching import Person, write_match
from distressapp.service.paper_slip import FormError, Slip, check_slip, given, plan_for, plan_of
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import forms, lists, people
from distressapp.vault.forms import PaperForm
from distressapp.vault.lists import Stopped
from distressapp.vault.papers import RETURNED
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault

LONGEST_REASON: Final = 400
_NOON: Final = time(12)


@frozen
class KeyedIn:
    """What became of a form.

    Attributes:
        sitting: Random id.
        flags: All that it raised, and what only the history told; most urgent first.
        patient: Whose it is now; None while it waits to be matched.
        why_not: Why it is nobody's, as a sentence; empty where it is somebody's.
    """

    sitting: str
    flags: tuple[Flag, ...]
    patient: Known | None
    why_not: str


def find(house: House, session: Session, typed: str) -> PaperForm:
    """The form whose code was scanned or typed.

    Raises:
        NotAllowedError: The role does not key forms.
        FormCodeError: It is no code.
        FormError: No form of this clinic has it.
    """
    del house
    check_may(session, Act.CONFIRM)
    found = forms.of_code(session.vault, read_code(typed))
    if found is None:
        raise FormError(
            _("No form of this clinic has that code"),
            advice=_("Look whose form it is, print a blank one, and key it in under its code."),
        )
    return found


def start(house: House, session: Session, found: PaperForm, slip: Slip | None = None) -> Keying:
    """The form with nothing keyed.

    Args:
        slip: What its first page says; None before that was keyed.

    Raises:
        FormError: It was keyed in before, or was printed from questions that have changed.
        UnderAgeError: Under 18, and no wording pack permits anything.
    """
    check_may(session, Act.CONFIRM)
    if not found.is_out:
        raise FormError(
            _("This form was keyed in before, by {name}").format(name=found.returned_by),
            advice=_("Open the sitting to see it, or to put right what was keyed."),
        )
    vault = session.vault
    plan = plan_of(house, vault, found) if slip is None else plan_for(house, vault, found, slip)
    return begin(plan, house.instruments)


def key_in(house: House, session: Session, found: PaperForm, keying: Keying, slip: Slip) -> KeyedIn:
    """Keep a form: scored, flagged, and matched where both identifiers agree.

    Raises:
        NotAllowedError: The role does not key forms.
        FormError: It was keyed in before, or a date on it cannot be.
        UnderAgeError: Under 18, and no wording pack permits anything.
        RecordNumberError: A form that is nobody's needs a record number of this clinic.
        StoreError: Nothing was kept.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    check_slip(house, found, slip)
    may_be_keyed = plan_for(house, vault, found, slip).instruments
    if not set(keying.interview.plan.instruments) <= set(may_be_keyed):
        raise FormError(
            _("This patient is too young for some questions of the form"),
            advice=_("Key the form in once more: those are left out."),
        )
    stamped = _stamped(house, vault, found)
    with vault.commit():
        now = forms.form(vault, found.form)
        if now is None or not now.is_out:
            raise FormError(
                _("Somebody else has keyed this form in meanwhile"),
                advice=_("Nothing was kept twice. Open the sitting to compare."),
            )
        patient, said = given(house, vault, found, slip)
        paper = FromPaper(
            form=found.form,
            code=found.code,
            filled=slip.filled,
            keyed=house.clock(),
            by=session.member.name,
            member=session.member.id,
            unclear=keying.unclear,
        )
        language = str(forms.said(vault, found)["language"])
        sitting = _as_sitting(house, keying, slip.filled, language)
        record = _recorded(house, sitting, given=said, stamped=stamped, paper=paper)
        _keep(house, vault, record)
        is_theirs = patient is not None and slip.born == patient.born
        subject = patient.id if patient is not None and is_theirs else sitting.plan.sitting
        returned = {"form": found.form, "sitting": sitting.plan.sitting}
        _note(house, session, RETURNED, subject, returned)
        if patient is not None and is_theirs:
            _match(house, session, sitting.plan.sitting, patient)
    return KeyedIn(
        sitting=sitting.plan.sitting,
        flags=_flags(vault, sitting.plan.sitting),
        patient=patient if is_theirs else None,
        why_not="" if is_theirs else _why_not(patient, slip),
    )


def correct(  # noqa: PLR0913  (what is put right, and why)
    house: House,
    session: Session,
    sitting: str,
    keying: Keying,
    *,
    because: str,
    born: date | None = None,
) -> KeyedIn:
    """Key a form once more: a further entry, whose answers stand from now on; flags stay.

    Args:
        born: The date of birth as it stands on the form after all, where nobody was matched yet;
            None leaves it as it was keyed.

    Raises:
        NotAllowedError: The role does not key forms.
        FormError: The sitting was no form, or it was not said why.
        StoreError: Nothing was kept.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    reason = " ".join(because.split())[:LONGEST_REASON]
    if not reason:
        raise FormError(
            _("It was not said why the form is keyed once more"),
            advice=_("Say in a few words what was wrong."),
        )
    with vault.commit():
        found = keyed_before(vault, sitting)
        paper = _paper(found)
        wanted = replace(
            paper,
            keyed=house.clock(),
            by=session.member.name,
            member=session.member.id,
            unclear=keying.unclear,
            because=reason,
        )
        of = found.record.sitting
        made = as_sitting(
            keying, started=of.started, stopped=of.stopped or of.started, language=of.language
        )
        record = _recorded(
            house, made, given=_again_given(found, born), stamped=found.record.stamped, paper=wanted
        )
        _keep(house, vault, record)
        patient = _whose(vault, found, record.given)
        if patient is not None:
            _match(house, session, sitting, patient)
    why_not = "" if patient is not None else _("It is nobody's yet.")
    return KeyedIn(sitting=sitting, flags=_flags(vault, sitting), patient=patient, why_not=why_not)


def _again_given(found: Stopped, born: date | None) -> Given:
    given = found.record.given
    return given if born is None or found.patient is not None else replace(given, born=born)


def _whose(vault: Vault, found: Stopped, given: Given) -> Known | None:
    """Whose it was already, or is now by both identifiers."""
    if found.patient is not None:
        return people.standing(vault, found.patient.id)
    known = people.of_number(vault, given.record_number)
    return known if known is not None and known.born == given.born else None


def once_more(house: House, session: Session, sitting: str) -> Keying:
    """A form that was keyed in, as it was keyed, to be put right.

    Raises:
        FormError: The sitting was no form.
    """
    check_may(session, Act.CONFIRM)
    found = keyed_before(session.vault, sitting)
    of = found.record.sitting
    return again(of, house.instruments, unclear=_paper(found).unclear)


def keyed_before(vault: Vault, sitting: str) -> Stopped:
    """The sitting of a form that was keyed in.

    Raises:
        FormError: There is none, or it was no form.
    """
    found = lists.sitting(vault, sitting)
    if found is None or found.record.paper is None:
        raise FormError(
            _("That sitting was not on paper, so there is nothing to key once more"),
            advice=_("What a patient said on the screen stays as they said it."),
        )
    return found


def _stamped(house: House, vault: Vault, found: PaperForm) -> Stamped:
    """What the form was printed from; by which program and settings it is scored is today's."""
    plan_of(house, vault, found)
    then = forms.said(vault, found)["stamped"]
    return replace(
        house.stamped(str(forms.said(vault, found)["language"])),
        definitions=dict(then["definitions"]),
        wordings=dict(then["wordings"]),
    )


def _as_sitting(house: House, keying: Keying, filled: date, language: str) -> Sitting:
    """Today it was now; of another day nobody knows the hour, and noon stands for it."""
    now = house.clock()
    noon = datetime.combine(filled, _NOON, tzinfo=house.settings.zone)
    at = now if filled == house.today() else noon.astimezone(now.tzinfo)
    return as_sitting(keying, started=at, stopped=at, language=language)


def _recorded(
    house: House, sitting: Sitting, *, given: Given, stamped: Stamped, paper: FromPaper
) -> Record:
    return Record(
        sitting=sitting,
        outcome=conclude(sitting, house.instruments),
        given=given,
        stamped=stamped,
        paper=paper,
    )


def _keep(house: House, vault: Vault, record: Record) -> None:
    subject = record.sitting.plan.sitting
    payload = to_payload(record)
    append(
        house,
        vault,
        News(kind="sitting.stopped", schema=SCHEMA, subject=subject, payload=payload),
    )


def _match(house: House, session: Session, sitting: str, patient: Known) -> None:
    found = lists.sitting(session.vault, sitting)
    if found is None:
        raise ValueError("a sitting that was kept is there")
    person = Person(name=patient.name, born=patient.born, record_number=patient.record_number)
    by: dict[str, Json] = {"by": session.member.name, "member": session.member.id}
    write_match(house, session.vault, found, patient.id, person, by=by)


def _note(
    house: House, session: Session, kind: str, subject: str, payload: Mapping[str, Json]
) -> None:
    who: dict[str, Json] = {"by": session.member.name, "member": session.member.id}
    append(house, session.vault, News(kind=kind, subject=subject, payload={**payload, **who}))


def _flags(vault: Vault, sitting: str) -> tuple[Flag, ...]:
    return tuple(sorted(lists.flags_of(vault, sitting), key=lambda each: each.band.urgency))


def _paper(found: Stopped) -> FromPaper:
    if found.record.paper is None:
        raise ValueError("a form that was keyed is on paper")
    return found.record.paper


def _why_not(patient: Known | None, slip: Slip) -> str:
    if patient is None:
        return _("Nobody here has that record number. Write the patient down, then match it.")
    if slip.born is None:
        return _("The date of birth was left empty, so it is nobody's until it is matched.")
    return _(
        "The date of birth on the form is not the one in the record. It is nobody's until "
        "somebody has looked whose form it is."
    )
