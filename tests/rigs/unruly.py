"""A day of patients who do anything to the tablet, watched all the time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final, TypeAlias

from distressapp.kiosk.handover import HandoverPage
from distressapp.kiosk.room import PatientRoom
from distressapp.ui import guard
from tests.kiosk.day import Day
from tests.rigs.eyes import Eyes, held
from tests.rigs.fumbling import Fumbling
from tests.rigs.staffing import bring_to_desk, sit_somewhere

LONGEST: Final = 500
"""Events of one patient at the most; then staff come."""

AT_THE_DESK: Final = 8
"""Events on staff's start page; nobody leaves a patient alone with it."""

Plant: TypeAlias = Callable[[Day], None]
"""What a control does to the window while a patient sits."""


@dataclass(slots=True)
class Found:
    """What such a day came to.

    Attributes:
        wrong: What must never be, a sentence each; the day ends with the first.
        pages: How many events each kind of page, and of screen in the patient's room, saw.
        last: The last events, for whoever must find out.
    """

    wrong: list[str] = field(default_factory=list)
    events: int = 0
    sittings: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    last: list[str] = field(default_factory=list)


def unruly_day(here: Day, *, events: int, seed: int, plant: Plant | None = None) -> Found:
    """Patients one after another until so many events have happened, or one thing was wrong."""
    found = Found()
    eyes, hands = Eyes(here.window), Fumbling(here.window, seed)
    patience = Random(seed)  # noqa: S311  (no secret: the same again is the purpose)
    guard.set_handler(lambda error: found.wrong.append(f"unforeseen: {type(error).__name__}"))
    try:
        while hands.done < events and not found.wrong:
            found.sittings += 1
            _one_patient(here, found, eyes, hands, patience.randrange(LONGEST // 2, LONGEST), plant)
            found.wrong += eyes.seen
    finally:
        guard.set_handler(None)
    found.events, found.last = hands.done, list(hands.last)
    return found


def _one_patient(  # noqa: PLR0913, PLR0917  (one day's parts)
    here: Day, found: Found, eyes: Eyes, hands: Fumbling, most: int, plant: Plant | None
) -> None:
    number, words = f"88{found.sittings:06d}", f"quolk{found.sittings}zz"
    bring_to_desk(here)
    sit_somewhere(here, number, words, place=found.sittings)
    if plant is not None:
        plant(here)
    at_desk = 0
    for _event in range(most):
        hands.once()
        eyes.look()
        page = here.window.page
        shown = page.screen_shown if isinstance(page, PatientRoom) else page
        found.pages[type(shown).__name__] += 1
        at_desk += isinstance(page, HandoverPage)
        if eyes.seen or found.wrong or at_desk > AT_THE_DESK:
            break
    if not (eyes.seen or found.wrong):
        bring_to_desk(here)
    # At the desk nobody sits any more, whatever the hands did.
    found.wrong += [f"words of the patient before in {each}" for each in held((number, words))]
