"""A clinic's day behind a real desk: somebody in every list."""

from datetime import date, time, timedelta

from distressapp.core.sitting import Stop
from distressapp.core.visiting import Declined, Mark, Unsuited
from distressapp.service import visits
from distressapp.service.patients import Details
from distressapp.service.visits import When
from distressapp.staff.desk import Desk
from distressapp.vault import days
from distressapp.vault.days import Visit
from tests.clinics import Clock, rated, seated
from tests.service.days import ADA, BEN, admitted, registered, sat

NAMES = (
    "Greta Ostrowska",
    "Thomas Adeyemi",
    "Hermine Kowalczyk-Vandenberghe",
    "Maria Lopez",
    "María Lopes",
    "王小明",
    "محمد علي",
    "<b>Ina</b> & Söhne",
    "Johannes Okonkwo",
    "Şule Çelik",
    "Sofia Papadopoulou",
    "Ludwig Example",
)


def clock_of(desk: Desk) -> Clock:
    found = desk.house.clock
    assert isinstance(found, Clock)
    return found


def people(desk: Desk) -> dict[str, str]:
    """Everybody of NAMES, by name."""
    return {
        name: registered(
            desk.house,
            desk.session,
            Details(
                name=name,
                born=date(1940 + at * 3, 1 + at % 12, 2 + at),
                record_number=f"MRN-{4100 + at}",
                language="English",
                phone=f"+49 30 555 01{at:02}",
                may_phone=True if at % 3 else None,
            ),
        )
        for at, name in enumerate(NAMES)
    }


def full_day(desk: Desk) -> dict[str, str]:
    """Somebody in every list of today; their ids by name."""
    house, session = desk.house, desk.session
    ada, ben = registered(house, session), registered(house, session, BEN)
    sat(house, session, ADA, patient=ada, value=9)
    sat(house, session, BEN, patient=ben, value=6)
    clock_of(desk).forward(days=35)
    found = {"Ada Invented": ada, "Ben Example": ben, **people(desk)}
    today = house.today()
    for at, name in enumerate((*NAMES[:10], "Ada Invented")):
        when = When(day=today, at=time(8 + at // 2, 30 * (at % 2)), is_pivotal=at == 1)
        visits.plan(house, session, patient=found[name], when=when)
    by_patient = {each.patient: each.id for each in _visits(desk)}

    def mark(name: str, state: Mark, reason: str = "", days: int = 0) -> None:
        review = today + timedelta(days=days) if days else None
        visit = by_patient[found[name]]
        visits.mark(house, session, visit, state, reason=reason, review=review)

    mark("Johannes Okonkwo", Mark.DECLINED, Declined.NO_TIME)
    mark("Şule Çelik", Mark.NOT_SUITABLE, Unsuited.ASKS_NOT, days=30)
    mark("<b>Ina</b> & Söhne", Mark.LEFT)
    _sit(desk, found, "Greta Ostrowska", value=9, words="The <b>stairs</b> at home & the bath")
    _sit(desk, found, "Thomas Adeyemi", value=5, stop=Stop.CALLED)
    sat(house, session, Details(name="", born=date(1971, 7, 7), record_number="MRN-9999"), value=4)
    running = seated(house, number="MRN-4102", born=date(1946, 3, 4))
    admitted(house, session, running.plan.sitting, found[NAMES[2]])
    running.keep(rated(house, 3))
    return found


def _sit(desk: Desk, found: dict[str, str], name: str, **how: object) -> str:
    at = NAMES.index(name)
    details = Details(
        name=name, born=date(1940 + at * 3, 1 + at % 12, 2 + at), record_number=f"MRN-{4100 + at}"
    )
    sitting = sat(desk.house, desk.session, details, patient=found[name], **how)  # type: ignore[arg-type]
    desk.told()
    return sitting


def _visits(desk: Desk) -> tuple[Visit, ...]:
    return days.visits_on(desk.session.vault, desk.house.today())
