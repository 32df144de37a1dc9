"""They're calling me: saved, scored, blank; and the same patient again, the same day only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from distressapp.core.conclude import Outcome
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import canonical, parsed
from distressapp.core.record import (
    Given,
    Payload,
    sitting_from,
    sitting_payload,
)
from distressapp.core.sitting import Sitting
from distressapp.core.worded import whole
from distressapp.keys.pause import PauseKey, pause_key
from distressapp.service.drafts import Begun
from distressapp.service.house import House, Paused
from distressapp.service.identity import record_number as spelt
from distressapp.service.relayed import PAUSED
from distressapp.service.sittings import Running
from distressapp.text import _

_NOT_AS_SAID: Final = (ExpectedError, LookupError, TypeError, ValueError, AttributeError)


class NothingPausedError(ExpectedError):
    """No sitting of today waits under these two identifiers."""


@frozen
class Resumed:
    """A sitting that goes on.

    Attributes:
        sitting: As it was kept when it stopped.
        at: Id of the step that was on the screen.
    """

    running: Running
    sitting: Sitting
    at: str


def pause(house: House, running: Running, sitting: Sitting, *, at: str) -> Outcome:
    """Close the sitting as every stop does, and keep its state for a resume today.

    The state is sealed in memory under both identifiers. Without a date of birth there is no
    second identifier, and the sitting cannot be resumed.

    Args:
        sitting: With its `stop` set.
        at: Id of the step on the screen.

    Raises:
        ExpectedError: The sitting is not closed; call again.
    """
    outcome = running.close(sitting)
    closed, given = running.closed, running.given
    if closed is None or given.born is None:
        return outcome
    _forget_other_days(house)
    state = canonical(state_of(closed.record.sitting, at=at))
    sealed = _key(house, given.record_number, given.born).seal(state)
    house.paused.sealed[running.plan.sitting] = sealed
    house.memory.put(PAUSED, _header(house.paused))
    house.memory.put(_slot(running.plan.sitting), sealed)
    return outcome


def resume(house: House, *, record_number: str, born: date) -> Resumed:
    """Go on where the patient of these two identifiers was called away today.

    Raises:
        NothingPausedError: Nothing waits under both.
        StoreError: The letterbox cannot be written; it still waits.
    """
    _forget_other_days(house)
    number = spelt(record_number, house.settings)
    key = _key(house, number, born)
    for sitting_id, sealed in house.paused.sealed.items():
        state = key.open(sealed)
        if state is not None:
            resumed = _resumed(house, parsed(state), Given(record_number=number, born=born))
            del house.paused.sealed[sitting_id]
            house.memory.drop(_slot(sitting_id))
            return resumed
    raise _nothing()


def reopen(house: House, state: Mapping[str, Any], given: Given) -> Resumed:
    """Go on with a sitting of today as staff have it, where the kiosk holds none of it any more.

    Args:
        state: The sitting and the id of the step, as `state_of` gave it to staff.
        given: The two identifiers, as staff confirmed them.

    Raises:
        NothingPausedError: It is not of today, or runs already.
        StoreError: The letterbox cannot be written.
    """
    try:
        sitting = sitting_from(state["sitting"])
    except _NOT_AS_SAID as error:
        raise _nothing() from error
    is_of_today = house.local(sitting.started).date() == house.today()
    if not is_of_today or sitting.plan.sitting in house.running:
        raise _nothing()
    resumed = _resumed(house, state, given)
    forget(house, [sitting.plan.sitting])
    return resumed


def state_of(sitting: Sitting, *, at: str) -> Payload:
    """What a sitting goes on from.

    Args:
        at: Id of the step on the screen.
    """
    return {"sitting": sitting_payload(sitting), "at": at}


def waiting(house: House) -> int:
    """How many sittings wait for their patients."""
    _forget_other_days(house)
    return len(house.paused.sealed)


def forget(house: House, sittings: Iterable[str]) -> None:
    """Let these sittings wait no longer; those that do not wait are no mistake."""
    for sitting_id in sittings:
        house.paused.sealed.pop(sitting_id, None)
        house.memory.drop(_slot(sitting_id))


def remembered(house: House, parts: Mapping[str, bytes]) -> None:
    """Take up the sittings that wait, as the keeper remembered them while the kiosk died."""
    if PAUSED not in parts:
        return
    header: Payload = parsed(parts[PAUSED])
    house.paused.day = date.fromisoformat(header["day"])
    house.paused.salt = bytes.fromhex(header["salt"])
    house.paused.sealed = {
        name.removeprefix(f"{PAUSED}/"): sealed
        for name, sealed in parts.items()
        if name.startswith(f"{PAUSED}/")
    }
    _forget_other_days(house)


def _nothing() -> NothingPausedError:
    return NothingPausedError(
        _("No sitting of today waits under this record number and date of birth"),
        advice=_("Check both, or start a new sitting."),
    )


def _header(paused: Paused) -> bytes:
    day = "" if paused.day is None else paused.day.isoformat()
    return canonical({"day": day, "salt": paused.salt.hex()})


def _slot(sitting_id: str) -> str:
    return f"{PAUSED}/{sitting_id}"


def _resumed(house: House, state: Mapping[str, Any], given: Given) -> Resumed:
    found = sitting_from(state["sitting"])
    sitting = replace(found, plan=whole(found.plan, order=house.settings.instruments))
    begun = Begun(
        plan=sitting.plan,
        given=given,
        stamped=house.stamped(sitting.language),
        started=sitting.started,
        language=sitting.language,
    )
    running = Running.reopen(house, begun, sitting, at=state["at"])
    return Resumed(running=running, sitting=sitting, at=state["at"])


def _key(house: House, record_number: str, born: date) -> PauseKey:
    paused = house.paused
    return pause_key(record_number, born, salt=paused.salt, cost=paused.cost)


def _forget_other_days(house: House) -> None:
    if house.paused.day != house.today():
        for sitting_id in house.paused.sealed:
            house.memory.drop(_slot(sitting_id))
        house.paused.sealed.clear()
        house.paused.day = house.today()
