"""From answers to scores: pure and exact, with no answer ever made up."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NoReturn

from distressapp.core.answers import Answer, Answers, Chosen, Declined, Picked, Written
from distressapp.core.errors import ExpectedError, NotOnOfferError, UnknownItemError
from distressapp.core.instrument import Domain, Instrument, Item, Kind, Scale
from distressapp.core.results import ItemPoints, Score, Scored, State

STRICT: Final = "strict"
"""All items, or no score: what applies unless a site chose otherwise."""

HALF: Final = "half"
"""At least half of the items: their mean stands for those that are missing.

Source:
    Bell and others 2016, 10.1186/s13104-016-2284-z, for the HADS in cancer.
"""

_DIGITS: Final = 3


class UnknownRuleError(ExpectedError):
    """A missing-answer rule that the instrument does not have."""


def score(instrument: Instrument, answers: Answers, *, missing: str = STRICT) -> Scored:
    """Every scale of one instrument, from the answers under `"<instrument>/<item>"`.

    Args:
        answers: Keys of other places are left alone.
        missing: `"strict"`; `"half"` where the definition lists it; or `"6_of_7"`: scales
            of seven items need six, all other scales need every item.

    Raises:
        UnknownItemError: An answer to an item the instrument does not have.
        NotOnOfferError: An answer the item does not offer.
        UnknownRuleError: The instrument has no such missing-answer rule.
    """
    needed = _needed_by(instrument, missing)
    own = _own(instrument, answers)
    points = {
        item.id: _points(instrument, item, own.get(item.id))
        for item in instrument.items
        if item.kind is Kind.CHOICE
    }
    scores: dict[str, Score] = {}
    for scale in instrument.scales:
        if scale.parts:
            scores[scale.id] = _sum_of_scales(instrument, scale, scores)
        else:
            need = needed.get(len(scale.items), len(scale.items))
            scores[scale.id] = _sum_of_items(instrument, scale, points, need=need)
    return Scored(
        instrument=instrument.id,
        version=instrument.version,
        rule=missing,
        scores=scores,
        items=points,
        concerns=_concerns(instrument, own),
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


def _needed_by(instrument: Instrument, rule: str) -> Mapping[int, int]:
    """How many answers a scale of so many items needs; absent is all of them."""
    if rule == STRICT:
        return {}
    if rule == HALF and HALF in instrument.missing_rules:
        sizes = {len(scale.items) for scale in instrument.scales}
        return {size: (size + 1) // 2 for size in sizes}
    need, _, of = rule.partition("_of_")
    if _is_count(need) and _is_count(of) and int(need) <= int(of):
        return {int(of): int(need)}
    raise UnknownRuleError(
        f"{instrument.id} has no missing-answer rule {rule[:40]!r}",
        advice=f"Use one of: {', '.join(instrument.missing_rules)}; or n_of_N with n up to N.",
    )


def _is_count(text: str) -> bool:
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return is_number and not text.startswith("0")


def _own(instrument: Instrument, answers: Answers) -> Mapping[str, Answer]:
    """The answers of this instrument by item, each of them known."""
    place = f"{instrument.id}/"
    own = {
        key.removeprefix(place): given for key, given in answers.items() if key.startswith(place)
    }
    pages = {domain.id for domain in instrument.domains}
    beside = pages | {f"{page}.other" for page in pages} | ({"top"} if pages else set())
    scored = {item.id for item in instrument.items if item.kind is Kind.CHOICE}
    for item_id in own:
        if item_id not in beside | scored:
            instrument.item(item_id)
            # A concern of the list: known, but ticked on its page and never by itself.
            _not_on_offer(instrument, item_id)
    return own


def _points(instrument: Instrument, item: Item, answer: Answer | None) -> ItemPoints:
    if answer is None:
        return ItemPoints()
    if isinstance(answer, Declined):
        return ItemPoints(is_declined=True)
    if not isinstance(answer, Chosen) or not _is_offered(item, answer):
        _not_on_offer(instrument, item.id)
    points = answer.value
    if item.is_reversed:
        points = counted_from_the_other_end(points, low=item.low, high=item.high)
    return ItemPoints(index=answer.index, value=answer.value, score=points)


def _is_offered(item: Item, answer: Chosen) -> bool:
    return 0 <= answer.index < len(item.values) and item.values[answer.index] == answer.value


def _not_on_offer(instrument: Instrument, item_id: str) -> NoReturn:
    raise NotOnOfferError(
        f"{instrument.id} {item_id}: that answer is not on offer",
        advice=f"`distressapp instruments show {instrument.id}` lists what is.",
    )


def _sum_of_items(
    instrument: Instrument, scale: Scale, points: Mapping[str, ItemPoints], *, need: int
) -> Score:
    scores = {item: points[item].score for item in scale.items}
    given = [each for each in scores.values() if each is not None]
    value, state = None, State.NOT_SCORED
    if len(given) == len(scale.items):
        value, state = Fraction(sum(given)), State.FULL
    elif len(given) >= need:
        value, state = Fraction(sum(given) * len(scale.items), len(given)), State.ESTIMATED
    return Score(
        instrument=instrument.id,
        scale=scale.id,
        state=state,
        value=value,
        given=sum(given),
        answered=len(given),
        of=len(scale.items),
        missing=tuple(item for item, each in scores.items() if each is None),
        band=_band(scale, value),
    )


def _sum_of_scales(instrument: Instrument, scale: Scale, scores: Mapping[str, Score]) -> Score:
    """A total exists only when every part does; with an estimate in it, it is one."""
    parts = [scores[part] for part in scale.parts]
    values = [part.value for part in parts if part.value is not None]
    value, state = None, State.NOT_SCORED
    if len(values) == len(parts):
        is_full = all(part.state is State.FULL for part in parts)
        value, state = sum(values, Fraction(0)), State.FULL if is_full else State.ESTIMATED
    missing = {item for part in parts for item in part.missing}
    return Score(
        instrument=instrument.id,
        scale=scale.id,
        state=state,
        value=value,
        given=sum(part.given for part in parts),
        answered=sum(part.answered for part in parts),
        of=sum(part.of for part in parts),
        missing=tuple(item.id for item in instrument.items if item.id in missing),
        band=_band(scale, value),
    )


def _band(scale: Scale, value: Fraction | None) -> str | None:
    """The band of the unrounded value: 7.5 is 0-7."""
    if value is None:
        return None
    reached = [band.id for band in scale.bands if value >= band.low]
    return reached[-1] if reached else None


def _concerns(instrument: Instrument, own: Mapping[str, Answer]) -> tuple[str, ...]:
    """The ticked concerns in the list's order; "something else" is kept as own words."""
    picked: set[str] = set()
    for domain in instrument.domains:
        picked |= _ticks(instrument, domain, own.get(domain.id))
        words = own.get(f"{domain.id}.other")
        if words is not None and not isinstance(words, Written | Declined):
            _not_on_offer(instrument, f"{domain.id}.other")
    if not isinstance(own.get("top"), Picked | Declined | None):
        _not_on_offer(instrument, "top")
    return tuple(item.id for item in instrument.items if item.id in picked)


def _ticks(instrument: Instrument, domain: Domain, answer: Answer | None) -> set[str]:
    if answer is None or isinstance(answer, Declined):
        return set()
    if not isinstance(answer, Picked):
        _not_on_offer(instrument, domain.id)
    picked, none = set(answer.ids), f"{domain.id}.none"
    unknown = picked - {*domain.items, none, f"{domain.id}.other"}
    if unknown:
        raise UnknownItemError(
            f"{instrument.id} {domain.id} has no item {min(unknown)[:60]!r}",
            advice=f"`distressapp instruments show {instrument.id}` lists its items.",
        )
    if not picked or (none in picked and len(picked) > 1) or len(picked) < len(answer.ids):
        _not_on_offer(instrument, domain.id)
    return picked
