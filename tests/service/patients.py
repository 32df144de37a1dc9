"""Patients with a history, and staff, as tests of erasing, exporting and keeping need them."""

from datetime import date
from typing import Final

from distressapp.bootstrap import sign_in
from distressapp.core.answers import Written
from distressapp.core.roles import Role
from distressapp.service import staff
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.reports import page_made
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import BORN, CHEAP, NUMBER, closed, picked, rated, said, seated
from tests.service.teams import as_first

WORDS: Final = "CANARY-WORDS of the patient"
ANNA: Final = Person(name="Anna Canaryname", born=BORN, record_number=NUMBER)
REASON: Final = "asked for in writing"
BERTA: Final = Person(name="Berta Other", born=date(1960, 5, 5), record_number="MRN-9000")


def sat(
    house: House, vault: Vault, who: Person = ANNA, *, value: int = 9, words: str = WORDS
) -> str:
    """A finished sitting with words of the patient's own; nobody has matched it."""
    running = seated(house, number=who.record_number, born=who.born)
    running.keep(rated(house, value))
    running.keep(picked(house, "dt/practical", "practical.other"))
    running.keep(said(house, "dt/practical.other", Written(text=words, language="en")))
    closed(house, running)
    take_in(house, vault)
    return running.plan.sitting


def matched(
    house: House, vault: Vault, who: Person = ANNA, *, value: int = 9, words: str = WORDS
) -> str:
    """The same, matched to its patient, and printed."""
    sitting = sat(house, vault, who, value=value, words=words)
    confirm(house, as_first(vault), sitting=sitting, patient=who)
    page_made(house, sitting, copy="clinician", by="Nurse B")
    take_in(house, vault)
    return sitting


def patient_id(vault: Vault, who: Person = ANNA) -> str:
    """The random id of a patient who was matched."""
    found = lists.patient_of(vault, who.record_number)
    assert found is not None
    return found.id


def colleague(house: House, session: Session, role: Role) -> Session:
    """Somebody of that role, signed in too."""
    name, passphrase = f"The {role.value}", "nine small owls sleep in the barn"
    staff.add(house, session, name=name, role=role, passphrase=passphrase, cost=CHEAP)
    return sign_in(house, passphrase, name=name)


def about(vault: Vault, *subjects: str) -> list[bool]:
    """Of every entry about these subjects, whether it is erased."""
    return [
        each.entry.is_erased
        for writer in vault.heads()
        for each in vault.entries(writer)
        if each.entry.subject in subjects
    ]
