"""Which steps a sitting has, in order, as they follow from what was said so far.

The order is that of `product.md`: the core first (rating, list, help), because being called
in half-way is the normal case, then the checkpoint, then the longer instruments.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from distressapp.core.answers import Answers, Picked
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Kind
from distressapp.core.sitting import Plan, Who

TOP_CONCERNS: Final = 3
"""How many concerns a patient may say matter most."""

HELP_WAYS: Final = ("talk_today", "phone", "next_visit", "leaflet", "not_now")
HELP_REASONS: Final = ("have_help", "not_a_good_time", "talk_to_own", "not_useful", "other")
NOT_TODAY_REASONS: Final = ("unwell", "no_time", "did_it_before", "rather_talk", "other")
PHONE_TIMES: Final = ("morning", "afternoon", "evening", "any")
YES_NO: Final = ("yes", "no")
MONTH_DAYS: Final = 28
"""An instrument that looks back this far belongs to "past month", else to "past week"."""


class Part(StrEnum):
    """The named parts of the progress line."""

    RATING = "rating"
    LIST = "list"
    HELP = "help"
    WEEK = "week"
    MONTH = "month"


class StepKind(StrEnum):
    """What a screen shows."""

    WELCOME = "welcome"
    WHO = "who"
    WHY = "why"
    NOT_TODAY = "not_today"
    RATING = "rating"
    CONCERNS = "concerns"
    OWN_WORDS = "own_words"
    TOP = "top"
    HELP = "help"
    BECAUSE = "because"
    PHONE = "phone"
    PHONE_NUMBER = "phone_number"
    PHONE_TIME = "phone_time"
    PHONE_MESSAGE = "phone_message"
    CHECKPOINT = "checkpoint"
    BRIDGE = "bridge"
    ITEM = "item"
    TALK = "talk"
    THANKS = "thanks"


@frozen
class Step:
    """One screen of the course.

    Attributes:
        id: Stable, `"rating"`, `"concerns.practical"`, `"help.practical.money"`, `"hads.9"`.
        key: The key of the answer it asks for; None where it asks for none.
        subject: The domain, concern or item it is about; None elsewhere.
        instrument: The id of the instrument it belongs to; None elsewhere.
    """

    id: str
    kind: StepKind
    part: Part
    key: str | None = None
    subject: str | None = None
    instrument: str | None = None


def who(answers: Answers) -> Who:
    """Who is answering; the patient alone until something else is said."""
    picked = answers.get("sitting/who")
    if isinstance(picked, Picked) and has(answers, "sitting/helper", "yes"):
        return Who(picked.ids[0])
    return Who.HELPED if has(answers, "sitting/helper", "yes") else Who.SELF


def has(answers: Answers, key: str, picked_id: str) -> bool:
    """Whether that id is among what was picked under that key."""
    answer = answers.get(key)
    return isinstance(answer, Picked) and picked_id in answer.ids


def ticked(answers: Answers, instrument: Instrument) -> tuple[str, ...]:
    """The concerns that are ticked, in the list's order; "something else" counts."""
    found: list[str] = []
    for domain in instrument.domains:
        answer = answers.get(f"dt/{domain.id}")
        if isinstance(answer, Picked):
            offered = (*domain.items, f"{domain.id}.other")
            found += [item for item in offered if item in answer.ids]
    return tuple(found)


def top_concerns(answers: Answers, instrument: Instrument) -> tuple[str, ...]:
    """The concerns that matter most, by the patient's own choice.

    With three or fewer ticked the question is not asked, and all of them are meant. With more,
    only what was picked; nothing where the question was left blank.
    """
    marked = ticked(answers, instrument)
    if len(marked) <= TOP_CONCERNS:
        return marked
    picked = answers.get("dt/top")
    return picked.ids if isinstance(picked, Picked) else ()


def course(plan: Plan, answers: Answers, instruments: Mapping[str, Instrument]) -> tuple[Step, ...]:
    """All steps from welcome to thanks.

    Args:
        plan: What may be asked. A proxy is asked only for concerns and help.
        answers: What was said so far; later steps depend on it.
        instruments: By id, at least those of the plan.
    """
    return tuple(_steps(plan, answers, instruments))


def _steps(plan: Plan, answers: Answers, instruments: Mapping[str, Instrument]) -> Iterator[Step]:
    yield Step(id="welcome", kind=StepKind.WELCOME, part=Part.RATING)
    if has(answers, "sitting/helper", "yes"):
        yield Step(id="who", kind=StepKind.WHO, part=Part.RATING, key="sitting/who")
    yield Step(id="why", kind=StepKind.WHY, part=Part.RATING)
    thanks = Step(id="thanks", kind=StepKind.THANKS, part=Part.MONTH)
    if has(answers, "sitting/not_today", "yes"):
        yield Step(
            id="not_today",
            kind=StepKind.NOT_TODAY,
            part=Part.RATING,
            key="sitting/not_today.because",
        )
        yield thanks
        return
    is_proxy = who(answers) is Who.PROXY
    if "dt" in plan.instruments:
        if not is_proxy:
            yield Step(
                id="rating",
                kind=StepKind.RATING,
                part=Part.RATING,
                key="dt/rating",
                subject="rating",
                instrument="dt",
            )
        yield from _list_steps(answers, instruments["dt"])
        yield from _help_steps(answers, instruments["dt"])
    scales = [each for each in plan.instruments if each != "dt"]
    if scales and not is_proxy:
        yield from _scale_steps([instruments[each] for each in scales])
    yield thanks


def _list_steps(answers: Answers, instrument: Instrument) -> Iterator[Step]:
    for domain in instrument.domains:
        key = f"dt/{domain.id}"
        yield Step(
            id=f"concerns.{domain.id}",
            kind=StepKind.CONCERNS,
            part=Part.LIST,
            key=key,
            subject=domain.id,
            instrument="dt",
        )
        if has(answers, key, f"{domain.id}.other"):
            yield Step(
                id=f"own_words.{domain.id}",
                kind=StepKind.OWN_WORDS,
                part=Part.LIST,
                key=f"{key}.other",
                subject=domain.id,
                instrument="dt",
            )
    if len(ticked(answers, instrument)) > TOP_CONCERNS:
        yield Step(id="top", kind=StepKind.TOP, part=Part.LIST, key="dt/top", instrument="dt")


def _help_steps(answers: Answers, instrument: Instrument) -> Iterator[Step]:
    for concern in top_concerns(answers, instrument) or ("any",):
        yield Step(
            id=f"help.{concern}",
            kind=StepKind.HELP,
            part=Part.HELP,
            key=f"help/{concern}",
            subject=concern,
        )
        if has(answers, f"help/{concern}", "not_now"):
            yield Step(
                id=f"because.{concern}",
                kind=StepKind.BECAUSE,
                part=Part.HELP,
                key=f"help/{concern}.because",
                subject=concern,
            )
    if any(
        has(answers, f"help/{concern}", "phone")
        for concern in (*top_concerns(answers, instrument), "any")
    ):
        yield from _phone_steps(answers)


def _phone_steps(answers: Answers) -> Iterator[Step]:
    yield Step(id="phone", kind=StepKind.PHONE, part=Part.HELP, key="phone/may")
    if has(answers, "phone/may", "yes"):
        for name in ("number", "time", "message"):
            kind = StepKind(f"phone_{name}")
            yield Step(id=f"phone.{name}", kind=kind, part=Part.HELP, key=f"phone/{name}")


def _scale_steps(instruments: list[Instrument]) -> Iterator[Step]:
    yield Step(id="checkpoint", kind=StepKind.CHECKPOINT, part=Part.HELP)
    part = Part.WEEK
    for instrument in instruments:
        part = Part.MONTH if instrument.recall_days >= MONTH_DAYS else Part.WEEK
        yield Step(
            id=f"bridge.{instrument.id}",
            kind=StepKind.BRIDGE,
            part=part,
            instrument=instrument.id,
        )
        for item in instrument.items:
            if item.kind is Kind.CHOICE:
                yield Step(
                    id=f"{instrument.id}.{item.id}",
                    kind=StepKind.ITEM,
                    part=part,
                    key=f"{instrument.id}/{item.id}",
                    subject=item.id,
                    instrument=instrument.id,
                )
    yield Step(id="talk", kind=StepKind.TALK, part=part, key="talk/again")
