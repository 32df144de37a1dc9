"""A day at the clinic: patients, visits and hand-overs, as tests of the lists need them."""

from dataclasses import replace
from datetime import date
from typing import Final

from distressapp.core.answers import Written
from distressapp.core.sitting import Stop
from distressapp.service import patients, visits
from distressapp.service.access import Session
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.patients import Details
from distressapp.service.posting import News
from distressapp.service.takein import take_in
from distressapp.service.today import Line, Today
from distressapp.service.visits import When
from tests.clinics import closed, picked, rated, said, seated

ADA: Final = Details(name="Ada Invented", born=date(1950, 3, 1), record_number="MRN-1")
BEN: Final = Details(name="Ben Example", born=date(1960, 5, 5), record_number="MRN-2")


def registered(house: House, session: Session, details: Details = ADA, **changes: object) -> str:
    return patients.register(house, session, replace(details, **changes))  # type: ignore[arg-type]


def visit_today(house: House, session: Session, patient: str, *, is_pivotal: bool = False) -> str:
    when = When(day=house.today(), is_pivotal=is_pivotal)
    return visits.plan(house, session, patient=patient, when=when)


def admitted(house: House, session: Session, sitting: str, patient: str, visit: str = "") -> None:
    """The entry that the hand-over writes."""
    member = session.member
    payload = {"patient": patient, "visit": visit, "by": member.name, "member": member.id}
    with session.vault.commit():
        append(
            house,
            session.vault,
            News(kind="sitting.admitted", subject=sitting, payload=payload),
        )


def sat(  # noqa: PLR0913  (what tells one sitting from another)
    house: House,
    session: Session,
    details: Details = ADA,
    *,
    patient: str = "",
    value: int = 3,
    stop: Stop = Stop.FINISHED,
    words: str = "",
) -> str:
    """A sitting of that patient, taken in; admitted by staff where the patient's id is given."""
    running = seated(house, number=details.record_number, born=details.born)
    if patient:
        admitted(house, session, running.plan.sitting, patient)
    if stop is Stop.NOT_TODAY:
        running.keep(picked(house, "sitting/not_today", "yes"))
    else:
        running.keep(rated(house, value))
    if words:
        running.keep(picked(house, "dt/practical", "practical.other"))
        running.keep(said(house, "dt/practical.other", Written(text=words, language="en")))
    closed(house, running, stop)
    take_in(house, session.vault)
    return running.plan.sitting


def names(lines: tuple[Line, ...]) -> list[str]:
    return [each.patient.name if each.patient is not None else "" for each in lines]


def lists_of(found: Today) -> dict[str, list[str]]:
    """Only the lists that have somebody in them."""
    wanted = (
        *("due", "not_due", "in_progress", "finished", "left", "declined"),
        *("not_suitable", "absent", "after_flag", "unread", "not_printed", "unmatched"),
    )
    lists = {each: names(getattr(found, each)) for each in wanted}
    return {name: found for name, found in lists.items() if found}
