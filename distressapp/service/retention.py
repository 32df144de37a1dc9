"""Keeping answers no longer than the clinic says; a person does it, nothing happens by itself."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.erasure import Erasure, NotErasedError, erase, finish
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.text import _
from distressapp.vault import lists
from distressapp.vault.lists import Last

REASON: Final = "retention"
"""What stands in the entry of an erasure by policy."""


class NothingKeptShortError(ExpectedError):
    """The clinic keeps its answers."""


@frozen
class Applied:
    """What was erased by policy.

    Attributes:
        erased: How many patients, and sittings that nobody matched.
        kept: Random ids of those that could not be erased now: somebody sits, a call is open, or
            something was noted just then.
        last: What the last erasure left to do.
    """

    erased: int
    kept: tuple[str, ...]
    last: Erasure


def due(house: House, session: Session) -> tuple[Last, ...]:
    """Patients whose last sitting is older than the clinic keeps, the longest ago first.

    A sitting that nobody matched counts for itself.

    Raises:
        NotAllowedError: The member's role does not erase.
        NothingKeptShortError: The clinic has set no figure.
        StoreError: A file cannot be used.
    """
    check_may(session, Act.ERASE)
    before = first_day_kept(house)
    take_in(house, session.vault)
    return tuple(each for each in lists.last_days(session.vault) if each.day < before)


def apply(house: House, session: Session, wanted: Iterable[Last]) -> Applied:
    """Erase those of them that are still due, each as a lawful erasure of its own.

    Args:
        wanted: As `due` showed them to the person who decided.

    Raises:
        ExpectedError: As `due`; what was erased stands.
    """
    check_may(session, Act.ERASE)
    erased, kept = 0, []
    for each in wanted:
        if each not in due(house, session):  # asked anew: many take long, and the kiosk goes on
            continue
        try:
            erase(house, session, each.subject, reason=REASON, leaves_unmatched=True)
        except NotErasedError:
            kept.append(each.subject)
        else:
            erased += 1
    return Applied(erased=erased, kept=tuple(kept), last=finish(house, session.vault))


def first_day_kept(house: House) -> date:
    """The first day that is not yet too old; whoever sat last before it is due.

    Raises:
        NothingKeptShortError: The clinic has set no figure.
    """
    years = house.settings.retention.years
    if years is None:
        raise NothingKeptShortError(
            _("This clinic has not said how long it keeps answers, so they are kept"),
            advice=_("Set retention.years to the figure that binds the clinic."),
        )
    return years_before(house.today(), years)


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier; of a 29 February without one, the day before."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
