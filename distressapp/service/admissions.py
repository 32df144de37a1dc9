"""Admitting a patient: a ticket word, and what is asked today."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from distressapp.core.battery import due
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.sitting import Plan, Who
from distressapp.core.visiting import OF_AGE, age, is_under_age
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.published import look_again
from distressapp.service.readiness import check_ready, unworded, why_not_offered
from distressapp.text import _


@frozen
class Before:
    """A sitting that was admitted before and never began: it is admitted once more."""

    sitting: str
    ticket: str


class UnderAgeError(ExpectedError):
    """The patient is too young for every wording that the clinic has."""


def admit(  # noqa: PLR0913  (what is known of a patient, all by name)
    house: House,
    *,
    record_number: str,
    born: date | None = None,
    who: Who | None = None,
    last: Mapping[str, date] | None = None,
    again: Before | None = None,
) -> Plan:
    """The plan of a new sitting; nothing is written but the ticket word.

    Args:
        record_number: As typed or scanned.
        born: The second identifier; a same-day resume needs it.
        who: Who will answer, where that is known before.
        last: By instrument id, the day it was last scored, as the vault has it; None where it
            is shut: then it is what the kiosk was told.
        again: The sitting that this one stands in place of; None for a new one.

    Raises:
        RecordNumberError: Not a record number of this clinic.
        UnderAgeError: Under 18, and no wording pack permits it.
        NotReadyError: A clinical folder that is not ready.
        StoreError: The letterbox cannot be written.
    """
    look_again(house)
    check_ready(house)
    number = spelt(record_number, house.settings)
    today = house.today()
    if born is not None and not date(1900, 1, 1) <= born <= today:
        raise ExpectedError(
            _("That date of birth cannot be"), advice=_("Look at it again: day, month, year.")
        )
    known = house.recent.of(number) if last is None else last
    return planned(house, last=known, born=born, who=who, again=again)


def planned(
    house: House,
    *,
    last: Mapping[str, date],
    born: date | None = None,
    who: Who | None = None,
    again: Before | None = None,
) -> Plan:
    """The plan of whoever was last scored on those days, on a screen or on paper.

    Raises:
        UnderAgeError: Under 18, and no wording pack permits it.
        StoreError: The letterbox cannot be written.
    """
    not_offered = _not_offered(house, born)
    _check_age(house, born, not_offered)
    asked, held_back = due(
        [each for each in house.settings.instruments if each not in not_offered],
        who=Who.SELF if who is None else who,
        last=last,
        today=house.today(),
        instruments=house.instruments,
    )
    return Plan(
        sitting=house.new_id() if again is None else again.sitting,
        ticket=new_ticket(house) if again is None else again.ticket,
        use=house.settings.use,
        instruments=asked,
        held_back=held_back,
        not_offered=not_offered,
        unworded=unworded(house, asked),
        profile=house.settings.profile.profile,
        missing=dict(house.settings.missing),
    )


def _not_offered(house: House, born: date | None) -> dict[str, str]:
    reasons = {each: _why_not(house, each, born) for each in house.settings.instruments}
    return {each: reason for each, reason in reasons.items() if reason is not None}


def _why_not(house: House, instrument: str, born: date | None) -> str | None:
    reason = why_not_offered(house, instrument)
    least = least_age(house, instrument)
    if reason is None and born is not None and age(born, today=house.today()) < least:
        return _("its words are for patients of {least} years or more").format(least=least)
    return reason


def least_age(house: House, instrument: str) -> int:
    """From which age on the words of an instrument may be asked here, in whole years.

    Where the clinic's languages differ, the one that asks for most counts: the patient chooses
    the language later.
    """
    found = (house.wording(instrument, each) for each in house.settings.languages)
    return max((each.least_age for each in found if each is not None), default=OF_AGE)


def youngest(house: House) -> int:
    """From which age on anything at all may be asked here, in whole years."""
    return min((least_age(house, each) for each in house.settings.instruments), default=OF_AGE)


def _check_age(house: House, born: date | None, not_offered: Mapping[str, str]) -> None:
    if born is None or not is_under_age(born, today=house.today()):
        return
    if set(house.settings.instruments) <= set(not_offered):
        raise UnderAgeError(
            _("Nothing is asked of a patient under 18 here"),
            advice=_("Write down what you see yourself, and mark the visit as not suitable."),
        )


def new_ticket(house: House) -> str:
    """A ticket word that nobody else has today, reserved.

    Raises:
        StoreError: The letterbox cannot be written.
    """
    day = house.today().isoformat()
    while True:
        free = _free(house, house.letterbox.tickets(day))
        ticket = free[int(house.new_id(), 16) % len(free)]
        if house.letterbox.take_ticket(ticket, day=day):
            return ticket
        # The other room took the same word between the two lines above.


def _free(house: House, used: Collection[str]) -> Sequence[str]:
    """Words that nobody has today; "fern 2" and so on where there are more patients than words."""
    free = [word for word in house.tickets if word not in used]
    rounds = 2
    while not free:
        free = [f"{word} {rounds}" for word in house.tickets if f"{word} {rounds}" not in used]
        rounds += 1
    return free
