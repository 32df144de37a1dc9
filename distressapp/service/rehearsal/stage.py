"""What the year of a rehearsal clinic is played on: a clock that is told, a calendar, a team."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from typing import Final, TypeAlias

from distressapp.core.record import Stamped
from distressapp.core.roles import Role
from distressapp.keys.wrap import MODERATE, Cost
from distressapp.service import staff
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.rehearsal.drawing import Draw
from distressapp.vault import members

Act: TypeAlias = Callable[[], object]

_SATURDAY: Final = 5
_FIRST_MINUTE, _LAST_MINUTE = 8 * 60 + 30, 16 * 60

OWNER: Final = "Social worker Haddad (invented)"
COVER: Final = "Social worker Brandt (invented)"
MANAGER: Final = "Manager Sato (invented)"
COLLEAGUES: Final[Mapping[str, Role]] = {
    "Nurse Okafor (invented)": Role.NURSE,
    "Nurse Tamm (invented)": Role.NURSE,
    OWNER: Role.SOCIAL_WORKER,
    COVER: Role.SOCIAL_WORKER,
    MANAGER: Role.MANAGER,
}
"""Everybody of a rehearsal clinic beside its first administrator; all have one passphrase."""


@dataclass(slots=True)
class StoryClock:
    """A clock that stands where the story is."""

    at: datetime

    def __call__(self) -> datetime:
        """The time of the story; aware, UTC."""
        return self.at


@dataclass(slots=True)
class Calendar:
    """What happens when; what is written into the same moment happens in the order written."""

    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _written: int = 0

    def write(self, at: datetime, act: Act) -> None:
        """That this happens then."""
        self._written += 1
        heappush(self._acts, (at, self._written, act))

    def take(self, until: datetime) -> tuple[datetime, Act] | None:
        """What happens next before that time; None where nothing does."""
        if not self._acts or self._acts[0][0] > until:
            return None
        at, _nth, act = heappop(self._acts)
        return at, act


@dataclass(slots=True, kw_only=True)
class Stage:
    """The clinic while its year is played.

    Attributes:
        clock: The house's clock until the story ends.
        nurses, social_workers: Sessions, one for each of them.
        stamped: What sittings are made with, by language; the settings stay the same all year.
    """

    house: House
    draw: Draw
    clock: StoryClock
    calendar: Calendar
    session: Session
    nurses: tuple[Session, ...]
    social_workers: tuple[Session, ...]
    manager: Session
    stamped: Mapping[str, Stamped]

    def nurse(self) -> Session:
        """One of the nurses."""
        return self.draw.choice(self.nurses)

    def working(self, *, days: int) -> datetime:
        """Some time in the working hours so many days from now, or on the Monday after; UTC.

        Args:
            days: 0 or more; today is not before now.
        """
        local = self.house.local(self.clock.at) + timedelta(days=days)
        if local.weekday() >= _SATURDAY:
            local += timedelta(days=7 - local.weekday())
        minute = self.draw.randrange(_FIRST_MINUTE, _LAST_MINUTE)
        at = local.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
        return max(at.astimezone(UTC), self.clock.at)

    def later(self, act: Act, *, days: int) -> None:
        """That this happens so many days from now, in the working hours."""
        self.calendar.write(self.working(days=days), act)

    def soon(self, act: Act, *, minutes: int) -> None:
        """That this happens so many minutes from now."""
        self.calendar.write(self.clock.at + timedelta(minutes=minutes), act)


def hire(house: House, session: Session, passphrase: str, *, cost: Cost = MODERATE) -> None:
    """Let the invented colleagues sign in, all with one passphrase.

    Raises:
        ExpectedError: As `staff.add`.
    """
    for name, role in COLLEAGUES.items():
        staff.add(house, session, name=name, role=role, passphrase=passphrase, cost=cost)


def sessions(session: Session, role: Role) -> tuple[Session, ...]:
    """The open vault, for each member of that role; for whoever is signed in where nobody has it.

    For a rehearsal alone: nobody else works under another's name.
    """
    found = tuple(
        replace(session, member=each)
        for each in members.members(session.vault)
        if each.role is role and not each.has_left
    )
    return found or (session,)
