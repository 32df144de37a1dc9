"""Two patients of a like name: marked in every list on which both of them stand."""

from dataclasses import replace
from datetime import date
from typing import Final

from distressapp.core.instrument import Band
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import Person
from distressapp.service.owed import owed
from distressapp.service.today import today
from tests.service.days import ADA, registered, sat, visit_today
from tests.service.following import flagged

CORA: Final = Person(name="Cora Invented", born=date(1971, 1, 1), record_number="MRN-1")
DORA: Final = Person(name="Dora Invented", born=date(1972, 2, 2), record_number="MRN-2")


def test_two_patients_of_a_like_name_are_marked(house: House, session: Session) -> None:
    for number, name in (("1", "Maria Lopez"), ("2", "Lopes, María"), ("3", "Ben Example")):
        patient = registered(house, session, name=name, record_number=number)
        visit_today(house, session, patient)

    marked = {
        each.patient.name: each.has_namesake
        for each in today(house, session).due
        if each.patient is not None
    }

    assert marked == {"Maria Lopez": True, "Lopes, María": True, "Ben Example": False}


def test_two_of_a_like_name_are_marked_in_the_lists_that_must_not_wait_too(
    house: House, session: Session
) -> None:
    maria = replace(ADA, name="Maria Lopez", record_number="1")
    other = replace(ADA, name="Lopes, María", record_number="2", born=date(1950, 5, 5))
    for each in (maria, other):
        sat(house, session, each, patient=registered(house, session, each), words="the stairs")

    found = today(house, session)

    assert [each.has_namesake for each in found.not_printed] == [True, True]
    assert [each.has_namesake for each in found.unread] == [True, True]


def test_two_of_a_like_name_are_marked_whatever_part_of_the_list_is_looked_at(
    house: House, session: Session
) -> None:
    flagged(house, session, CORA, value=9)
    flagged(house, session, DORA, value=5)
    flagged(house, session, Person(name="Ben Example", born=date(1970, 3, 3), record_number="3"))

    marked = {each.named.name: each.has_namesake for each in owed(house, session)}
    soon = owed(house, session, band=Band.SOON)

    assert marked == {"Cora Invented": True, "Dora Invented": True, "Ben Example": False}
    assert {each.named.name: each.has_namesake for each in soon}["Cora Invented"]
