"""Filling a rehearsal clinic: a year of invented patients, played day by day until now."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.roles import Role
from distressapp.core.sitting import Use
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.rehearsal.clinic_day import choose_visitors, write_day
from distressapp.service.rehearsal.drawing import Draw
from distressapp.service.rehearsal.following import follow
from distressapp.service.rehearsal.lives import Life
from distressapp.service.rehearsal.people import Invented, people
from distressapp.service.rehearsal.stage import Act, Calendar, Stage, StoryClock, sessions
from distressapp.service.rehearsal.turns import write_turns
from distressapp.service.takein import take_in
from distressapp.settings import Settings
from distressapp.text import _

PATIENTS: Final = 200
DAYS: Final = 365
_CHAPTER: Final = timedelta(days=7)
_SATURDAY: Final = 5
_OVER_A_WEEKEND: Final = timedelta(days=3)
_BEFORE: Final = timedelta(days=6)
_NEW, _FEW = 2, 10
"""Of a hundred patients, those who come today for the first time; with fewer than so many, none."""
_OPENS, _CLOSES = time(8, 30), time(16, 0)


class NotARehearsalError(ExpectedError):
    """Invented patients never come into a clinical folder."""


@frozen
class Filled:
    """How far the year is.

    Attributes:
        done, of: Weeks.
    """

    done: int
    of: int


def begin(now: datetime) -> datetime:
    """When the year of a rehearsal clinic begins: its folder is made with that clock."""
    return now - timedelta(days=DAYS)


def check_rehearsal(house: House) -> None:
    """Nothing in a rehearsal.

    Raises:
        NotARehearsalError: The folder is clinical, and stays so.
    """
    if not house.settings.is_rehearsal:
        raise NotARehearsalError(
            _("This clinic is for real patients: no invented ones come into it"),
            advice=_("Set up another folder for rehearsal, and fill that one."),
        )


def check_use(settings: Settings, patients: int) -> None:
    """Nothing where these patients may come into such a clinic.

    Raises:
        NotARehearsalError: It is for clinical use.
    """
    if patients and settings.use is not Use.REHEARSAL:
        raise NotARehearsalError(
            _("A clinic for real patients gets no invented ones; nothing was set up"),
            advice=_("Set up a rehearsal in another folder, and fill that one."),
        )


def fill(  # noqa: PLR0913  (whose year it is, and how it is drawn, by name)
    house: House,
    session: Session,
    *,
    until: datetime,
    seed: int = 1,
    patients: int = PATIENTS,
    also: Mapping[datetime, Act] = MappingProxyType({}),
) -> Generator[Filled]:
    """Play the year; each week is one commit, and what was done stays when it is closed early.

    While it runs, the house's clock is that of the story.

    Args:
        session: Of a clinic that was made at `begin(until)`, and in which nothing has happened.
        until: When the story ends: now.
        seed: 0 or more; the same seed on the same day gives the same patients.
        patients: How many; with 0 only what is told beside them happens.
        also: What else happens, and when; UTC, while the house's clock is that of the story.

    Raises:
        NotARehearsalError: The folder is clinical, or not a new one; nothing was written.
        StoreError: A file cannot be written; the weeks before stand.
    """
    check_rehearsal(house)
    _check_new(session, begin(until))
    with _stage(house, session, seed, begin(until)) as stage:
        for when, act in also.items():
            stage.calendar.write(when, act)
        if patients:
            _write_story(stage, patients, until)
        at, weeks = begin(until), -(-DAYS // _CHAPTER.days)
        for week in range(1, weeks + 1):
            at = min(at + _CHAPTER, until)
            with session.vault.commit():
                _play(stage, until=at)
            yield Filled(done=week, of=weeks)
        take_in(house, session.vault)


def _check_new(session: Session, start: datetime) -> None:
    """An entry before another of its writer would count as later: the story must be the first."""
    last = max(
        (each.entry.at_ms for each in session.vault.entries(session.vault.writer)), default=0
    )
    if last > int(start.timestamp() * 1000):
        raise NotARehearsalError(
            _("This clinic is not a new one, so no invented patients come into it"),
            advice=_("Set up another folder for rehearsal, and fill it at once."),
        )


def _write_story(stage: Stage, patients: int, now: datetime) -> None:
    everybody = people(stage.draw, patients, today=stage.house.local(now).date())
    new = max(1, patients * _NEW // 100) if patients > _FEW else 0
    known = everybody[: patients - new]
    lives = [_cast(stage, each, now=now) for each in known]
    newcomers = [Life(stage=stage, person=each, after=follow) for each in everybody[len(known) :]]
    visitors = choose_visitors(stage, lives)
    coming = {each.person.record_number for each in visitors}
    others = [each for each in lives if each.person.record_number not in coming]
    write_turns(stage, others, now)
    write_day(stage, visitors, newcomers, now)


@contextmanager
def _stage(house: House, session: Session, seed: int, start: datetime) -> Iterator[Stage]:
    """The stage; the house's clock comes back afterwards."""
    real = house.clock
    clock = StoryClock(start)
    house.clock = clock
    try:
        yield _set(house, session, Draw.seeded(seed), clock)
    finally:
        house.clock = real


def _set(house: House, session: Session, draw: Draw, clock: StoryClock) -> Stage:
    return Stage(
        house=house,
        draw=draw,
        clock=clock,
        calendar=Calendar(),
        session=session,
        nurses=sessions(session, Role.NURSE),
        social_workers=sessions(session, Role.SOCIAL_WORKER),
        manager=sessions(session, Role.MANAGER)[0],
        stamped={each: house.stamped(each) for each in house.settings.languages},
    )


def _cast(stage: Stage, person: Invented, *, now: datetime) -> Life:
    """Write the visits of one patient into the calendar."""
    life = Life(stage=stage, person=person, after=follow)
    days, today = person.first, stage.house.local(now).date()
    first = _hour(stage, now - timedelta(days=days), before=today)
    stage.calendar.write(first - _BEFORE, lambda: life.begin(first))
    for later in range(days - person.every, 0, -person.every):
        at = _hour(stage, now - timedelta(days=later), before=today)
        stage.calendar.write(at - _BEFORE, partial(life.expect, at))
    return life


def _hour(stage: Stage, day: datetime, *, before: date) -> datetime:
    """Some time of that day's opening hours, or of the Monday after a weekend.

    Args:
        before: The last day has its own list: where it is that Monday, the Friday is taken.
    """
    local = stage.house.local(day)
    local += timedelta(days=max(0, 7 - local.weekday()) if local.weekday() >= _SATURDAY else 0)
    if local.date() >= before:
        local -= _OVER_A_WEEKEND
    first, last = (each.hour * 60 + each.minute for each in (_OPENS, _CLOSES))
    minute = stage.draw.randrange(first, last)
    at = local.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
    return at.astimezone(UTC)


def _play(stage: Stage, *, until: datetime) -> None:
    while (found := stage.calendar.take(until)) is not None:
        at, act = found
        stage.clock.at = at
        act()
    stage.clock.at = until
