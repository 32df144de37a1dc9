"""After the kiosk died: what the keeper remembered, taken up again."""

from collections.abc import Mapping
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import parsed
from distressapp.core.record import Payload
from distressapp.core.sitting import Sitting, Stop
from distressapp.core.worded import asked_in
from distressapp.log import Event, note
from distressapp.service.calls import Unkept, unkept
from distressapp.service.house import House
from distressapp.service.pauses import forget, remembered
from distressapp.service.recent import recent_from
from distressapp.service.relayed import DEATHS, PLACE, RECENT, RUNNING, STAFFS_ROOM
from distressapp.service.sittings import Running

PATIENCE: Final = 3
"""Deaths within minutes after which the sitting itself may be the cause, and is closed."""

_NOT_AS_SAID: Final = (ExpectedError, LookupError, TypeError, ValueError, AttributeError)


@frozen
class Recovered:
    """A sitting that goes on where the kiosk died.

    Attributes:
        sitting: As it was kept.
        at: Id of the step that was on the screen.
        percent: Size of the letters that the patient chose; None where they chose none.
        unclosed: How it has to be closed before anything else; None where it goes on.
    """

    running: Running
    sitting: Sitting
    at: str
    percent: int | None
    unclosed: Stop | None


@frozen
class Remembered:
    """What the keeper remembered.

    Attributes:
        sitting: The one that ran; None where none did.
        unkept: Calls for help that the disk had not taken.
        has_staffs_room: Staff have a window of their own beside the kiosk.
    """

    sitting: Recovered | None
    unkept: tuple[Unkept, ...]
    has_staffs_room: bool = False


def remember(house: House) -> Remembered:
    """Take up what the keeper remembers.

    A sitting that ended just before the kiosk died is gone, and so is one whose rows do not
    open: then take-in scores what was kept.

    Raises:
        ExpectedError: The keeper could not be asked.
    """
    parts = house.memory.found()
    deaths = int(parts.get(DEATHS, b"0"))
    if deaths:
        note(Event.DIED, count=deaths)
    try:
        if RECENT in parts:
            house.recent = recent_from(parts[RECENT])
        remembered(house, parts)
        calls = unkept(house, parts)
        sitting = _recovered(house, parts, deaths) if RUNNING in parts else None
    except _NOT_AS_SAID as error:
        # Of another version of this program: what was kept is in the letterbox.
        note(Event.NOT_RECOVERED, error=error)
        calls, sitting = (), None
    if sitting is None and RUNNING in parts:
        house.memory.drop(RUNNING)
        house.memory.drop(PLACE)
    return Remembered(sitting=sitting, unkept=calls, has_staffs_room=STAFFS_ROOM in parts)


def _recovered(house: House, parts: Mapping[str, bytes], deaths: int) -> Recovered | None:
    found = Running.recover(house, parts[RUNNING])
    if found is None:
        return None
    running, sitting = found
    forget(house, [sitting.plan.sitting])  # a resume that a death cut short
    place: Payload = parsed(parts[PLACE]) if PLACE in parts else {}
    how = place.get("unclosed")
    return Recovered(
        running=running,
        sitting=sitting,
        at=place.get("at", "welcome"),
        percent=place.get("percent"),
        unclosed=_must_close(house, sitting, deaths) if how is None else Stop(how),
    )


def _must_close(house: House, sitting: Sitting, deaths: int) -> Stop | None:
    """Why the patient is not shown the question again; None where they are."""
    is_of_today = house.local(sitting.started).date() == house.today()
    if deaths >= PATIENCE or not is_of_today or not _has_words(house, sitting):
        return Stop.RESTART
    return None


def _has_words(house: House, sitting: Sitting) -> bool:
    """All that this sitting asks can be shown: a permission that ended meanwhile ends nothing."""
    asked = asked_in(sitting.plan, sitting.language).instruments
    return all(house.wording(each, sitting.language) is not None for each in asked)
