"""An invented clinic: one invented patient who comes today, and many others with their year."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from distressapp.bootstrap import new_id, now, open_house, sign_in
from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.frozen import frozen
from distressapp.core.sitting import Revision, Sitting, Stop, Use
from distressapp.keys.wrap import Cost
from distressapp.paths import Folder
from distressapp.service.access import Session
from distressapp.service.admissions import admit
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.paper_forms import print_form
from distressapp.service.publishing import change_settings
from distressapp.service.rehearsal.stage import COVER, MANAGER, OWNER, Act, hire
from distressapp.service.rehearsal.year import begin, fill
from distressapp.service.setup import Making, make
from distressapp.service.sittings import Running
from distressapp.service.takein import take_in
from distressapp.service.views import viewed
from distressapp.settings import Confirmed, FollowUp, Settings
from distressapp.ui import words
from distressapp.vault import lists
from distressapp.vault.connection import with_invented_content

PASSPHRASE: Final = "a practice clinic has no secrets"  # noqa: S105  (printed by the demo)
STAFF: Final = "Nurse Lindqvist (invented)"
PATIENT: Final = Person(name="Maria Sample", born=date(1955, 4, 3), record_number="DEMO-1001")
LANGUAGES: Final = ("en", "es", "el", "zh-Hans", "ar")
"""What ships; patients may choose each of them."""
_COST: Final = Cost(passes=1, memory_kib=8 * 1024)
"""A practice clinic may open quickly; a real one pays the full price of a guess."""


@frozen
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


_SETTINGS: Final = Settings(
    clinic="Harbour Clinic (invented)",
    use=Use.REHEARSAL,
    languages=LANGUAGES,
    profile=Confirmed(profile="classic"),
    cleaning_s=5,
    followup=FollowUp(owner=OWNER, cover=COVER, manager=MANAGER),
)

_FORMS_AGO: Final = timedelta(hours=20)

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


def make_clinic(root: Path, *, patients: int = 0, seed: int = 1) -> None:
    """The rehearsal clinic with its history.

    Args:
        patients: Besides the one who comes today.
        seed: 0 or more; another one gives other patients.
    """
    until = now()
    start = begin(until)
    making = Making(
        clock=lambda: start, new_id=new_id, program="demo", cost=_COST, administrator=STAFF
    )
    with with_invented_content():
        make(Folder(root=root), _SETTINGS, PASSPHRASE, making)
        house = open_house(root, room=None, clock=lambda: start)
        try:
            session = sign_in(house, PASSPHRASE)
            try:
                if patients:
                    hire(house, session, PASSPHRASE, cost=_COST)
                told: dict[datetime, Act] = {
                    _morning(each, until): partial(_sit, house, session, each) for each in EARLIER
                }
                told[until - _FORMS_AGO] = partial(_print_forms, house, session)
                played = fill(house, session, until=until, seed=seed, patients=patients, also=told)
                for _week in played:
                    pass
            finally:
                session.close()
        finally:
            house.close()


def _morning(visit: Visit, until: datetime) -> datetime:
    morning = until.replace(hour=9, minute=30, second=0, microsecond=0)
    return morning - timedelta(days=visit.days_ago)


def _sit(house: House, session: Session, visit: Visit) -> None:
    """One earlier sitting, kept and sealed as every sitting is, at its own time."""
    at = house.clock()
    plan = admit(house, record_number=PATIENT.record_number, born=PATIENT.born)
    running = Running.open(house, plan, PATIENT.record_number, PATIENT.born)
    for key, answer in _answers(house, visit).items():
        running.keep(Revision(key=key, at=at, answer=answer))
    shown = ("rating", "help.any")
    running.note(shown)
    sitting = Sitting(plan=plan, stop=Stop.FINISHED, started=at, stopped=at, shown=shown)
    running.close(replace(sitting, is_help_reached=True))
    take_in(house, session.vault)
    confirm(house, session, sitting=plan.sitting, patient=PATIENT)
    viewed(house, session, plan.sitting, what="clinician")


def _print_forms(house: House, session: Session) -> None:
    """A form for whoever would rather have paper, and one for nobody yet; both are out."""
    patient = lists.patient_of(session.vault, PATIENT.record_number)
    print_form(house, session, words, patient="" if patient is None else patient.id)
    print_form(house, session, words)


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
    session = sign_in(house, PASSPHRASE, name=STAFF)
    try:
        change_settings(house, settings, session=session)
    finally:
        session.close()


def confirm_patient(house: House, sitting: str) -> None:
    """Take the letterbox in, and match the sitting to the invented patient."""
    session = sign_in(house, PASSPHRASE, name=STAFF)
    try:
        take_in(house, session.vault)
        confirm(house, session, sitting=sitting, patient=PATIENT)
    finally:
        session.close()
