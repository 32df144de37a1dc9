"""Whether a change between two scores is more than the noise of measuring.

Jacobson and Truax's reliable change index compares the difference with its standard error:
`|after - before| / (sd * sqrt(1 - r) * sqrt(2)) >= 1.96`. Both sides are squared, so that
the decision is made on exact numbers and no root is taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import isqrt
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Scale, Spread, Trigger
from distressapp.core.results import Flag, Score, Scored, State, one_decimal
from distressapp.core.sitting import Sitting, Stop, Who
from distressapp.core.summary import Past

Z: Final = Fraction(196, 100)
"""Two-sided 95 %.

Source:
    Jacobson and Truax 1991, the usual reliable change index.
"""


@frozen
class Change:
    """The way from one score to a later one.

    Attributes:
        difference: After minus before, in points; exact.
        is_reliable: It is at least as large as what measuring alone explains in 95 of 100.
        smallest_squared: The square of the smallest reliable difference; exact.
    """

    difference: Fraction
    is_reliable: bool
    smallest_squared: Fraction

    @property
    def smallest(self) -> str:
        """The smallest reliable difference as printed, one decimal, half up."""
        # floor(sqrt(400 q)) counts twentieths, so an odd one more is half a tenth or above.
        twentieths = isqrt(int(self.smallest_squared * 400))
        tenths = (twentieths + 1) // 2
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def smallest_whole(self) -> int:
        """The smallest reliable difference between two whole scores, in points."""
        below = isqrt(int(self.smallest_squared))
        return below if below * below == self.smallest_squared else below + 1


def change(spread: Spread, before: Fraction, after: Fraction) -> Change:
    """The change from one score to a later one, and whether it exceeds measurement error.

    Args:
        spread: Of the scale both scores are of.
        before, after: Exact points.
    """
    difference = after - before
    squared = Z**2 * 2 * spread.sd**2 * (1 - spread.reliability)
    return Change(
        difference=difference, is_reliable=difference**2 >= squared, smallest_squared=squared
    )


def worsening(
    scored: Mapping[str, Scored],
    sitting: Sitting,
    history: Sequence[Past],
    instruments: Mapping[str, Instrument],
) -> tuple[Flag, ...]:
    """The flags of a sitting that need its patient's history: reliable worsening.

    Compared are full scores the patient gave alone, in the same language and by the same
    version of the definition; now with the latest such day before.

    Args:
        scored: What this sitting came to, by instrument id.
        history: Earlier sittings of the same patient, in any order.
        instruments: By id, at least those that are scored.
    """
    if sitting.who is not Who.SELF or sitting.stop is Stop.NOT_TODAY:
        return ()
    earlier = sorted(
        (each for each in history if each.who is Who.SELF and each.language == sitting.language),
        key=lambda each: each.day,
        reverse=True,
    )
    return tuple(
        flag
        for instrument_id, result in scored.items()
        for flag in _of_instrument(instruments[instrument_id], result, earlier)
    )


def _of_instrument(
    instrument: Instrument, scored: Scored, earlier: Sequence[Past]
) -> Iterator[Flag]:
    same = [each for each in earlier if each.versions.get(instrument.id) == scored.version]
    for scale in instrument.scales:
        if scale.spread is None or scale.worsening is None:
            continue
        now = _full(scored.scores[scale.id])
        name = f"{instrument.id}.{scale.id}"
        past = (_full(each.scores.get(name)) for each in same)
        before = next((value for value in past if value is not None), None)
        if now is None or before is None:
            continue
        step = change(scale.spread, before, now)
        is_worse = (step.difference > 0) is (instrument.higher_is == "worse")
        if step.is_reliable and is_worse:
            yield Flag(
                rule=f"change.{name}",
                trigger=scale.trigger or Trigger.DISTRESS,
                band=scale.worsening,
                because=_figures(scale, before, now),
            )


def _full(score: Score | None) -> Fraction | None:
    return score.value if score is not None and score.state is State.FULL else None


def _figures(scale: Scale, before: Fraction, now: Fraction) -> str:
    return (
        f"{scale.name} {one_decimal(before)} before, {one_decimal(now)} now: "
        f"more than measurement error"
    )
