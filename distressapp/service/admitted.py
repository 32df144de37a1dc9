"""Sittings that staff admitted with both identifiers: matched by themselves when they come in."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from distressapp.core.journal import Json
from distressapp.service.house import House
from distressapp.service.matching import Person, history_flags, write_match
from distressapp.vault import days, lists, people
from distressapp.vault.days import Admitted
from distressapp.vault.lists import Stopped
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault

_DAYS: Final = 7
"""A sitting goes on the same day; so long ago is no later stop taken in (this project's
judgement)."""


def match_admitted(house: House, vault: Vault) -> int:
    """Match what was admitted and has stopped; raise what a later stop adds. How many matched.

    Whoever admitted them compared both identifiers then: the entry says that it was they. What
    came in under another number or date of birth than the patient's waits for a person.
    """
    count = 0
    for each in days.admitted_unmatched(vault):
        found, patient = lists.sitting(vault, each.sitting), people.standing(vault, each.patient)
        if found is None or patient is None or not _agree(vault, found, patient):
            continue
        with vault.commit():
            write_match(house, vault, found, patient.id, _person(patient), by=_by(each))
        count += 1
    _raise_later(house, vault)
    return count


def _agree(vault: Vault, found: Stopped, patient: Known) -> bool:
    given = found.record.given
    is_theirs = given.record_number in people.numbers_of(vault, patient.id)
    return is_theirs and given.born in {None, patient.born}


def _raise_later(house: House, vault: Vault) -> None:
    """A sitting that went on after it was matched may say more: each rule raises once."""
    since = date.fromordinal(house.today().toordinal() - _DAYS)
    for sitting in days.resumed(vault, since):
        found = lists.sitting(vault, sitting)
        if found is None or found.patient is None:
            continue
        patient = people.known(vault, found.patient.id)
        if patient is None or not history_flags(house, vault, sitting, patient.id):
            continue
        by: Mapping[str, Json] = {"by": "", "member": "", "how": "later stop"}
        with vault.commit():
            write_match(house, vault, found, patient.id, _person(patient), by=by)


def _person(patient: Known) -> Person:
    return Person(name=patient.name, born=patient.born, record_number=patient.record_number)


def _by(admitted: Admitted) -> Mapping[str, Json]:
    return {"by": admitted.by, "member": admitted.member, "how": "admitted"}
