"""Events of a ledger, short to write: times in minutes, one writer for staff, one for the kiosk."""

from datetime import date
from typing import Final

from distressapp.core.followup import Event, FlagId, Noted, Raised, What
from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band, Trigger

STAFF: Final = "5" * 32
KIOSK: Final = "7" * 32
MOOD: Final = FlagId(sitting="s1", rule="hads.anxiety.11")
TALK: Final = FlagId(sitting="s1", rule="dt.rating.4")
FOOD: Final = FlagId(sitting="s2", rule="need.practical.food")
LATER: Final = date(2026, 3, 20)


def minutes(at: int) -> int:
    return at * 60_000


def raised(flag: FlagId = MOOD, band: Band = Band.SOON, *, at: int = 0) -> Event:
    what = Raised(flag=flag, band=band, trigger=Trigger.MOOD, because="HADS-A 12")
    return Event(writer=KIOSK, number=1 + at, place=hash_of(flag), at_ms=minutes(at), what=what)


def hash_of(flag: FlagId) -> int:
    return [MOOD, TALK, FOOD].index(flag) if flag in {MOOD, TALK, FOOD} else 9


def staff(what: What, *, at: int, by: str = "Ines", number: int | None = None) -> Event:
    place = at if number is None else number
    return Event(
        writer=STAFF, number=place, at_ms=minutes(at), what=what, by=by, member=by.casefold()
    )


def noted(
    step: Step,
    *flags: FlagId,
    at: int,
    reason: str = "",
    action: Action | None = None,
    day: date | None = None,
) -> Event:
    what = Noted(
        step=step, flags=flags or (MOOD,), reason=reason, action=action, next_day=day, day=day
    )
    return staff(what, at=at)
