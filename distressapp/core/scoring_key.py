"""What each answer to an instrument counts, worked out once: a look into it is cheaper.

A sitting is scored at every stop, and lists and pages score by the thousand; the definition stays
the same. Nothing of an answer is kept here, only what the definition says of every possible one.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Domain, Instrument, Item, Kind, Scale
from distressapp.core.results import ItemPoints, Score, State

_KEYS: Final = 16
"""More instruments than a clinic asks."""


class FullScores(dict[int, Score]):
    """Every full score of one scale by its points, each made when it is first reached."""

    def __init__(self, instrument: str, scale: Scale, *, of: int) -> None:
        super().__init__()
        self._instrument = instrument
        self._scale = scale
        self._of = of

    def __missing__(self, points: int) -> Score:
        """The score of that many points."""
        value = Fraction(points)
        found = self[points] = Score(
            instrument=self._instrument,
            scale=self._scale.id,
            state=State.FULL,
            value=value,
            given=points,
            answered=self._of,
            of=self._of,
            band=band_of(self._scale, value),
        )
        return found


@frozen
class ScoringKey:
    """One instrument, looked up.

    Attributes:
        place: How the keys of its answers begin, `"hads/"`.
        known: The keys of all answers that it can have.
        items: For each scored item its id, the key of its answer, and what each option
            counts, by its place as displayed.
        scales: With the full scores of each.
        ticks: For each page of concerns its key and the ids that can be picked there.
        order: The place of each concern in the list.
    """

    place: str
    known: frozenset[str]
    items: tuple[tuple[str, str, Mapping[int, ItemPoints]], ...]
    scales: tuple[tuple[Scale, FullScores], ...]
    ticks: tuple[tuple[Domain, str, frozenset[str]], ...]
    order: Mapping[str, int]


@lru_cache(maxsize=_KEYS)
def scoring_key(instrument: Instrument) -> ScoringKey:
    """What each answer to that instrument counts."""
    place = f"{instrument.id}/"
    choices = [item for item in instrument.items if item.kind is Kind.CHOICE]
    items = tuple((item.id, f"{place}{item.id}", _counts(item)) for item in choices)
    pages = [each.id for each in instrument.domains]
    beside = [*pages, *(f"{page}.other" for page in pages), *(["top"] if pages else [])]
    return ScoringKey(
        place=place,
        known=frozenset([*(key for _, key, _ in items), *(place + each for each in beside)]),
        items=items,
        scales=tuple(
            (scale, FullScores(instrument.id, scale, of=_size(instrument, scale)))
            for scale in instrument.scales
        ),
        ticks=tuple(
            (each, place + each.id, frozenset([*each.items, f"{each.id}.none", f"{each.id}.other"]))
            for each in instrument.domains
        ),
        order={item.id: at for at, item in enumerate(instrument.items)},
    )


def counted_from_the_other_end(value: int, *, low: int, high: int) -> int:
    """The points of an item that is worded the other way round.

    Args:
        value: The answer as tapped, `low` to `high`, both included.

    Raises:
        ValueError: The value is not on offer.

    Source:
        PSS-10, items 4, 5, 7 and 8: Cohen and Williamson 1988.
    """
    if not low <= value <= high:
        raise ValueError(f"{value} is outside {low}..{high}")
    return low + high - value


def band_of(scale: Scale, value: Fraction | None) -> str | None:
    """The band of the unrounded value: 7.5 is 0-7; None without a value or bands."""
    if value is None:
        return None
    reached = [band.id for band in scale.bands if value >= band.low]
    return reached[-1] if reached else None


def _counts(item: Item) -> Mapping[int, ItemPoints]:
    """What each option counts, the instrument's own reversal done."""
    return {
        index: ItemPoints(
            index=index,
            value=value,
            score=counted_from_the_other_end(value, low=item.low, high=item.high)
            if item.is_reversed
            else value,
        )
        for index, value in enumerate(item.values)
    }


def _size(instrument: Instrument, scale: Scale) -> int:
    """How many items the scale has, those of its parts together."""
    return len(scale.items) + sum(_size(instrument, instrument.scale(part)) for part in scale.parts)
