"""The nurse's day: who is due and why, who sits, what is finished, and what must not wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.names import namesakes
from distressapp.core.roles import Act
from distressapp.core.sitting import Stop
from distressapp.core.visiting import Before, Mark, Unsuited, Why, why_due, why_not, window
from distressapp.service.access import Session, check_may
from distressapp.service.admissions import youngest
from distressapp.service.house import House
from distressapp.vault import days, people, prints
from distressapp.vault.days import Admitted, Course, Sat, Visit
from distressapp.vault.people import Known
from distressapp.vault.prints import Job

GOES_ON: Final = frozenset({Stop.CALLED, Stop.RESTART})
"""How a sitting stops that may go on the same day."""


@frozen
class Line:
    """Somebody in one of the day's lists.

    Attributes:
        key: Random id of the visit, the sitting or the patient: one line has one.
        patient: None where nobody has matched the sitting.
        visit: None where somebody came without one.
        sat: The sitting; beside a visit that is due, one of today that nobody has matched yet.
        admitted: Handed over today and not stopped yet, as far as the vault knows.
        why: Why they are due.
        why_not: Why the record says that they are not to be asked.
        flagged: Day of the flag after which they are due.
        has_namesake: Somebody on today's lists has a like name.
        job: The page that has not come out of the printer; None without one.
    """

    key: str
    patient: Known | None = None
    visit: Visit | None = None
    sat: Sat | None = None
    admitted: Admitted | None = None
    why: tuple[Why, ...] = ()
    why_not: Unsuited | None = None
    flagged: date | None = None
    has_namesake: bool = False
    job: Job | None = None

    @property
    def record_number(self) -> str:
        """The patient's, or the one that was given for the sitting."""
        if self.patient is not None:
            return self.patient.record_number
        return "" if self.sat is None else self.sat.record_number


@frozen
class Today:
    """One day's lists; everybody with a visit or a sitting stands in one of the first eight.

    Attributes:
        due: Expected and to be asked; by time.
        not_due: Expected, and nothing makes them due today.
        in_progress: Handed over, or called away and able to go on today.
        finished: Sat today, the latest first; also those who broke off.
        left: Left before anybody had seen them.
        declined, not_suitable: By staff's mark, at the kiosk, or as the record says.
        absent: Did not come, or the visit was called off.
        after_flag: 30 to 40 days after a flag, and no visit from today on.
        unread: Sittings with words of the patient's own that nobody opened, the oldest first.
        not_printed: Sittings of today without a page for staff, and pages that did not come out.
        unmatched: Sittings that nobody has matched, the oldest first.
        unopened: How many sittings nobody has opened.
        oldest_unopened: The one that waits longest.
    """

    day: date
    due: tuple[Line, ...]
    not_due: tuple[Line, ...]
    in_progress: tuple[Line, ...]
    finished: tuple[Line, ...]
    left: tuple[Line, ...]
    declined: tuple[Line, ...]
    not_suitable: tuple[Line, ...]
    absent: tuple[Line, ...]
    after_flag: tuple[Line, ...]
    unread: tuple[Line, ...]
    not_printed: tuple[Line, ...]
    unmatched: tuple[Line, ...]
    unopened: int
    oldest_unopened: Sat | None


def today(house: House, session: Session) -> Today:
    """The lists of the clinic's local day, as the vault has them now.

    Raises:
        NotAllowedError: The role does not look at lists.
        StoreError: The vault cannot be read.
    """
    check_may(session, Act.VIEW)
    vault, day = session.vault, house.today()
    visits, sat = days.visits_on(vault, day), days.sat_on(vault, day)
    admitted = days.admitted_on(vault, _start_ms(house, day))
    unread, unmatched = days.unread(vault), days.unmatched(vault)
    first, last = window(day)
    flagged = days.flagged_between(vault, first, last, today=day)
    known = people.many(
        vault,
        [
            *(each.patient for each in visits),
            *(each.patient for each in admitted),
            *(each.patient for each in (*sat, *unread) if each.patient is not None),
            *flagged,
        ],
    )
    sitting = _sitting_lines(sat, admitted, visits, known)
    courses = days.courses_of_visitors(vault, day)
    expected = _expected(visits, sitting, unmatched, known, courses, least=youngest(house))
    alike = namesakes({each.id: each.name for each in known.values()})
    lists = _sorted_out(_marked([*expected, *sitting], alike), day)
    return Today(
        day=day,
        **lists,
        after_flag=_marked(
            (
                Line(key=each, patient=known.get(each), why=(Why.AFTER_FLAG,), flagged=since)
                for each, since in flagged.items()
            ),
            alike,
        ),
        unread=_marked(_of_sittings(unread, known), alike),
        not_printed=_not_printed(_marked(sitting, alike), prints.unprinted(vault)),
        unmatched=_of_sittings(unmatched, known),
        unopened=days.unopened(vault),
        oldest_unopened=days.oldest_unopened(vault),
    )


def _start_ms(house: House, day: date) -> int:
    start = datetime.combine(day, time(), tzinfo=house.settings.zone)
    return int(start.timestamp() * 1000)


def _sitting_lines(
    sat: Iterable[Sat],
    admitted: Iterable[Admitted],
    visits: Sequence[Visit],
    known: Mapping[str, Known],
) -> list[Line]:
    """Everybody who was handed over or sat, each with the visit that it belongs to."""
    by_id = {each.id: each for each in visits}
    by_patient = {each.patient: each for each in reversed(visits)}
    found = [
        Line(
            key=each.sitting,
            patient=known.get(each.patient),
            visit=by_id.get(each.visit) or by_patient.get(each.patient),
            admitted=each,
        )
        for each in admitted
    ]
    return found + [
        Line(
            key=each.id,
            patient=known.get(each.patient or ""),
            visit=by_id.get(each.visit) or by_patient.get(each.patient or ""),
            sat=each,
        )
        for each in sat
    ]


def _expected(  # noqa: PLR0913  (the day as it was read, by name)
    visits: Iterable[Visit],
    sitting: Iterable[Line],
    unmatched: Iterable[Sat],
    known: Mapping[str, Known],
    courses: Mapping[str, Course],
    *,
    least: int,
) -> list[Line]:
    """The visits of which no sitting tells what became."""
    told = {each.visit.id for each in sitting if each.visit is not None}
    loose = {each.record_number: each for each in unmatched}
    found: list[Line] = []
    for each in visits:
        patient = known.get(each.patient)
        if each.id in told or patient is None:
            continue
        course = courses.get(each.patient, Course())
        before = Before(
            born=patient.born, sat=course.sat, flagged=course.flagged, review=course.review
        )
        found.append(
            Line(
                key=each.id,
                patient=patient,
                visit=each,
                sat=loose.get(patient.record_number),
                why=why_due(before, is_pivotal=each.is_pivotal, today=each.day),
                why_not=why_not(before, today=each.day, youngest=least),
                flagged=course.flagged,
            )
        )
    return found


def _sorted_out(lines: Iterable[Line], day: date) -> dict[str, tuple[Line, ...]]:
    names = (
        *("due", "not_due", "in_progress", "finished"),
        *("left", "declined", "not_suitable", "absent"),
    )
    lists: dict[str, list[Line]] = {each: [] for each in names}
    for each in lines:
        lists[_list_of(each, day)].append(each)
    return {name: tuple(found) for name, found in lists.items()}


def _list_of(line: Line, day: date) -> str:
    state = Mark.EXPECTED if line.visit is None else line.visit.state
    if line.admitted is not None:
        return "in_progress"
    if state is Mark.LEFT:
        return "left"
    if (line.sat is not None and line.sat.patient is not None) or line.visit is None:
        return _list_of_sitting(line.sat)
    if state in _MARKED:
        return _MARKED[state]
    if line.why_not is not None:
        return "not_suitable"
    is_gone = line.patient is not None and line.patient.died_ms is not None
    return "due" if line.why and not is_gone and line.visit.day == day else "not_due"


_MARKED: Final[Mapping[Mark, str]] = {
    Mark.DECLINED: "declined",
    Mark.NOT_SUITABLE: "not_suitable",
    Mark.NOT_COME: "absent",
    Mark.CANCELLED: "absent",
}


def _list_of_sitting(sat: Sat | None) -> str:
    stop = None if sat is None else sat.stop
    if stop in GOES_ON and sat is not None and not sat.is_paper:
        return "in_progress"
    return "declined" if stop is Stop.NOT_TODAY else "finished"


def _marked(lines: Iterable[Line], alike: frozenset[str]) -> tuple[Line, ...]:
    """Whoever has a like name on these lists, and is another patient, is marked."""
    return tuple(
        replace(each, has_namesake=each.patient is not None and each.patient.id in alike)
        for each in lines
    )


def _of_sittings(sat: Iterable[Sat], known: Mapping[str, Known]) -> tuple[Line, ...]:
    return tuple(Line(key=each.id, patient=known.get(each.patient or ""), sat=each) for each in sat)


def _not_printed(lines: Iterable[Line], jobs: Iterable[Job]) -> tuple[Line, ...]:
    waiting = {each.sitting: each for each in jobs}
    found = [
        replace(each, job=waiting.pop(each.key, None))
        for each in lines
        if each.sat is not None
        and each.sat.stop is not Stop.NOT_TODAY
        and (not each.sat.is_printed or each.key in waiting)
    ]
    return (*found, *(Line(key=each.job, job=each) for each in waiting.values()))


def waiting_since(house: House, sat: Sat) -> timedelta:
    """How long ago a sitting stopped; never less than nothing, wherever the clock was set."""
    ago = int(house.clock().timestamp() * 1000) - sat.at_ms
    return timedelta(milliseconds=max(0, ago))
