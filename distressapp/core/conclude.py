"""What follows from a sitting at its stop: scores and flags, from what was kept alone."""

from collections.abc import Mapping

from distressapp.core.flags import raise_flags
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument
from distressapp.core.results import Flag, Scored
from distressapp.core.scoring import STRICT, score
from distressapp.core.sitting import Sitting


@frozen
class Outcome:
    """The results of one stop.

    Attributes:
        scored: By instrument id, in the order of the plan; an instrument that was
            not reached is there, without scores.
        flags: Most urgent first.
    """

    scored: Mapping[str, Scored]
    flags: tuple[Flag, ...]


def conclude(sitting: Sitting, instruments: Mapping[str, Instrument]) -> Outcome:
    """Score what was kept and raise what follows; every stop does, whatever its kind.

    Args:
        instruments: By id, at least those of the plan.

    Raises:
        ExpectedError: An answer or a rule that an instrument does not have.
    """
    scored = {
        each: score(
            instruments[each], sitting.answers, missing=sitting.plan.missing.get(each, STRICT)
        )
        for each in sitting.plan.instruments
    }
    return Outcome(scored=scored, flags=raise_flags(sitting, scored, instruments))
