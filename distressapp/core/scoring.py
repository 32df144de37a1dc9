"""From answers to scores: pure and exact, with no answer ever made up."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NoReturn

from distressapp.core.answers import Answer, Answers, Chosen, Declined, Picked, Written
from distressapp.core.errors import ExpectedError, NotOnOfferError, UnknownItemError
from distressapp.core.instrument import Domain, Instrument, Scale
from distressapp.core.results import ItemPoints, Score, Scored, State
from distressapp.core.scoring_key import FullScores, ScoringKey, band_of, scoring_key

STRICT: Final = "strict"
"""All items, or no score: what applies unless a site chose otherwise."""

HALF: Final = "half"
"""At least half of the items: their mean stands for those that are missing.

Source:
    Bell and others 2016, 10.1186/s13104-016-2284-z, for the HADS in cancer.
"""

_DIGITS: Final = 3
_BLANK: Final = ItemPoints()
_DECLINED: Final = ItemPoints(is_declined=True)


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
    key = scoring_key(instrument)
    _check_known(instrument, key, answers)
    points = {
        item_id: _points(instrument, item_id, counts, answers.get(place))
        for item_id, place, counts in key.items
    }
    scores: dict[str, Score] = {}
    for scale, full in key.scales:
        if scale.parts:
            scores[scale.id] = _sum_of_scales(instrument, scale, scores, full)
        else:
            need = needed.get(len(scale.items), len(scale.items))
            scores[scale.id] = _sum_of_items(instrument, scale, points, full, need=need)
    return Scored(
        instrument=instrument.id,
        version=instrument.version,
        rule=missing,
        scores=scores,
        items=points,
        concerns=_concerns(instrument, key, answers),
    )


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


def _check_known(instrument: Instrument, key: ScoringKey, answers: Answers) -> None:
    """Nothing where every answer of this instrument is to something that it asks."""
    known, place = key.known, key.place
    strange = [each for each in answers if each not in known and each.startswith(place)]
    if strange:
        item_id = strange[0].removeprefix(place)
        instrument.item(item_id)
        # A concern of the list: known, but ticked on its page and never by itself.
        _not_on_offer(instrument, item_id)


def _points(
    instrument: Instrument, item_id: str, counts: Mapping[int, ItemPoints], answer: Answer | None
) -> ItemPoints:
    if isinstance(answer, Chosen):
        points = counts.get(answer.index)
        if points is None or points.value != answer.value:
            _not_on_offer(instrument, item_id)
        return points
    if answer is None:
        return _BLANK
    if not isinstance(answer, Declined):
        _not_on_offer(instrument, item_id)
    return _DECLINED


def _not_on_offer(instrument: Instrument, item_id: str) -> NoReturn:
    raise NotOnOfferError(
        f"{instrument.id} {item_id}: that answer is not on offer",
        advice=f"`distressapp instruments show {instrument.id}` lists what is.",
    )


def _sum_of_items(
    instrument: Instrument,
    scale: Scale,
    points: Mapping[str, ItemPoints],
    full: FullScores,
    *,
    need: int,
) -> Score:
    scores = [points[item].score for item in scale.items]
    given = [each for each in scores if each is not None]
    if len(given) == len(scores):
        return full[sum(given)]
    points_given, of = sum(given), len(scores)
    value, state = None, State.NOT_SCORED
    if len(given) >= need:
        value, state = Fraction(points_given * of, len(given)), State.ESTIMATED
    return Score(
        instrument=instrument.id,
        scale=scale.id,
        state=state,
        value=value,
        given=points_given,
        answered=len(given),
        of=of,
        missing=tuple(item for item, each in zip(scale.items, scores, strict=True) if each is None),
        band=band_of(scale, value),
    )


def _sum_of_scales(
    instrument: Instrument, scale: Scale, scores: Mapping[str, Score], full: FullScores
) -> Score:
    """A total exists only when every part does; with an estimate in it, it is one."""
    parts = [scores[part] for part in scale.parts]
    if all(part.state is State.FULL for part in parts):
        return full[sum(part.given for part in parts)]
    values = [part.value for part in parts if part.value is not None]
    value, state = None, State.NOT_SCORED
    if len(values) == len(parts):
        value, state = sum(values, Fraction(0)), State.ESTIMATED
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
        band=band_of(scale, value),
    )


def _concerns(instrument: Instrument, key: ScoringKey, answers: Answers) -> tuple[str, ...]:
    """The ticked concerns in the list's order; "something else" is kept as own words."""
    if not key.ticks:
        return ()
    picked: list[str] = []
    for domain, page, offered in key.ticks:
        picked += _ticks(instrument, domain, offered, answers.get(page))
        words = answers.get(f"{page}.other")
        if words is not None and not isinstance(words, Written | Declined):
            _not_on_offer(instrument, f"{domain.id}.other")
    if not isinstance(answers.get(f"{key.place}top"), Picked | Declined | None):
        _not_on_offer(instrument, "top")
    return tuple(sorted((each for each in picked if each in key.order), key=key.order.__getitem__))


def _ticks(
    instrument: Instrument, domain: Domain, offered: frozenset[str], answer: Answer | None
) -> tuple[str, ...]:
    if answer is None or isinstance(answer, Declined):
        return ()
    if not isinstance(answer, Picked):
        _not_on_offer(instrument, domain.id)
    picked = set(answer.ids)
    if not picked <= offered:
        raise UnknownItemError(
            f"{instrument.id} {domain.id} has no item {min(picked - offered)[:60]!r}",
            advice=f"`distressapp instruments show {instrument.id}` lists its items.",
        )
    is_twice = len(picked) < len(answer.ids)
    if not picked or is_twice or (len(picked) > 1 and f"{domain.id}.none" in picked):
        _not_on_offer(instrument, domain.id)
    return answer.ids
