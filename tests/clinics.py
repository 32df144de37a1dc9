"""A real clinic in a temporary folder; only the clock and the price of a guess are ours."""

import atexit
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Final

from distressapp import bootstrap
from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.conclude import Outcome
from distressapp.core.sitting import NowState, Revision, Sitting, Stop, Use
from distressapp.keys.wrap import Cost
from distressapp.paths import Folder
from distressapp.service.access import sign_in
from distressapp.service.admissions import admit
from distressapp.service.house import House
from distressapp.service.recovery_code import prove
from distressapp.service.setup import ADMINISTRATOR, Making, make
from distressapp.service.sittings import Running
from distressapp.settings import Settings, hash_of

PASSPHRASE: Final = "seven grey herons walk on ice"  # noqa: S105  (of clinics that live for a test)
CHEAP: Final = Cost(passes=1, memory_kib=8)
BORN: Final = date(1950, 3, 1)
NUMBER: Final = "MRN-4711"


@dataclass(slots=True)
class Clock:
    """A clock that moves when it is told to."""

    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: int) -> None:
        self.at += timedelta(**by)


def settings(use: Use = Use.REHEARSAL) -> Settings:
    return Settings(clinic="Clinic of the tests", use=use)


def made(root: Path, wanted: Settings | None = None, clock: Clock | None = None) -> Path:
    """A clinic whose passphrase is cheap to try; a clinical one has proven its recovery code."""
    made_with_code(root, wanted, clock)
    return root


def copied(root: Path, wanted: Settings | None = None, clock: Clock | None = None) -> Path:
    """A copy of a clinic that nobody opened: to make another takes thirty times as long.

    All copies for the same settings and the same time have the same keys.
    """
    found, at = wanted or settings(), clock or Clock()
    mould = _moulds() / f"{hash_of(found)}-{at.at.timestamp()}"
    if not mould.exists():
        made(mould, found, at)
    return Path(copytree(mould, root))


@cache
def _moulds() -> Path:
    """Of this process; gone when it ends."""
    found = TemporaryDirectory(prefix="moulds-")
    atexit.register(found.cleanup)
    return Path(found.name)


def made_with_code(root: Path, wanted: Settings | None = None, clock: Clock | None = None) -> str:
    """The same, with the recovery code that was printed."""
    at = clock or Clock()
    code = making(root, wanted or settings(), at)
    if wanted is not None and wanted.use is Use.CLINICAL:
        house = bootstrap.open_house(root, room=None, clock=at)
        session = sign_in(house, PASSPHRASE)
        prove(house, session, code)
        session.close()
        house.close()
    return code


def making(
    root: Path, wanted: Settings, clock: Clock, *, administrator: str = ADMINISTRATOR
) -> str:
    """The recovery code of a clinic that was just made."""
    by = Making(
        clock=clock,
        new_id=bootstrap.new_id,
        program="tests",
        cost=CHEAP,
        administrator=administrator,
    )
    return make(Folder(root=root), wanted, PASSPHRASE, by)


def opened(root: Path, clock: Clock | None = None, *, room: str | None = "kiosk") -> House:
    """Its house, with pauses that are cheap to try."""
    house = bootstrap.open_house(root, room=room, clock=clock or Clock())
    house.paused.cost = CHEAP
    return house


def seated(house: House, *, number: str = NUMBER, born: date | None = BORN) -> Running:
    """A sitting that has just begun."""
    plan = admit(house, record_number=number, born=born)
    return Running.open(house, plan, number, born)


def said(house: House, key: str, answer: Answer | None) -> Revision:
    return Revision(key=key, at=house.clock(), answer=answer)


def rated(house: House, value: int) -> Revision:
    return said(house, "dt/rating", Chosen(index=value, value=value))


def picked(house: House, key: str, *ids: str) -> Revision:
    return said(house, key, Picked(ids=ids))


def told(running: Running, stop: Stop = Stop.FINISHED, *, now: NowState | None = None) -> Sitting:
    """What the screen knows when it stops: no answers, they are read from what was kept."""
    return Sitting(plan=running.plan, stop=stop, started=running.started, now=now)


def closed(house: House, running: Running, stop: Stop = Stop.FINISHED) -> Outcome:
    outcome = running.close(told(running, stop))
    assert running.plan.sitting not in house.running
    return outcome
