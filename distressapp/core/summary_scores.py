"""The rows of scores on the clinician's page: value, band, cut-off, change and drawing."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from distressapp.core.answers import Declined
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Cutoff, Instrument, Kind, Profile, Spread
from distressapp.core.results import Score, Scored, State
from distressapp.core.sitting import Sitting, Who
from distressapp.core.summary import Drawing, Measure, Particulars, Past, Point
from distressapp.core.summary_words import DASH, PSS_NORMS, decimal, root, short_day, signed
from distressapp.core.trend import change

TREND_LENGTH: Final = 6
"""How many sittings a small trend can show and still be read on paper."""


@frozen
class Row:
    """A scale that has a place on the page.

    Attributes:
        is_optional: Printed only where the profile has a cut-off on it.
    """

    instrument: str
    scale: str
    name: str
    about: str
    is_optional: bool = False

    @property
    def id(self) -> str:
        """`"hads.anxiety"`."""
        return f"{self.instrument}.{self.scale}"


ROWS: Final = (
    Row(instrument="dt", scale="rating", name="DT", about="distress, past week"),
    Row(instrument="hads", scale="anxiety", name="HADS-A", about="anxiety, past week"),
    Row(instrument="hads", scale="depression", name="HADS-D", about="depression, past week"),
    Row(
        instrument="hads",
        scale="total",
        name="HADS total",
        about="both scales, past week",
        is_optional=True,
    ),
    Row(instrument="pss10", scale="total", name="PSS-10", about="perceived stress, past month"),
)


def brief(scored: Mapping[str, Scored]) -> str:
    """The values of the rows as one word, `"dt.rating=5 hads.anxiety=28/3 pss10.total="`.

    In the order of the page; an optional row has none, and one that was not scored has no value.
    """
    found = ((row, _found(scored, row)) for row in ROWS if not row.is_optional)
    return " ".join(
        f"{row.id}={'' if score.value is None else score.value}"
        for row, score in found
        if score is not None
    )


def _found(scored: Mapping[str, Scored], row: Row) -> Score | None:
    of = scored.get(row.instrument)
    return None if of is None else of.scores.get(row.scale)


def named(words: str) -> str:
    """What `brief` wrote, for a person: `"DT 5, HADS-A 9.3"`; a dash for what was not scored."""
    values = dict(each.split("=") for each in words.split())
    return ", ".join(
        f"{row.name} {decimal(Fraction(value)) if value else DASH}"
        for row in ROWS
        if (value := values.get(row.id)) is not None
    )


@frozen
class Case:
    """One row of one sitting.

    Attributes:
        score: None where the instrument was not scored.
    """

    row: Row
    instrument: Instrument
    sitting: Sitting
    score: Score | None
    particulars: Particulars

    @property
    def is_reached(self) -> bool:
        """The patient saw at least one of its questions."""
        if self.score is not None and self.score.answered:
            return True
        name = self.row.instrument
        items = [each.id for each in self.instrument.items if each.kind is Kind.CHOICE]
        return any(f"{name}/{each}" in self.sitting.answers for each in items) or any(
            each in self.sitting.shown or f"{name}.{each}" in self.sitting.shown for each in items
        )

    @property
    def is_declined(self) -> bool:
        """It has one question, and the patient would rather not say."""
        if self.score is None or self.score.of > 1:
            return False
        items = [f"{self.row.instrument}/{each}" for each in self.score.missing]
        return any(isinstance(self.sitting.answers.get(each), Declined) for each in items)

    @property
    def cutoffs(self) -> tuple[Cutoff, ...]:
        """The cut-offs of this scale in the sitting's profile, ascending."""
        return cutoffs_of(self.instrument, self.sitting, self.row.scale)

    @property
    def last(self) -> tuple[Past | None, str]:
        """The last sitting with this score, and why it cannot be compared.

        Returns:
            The sitting, or None where there is none; and a reason, empty where
            the change can be told.
        """
        for past in reversed(history_of(self.particulars)):
            score = past.scores.get(self.row.id)
            if score is None or score.value is None:
                continue
            return past, self._obstacle(past, score)
        return None, ""

    def _obstacle(self, past: Past, then: Score) -> str:
        obstacles = (
            ("estimated then", then.state is not State.FULL),
            ("other language", past.language != self.sitting.language),
            ("other version", past.versions.get(self.row.instrument) != self.instrument.version),
            ("not self-answered then", past.who is not Who.SELF),
            ("not self-answered today", self.sitting.who is not Who.SELF),
            ("estimated today", self.score is None or self.score.state is not State.FULL),
        )
        return next((words for words, stands in obstacles if stands), "")


def profile_of(instrument: Instrument, sitting: Sitting) -> Profile | None:
    """The profile of this sitting, where the instrument has it."""
    return {each.id: each for each in instrument.profiles}.get(sitting.plan.profile)


def cutoffs_of(instrument: Instrument, sitting: Sitting, scale: str) -> tuple[Cutoff, ...]:
    """The cut-offs of one scale in this sitting's profile, ascending."""
    profile = profile_of(instrument, sitting)
    mine = [each for each in profile.cutoffs if each.scale == scale] if profile else []
    return tuple(sorted(mine, key=lambda each: each.at_least))


def smallest_reliable(spread: Spread) -> Fraction:
    """The smallest change, in points, that is more than measurement error."""
    return root(change(spread, Fraction(0), Fraction(0)).smallest_squared)


def measures(
    sitting: Sitting,
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> tuple[Measure, ...]:
    """One row a scale, asked or not; none for a proxy, who is never asked these."""
    if sitting.who is Who.PROXY:
        return ()
    return tuple(
        _measure(
            Case(
                row=row,
                instrument=instruments[row.instrument],
                sitting=sitting,
                score=_score(row, scored),
                particulars=particulars,
            )
        )
        for row in ROWS
        if row.instrument in instruments and _has_place(row, instruments[row.instrument], sitting)
    )


def _has_place(row: Row, instrument: Instrument, sitting: Sitting) -> bool:
    if row.scale not in {each.id for each in instrument.scales}:
        return False
    return not row.is_optional or bool(cutoffs_of(instrument, sitting, row.scale))


def _score(row: Row, scored: Mapping[str, Scored]) -> Score | None:
    result = scored.get(row.instrument)
    return None if result is None else result.scores.get(row.scale)


def history_of(particulars: Particulars) -> tuple[Past, ...]:
    """The earlier sittings that may be shown, oldest first."""
    identity = particulars.identity
    if identity is None or not identity.is_confirmed:
        return ()
    return tuple(sorted(particulars.history, key=lambda past: past.day))


def _measure(case: Case) -> Measure:
    score = case.score
    return Measure(
        id=case.row.id,
        name=case.row.name,
        about=case.row.about,
        value=DASH if score is None or score.value is None else decimal(score.value),
        state=_state(case),
        band=_band(case),
        cutoff=_cutoff_words(case),
        change=_change(case),
        drawing=_drawing(case) if case.score is not None and case.is_reached else None,
    )


def _state(case: Case) -> str:
    plan, name = case.sitting.plan, case.row.instrument
    if name in plan.held_back:
        return f"held back: last answered {short_day(plan.held_back[name])}"
    if name in plan.not_offered:
        return f"not offered: {plan.not_offered[name]}"
    if name not in plan.instruments:
        return "not asked"
    if case.score is None or not case.is_reached:
        return "not reached"
    return _score_state(case, case.score)


def _score_state(case: Case, score: Score) -> str:
    answered = f"{score.answered} of {score.of} answered"
    if score.state is State.FULL:
        return ""
    if score.state is State.ESTIMATED:
        return f"estimated, {answered}"
    if case.is_declined:
        return "rather not say"
    if score.answered:
        return f"not scored: at least {score.given}, {answered}"
    return "not answered" if score.of == 1 else f"not scored, {answered}"


def _band(case: Case) -> str:
    if case.row.instrument == "pss10":
        return PSS_NORMS
    if case.score is None or case.score.band is None:
        return ""
    return f"band {case.score.band.replace('-', DASH)}"


def _cutoff_words(case: Case) -> str:
    profile = profile_of(case.instrument, case.sitting)
    figures = [str(each.at_least) for each in case.cutoffs]
    if profile is None or not figures:
        return "no official cut-off"
    return f"cut-off {' and '.join(figures)}, {profile.stamp}"


def _change(case: Case) -> str:
    identity = case.particulars.identity
    if identity is None or not identity.is_confirmed:
        return ""
    last, obstacle = case.last
    before = None if last is None else last.scores[case.row.id].value
    if last is None or before is None:
        return "no earlier score"
    was = f"{decimal(before)} on {short_day(last.day)}"
    if case.score is None or case.score.value is None:
        return f"last {was}"
    spread = case.instrument.scale(case.row.scale).spread
    if obstacle or spread is None:
        return f"last {was}; not compared: {obstacle or 'measurement error not known'}"
    step = change(spread, before, case.score.value)
    verdict = "more than" if step.is_reliable else "within"
    error = f"measurement error ({step.smallest})"
    return f"{signed(step.difference)} from {was}: {verdict} {error}"


def _drawing(case: Case) -> Drawing:
    scale, score = case.instrument.scale(case.row.scale), case.score
    value = None if score is None else score.value
    is_partial = score is not None and score.value is None and score.answered > 0
    return Drawing(
        low=scale.low,
        high=scale.high,
        value=value,
        at_least=score.floor if score is not None and is_partial else None,
        cutoffs=tuple(each.at_least for each in case.cutoffs),
        noise=None if scale.spread is None else smallest_reliable(scale.spread),
        trend=_trend(case, value),
    )


def _trend(case: Case, value: Fraction | None) -> tuple[Point, ...]:
    points = [
        Point(day=each.day, value=each.scores[case.row.id].value)
        for each in history_of(case.particulars)
        if case.row.id in each.scores
    ]
    if all(each.value is None for each in points):
        return ()
    sitting = case.sitting
    today = (sitting.stopped or sitting.started).astimezone(case.particulars.zone).date()
    return (*points[1 - TREND_LENGTH :], Point(day=today, value=value))
