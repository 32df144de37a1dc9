"""Patients: written down, changed, found, and two records of one patient made one."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.names import LONGEST, folded, tidied
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import people
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault

REGISTERED: Final = "patient.registered"
CHANGED: Final = "patient.changed"
MERGED: Final = "patient.merged"
UNMERGED: Final = "patient.unmerged"
OLDEST: Final = date(1900, 1, 1)
LONGEST_PHONE: Final = 40
LONGEST_NOTES: Final = 4000


class PatientError(ExpectedError):
    """What was given is not enough to know a patient by, or not as the record has it."""


class NumberTakenError(PatientError):
    """Another patient has that record number.

    Attributes:
        patient: Who has it.
    """

    def __init__(self, patient: Known) -> None:
        super().__init__(
            _("Another patient has that record number, so nothing was written"),
            advice=_("Look at the number again, or open the patient who has it."),
        )
        self.patient = patient


@frozen
class Details:
    """What staff write down about a patient.

    Attributes:
        name: As it is said and spelt here, in any script; at most 200 characters.
        record_number: As typed or scanned.
        language: A BCP 47 tag or a word; empty where nobody said.
        interpreter: The language an interpreter is needed for; empty where none is.
        phone: Empty where there is none.
        may_phone, may_message: None where nobody asked.
    """

    name: str
    born: date
    record_number: str
    language: str = ""
    interpreter: str = ""
    phone: str = ""
    may_phone: bool | None = None
    may_message: bool | None = None
    notes: str = ""


class Likeness(StrEnum):
    """How somebody could be held for another."""

    SAME = "same"
    """A like name and the same date of birth: perhaps one patient twice."""
    SWAPPED = "swapped"
    """A like name, and day and month of birth exchanged: perhaps one patient twice."""
    NAMESAKE = "namesake"
    """A like name and another date of birth: somebody else, so look twice."""


@frozen
class Similar:
    """Somebody who could be held for the patient that is meant."""

    patient: Known
    likeness: Likeness

    @property
    def is_perhaps_the_same(self) -> bool:
        """Whether it could be one patient who stands here twice."""
        return self.likeness is not Likeness.NAMESAKE


def register(house: House, session: Session, details: Details) -> str:
    """Write a new patient down; their random id.

    Raises:
        NotAllowedError: The role does not do that.
        NumberTakenError: Another patient has the record number.
        PatientError, RecordNumberError: A name, a date or a number cannot be.
        StoreError: Nothing was written.
    """
    check_may(session, Act.REGISTER)
    checked = check(house, details)
    with session.vault.commit():
        return registered(house, session, checked)


def registered(house: House, session: Session, checked: Details) -> str:
    """Write a new patient down, inside `commit` and by somebody who may; their random id.

    Args:
        checked: As `check` gave them.

    Raises:
        NumberTakenError: Another patient has the record number.
    """
    patient = house.new_id()
    _check_number(session.vault, checked, own="")
    _write(house, session, News(kind=REGISTERED, subject=patient, payload=_payload(checked)))
    return patient


def change(house: House, session: Session, patient: str, details: Details) -> None:
    """Write the details of a patient anew; the ones before stay in the journal.

    Raises:
        As `register`; also PatientError where there is no such patient.
    """
    check_may(session, Act.REGISTER)
    checked = check(house, details)
    with session.vault.commit():
        before = known(session.vault, patient)
        if details_of(before) == checked:
            return
        _check_number(session.vault, checked, own=patient)
        _write(house, session, News(kind=CHANGED, subject=patient, payload=_payload(checked)))


def check(house: House, details: Details) -> Details:
    """The details as they are written: tidied, one spelling of the number.

    Raises:
        PatientError, RecordNumberError: Something in them cannot be.
    """
    name = tidied(details.name)
    if not folded(name):
        raise PatientError(
            _("A patient needs a name"), advice=_("Type it as the patient says and spells it.")
        )
    if len(name) > LONGEST:
        raise PatientError(
            _("The name is longer than {most} characters").format(most=LONGEST),
            advice=_("Shorten it, and write the rest into the notes."),
        )
    if not OLDEST <= details.born <= house.today():
        raise PatientError(
            _("That date of birth cannot be"), advice=_("Look at it again: day, month, year.")
        )
    phone, notes = tidied(details.phone), tidied(details.notes, has_lines=True)
    if len(phone) > LONGEST_PHONE or len(notes) > LONGEST_NOTES:
        raise PatientError(
            _("The phone number or the notes are too long"),
            advice=_("A number has at most {phone} characters, notes {notes}.").format(
                phone=LONGEST_PHONE, notes=LONGEST_NOTES
            ),
        )
    return Details(
        name=name,
        born=details.born,
        record_number=spelt(details.record_number, house.settings),
        language=tidied(details.language)[:LONGEST_PHONE],
        interpreter=tidied(details.interpreter)[:LONGEST_PHONE],
        phone=phone,
        may_phone=details.may_phone,
        may_message=details.may_message,
        notes=notes,
    )


def known(vault: Vault, patient: str) -> Known:
    """The patient of that id.

    Raises:
        PatientError: There is none.
    """
    found = people.known(vault, patient)
    if found is None:
        raise PatientError(
            _("That patient is not in the record"), advice=_("Look for the patient again.")
        )
    return found


def details_of(patient: Known) -> Details:
    """What stands in the record, as it can be changed."""
    return Details(
        name=patient.name,
        born=patient.born,
        record_number=patient.record_number,
        language=patient.language,
        interpreter=patient.interpreter,
        phone=patient.phone,
        may_phone=patient.may_phone,
        may_message=patient.may_message,
        notes=patient.notes,
    )


def similar(
    vault: Vault, *, name: str, born: date | None, without: str = ""
) -> tuple[Similar, ...]:
    """Who could be held for a patient of that name and date of birth, the likeliest first.

    Args:
        without: The id of whoever is meant.
    """
    order = list(Likeness)
    found = [
        Similar(patient=each, likeness=_likeness(each, born))
        for each in people.alike(vault, tidied(name), born)
        if each.id != without
    ]
    return tuple(sorted(found, key=lambda each: order.index(each.likeness)))


def _likeness(patient: Known, born: date | None) -> Likeness:
    if born == patient.born:
        return Likeness.SAME
    if born is not None and (born.day, born.month) == (patient.born.month, patient.born.day):
        return Likeness.SWAPPED if born.year == patient.born.year else Likeness.NAMESAKE
    return Likeness.NAMESAKE


def search(session: Session, words: str, limit: int = 200) -> tuple[Known, ...]:
    """Patients whose name or record number holds every word, or who were born that day.

    Args:
        words: As typed; a date reads `1950-03-01`, `1.3.1950` or `1/3/1950` (day first). Empty
            for everybody by name.

    Raises:
        NotAllowedError: The role does not look at patients.
    """
    check_may(session, Act.VIEW)
    return people.search(session.vault, tidied(words), born=day_from(words), limit=limit)


def meant(session: Session, words: str) -> tuple[str, ...]:
    """Ids of everybody whom `search` finds, in its order, however many they are.

    Raises:
        NotAllowedError: The role does not look at patients.
        StoreError: The vault cannot be read.
    """
    check_may(session, Act.VIEW)
    return people.meant(session.vault, tidied(words), born=day_from(words))


def beginning(session: Session, most: int) -> tuple[int, tuple[Known, ...]]:
    """How many patients there are, and the first of them by name.

    Args:
        most: How many of them.

    Raises:
        NotAllowedError: The role does not look at patients.
        StoreError: The vault cannot be read.
    """
    check_may(session, Act.VIEW)
    return people.beginning(session.vault, most)


def told(session: Session, ids: Iterable[str]) -> Mapping[str, Known]:
    """What staff wrote down about some of them, by id; who is not there is left out.

    Raises:
        NotAllowedError: The role does not look at patients.
        StoreError: The vault cannot be read.
    """
    check_may(session, Act.VIEW)
    return people.many(session.vault, ids)


def day_from(words: str) -> date | None:
    """The day that was typed, day first or as ISO writes it; None where it is none."""
    parts = words.strip().replace(".", "-").replace("/", "-").replace(" ", "-").split("-")
    figures = [each for each in parts if each]
    if len(figures) != _PARTS or not all(each.isdecimal() and each.isascii() for each in figures):
        return None
    if len(figures[0]) != _YEAR_DIGITS:
        figures.reverse()
    if len(figures[0]) != _YEAR_DIGITS:
        return None
    try:
        return date(*(int(each) for each in figures))
    except ValueError:
        return None


_PARTS: Final = 3
_YEAR_DIGITS: Final = 4


def merge(house: House, session: Session, *, patient: str, into: str, reason: str = "") -> None:
    """Make two records of one patient one: the first leads to the second from now on.

    Sittings and visits of both stand under the second; the first keeps its details and can be
    taken apart again.

    Raises:
        NotAllowedError: The role does not do that.
        PatientError: One of them is not there, was merged away already, or both are one.
        StoreError: Nothing was written.
    """
    check_may(session, Act.REGISTER)
    with session.vault.commit():
        gone, stays = known(session.vault, patient), known(session.vault, into)
        if gone.id == stays.id or gone.merged_into or stays.merged_into:
            raise PatientError(
                _("These two records cannot be made one"),
                advice=_("Choose two records that stand for themselves."),
            )
        payload = {"into": stays.id, "reason": tidied(reason)}
        _write(house, session, News(kind=MERGED, subject=gone.id, payload=payload))


def undo_merge(house: House, session: Session, patient: str) -> None:
    """Take a merged record out again: what was given to it is its own once more.

    Raises:
        NotAllowedError: The role does not do that.
        PatientError: It was not merged.
        StoreError: Nothing was written.
    """
    check_may(session, Act.REGISTER)
    with session.vault.commit():
        found = known(session.vault, patient)
        if found.merged_into is None:
            raise PatientError(
                _("That record was not merged"), advice=_("Look at the patient again.")
            )
        payload = {"into": found.merged_into, "reason": ""}
        _write(house, session, News(kind=UNMERGED, subject=patient, payload=payload))


def _check_number(vault: Vault, details: Details, *, own: str) -> None:
    holder = people.holder(vault, details.record_number)
    if holder not in {None, own}:
        raise NumberTakenError(known(vault, people.led(vault, str(holder))))


def _payload(details: Details) -> dict[str, Json]:
    return {
        "name": details.name,
        "born": details.born.isoformat(),
        "record_number": details.record_number,
        "language": details.language,
        "interpreter": details.interpreter,
        "phone": details.phone,
        "may_phone": details.may_phone,
        "may_message": details.may_message,
        "notes": details.notes,
    }


def _write(house: House, session: Session, news: News) -> None:
    by: dict[str, Json] = {"by": session.member.name, "member": session.member.id}
    payload = {**news.payload, **by} if isinstance(news.payload, dict) else by
    append(house, session.vault, News(kind=news.kind, subject=news.subject, payload=payload))
