"""The questions of a paper form, in the order in which they are keyed.

They are those of the screen (`core.course`), with three of the form's own: who filled it in, or
that they did not want to; one reason for everything that is wanted "not now"; and how the form
was handed in.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from distressapp.core.course import (
    HELP_REASONS,
    HELP_WAYS,
    NOT_TODAY_REASONS,
    PHONE_TIMES,
    YES_NO,
    Step,
    StepKind,
    has,
    ticked,
)
from distressapp.core.frozen import frozen
from distressapp.core.interview import Interview
from distressapp.core.sitting import Who

FIRST: Final = "first"
BECAUSE: Final = "because"
HANDED_IN: Final = "handed_in"
NOT_TODAY: Final = "not_today"
WHOLE: Final = "whole"
CALLED: Final = "called"
ANSWERERS: Final = tuple(each.value for each in Who)
"""Who filled the form in; the patient first."""


class Asks(StrEnum):
    """How a question of a form is answered."""

    ONE = "one"
    """One of what is on offer."""
    MANY = "many"
    """Any of what is on offer."""
    RANKED = "ranked"
    """Some of what is on offer, the first one first."""
    NUMBER = "number"
    """One of what is on offer, by its number."""
    TEXT = "text"
    """Words or a phone number."""


@frozen
class Question:
    """One question of a form, as it is keyed.

    Attributes:
        id: Of the step on the screen, `"hads.9"`; or FIRST, BECAUSE, HANDED_IN.
        key: Of the answer; empty for those three.
        offered: What may be marked, by id, in displayed order; of an item the places "0", "1".
        step: Whose words these are; None for FIRST, BECAUSE and HANDED_IN.
        may_be_declined: "I'd rather not say" is on offer, or was written beside it.
    """

    id: str
    asks: Asks
    key: str = ""
    offered: tuple[str, ...] = ()
    step: Step | None = None
    may_be_declined: bool = False

    @property
    def may_be_left(self) -> bool:
        """Nothing may stand here; how a form was handed in must be said."""
        return self.id != HANDED_IN


def questions(interview: Interview) -> tuple[Question, ...]:
    """All questions of a form, as they follow from what was keyed so far."""
    first = Question(id=FIRST, asks=Asks.ONE, offered=(*ANSWERERS, NOT_TODAY))
    asked: list[Question] = []
    reason_after = 0
    for step in interview.course:
        if step.key is None or step.kind in {StepKind.WHO, StepKind.BECAUSE}:
            continue
        asked.append(_question(interview, step))
        if has(interview.answers, step.key, "not_now"):
            reason_after = 1
        if reason_after and step.kind is StepKind.HELP:
            reason_after = len(asked)
    if reason_after:
        reason = Question(id=BECAUSE, asks=Asks.ONE, offered=HELP_REASONS, may_be_declined=True)
        asked.insert(reason_after, reason)
    if not has(interview.answers, "sitting/not_today", "yes"):
        asked.append(Question(id=HANDED_IN, asks=Asks.ONE, offered=(WHOLE, CALLED)))
    return (first, *asked)


_FIXED: Final[Mapping[StepKind, tuple[Asks, tuple[str, ...]]]] = {
    StepKind.NOT_TODAY: (Asks.ONE, NOT_TODAY_REASONS),
    StepKind.HELP: (Asks.MANY, HELP_WAYS),
    StepKind.PHONE: (Asks.ONE, YES_NO),
    StepKind.PHONE_TIME: (Asks.ONE, PHONE_TIMES),
    StepKind.PHONE_MESSAGE: (Asks.ONE, YES_NO),
    StepKind.TALK: (Asks.ONE, YES_NO),
    StepKind.OWN_WORDS: (Asks.TEXT, ()),
    StepKind.PHONE_NUMBER: (Asks.TEXT, ()),
}


def _question(interview: Interview, step: Step) -> Question:
    asks, offered = _FIXED.get(step.kind, (Asks.ONE, ()))
    if step.kind is StepKind.TOP:
        asks, offered = Asks.RANKED, ticked(interview.answers, interview.instruments["dt"])
    elif step.kind is StepKind.CONCERNS:
        domains = {each.id: each.items for each in interview.instruments["dt"].domains}
        page = str(step.subject)
        asks, offered = Asks.MANY, (*domains[page], f"{page}.none", f"{page}.other")
    elif step.kind in {StepKind.RATING, StepKind.ITEM}:
        item = interview.instruments[str(step.instrument)].item(str(step.subject))
        if step.kind is StepKind.RATING:
            asks, offered = Asks.NUMBER, tuple(str(each) for each in item.values)
        else:
            offered = tuple(str(place) for place in range(len(item.values)))
    return Question(
        id=step.id,
        asks=asks,
        key=str(step.key),
        offered=offered,
        step=step,
        may_be_declined=step.kind is not StepKind.NOT_TODAY,
    )


def part_of(question: Question) -> str:
    """What belongs together on the form: an instrument, the pages of the list, else itself."""
    step = question.step
    if step is None or step.instrument is None:
        return question.id
    if step.kind is StepKind.ITEM:
        return step.instrument
    return "list" if step.kind is StepKind.CONCERNS else question.id


LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def marks(question: Question) -> tuple[str, ...]:
    """The key of each thing on offer: printed beside its box, and pressed when it is keyed.

    A rating goes by its own numbers, a page of the list by letters, all else by 1, 2, 3 as
    displayed. What comes after the last letter has none, and is chosen by hand.
    """
    if question.asks is Asks.NUMBER:
        return question.offered
    is_listed = question.asks is Asks.RANKED or question.id.startswith("concerns.")
    count = len(question.offered)
    if is_listed:
        return tuple(LETTERS[place : place + 1] for place in range(count))
    return tuple(str(place) for place in range(1, count + 1))
