"""Which patient is meant: by a sitting, or by a record number that somebody types."""

from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.pages import find_sitting, stopped
from distressapp.text import _
from distressapp.vault import days, forms, lists, people
from distressapp.vault.lists import Patient
from distressapp.vault.vault import Vault

_LEAST: Final = 4
"""So many characters of an id mean it and nothing else."""


@frozen
class Chosen:
    """One patient with every sitting, or one sitting that nobody has matched.

    Attributes:
        subject: The patient's random id, or the sitting's.
        patient: None where nobody has matched the sitting.
        record_number: The patient's, or the one that was given for the sitting; empty for what
            came in about an erased sitting and is none itself.
        sittings: Ids, the oldest first.
        also: Ids of records that were merged into the patient's, and of sittings that staff
            admitted and that never stopped, or of whose form somebody keyed a part.
        unmatched: Other sittings that were given under that record number, and that nobody has
            matched: perhaps this patient's, perhaps a slip of the pen.
    """

    subject: str
    patient: Patient | None
    record_number: str
    sittings: tuple[str, ...]
    unmatched: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def subjects(self) -> frozenset[str]:
        """Every random id under which the journal knows them."""
        return frozenset({self.subject, *self.sittings, *self.also})


def of_subject(vault: Vault, subject: str) -> Chosen:
    """The patient of that id, or of that sitting; or what else the journal says under an id.

    A record that was merged means the patient whom it leads to.

    Raises:
        ExpectedError: There is none.
    """
    patient = lists.patient(vault, people.led(vault, subject))
    if patient is None and lists.sitting(vault, subject) is None and lists.about(vault, subject):
        return Chosen(
            subject=subject, patient=None, record_number="", sittings=(subject,), unmatched=()
        )
    if patient is None:
        found = stopped(vault, subject)
        patient, number = found.patient, found.record.given.record_number
    if patient is None:
        others = tuple(each for each in lists.unmatched(vault, number) if each != subject)
        return Chosen(
            subject=subject,
            patient=None,
            record_number=number,
            sittings=(subject,),
            unmatched=others,
        )
    numbers = people.numbers_of(vault, patient.id)
    return Chosen(
        subject=patient.id,
        patient=patient,
        record_number=patient.record_number,
        sittings=lists.sittings_of(vault, patient.id),
        unmatched=tuple(
            sitting for number in numbers for sitting in lists.unmatched(vault, number)
        ),
        also=(
            *people.merged_ids(vault, patient.id),
            *days.never_stopped(vault, patient.id),
            *forms.kept_about(vault, patient.id, tuple(numbers)),
        ),
    )


def by_words(house: House, vault: Vault, words: str) -> Chosen:
    """The patient of the sitting that is meant by the start of its id, or its word of today.

    What came back about somebody erased is meant by the start of its id too.

    Raises:
        ExpectedError: No sitting is meant, or more than one.
    """
    start = words.casefold()
    back = lists.came_back(vault, start=start) if len(start) >= _LEAST else ()
    if len(back) == 1:
        return of_subject(vault, back[0])
    return of_subject(vault, find_sitting(house, vault, words))


def by_record_number(house: House, vault: Vault, typed: str) -> Chosen:
    """The patient of that record number, or its one sitting that nobody has matched.

    Raises:
        ExpectedError: There is none, or there are several sittings and no patient.
    """
    number = spelt(typed, house.settings)
    patient = lists.patient_of(vault, number)
    if patient is not None:
        return of_subject(vault, patient.id)
    sittings = lists.unmatched(vault, number)
    if len(sittings) == 1:
        return of_subject(vault, sittings[0])
    if sittings:
        raise ExpectedError(
            _("Nobody was matched to that record number, and {count} sittings bear it").format(
                count=len(sittings)
            ),
            advice=_("Name one of them by the start of its id: {ids}.").format(
                ids=short_ids(sittings)
            ),
        )
    raise ExpectedError(
        _("Nothing is known under that record number"), advice=_("Look at the number again.")
    )


def short_ids(sittings: tuple[str, ...]) -> str:
    """The starts of their ids, as a person types them."""
    return ", ".join(each[:8] for each in sittings)
