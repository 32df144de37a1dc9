"""An invented clinic with one invented patient who has been here before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from distressapp.bootstrap import new_id, now, open_house, sign_in
from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.sitting import Revision, Sitting, Stop, Use
from distressapp.keys.wrap import Cost
from distressapp.paths import Folder
from distressapp.service.admissions import admit
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.publishing import change_settings
from distressapp.service.setup import Making, make
from distressapp.service.sittings import Running
from distressapp.service.takein import take_in
from distressapp.settings import Confirmed, Settings

PASSPHRASE: Final = "a practice clinic has no secrets"  # noqa: S105  (printed by the demo)
STAFF: Final = "Nurse Lindqvist (invented)"
PATIENT: Final = Person(name="Maria Sample", born=date(1955, 4, 3), record_number="DEMO-1001")
_COST: Final = Cost(passes=1, memory_kib=8 * 1024)
"""A practice clinic may open quickly; a real one pays the full price of a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An earlier sitting of the invented patient.

    Attributes:
        days_ago: Before today.
        rating: 0 to 10.
        hads: Displayed option of items 1 to 14.
        pss10: Displayed option of items 1 to 10.
    """

    days_ago: int
    rating: int
    hads: tuple[int, ...]
    pss10: tuple[int, ...]


EARLIER: Final = (
    Visit(
        days_ago=84,
        rating=3,
        hads=(3, 0, 2, 1, 3, 2, 1, 2, 0, 3, 2, 0, 3, 1),
        pss10=(1, 1, 2, 3, 3, 1, 2, 3, 2, 1),
    ),
    Visit(
        days_ago=41,
        rating=5,
        hads=(2, 1, 2, 1, 2, 2, 1, 2, 1, 2, 2, 1, 2, 1),
        pss10=(2, 2, 2, 2, 2, 2, 2, 3, 2, 2),
    ),
)


def make_clinic(root: Path, *, use: Use = Use.REHEARSAL) -> None:
    """The rehearsal clinic with its history."""
    settings = Settings(
        clinic="Harbour Clinic (invented)",
        use=use,
        profile=Confirmed(profile="classic"),
        cleaning_s=5,
    )
    making = Making(clock=now, new_id=new_id, program="demo", cost=_COST, administrator=STAFF)
    make(Folder(root=root), settings, PASSPHRASE, making)
    for visit in EARLIER:
        _sit(root, visit)


def _sit(root: Path, visit: Visit) -> None:
    """One earlier sitting, kept and sealed as every sitting is, at its own time."""
    morning = now().replace(hour=9, minute=30, second=0, microsecond=0)
    at = morning - timedelta(days=visit.days_ago)
    house = open_house(root, room=None, clock=lambda: at)
    try:
        plan = admit(house, record_number=PATIENT.record_number, born=PATIENT.born)
        running = Running.open(house, plan, PATIENT.record_number, PATIENT.born)
        for key, answer in _answers(house, visit).items():
            running.keep(Revision(key=key, at=at, answer=answer))
        shown = ("rating", "help.any")
        running.note(shown)
        sitting = Sitting(plan=plan, stop=Stop.FINISHED, started=at, stopped=at, shown=shown)
        running.close(replace(sitting, is_help_reached=True))
        confirm_patient(house, plan.sitting)
    finally:
        house.close()


def _answers(house: House, visit: Visit) -> dict[str, Answer]:
    answers: dict[str, Answer] = {"dt/rating": Chosen(index=visit.rating, value=visit.rating)}
    for instrument, indexes in (("hads", visit.hads), ("pss10", visit.pss10)):
        for number, index in enumerate(indexes, start=1):
            values = house.instruments[instrument].item(str(number)).values
            answers[f"{instrument}/{number}"] = Chosen(index=index, value=values[index])
    answers["help/any"] = Picked(ids=("leaflet",))
    return answers


def set_up_anew(house: House, settings: Settings) -> None:
    """Have the invented staff change the settings."""
    session = sign_in(house, PASSPHRASE)
    try:
        change_settings(house, settings, session=session)
    finally:
        session.close()


def confirm_patient(house: House, sitting: str) -> None:
    """Take the letterbox in, and match the sitting to the invented patient."""
    session = sign_in(house, PASSPHRASE)
    try:
        take_in(house, session.vault)
        confirm(house, session, sitting=sitting, patient=PATIENT)
    finally:
        session.close()
