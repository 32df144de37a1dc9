"""When a contact is owed, how long it is overdue, and what the ledger asks for."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band

IsWorking: TypeAlias = Callable[[date], bool]
"""Whether the clinic works on that day."""

FARTHEST_DAYS: Final = 366
"""Where a clinic has no working day at all, every day counts: nothing waits for ever."""


@frozen
class Targets:
    """Working days until the first contact, per band; Now is always the same day.

    The days are a local setting: no standard was published. The defaults are this project's
    judgement.

    Attributes:
        explain: Days, not working days, after which an open flag asks for an action or an
            explanation.
    """

    soon: int = 2
    need: int = 5
    talk: int = 0
    explain: int = 30

    def of(self, band: Band) -> int:
        """Working days until the first contact; 0 is the same day."""
        if band is Band.SOON:
            return self.soon
        if band is Band.NEED:
            return self.need
        return self.talk if band is Band.TALK else 0


@frozen
class Calendar:
    """Working days, each question asked once: lists of thousands ask the same few.

    Attributes:
        is_working: Handed in; it does not change while this lives.
    """

    is_working: IsWorking
    _behind: dict[date, list[int]] = field(default_factory=dict)
    _after: dict[tuple[date, int], date] = field(default_factory=dict)

    def between(self, after: date, until: date) -> int:
        """How many working days lie behind `after`, up to and with `until`; 0 where none does."""
        # Day by day backwards, and each day once: a list may reach back for years.
        found = self._behind.setdefault(until, [0])
        days = max(0, (until - after).days)
        while len(found) <= days:
            found.append(found[-1] + self.is_working(until - timedelta(len(found) - 1)))
        return found[days]

    def later(self, day: date, count: int) -> date:
        """The working day that is so many behind that day.

        Args:
            count: 0 or more; 0 is the day itself, or the next working day where it is none.
        """
        found = self._after.get((day, count))
        if found is None:
            found = self._counted(day, count)
            self._after[day, count] = found
        return found

    def _counted(self, day: date, count: int) -> date:
        left = count
        if self.is_working(day):
            if count == 0:
                return day
        else:
            left = max(left, 1)
        for each in range(1, FARTHEST_DAYS + 1):
            left -= self.is_working(day + timedelta(each))
            if left == 0:
                return day + timedelta(each)
        return day + timedelta(count)


def due(
    unanswered: Mapping[Band, date], next_day: date | None, *, targets: Targets, calendar: Calendar
) -> date | None:
    """The day something is owed: the earliest of what was planned and of every first contact.

    A plan for later does not put off the first answer to a flag.

    Args:
        unanswered: By band, the clinic's day since when a flag waits that nobody answered.

    Returns:
        None where nothing is planned and every flag was answered.
    """
    days = [calendar.later(day, targets.of(band)) for band, day in unanswered.items()]
    if next_day is not None:
        days.append(next_day)
    return min(days, default=None)


class Asks(StrEnum):
    """What the ledger asks for."""

    LETTER = "letter"
    EXPLAIN = "explain"
    PLAN = "plan"
    OWNER = "owner"


def is_explanation_due(*, since: date, acted: date | None, today: date, after: int) -> bool:
    """Whether an open case asks for an action or an explanation.

    It does every `after` days, until something is done or explained on that day or later.

    Args:
        since: The clinic's day of the case's oldest clock.
        acted: When staff last did, planned or explained something; None for never.
        after: Days, 1 or more.
    """
    rounds = (today - since).days // after
    if rounds < 1:
        return False
    return acted is None or acted < since + timedelta(rounds * after)
