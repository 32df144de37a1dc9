"""Patients who are owed something, and the ledger's lines, as tests of the follow-up need them."""

from datetime import date

from distressapp.core.followup import Case
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.owed import Owed, owed
from distressapp.service.takein import take_in
from distressapp.vault import lists, owing
from distressapp.vault.vault import Vault
from tests.clinics import BORN, NUMBER, closed, picked, rated, seated

ANNA = Person(name="Anna Invented", born=BORN, record_number=NUMBER)
BERTA = Person(name="Berta Invented", born=date(1960, 5, 5), record_number="MRN-9000")


def sat(
    house: House, session: Session, who: Person = ANNA, *, value: int = 9, food: bool = False
) -> str:
    """A sitting that nobody has matched."""
    running = seated(house, number=who.record_number, born=who.born)
    running.keep(rated(house, value))
    if food:
        running.keep(picked(house, "dt/practical", "practical.food"))
    closed(house, running)
    take_in(house, session.vault)
    return running.plan.sitting


def flagged(house: House, session: Session, who: Person = ANNA, *, value: int = 9) -> str:
    """The random id of a patient who has just sat; a rating of 9 is a Soon."""
    sitting = sat(house, session, who, value=value)
    confirm(house, session, sitting=sitting, patient=who)
    return patient(session.vault, who)


def patient(vault: Vault, who: Person = ANNA) -> str:
    found = lists.patient_of(vault, who.record_number)
    assert found is not None
    return found.id


def case(session: Session, person: str) -> Case:
    """Their open case."""
    found = owing.about(session.vault, person).ledger.open_case
    assert found is not None
    return found


def last(session: Session, person: str) -> Case:
    return owing.about(session.vault, person).ledger.cases[-1]


def line(house: House, session: Session, person: str) -> Owed:
    """Their line of the list."""
    (found,) = (each for each in owed(house, session) if each.person == person)
    return found


def rebuilt(vault: Vault) -> None:
    """The projections are what the journal says, however often they are made."""
    before = vault.projections()
    vault.rebuild()
    assert vault.projections() == before
