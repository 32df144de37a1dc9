"""A clinic in a folder, and finished sittings of invented patients in its letterbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Final

from distressapp.bootstrap import new_id, now, open_house
from distressapp.core.battery import due
from distressapp.core.conclude import conclude
from distressapp.core.record import SCHEMA, Given, Record, to_payload
from distressapp.core.sitting import Plan, Revision, Sitting, Use, Who
from distressapp.keys.wrap import MODERATE, Cost
from distressapp.paths import Folder
from distressapp.service.house import House
from distressapp.service.posting import News, building
from distressapp.service.rehearsal.answering import Manner, said
from distressapp.service.rehearsal.drawing import Draw
from distressapp.service.setup import Making, make
from distressapp.settings import Confirmed, Settings

PASSPHRASE: Final = "seven grey herons walk on ice"  # noqa: S105  (of clinics that live for a run)
_TAP: Final = (2.0, 16.0)
"""Seconds from one answer to the next: nobody taps like a clock, and times that are all alike
would pack too well."""
_POSITIVE: Final = 55.3
"""Percent who rate their distress 4 or more: Monash 2023-24, 851 screenings, the most of the shares
that are told for unselected patients (elsewhere 25 %)."""
_FARES: Final = ((0.0, 0.1), (0.4, 0.9))
"""How others fare, and how those do, from 0 to 1."""
_BORN: Final = date(1950, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What a letterbox was filled with.

    Attributes:
        count: Sittings.
        bytes: Of their sealed entries, together.
    """

    count: int
    bytes: int


def set_up(root: Path, *, cost: Cost = MODERATE) -> None:
    """A rehearsal clinic whose one administrator signs in at that cost."""
    settings = Settings(
        clinic="Clinic of the measurement",
        use=Use.REHEARSAL,
        profile=Confirmed(profile="classic"),
    )
    make(
        Folder(root=root),
        settings,
        PASSPHRASE,
        Making(clock=now, new_id=new_id, program="bench", cost=cost),
    )


def fill(root: Path, count: int, *, seed: int = 1) -> Posted:
    """Post finished sittings: scored, linked and sealed as the kiosk does at the end of each.

    Left out is what a kiosk did before: the rows of the answers, which the end deletes.
    """
    house = open_house(root)
    try:
        sizes = [
            len(house.letterbox.post(building(house, news, sitting=news.subject)).sealed)
            for news in stops(house, count, seed=seed)
        ]
    finally:
        house.close()
    return Posted(count=count, bytes=sum(sizes))


def stops(house: House, count: int, *, seed: int = 1) -> Iterator[News]:
    """Finished sittings of as many patients: what the kiosk would post of each.

    Args:
        seed: 0 or more; the same gives the same answers.
    """
    for record in records(house, count, seed=seed):
        yield News(
            kind="sitting.stopped",
            schema=SCHEMA,
            subject=record.sitting.plan.sitting,
            payload=to_payload(record),
        )


def records(house: House, count: int, *, seed: int = 1) -> Iterator[Record]:
    """The same as what is kept of each."""
    draw = Draw.seeded(seed)
    for nth in range(count):
        yield _record(house, draw, nth)


def _record(house: House, draw: Draw, nth: int) -> Record:
    plan, ended = _plan(house, draw), house.clock()
    level = draw.uniform(*_FARES[draw.chance(_POSITIVE)])
    found = said(draw, plan, house.instruments, Manner(level=level))
    taps = list(accumulate(timedelta(seconds=draw.uniform(*_TAP)) for _key in found.answers))
    started = ended - sum(taps[-1:], timedelta(seconds=draw.uniform(*_TAP)))
    sitting = Sitting(
        plan=plan,
        answers=found.answers,
        revisions=tuple(
            Revision(key=key, at=started + at, answer=answer)
            for at, (key, answer) in zip(taps, found.answers.items(), strict=True)
        ),
        shown=found.shown,
        stop=Manner(level=0).stop,
        is_help_reached=any(each.startswith("help.") for each in found.shown),
        started=started,
        stopped=ended,
    )
    return Record(
        sitting=sitting,
        outcome=conclude(sitting, house.instruments),
        given=Given(record_number=f"BENCH-{nth:05}", born=_BORN),
        stamped=house.stamped("en"),
    )


def _plan(house: House, draw: Draw) -> Plan:
    asked, held_back = due(
        house.settings.instruments,
        who=Who.SELF,
        last={},
        today=house.today(),
        instruments=house.instruments,
    )
    return Plan(
        sitting=house.new_id(),
        ticket=draw.choice(house.tickets),
        use=house.settings.use,
        instruments=asked,
        held_back=held_back,
        profile=house.settings.profile.profile,
        missing=dict(house.settings.missing),
    )
