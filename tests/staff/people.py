"""An invented patient with four sittings, for the screens of one patient."""

from datetime import date
from typing import Final

from distressapp.core.answers import Chosen, Written
from distressapp.core.sitting import Stop
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.takein import take_in
from distressapp.staff.desk import Desk
from tests.clinics import Clock, closed, picked, rated, said, seated

MARIA: Final = Person(name="Maria <b>Invented</b>", born=date(1950, 3, 1), record_number="MRN-1001")
OWN_WORDS: Final = "The bus costs <i>too much</i> now"
_HADS: Final = 14


def four_sittings(desk: Desk, clock: Clock) -> list[str]:
    """Distress that rises over four months; the third sitting was called in half-way."""
    found: list[str] = []
    for rating, mood, items in ((3, 0, _HADS), (4, 1, _HADS), (6, 1, 7), (8, 2, _HADS)):
        found.append(_sat(desk, rating=rating, mood=mood, items=items))
        clock.forward(days=40)
    return found


def _sat(desk: Desk, *, rating: int, mood: int, items: int) -> str:
    house, vault = desk.house, desk.session.vault
    running = seated(house, number=MARIA.record_number, born=MARIA.born)
    running.keep(rated(house, rating))
    running.keep(picked(house, "dt/practical", "practical.money", "practical.other"))
    running.keep(said(house, "dt/practical.other", Written(text=OWN_WORDS, language="en")))
    running.keep(picked(house, "help/practical.money", "talk_today"))
    running.keep(picked(house, "phone/may", "yes"))
    running.keep(said(house, "phone/number", Written(text="0151 2345678", language="en")))
    for item in house.instruments["hads"].items[:items]:
        answer = Chosen(index=item.values.index(mood), value=mood)
        running.keep(said(house, f"hads/{item.id}", answer))
    closed(house, running, Stop.FINISHED if items == _HADS else Stop.CALLED)
    take_in(house, vault)
    confirm(house, desk.session, sitting=running.plan.sitting, patient=MARIA)
    return running.plan.sitting


def unmatched(house: House) -> str:
    """A sitting under that number that nobody has matched yet; still in the letterbox."""
    running = seated(house, number=MARIA.record_number, born=None)
    running.keep(rated(house, 5))
    closed(house, running)
    return running.plan.sitting
