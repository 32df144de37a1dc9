"""Two things timed in turn, and what came of it as a number with its reach."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

QUARTERS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a figure shall go.

    Attributes:
        limit: The figure itself, in the unit of the result.
        is_most: It shall not be passed; else it shall at least be reached.
    """

    limit: float
    is_most: bool = True

    def holds(self, value: float) -> bool:
        """Whether a figure keeps to it."""
        return value <= self.limit if self.is_most else value >= self.limit


def at_most(limit: float) -> Reach:
    """No more than that."""
    return Reach(limit=limit)


def at_least(limit: float) -> Reach:
    """No less than that."""
    return Reach(limit=limit, is_most=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of the results.

    Attributes:
        what: What was measured.
        against: What it stands beside; "" where the figure stands alone.
        unit: "x" for a ratio, else "ms", "µs", "KB", "bytes", "a second", …
        value: The median; None where it could not be measured, and `note` says why.
        low: The smallest of the run, as `high` is the largest; None where there was one only.
        reach: What it shall keep to; None where the figure is only told.
        note: What a reader must know to read the figure rightly.
    """

    what: str
    against: str
    unit: str
    value: float | None
    low: float | None = None
    high: float | None = None
    reach: Reach | None = None
    note: str = ""


def not_measured(what: str, against: str, why: str) -> Result:
    """The line of what this computer could not measure."""
    return Result(what=what, against=against, unit="", value=None, note=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Two things timed in turn, in seconds."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours to theirs, pair by pair."""
        return tuple(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def result(self, *, what: str, against: str, reach: Reach | None, note: str = "") -> Result:
        """The median of the ratios; above 1 ours takes longer."""
        return told(self.ratios, what=what, against=against, unit="x", reach=reach, note=note)

    def faster(self, *, what: str, against: str, reach: Reach | None, note: str = "") -> Result:
        """How many times longer theirs takes."""
        ratios = tuple(1 / each for each in self.ratios)
        return told(ratios, what=what, against=against, unit="x", reach=reach, note=note)

    def at(self, share: float) -> float:
        """Ours to theirs where that share of each lies below (0.99: the 99th percentile)."""
        return quantile(self.ours, share) / quantile(self.theirs, share)


def told(  # noqa: PLR0913 - the columns of a line
    values: Sequence[float],
    *,
    what: str,
    against: str,
    unit: str,
    reach: Reach | None,
    note: str = "",
) -> Result:
    """A line from what was seen again and again: median, smallest, largest."""
    return Result(
        what=what,
        against=against,
        unit=unit,
        value=statistics.median(values),
        low=min(values),
        high=max(values),
        reach=reach,
        note=note,
    )


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies; the nearest one that was seen."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int, warm: int = 1
) -> Pairs:
    """Ours and theirs in turn, so that a machine that slows down slows both.

    Args:
        ours: What is timed.
        theirs: What it is held against.
        rounds: Pairs that count.
        warm: Pairs before them that do not.
    """
    for _nth in range(warm):
        ours()
        theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _nth in range(rounds)]
    return Pairs(ours=tuple(a for a, _b in pairs), theirs=tuple(b for _a, b in pairs))


def seconds(act: Callable[[], object]) -> float:
    """How long that takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
