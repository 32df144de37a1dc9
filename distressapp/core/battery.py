"""Which instruments a patient is asked today, and which it is too soon to repeat."""

from collections.abc import Iterable, Mapping
from datetime import date

from distressapp.core.instrument import Instrument
from distressapp.core.sitting import Who


def due(
    ids: Iterable[str],
    *,
    who: Who,
    last: Mapping[str, date],
    today: date,
    instruments: Mapping[str, Instrument],
) -> tuple[tuple[str, ...], dict[str, date]]:
    """The instruments to ask, in the order given, and those held back with their last day.

    Args:
        ids: What the clinic would ask.
        who: A proxy is asked only for what is not a measure of the patient: instruments
            with a list of concerns. The others are then neither asked nor held back.
        last: By instrument id, the day it was last *scored*; absent means never, or not
            known. A day after today is a clock that was wrong, and holds nothing back.
        today: The clinic's local day.
        instruments: By id, at least those of `ids`.

    Source:
        Days before repeating: each definition's `repeat_days`, so that two recall periods
        do not overlap (reported in `docs/instruments`).
    """
    asked: list[str] = []
    held_back: dict[str, date] = {}
    for each in ids:
        instrument = instruments[each]
        if who is Who.PROXY and not instrument.domains:
            continue
        day = last.get(each)
        if day is not None and 0 <= (today - day).days < instrument.repeat_days:
            held_back[each] = day
        else:
            asked.append(each)
    return tuple(asked), held_back


def longest_repeat_days(instruments: Iterable[Instrument]) -> int:
    """Days after which no score holds anything back any more; 0 without instruments."""
    return max((each.repeat_days for each in instruments), default=0)
