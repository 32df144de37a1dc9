"""The score receipt: every number of the page, so that it can be re-derived by hand."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from distressapp.core.instrument import Instrument, Item, Kind, Scale, Spread
from distressapp.core.results import ItemPoints, Score, Scored, State
from distressapp.core.sitting import Sitting, Who
from distressapp.core.summary import Particulars, ReceiptPart, ReceiptRow
from distressapp.core.summary_scores import (
    ROWS,
    Case,
    cutoffs_of,
    profile_of,
)
from distressapp.core.summary_words import (
    DASH,
    MINUS,
    ROOT,
    TIMES,
    decimal,
    root,
    short_day,
    signed,
)
from distressapp.core.trend import Change, Z, change


def receipt(
    sitting: Sitting,
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> tuple[ReceiptPart, ...]:
    """One part an instrument that was scored; none for a proxy."""
    if sitting.who is Who.PROXY:
        return ()
    return tuple(
        _part(sitting, scored[each], instruments[each], particulars)
        for each in instruments
        if each in scored
    )


def _part(
    sitting: Sitting, result: Scored, instrument: Instrument, particulars: Particulars
) -> ReceiptPart:
    # A single question is known by its name; among several a label helps to find it.
    labels = particulars.labels.get(instrument.id, {}) if len(result.items) > 1 else {}
    rows = tuple(
        _row(item, result.items[item.id], labels.get(f"short.{item.id}", ""))
        for item in instrument.items
        if item.kind is Kind.CHOICE and item.id in result.items
    )
    workings = tuple(
        line
        for scale in instrument.scales
        if scale.id in result.scores
        for line in _workings(scale, result, instrument, sitting, particulars)
    )
    if instrument.domains:
        workings = (*workings, f"Concerns ticked: {len(result.concerns)}; they are not added up.")
    profile = profile_of(instrument, sitting)
    stamp = f", profile {profile.stamp}" if profile and profile.cutoffs else ""
    title = f"{instrument.name}, version {result.version}, missing answers: {result.rule}{stamp}"
    return ReceiptPart(title=title, rows=rows, workings=workings)


def _row(item: Item, points: ItemPoints, label: str) -> ReceiptRow:
    if points.score is None or points.value is None:
        why = "rather not say" if points.is_declined else "not answered"
        return ReceiptRow(item=item.id, label=label, option=why, points="", turned="", score=DASH)
    turned = f"{item.low + item.high} {MINUS} {points.value}" if item.is_reversed else ""
    return ReceiptRow(
        item=item.id,
        label=label,
        option=str(points.index),
        points=str(points.value),
        turned=turned,
        score=str(points.score),
    )


def _workings(
    scale: Scale,
    result: Scored,
    instrument: Instrument,
    sitting: Sitting,
    particulars: Particulars,
) -> Iterator[str]:
    score = result.scores[scale.id]
    name = _name(instrument, scale)
    yield f"{name} = {_sum(scale, result)}{_ending(scale, score)}"
    yield from _comparisons(name, score, instrument, sitting)
    row = {each.id: each for each in ROWS}.get(f"{instrument.id}.{scale.id}")
    if row is not None and scale.spread is not None:
        case = Case(
            row=row, instrument=instrument, sitting=sitting, score=score, particulars=particulars
        )
        yield from _change(case, scale.spread)


def _name(instrument: Instrument, scale: Scale) -> str:
    known = {(row.instrument, row.scale): row.name for row in ROWS}
    return known.get((instrument.id, scale.id), f"{instrument.name}, {scale.id.replace('_', ' ')}")


def _sum(scale: Scale, result: Scored) -> str:
    if scale.parts:
        values = [result.scores[part].value for part in scale.parts]
        figures = [DASH if each is None else _exact(each) for each in values]
        return f"{' + '.join(scale.parts)} = {' + '.join(figures)}"
    points = [result.items[each].score for each in scale.items]
    terms = [DASH if each is None else str(each) for each in points]
    if len(terms) == 1:
        return terms[0]
    items = "+".join(scale.items)
    return f"items {items} = {' + '.join(terms)}"


def _ending(scale: Scale, score: Score) -> str:
    answered = f"{score.answered} of {score.of} answered"
    if score.value is None:
        return f": not scored, {answered}; points given {score.given}"
    exact = _exact(score.value)
    if score.value.denominator > 1:
        exact = f"{exact}, printed {decimal(score.value)}"
    if score.state is State.ESTIMATED and not scale.parts:
        mean = f"{score.given} {TIMES} {score.of} / {score.answered}"
        return f": estimated, {answered}: {mean} = {exact}"
    return f" = {exact}" if scale.parts or score.of > 1 else ""


def _exact(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(value)


def _comparisons(
    name: str, score: Score, instrument: Instrument, sitting: Sitting
) -> Iterator[str]:
    if score.band is not None and score.value is not None:
        yield f"{name} band {score.band.replace('-', DASH)} holds {_exact(score.value)}, unrounded"
    if score.answered == 0:
        return
    for cutoff in cutoffs_of(instrument, sitting, score.scale):
        floor = _exact(score.floor)
        if score.floor >= cutoff.at_least:
            wish = f" ({cutoff.with_wish.title()} with a wish to talk)" if cutoff.with_wish else ""
            reached = f"{floor} is at least {cutoff.at_least}: {cutoff.raises.title()}{wish}"
        elif score.value is None:
            reached = f"at least {floor}, not known to reach {cutoff.at_least}"
        else:
            reached = f"{floor} is below {cutoff.at_least}"
        yield f"{name} {reached} [{cutoff.source}]"


def _change(case: Case, spread: Spread) -> Iterator[str]:
    last, obstacle = case.last
    before = None if last is None else last.scores[case.row.id].value
    now = None if case.score is None else case.score.value
    if last is None or before is None or now is None or obstacle:
        return
    step = change(spread, before, now)
    figures = f"{_exact(now)} {MINUS} {_exact(before)} = {signed(step.difference)}"
    yield f"{case.row.name} change since {short_day(last.day)}: {figures}"
    yield _index(case.row.name, spread, step)


def _index(name: str, spread: Spread, step: Change) -> str:
    apart = root(2 * spread.sd**2 * (1 - spread.reliability))
    sd, reliability = decimal(spread.sd, places=2), decimal(spread.reliability, places=2)
    limit = f"{decimal(Z, places=2)} {TIMES} {decimal(apart, places=2)}"
    smallest = decimal(root(step.smallest_squared), places=2)
    verdict = "more than" if step.is_reliable else "within"
    return (
        f"{name} error of a difference: {sd} {TIMES} {ROOT}(1 {MINUS} {reliability}) {TIMES}"
        f" {ROOT}2 = {decimal(apart, places=2)}; index {signed(step.difference)} /"
        f" {decimal(apart, places=2)} = {decimal(step.difference / apart, places=2)};"
        f" limit {limit} = {smallest} points: {verdict} measurement error [{spread.source}]"
    )
