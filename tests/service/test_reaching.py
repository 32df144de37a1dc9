"""How somebody may be reached: said at the kiosk, written by staff, seen before a call."""

from dataclasses import replace

from distressapp.core.answers import Answer, Picked, Written
from distressapp.core.calling import Calling
from distressapp.service import patients
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.patients import details_of
from distressapp.service.reaching import Reaching, reaching
from distressapp.service.takein import take_in
from tests.clinics import BORN, NUMBER, Clock, closed, rated, said, seated
from tests.service.following import ANNA, flagged, patient

SAID: dict[str, Answer] = {
    "dt/practical": Picked(ids=("practical.food",)),
    "help/practical.food": Picked(ids=("phone",)),
    "phone/may": Picked(ids=("yes",)),
    "phone/number": Written(text="0170 123", language="en"),
    "phone/message": Picked(ids=("yes",)),
}


def sat(house: House, session: Session) -> str:
    running = seated(house, number=NUMBER, born=BORN)
    running.keep(rated(house, 9))
    for key, answer in SAID.items():
        running.keep(said(house, key, answer))
    closed(house, running)
    take_in(house, session.vault)
    return running.plan.sitting


def test_a_sitting_that_nobody_matched_tells_what_was_said(house: House, session: Session) -> None:
    sitting = sat(house, session)

    found = reaching(session, sitting)

    assert found.calling == Calling(number="0170 123", may_phone=True, may_message=True)
    assert found.language == "en"


def test_what_was_said_once_stands_until_it_is_said_again(
    house: House, session: Session, clock: Clock
) -> None:
    confirm(house, session, sitting=sat(house, session), patient=ANNA)
    clock.forward(days=30)
    person = flagged(house, session)

    assert reaching(session, person).calling.number == "0170 123"


def test_staff_can_say_no_where_the_patient_said_yes(house: House, session: Session) -> None:
    confirm(house, session, sitting=sat(house, session), patient=ANNA)
    person = patient(session.vault)
    details = details_of(patients.known(session.vault, person))
    changed = replace(details, may_message=False, interpreter="Arabic", notes="rings twice")
    patients.change(house, session, person, changed)

    found = reaching(session, person)

    assert (found.calling.may_phone, found.calling.may_message) == (True, False)
    assert (found.interpreter, found.notes) == ("Arabic", "rings twice")


def test_of_a_call_nothing_is_known(session: Session) -> None:
    assert reaching(session, "0" * 32) == Reaching(calling=Calling())
