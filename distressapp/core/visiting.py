"""A visit to the clinic: whether the patient is due to be asked, and what became of it."""

from datetime import date
from enum import StrEnum
from typing import Final

from distressapp.core.frozen import frozen

FIRST_DAY: Final = 30
LAST_DAY: Final = 40
"""Days after a flag in which a patient is asked again (this project's product definition)."""
OF_AGE: Final = 18
"""Years; who is younger is asked nothing unless the wording pack permits it."""


class Mark(StrEnum):
    """What staff say of a visit; whether a sitting runs or is finished says the sitting."""

    EXPECTED = "expected"
    LEFT = "left"
    """Left before anybody had seen them."""
    DECLINED = "declined"
    NOT_SUITABLE = "not_suitable"
    NOT_COME = "not_come"
    CANCELLED = "cancelled"


class Declined(StrEnum):
    """Why a patient did not want to; the words a patient may choose are among them."""

    UNWELL = "unwell"
    NO_TIME = "no_time"
    DID_IT_BEFORE = "did_it_before"
    RATHER_TALK = "rather_talk"
    NOT_SAID = "not_said"
    OTHER = "other"


class Unsuited(StrEnum):
    """Why a patient is not asked; staff write down what they see instead."""

    TOO_UNWELL = "too_unwell"
    CONFUSED = "confused"
    SEDATED = "sedated"
    UNDER_AGE = "under_age"
    NO_INTERPRETER = "no_interpreter"
    ASKS_NOT = "asks_not"
    """Asks not to be asked; with the day on which that is talked about again."""


class Why(StrEnum):
    """Why somebody is due."""

    FIRST = "first"
    PIVOTAL = "pivotal"
    AFTER_FLAG = "after_flag"
    LATE = "late"
    """After a flag too, and the days for it are over."""


@frozen
class Before:
    """What is known of a patient on the day of a visit.

    Attributes:
        sat: The day of the last sitting in which anything was asked; None before the first.
        flagged: The day of the last sitting that raised a flag; None without one.
        review: Until that day they asked not to be asked; None where they did not.
    """

    born: date
    sat: date | None = None
    flagged: date | None = None
    review: date | None = None


def why_due(before: Before, *, is_pivotal: bool, today: date) -> tuple[Why, ...]:
    """Why somebody who comes today is to be asked; empty where nothing is due.

    A flag makes due again from day 30 until they were asked; after day 40 it is late. Who sat
    today is not due twice.
    """
    if before.sat is not None and before.sat >= today:
        return ()
    found: list[Why] = []
    if before.sat is None:
        found.append(Why.FIRST)
    if is_pivotal:
        found.append(Why.PIVOTAL)
    if before.flagged is not None and before.sat == before.flagged:
        since = (today - before.flagged).days
        if FIRST_DAY <= since <= LAST_DAY:
            found.append(Why.AFTER_FLAG)
        elif since > LAST_DAY:
            found.append(Why.LATE)
    return tuple(found)


def why_not(before: Before, *, today: date, youngest: int = OF_AGE) -> Unsuited | None:
    """Why somebody is not to be asked today, as far as the record says it.

    Args:
        youngest: Whole years from which on a wording pack permits anything.
    """
    if age(before.born, today=today) < youngest:
        return Unsuited.UNDER_AGE
    if before.review is not None and today < before.review:
        return Unsuited.ASKS_NOT
    return None


def age(born: date, *, today: date) -> int:
    """Whole years; who was born on a 29 February grows older on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_under_age(born: date, *, today: date) -> bool:
    """Whether they are younger than 18."""
    return age(born, today=today) < OF_AGE


def window(today: date) -> tuple[date, date]:
    """The first and the last day whose flags make due again today, both included."""
    first, last = today.toordinal() - LAST_DAY, today.toordinal() - FIRST_DAY
    return date.fromordinal(first), date.fromordinal(last)
