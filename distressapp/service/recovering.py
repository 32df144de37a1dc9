"""After the kiosk died: what the keeper remembered, taken up again."""

from dataclasses import dataclass
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import parsed
from distressapp.core.record import Payload
from distressapp.core.sitting import Sitting, Stop
from distressapp.log import Event, note
from distressapp.service.house import House
from distressapp.service.memory import DEATHS, PLACE, RECENT, RUNNING
from distressapp.service.pauses import remembered
from distressapp.service.recent import recent_from
from distressapp.service.sittings import Running

PATIENCE: Final = 3
"""Deaths within a minute after which the sitting itself may be the cause, and is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
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


def remember(house: House) -> Recovered | None:
    """Take up what the keeper remembers; the sitting that ran, if one did.

    A sitting that ended just before the kiosk died is gone, and so is one whose rows do not
    open: then take-in scores what was kept.
    """
    parts = house.memory.found()
    if RECENT in parts:
        house.recent = recent_from(parts[RECENT])
    remembered(house, parts)
    deaths = int(parts.get(DEATHS, b"0"))
    if deaths:
        note(Event.DIED, count=deaths)
    if RUNNING not in parts:
        return None
    try:
        found = Running.recover(house, parts[RUNNING])
    except ExpectedError as error:
        note(Event.NOT_RECOVERED, error=error)
        found = None
    if found is None:
        house.memory.drop(RUNNING)
        house.memory.drop(PLACE)
        return None
    running, sitting = found
    place: Payload = parsed(parts[PLACE]) if PLACE in parts else {}
    unclosed = place.get("unclosed")
    if unclosed is None and deaths >= PATIENCE:
        unclosed = Stop.RESTART.value
    return Recovered(
        running=running,
        sitting=sitting,
        at=place.get("at", "welcome"),
        percent=place.get("percent"),
        unclosed=None if unclosed is None else Stop(unclosed),
    )
