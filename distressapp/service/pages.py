"""The page of a sitting that the vault has."""

from dataclasses import replace
from typing import Final

from distressapp.core.conclude import Outcome
from distressapp.core.errors import ExpectedError
from distressapp.core.journal import head_after
from distressapp.core.record import Record
from distressapp.core.results import Flag
from distressapp.core.summary import Identity, Past, Summary
from distressapp.service.house import House
from distressapp.service.matching import as_past
from distressapp.service.reports import summary
from distressapp.text import _
from distressapp.vault import lists
from distressapp.vault.lists import Stopped
from distressapp.vault.vault import Vault

_EARLIER: Final = " (at an earlier stop)"
"""Said of a flag that the answers of the latest stop no longer raise; a flag stays."""


def find_sitting(house: House, vault: Vault, words: str) -> str:
    """The id of the one sitting that is meant.

    Args:
        words: The start of its id, or its ticket word where it is of today.

    Raises:
        ExpectedError: None is meant, or more than one.
    """
    found = lists.find(vault, words, today=house.today())
    if len(found) == 1:
        return found[0]
    if found:
        raise ExpectedError(
            _("More than one sitting begins with {words}").format(words=words),
            advice=_("Give more of its id."),
        )
    raise ExpectedError(
        _("There is no sitting {words}").format(words=words),
        advice=_("Give the start of its id, or its ticket word where it is of today."),
    )


def latest_of_today(house: House, vault: Vault) -> str | None:
    """The id of the sitting that stopped last today; None where nobody sat."""
    for sitting in reversed(lists.all_sittings(vault)):
        found = lists.sitting(vault, sitting)
        if found is not None:
            return sitting if found.day == house.today() else None
    return None


def stopped(vault: Vault, sitting: str) -> Stopped:
    """What the vault has of that sitting.

    Raises:
        ExpectedError: There is no such sitting.
    """
    found = lists.sitting(vault, sitting)
    if found is None:
        raise ExpectedError(
            _("There is no sitting {words}").format(words=sitting),
            advice=_("Take the letterbox in, then look again."),
        )
    return found


def summary_from(
    house: House, vault: Vault, sitting: str, *, for_social_worker: bool = False
) -> Summary:
    """The page as a value, with name and history where the identity is confirmed.

    Raises:
        ExpectedError: There is no such sitting.
    """
    found = stopped(vault, sitting)
    history: tuple[Past, ...] = ()
    if found.patient is not None:
        before = lists.history(vault, found.patient.id, without=sitting)
        history = tuple(as_past(each) for each in before if each.order < found.order)
    return summary(
        house,
        _with_all_flags(vault, found),
        head_after(found.linked),
        _identity(found),
        history=history,
        for_social_worker=for_social_worker,
    )


def _with_all_flags(vault: Vault, found: Stopped) -> Record:
    """The record with the flags of every stop and of its history, the most urgent first."""
    flags: dict[str, Flag] = {each.rule: each for each in found.record.outcome.flags}
    for each in lists.flags_of(vault, found.record.sitting.plan.sitting):
        if each.rule not in flags:
            is_history = each.rule.startswith("change.")
            said = each.because if is_history else f"{each.because}{_EARLIER}"
            flags[each.rule] = replace(each, because=said)
    ordered = sorted(flags.values(), key=lambda each: each.band.urgency)
    outcome = Outcome(scored=found.record.outcome.scored, flags=tuple(ordered))
    return replace(found.record, outcome=outcome)


def _identity(found: Stopped) -> Identity:
    patient = found.patient
    if patient is None:
        number = found.record.given.record_number
        return Identity(name="", born=None, record_number=number, is_confirmed=False)
    return Identity(
        name=patient.name,
        born=patient.born,
        record_number=patient.record_number,
        is_confirmed=True,
    )
