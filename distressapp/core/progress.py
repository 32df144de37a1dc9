"""One patient's scores over time, measure by measure: what a chart shows and may not claim.

Each change is told with whether it exceeds measurement error. Two scores are compared only where
the same person answered alone, in the same language, by the same version, and both are full:
the rules of the clinician's page (`summary_scores.Case`) and of the flag for worsening (`trend`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Profile, Scale
from distressapp.core.results import Score, State
from distressapp.core.sitting import Who
from distressapp.core.summary import Past
from distressapp.core.summary_scores import ROWS, Row, smallest_reliable
from distressapp.core.summary_words import PSS_NORMS, decimal, short_day, signed
from distressapp.core.trend import Change, change

NO_CUTOFF: Final = "no official cut-off"


@frozen
class Visited:
    """A sitting of one patient, as far as a trend needs it.

    Attributes:
        sitting: Random id.
    """

    sitting: str
    past: Past


@frozen
class Reached:
    """One score of a line.

    Attributes:
        value: Exact points; None where that day has no score: the line is broken there.
        told: The score in words: its value, or why there is none.
        change: Against the score before it, in words; empty for the first.
        is_more: The change exceeds measurement error; None where it was not compared.
    """

    sitting: str
    day: date
    value: Fraction | None
    told: str
    change: str
    is_more: bool | None


@frozen
class Cut:
    """Where the profile raises a flag.

    Attributes:
        label: As drawn beside the line, `"cut-off 8, Talk"`.
        source: Where the figure is from.
    """

    at_least: int
    label: str
    source: str


@frozen
class MeasureLine:
    """One measure over time; higher is more distress.

    Attributes:
        id: `"hads.anxiety"`.
        low, high: The ends of the axis, in points.
        cuts: Ascending; empty where there is no cut-off.
        cutoff: The same in words, with the profile.
        noise: Half the width of the band of measurement error, in points; None where nobody
            knows.
        error: The smallest change that exceeds it, in words; empty where nobody knows.
        sources: Every figure on the chart with where it is from.
        points: The oldest first.
    """

    id: str
    name: str
    about: str
    low: int
    high: int
    cuts: tuple[Cut, ...]
    cutoff: str
    noise: Fraction | None
    error: str
    sources: tuple[str, ...]
    points: tuple[Reached, ...]

    @property
    def last(self) -> Reached | None:
        """The latest score that has a value; None where there is none."""
        return next((each for each in reversed(self.points) if each.value is not None), None)


def progress(
    visits: Sequence[Visited], instruments: Mapping[str, Instrument], *, profile: str
) -> tuple[MeasureLine, ...]:
    """A line for each measure that was ever asked, in the order of the page.

    Args:
        visits: Of one patient, in any order.
        profile: Id of the clinic's cut-off profile now; results keep their own.
    """
    ordered = sorted(visits, key=lambda each: each.past.day)
    return tuple(
        _line(row, ordered, instruments[row.instrument], profile)
        for row in ROWS
        if row.instrument in instruments
        and not row.is_optional
        and any(row.id in each.past.scores for each in ordered)
    )


def _line(
    row: Row, visits: Sequence[Visited], instrument: Instrument, profile_id: str
) -> MeasureLine:
    scale = instrument.scale(row.scale)
    profile = {each.id: each for each in instrument.profiles}.get(profile_id)
    cuts = _cuts(profile, row.scale)
    limit = None if scale.spread is None else change(scale.spread, Fraction(0), Fraction(0))
    return MeasureLine(
        id=row.id,
        name=row.name,
        about=row.about,
        low=scale.low,
        high=scale.high,
        cuts=cuts,
        cutoff=_cutoff(profile, cuts),
        noise=None if scale.spread is None else smallest_reliable(scale.spread),
        error="" if limit is None else _error(limit),
        sources=tuple(_sources(row, scale, profile, cuts, limit)),
        points=_points(row, visits, scale),
    )


def _cuts(profile: Profile | None, scale: str) -> tuple[Cut, ...]:
    mine = [each for each in profile.cutoffs if each.scale == scale] if profile else []
    return tuple(
        Cut(
            at_least=each.at_least,
            label=f"cut-off {each.at_least}, {each.raises.title()}",
            source=each.source,
        )
        for each in sorted(mine, key=lambda each: each.at_least)
    )


def _cutoff(profile: Profile | None, cuts: Sequence[Cut]) -> str:
    if profile is None or not cuts:
        return NO_CUTOFF
    figures = " and ".join(str(each.at_least) for each in cuts)
    return f"cut-off {figures}, {profile.stamp}"


def _error(limit: Change) -> str:
    return (
        f"A change of {limit.smallest_whole} points or more exceeds measurement error"
        f" ({limit.smallest})"
    )


def _sources(
    row: Row,
    scale: Scale,
    profile: Profile | None,
    cuts: Sequence[Cut],
    limit: Change | None,
) -> list[str]:
    found = [f"Cut-off {each.at_least}: {each.source}" for each in cuts]
    if profile is not None and cuts:
        found.append(f"Profile {profile.stamp}: {profile.source}")
    if row.instrument == "pss10":
        found.append(PSS_NORMS)
    spread = scale.spread
    if spread is not None and limit is not None:
        sd = decimal(spread.sd, places=2)
        reliability = decimal(spread.reliability, places=2)
        found.append(
            f"Measurement error {limit.smallest}: 1.96 standard errors of a difference, 95 of"
            f" 100; SD {sd}, reliability {reliability}: {spread.source}"
        )
        if spread.smallest_important is not None:
            found.append(
                f"Smallest change that matters to a group"
                f" {decimal(spread.smallest_important)}: {spread.smallest_important_source}"
            )
    return found


def _points(row: Row, visits: Sequence[Visited], scale: Scale) -> tuple[Reached, ...]:
    found: list[Reached] = []
    before: Visited | None = None
    for each in visits:
        score = each.past.scores.get(row.id)
        if score is None:
            continue
        told, is_more = _change(row, scale, before, each)
        found.append(
            Reached(
                sitting=each.sitting,
                day=each.past.day,
                value=score.value,
                told=_told(score),
                change=told,
                is_more=is_more,
            )
        )
        if score.value is not None:
            before = each
    return tuple(found)


def _told(score: Score) -> str:
    answered = f"{score.answered} of {score.of} answered"
    if score.value is None:
        return f"not scored: at least {score.given}, {answered}" if score.answered else "no answer"
    value = decimal(score.value)
    return value if score.state is State.FULL else f"{value}, estimated, {answered}"


def _change(
    row: Row, scale: Scale, before: Visited | None, now: Visited
) -> tuple[str, bool | None]:
    """The change in words, and whether it exceeds measurement error."""
    if before is None:
        return "", None
    then, score = before.past.scores[row.id], now.past.scores[row.id]
    if then.value is None or score.value is None:
        return "", None
    step = score.value - then.value
    since = f"{signed(step) if step else 'no change'} since {short_day(before.past.day)}"
    obstacle = _obstacle(row, before.past, now.past)
    if obstacle or scale.spread is None:
        return f"{since}; not compared: {obstacle or 'measurement error not known'}", None
    found = change(scale.spread, then.value, score.value)
    word = "more than" if found.is_reliable else "within"
    return f"{since}: {word} measurement error ({found.smallest})", found.is_reliable


def _obstacle(row: Row, before: Past, now: Past) -> str:
    obstacles = (
        ("estimated then", before.scores[row.id].state is not State.FULL),
        ("estimated now", now.scores[row.id].state is not State.FULL),
        ("other language", before.language != now.language),
        (
            "other version",
            before.versions.get(row.instrument) != now.versions.get(row.instrument),
        ),
        ("not self-answered", before.who is not Who.SELF or now.who is not Who.SELF),
    )
    return next((words for words, stands in obstacles if stands), "")
