from datetime import date

import pytest

from distressapp.core.sitting import Stop
from distressapp.service.house import House
from distressapp.service.pauses import NothingPausedError, pause, resume, waiting
from tests.clinics import BORN, NUMBER, Clock, closed, rated, said, seated, told


def paused(house: House) -> None:
    running = seated(house)
    running.keep(rated(house, 6))
    pause(house, running, told(running, Stop.CALLED), at="concerns.practical")


def test_the_same_patient_goes_on_where_they_were_called_away(house: House) -> None:
    paused(house)

    resumed = resume(house, record_number="mrn-4711 ", born=BORN)

    assert resumed.at == "concerns.practical"
    assert resumed.sitting.answers == {"dt/rating": rated(house, 6).answer}
    assert waiting(house) == 0


def test_a_resumed_sitting_scores_what_was_kept_before_and_after(house: House) -> None:
    paused(house)
    resumed = resume(house, record_number=NUMBER, born=BORN)
    resumed.running.keep(said(house, "talk/again", None))

    outcome = closed(house, resumed.running)

    assert outcome.scored["dt"].scores["rating"].value == 6
    assert resumed.running.plan == resumed.sitting.plan
    assert resumed.running.started == resumed.sitting.started


@pytest.mark.parametrize(
    ("number", "born"), [("MRN-4712", BORN), (NUMBER, date(1950, 3, 2))], ids=["number", "born"]
)
def test_one_identifier_is_not_enough(house: House, number: str, born: date) -> None:
    paused(house)

    with pytest.raises(NothingPausedError) as caught:
        resume(house, record_number=number, born=born)

    assert number not in str(caught.value)
    assert waiting(house) == 1


def test_without_a_date_of_birth_there_is_nothing_to_resume(house: House) -> None:
    running = seated(house, born=None)

    pause(house, running, told(running, Stop.CALLED), at="rating")

    assert waiting(house) == 0


def test_at_midnight_nothing_waits_any_more(house: House, clock: Clock) -> None:
    paused(house)
    clock.forward(days=1)

    assert waiting(house) == 0
    with pytest.raises(NothingPausedError):
        resume(house, record_number=NUMBER, born=BORN)


def test_two_patients_wait_apart(house: House) -> None:
    paused(house)
    other = seated(house, number="MRN-9")
    other.keep(rated(house, 1))
    pause(house, other, told(other, Stop.CALLED), at="rating")

    resumed = resume(house, record_number=NUMBER, born=BORN)

    assert resumed.sitting.plan.sitting != other.plan.sitting
    assert waiting(house) == 1


def test_what_waits_is_sealed_in_memory(house: House) -> None:
    paused(house)

    (sealed,) = house.paused.sealed.values()

    assert b"rating" not in sealed
    assert NUMBER.encode() not in sealed
