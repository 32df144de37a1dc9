"""What an invented patient answers: every answer is one that is on offer in the course."""

from collections.abc import Iterator, Mapping
from typing import Final

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.course import (
    HELP_REASONS,
    NOT_TODAY_REASONS,
    PHONE_TIMES,
    TOP_CONCERNS,
    Step,
    course,
    has,
    ticked,
    top_concerns,
)
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Item, Kind
from distressapp.core.sitting import Plan, Stop, Who
from distressapp.service.rehearsal.drawing import Draw
from distressapp.service.rehearsal.own_words import OWN_WORDS

_OFTEN: Final = {
    "physical.fatigue": 9,
    "physical.sleep": 8,
    "physical.pain": 6,
    "physical.eating": 4,
    "emotional.worry": 9,
    "emotional.fear": 6,
    "emotional.sadness": 5,
    "emotional.enjoyment": 4,
    "social.children": 4,
    "social.partner": 3,
    "practical.money": 5,
    "practical.getting_here": 5,
    "practical.work": 4,
    "practical.self_care": 3,
    "practical.insurance": 3,
}
"""How often a concern is ticked beside the others, which have 1: invented."""
_RARE: Final = {
    "practical.safety": 1,
    "practical.food": 1.2,
    "practical.medicine": 1.2,
    "emotional.burden": 2.5,
}
"""Concerns that raise Soon by themselves, drawn apart so that they stay few: percent, invented."""
_ON_THE_SIDE: Final = {"sitting/language", "sitting/helper", "sitting/not_today"}
_HELP: Final = {"talk_today": 10, "phone": 13, "next_visit": 10, "leaflet": 20, "not_now": 47}


@frozen
class Manner:
    """How somebody answers.

    Attributes:
        level: How they fare, 0 to 1.
        stop: How the sitting ends.
        who: Whose answers these are.
        phone: Their number; empty where they give none.
        writes: They write something in their own words.
        language: BCP 47 tag of what they read and write.
        chose_language: It is not the clinic's first, so that they chose it.
    """

    level: float
    stop: Stop = Stop.FINISHED
    who: Who = Who.SELF
    phone: str = ""
    writes: bool = False
    language: str = "en"
    chose_language: bool = False


@frozen
class Said:
    """What was answered until the stop.

    Attributes:
        shown: Ids of the steps that were on the screen.
    """

    answers: Mapping[str, Answer]
    shown: tuple[str, ...]


def said(draw: Draw, plan: Plan, instruments: Mapping[str, Instrument], manner: Manner) -> Said:
    """Everything an invented patient answers before they stop."""
    answers = dict(_side(draw, manner))
    if not has(answers, "sitting/not_today", "yes"):
        answers |= _core(draw, instruments["dt"], manner)
        answers |= _helped(draw, instruments["dt"], answers, manner)
        if manner.who is not Who.PROXY:
            for each in plan.instruments:
                answers |= _scales(draw, instruments[each], manner)
            if draw.chance(85):
                answers["talk/again"] = Picked(ids=("yes" if draw.chance(10) else "no",))
    return _until(draw, course(plan, answers, instruments), answers, manner.stop)


def _until(draw: Draw, steps: tuple[Step, ...], answers: Mapping[str, Answer], stop: Stop) -> Said:
    """What was seen and said until it stopped."""
    ids = [each.id for each in steps]
    last = len(steps) - 1
    if stop is Stop.CHECKPOINT and "checkpoint" in ids:
        last = ids.index("checkpoint")
    elif stop.is_unfinished:
        last = draw.randrange(min(3, last), last)
    seen = {each.key for each in steps[:last]} if stop.is_unfinished else {e.key for e in steps}
    if stop is Stop.CHECKPOINT:
        seen = {each.key for each in steps[: last + 1]}
    kept = {key: answer for key, answer in answers.items() if key in seen or key in _ON_THE_SIDE}
    return Said(answers=kept, shown=tuple(ids[: last + 1]))


def _side(draw: Draw, manner: Manner) -> Iterator[tuple[str, Answer]]:
    if manner.chose_language:
        yield "sitting/language", Picked(ids=(manner.language,))
    if manner.who is not Who.SELF:
        yield "sitting/helper", Picked(ids=("yes",))
        yield "sitting/who", Picked(ids=(manner.who.value,))
    if manner.stop is Stop.NOT_TODAY:
        yield "sitting/not_today", Picked(ids=("yes",))
        if draw.chance(70):
            reasons = [each for each in NOT_TODAY_REASONS if each != "rather_talk"]
            yield "sitting/not_today.because", Picked(ids=(draw.choice(reasons),))


def _core(draw: Draw, instrument: Instrument, manner: Manner) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    if manner.who is not Who.PROXY:
        rating = _rating(draw, manner.level)
        if rating is not None:
            found["dt/rating"] = rating
    wanted = _concerns(draw, instrument, manner.level)
    for domain in instrument.domains:
        ids = tuple(each for each in domain.items if each in wanted)
        if draw.chance(3) or (manner.writes and domain.id == "practical"):
            ids = (*ids, f"{domain.id}.other")
            text = draw.choice(OWN_WORDS.get(manner.language, OWN_WORDS["en"]))
            found[f"dt/{domain.id}.other"] = Written(text=text, language=manner.language)
        if not ids and draw.chance(85):
            ids = (f"{domain.id}.none",)
        if ids:
            found[f"dt/{domain.id}"] = Picked(ids=ids)
    marked = ticked(found, instrument)
    if len(marked) > TOP_CONCERNS and draw.chance(90):
        found["dt/top"] = Picked(ids=tuple(draw.sample(marked, TOP_CONCERNS)))
    return found


def _rating(draw: Draw, level: float) -> Answer | None:
    if draw.chance(3):
        return DECLINED if draw.chance(50) else None
    points = _whole(10 * level + draw.gauss(0, 0.9), 10)
    return Chosen(index=points, value=points)


def _concerns(draw: Draw, instrument: Instrument, level: float) -> frozenset[str]:
    ids = [each for domain in instrument.domains for each in domain.items if each not in _RARE]
    weights = [_OFTEN.get(each, 1) for each in ids]
    wanted = set(draw.choices(ids, weights, k=draw.randrange(2 + int(9 * level))))
    return frozenset(wanted | {each for each, often in _RARE.items() if draw.chance(often)})


def _helped(
    draw: Draw, instrument: Instrument, answers: Mapping[str, Answer], manner: Manner
) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for concern in top_concerns(answers, instrument) or ("any",):
        if draw.chance(6):
            continue
        way = draw.choices(list(_HELP), list(_HELP.values()))[0]
        found[f"help/{concern}"] = Picked(ids=(way,))
        if way == "not_now" and draw.chance(70):
            found[f"help/{concern}.because"] = Picked(ids=(draw.choice(HELP_REASONS),))
    if any(has(found, key, "phone") for key in found):
        found |= _phone(draw, manner)
    return found


def _phone(draw: Draw, manner: Manner) -> dict[str, Answer]:
    if not manner.phone:
        return {"phone/may": Picked(ids=("no",))}
    return {
        "phone/may": Picked(ids=("yes",)),
        "phone/number": Written(text=manner.phone, language=manner.language),
        "phone/time": Picked(ids=(draw.choice(PHONE_TIMES),)),
        "phone/message": Picked(ids=(draw.choice(("yes", "no")),)),
    }


def _scales(draw: Draw, instrument: Instrument, manner: Manner) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for item in instrument.items:
        if item.kind is not Kind.CHOICE or instrument.domains or draw.chance(0.3):
            continue
        is_declined = draw.chance(0.2)
        key = f"{instrument.id}/{item.id}"
        found[key] = DECLINED if is_declined else _option(draw, item, manner.level)
    return found


def _option(draw: Draw, item: Item, level: float) -> Answer:
    """The option whose points are as bad as they fare."""
    bad = _whole((0.1 + 0.68 * level) * item.high + draw.gauss(0, 0.55), item.high)
    value = item.high + item.low - bad if item.is_reversed else bad
    return Chosen(index=item.values.index(value), value=value)


def _whole(value: float, most: int) -> int:
    """The nearest whole number of points from 0 to the most there are, half up."""
    return min(max(int(value + 0.5) if value > 0 else 0, 0), most)
