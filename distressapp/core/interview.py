"""The course of a sitting as a value: where the patient is, what was said, what may be said.

The window only shows it. Every function gives a new interview; none keeps anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

from distressapp.core.answers import Answer, Answers, Chosen, Declined, Picked, Written
from distressapp.core.course import (
    HELP_REASONS,
    HELP_WAYS,
    NOT_TODAY_REASONS,
    PHONE_TIMES,
    TOP_CONCERNS,
    YES_NO,
    Part,
    Step,
    StepKind,
    course,
    has,
    ticked,
    top_concerns,
    who,
)
from distressapp.core.errors import NotOnOfferError, UnknownItemError
from distressapp.core.instrument import Instrument, Kind
from distressapp.core.sitting import Plan, Who
from distressapp.core.worded import asked_in

Change: TypeAlias = tuple[str, Answer | None]
"""A key, and the answer that now stands there; None where it was taken back."""

WRITTEN_LIMIT: Final = 500
"""Characters a patient can write in one place; a page holds them and staff can read them."""

_ON_THE_SIDE: Final = {"sitting/language", "sitting/helper", "sitting/not_today"}
_NO_MEASURES: Final = {"dt", "help", "phone", "sitting", "talk"}
_ANSWERERS: Final = tuple(each.value for each in Who if each is not Who.SELF)


@dataclass(frozen=True, kw_only=True)
class Interview:
    """Where a sitting is.

    Attributes:
        instruments: By id, at least `"dt"` and those of the plan.
        languages: BCP 47 tags the patient may choose from.
        at: Id of the step on the screen.
        shown: Ids of the steps the patient saw, in the order they were first seen.
    """

    plan: Plan
    instruments: Mapping[str, Instrument]
    answers: Answers = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    at: str = "welcome"
    shown: tuple[str, ...] = ("welcome",)

    @cached_property
    def course(self) -> tuple[Step, ...]:
        """The steps as they follow from what was said so far, and in which language."""
        return course(asked_in(self.plan, self.language), self.answers, self.instruments)

    @property
    def language(self) -> str:
        """The language the patient chose, or the clinic's first."""
        picked = self.answers.get("sitting/language")
        return picked.ids[0] if isinstance(picked, Picked) else self.languages[0]

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.course[self._place]

    @property
    def who(self) -> Who:
        """Who is answering."""
        return who(self.answers)

    @property
    def may_be_proxy(self) -> bool:
        """Nobody has begun a measure for themselves: what a patient said stays theirs."""
        return not any(_is_measure(key) for key in self.answers)

    @property
    def is_help_reached(self) -> bool:
        """The patient was asked about help."""
        return any(each.startswith("help.") for each in self.shown)

    @property
    def can_go_back(self) -> bool:
        """There is an earlier step, and the sitting is not over."""
        return self._place > 0 and self.step.kind is not StepKind.THANKS

    @cached_property
    def _place(self) -> int:
        return next(n for n, step in enumerate(self.course) if step.id == self.at)


def forward(interview: Interview) -> Interview:
    """The next step; the same interview when it is already at thanks."""
    steps = interview.course
    place = next(n for n, step in enumerate(steps) if step.id == interview.at)
    return _go(interview, steps[min(place + 1, len(steps) - 1)].id)


def back(interview: Interview) -> Interview:
    """The step before; the same interview where there is none."""
    if not interview.can_go_back:
        return interview
    steps = interview.course
    place = next(n for n, step in enumerate(steps) if step.id == interview.at)
    return _go(interview, steps[place - 1].id)


def _go(interview: Interview, step_id: str) -> Interview:
    shown = interview.shown
    if step_id not in shown:
        shown = (*shown, step_id)
    return replace(interview, at=step_id, shown=shown)


def resume(interview: Interview, *, at: str) -> Interview:
    """The interview at that step, or as near before it as the course still goes.

    Args:
        at: Id of the step the patient had on the screen when the sitting paused.
    """
    ids = [step.id for step in interview.course]
    if at in ids:
        return _go(interview, at)
    seen = [each for each in interview.shown if each in ids]
    return _go(interview, seen[-1] if seen else ids[0])


def progress(interview: Interview) -> tuple[Part, Fraction]:
    """The part the patient is in, and how much of that part lies behind."""
    here = interview.step
    steps = [step.id for step in interview.course if step.part is here.part]
    return here.part, Fraction(steps.index(here.id), len(steps))


def say(
    interview: Interview, key: str, answer: Answer | None
) -> tuple[Interview, tuple[Change, ...]]:
    """The interview with that answer, and everything that changed by it.

    What hangs on an answer falls with it: a concern that is no longer ticked takes its place
    among the top three and its help answer along.

    Args:
        key: Where; see `core.answers`.
        answer: What was said; None takes the answer back.

    Raises:
        UnknownItemError: Nothing is asked under that key.
        NotOnOfferError: The answer is not one that is offered there.
    """
    if answer is not None:
        _check(interview, key, answer)
    answers = dict(interview.answers)
    changes: list[Change] = []
    _put(answers, changes, key, answer)
    _drop_orphans(interview, answers, changes)
    return replace(interview, answers=answers), tuple(changes)


def _put(
    answers: dict[str, Answer], changes: list[Change], key: str, answer: Answer | None
) -> None:
    if answers.get(key) == answer:
        return
    if answer is None:
        del answers[key]
    else:
        answers[key] = answer
    changes.append((key, answer))


def _drop_orphans(interview: Interview, answers: dict[str, Answer], changes: list[Change]) -> None:
    instrument = interview.instruments["dt"]
    marked = ticked(answers, instrument)
    picked = answers.get("dt/top")
    if isinstance(picked, Picked):
        kept = tuple(each for each in picked.ids if each in marked)
        few = len(marked) <= TOP_CONCERNS
        _put(answers, changes, "dt/top", None if few or not kept else Picked(ids=kept))
    wanted = set(top_concerns(answers, instrument) or ("any",))
    for key in list(answers):
        if _is_orphan(key, answers, wanted):
            _put(answers, changes, key, None)
    if not any(has(answers, f"help/{each}", "phone") for each in wanted):
        for key in [key for key in answers if key.startswith("phone/")]:
            _put(answers, changes, key, None)


def _is_orphan(key: str, answers: Answers, wanted: set[str]) -> bool:
    place, _, item = key.partition("/")
    if place == "help":
        concern = item.removesuffix(".because")
        lost_reason = item != concern and not has(answers, f"help/{concern}", "not_now")
        return concern not in wanted or lost_reason
    if place == "dt" and item.endswith(".other"):
        return not has(answers, key.removesuffix(".other"), item)
    if key == "sitting/who":
        return not has(answers, "sitting/helper", "yes")
    if key == "sitting/not_today.because":
        return not has(answers, "sitting/not_today", "yes")
    if place == "phone" and item != "may":
        return not has(answers, "phone/may", "yes")
    return False


def _is_measure(key: str) -> bool:
    """An answer that only the patient can give: a rating, a scored item, the wish at the end."""
    place = key.partition("/")[0]
    return key in {"dt/rating", "talk/again"} or place not in _NO_MEASURES


def _check(interview: Interview, key: str, answer: Answer) -> None:
    asked = {step.key for step in interview.course} | _ON_THE_SIDE
    if key not in asked:
        raise _unknown(key)
    if isinstance(answer, Declined):
        is_offered = not key.startswith("sitting/")
    elif isinstance(answer, Written):
        is_own_words = key == "phone/number" or (key.startswith("dt/") and key.endswith(".other"))
        is_offered = is_own_words and 0 < len(answer.text) <= WRITTEN_LIMIT
    elif isinstance(answer, Picked):
        is_offered = _may_pick(_offered(interview, key), answer)
    else:
        is_offered = _may_choose(interview, key, answer)
    if not is_offered:
        raise NotOnOfferError(
            f"That answer is not on offer for {key!r}",
            advice="Choose one of the answers shown.",
        )


def _may_choose(interview: Interview, key: str, answer: Chosen) -> bool:
    place, _, item_id = key.partition("/")
    if place not in interview.plan.instruments or item_id not in _scored(interview, place):
        return False
    values = interview.instruments[place].item(item_id).values
    return 0 <= answer.index < len(values) and values[answer.index] == answer.value


def _scored(interview: Interview, instrument_id: str) -> set[str]:
    items = interview.instruments[instrument_id].items
    return {item.id for item in items if item.kind is Kind.CHOICE}


def _may_pick(offered: tuple[tuple[str, ...], int], answer: Picked) -> bool:
    ids, most = offered
    is_twice = len(set(answer.ids)) < len(answer.ids)
    if not answer.ids or is_twice or len(answer.ids) > most or not set(answer.ids) <= set(ids):
        return False
    stands_alone = any(each == "not_now" or each.endswith(".none") for each in answer.ids)
    return len(answer.ids) == 1 or not stands_alone


def _offered(interview: Interview, key: str) -> tuple[tuple[str, ...], int]:
    """The ids on offer under that key, and how many of them may be picked at once."""
    fixed: dict[str, tuple[str, ...]] = {
        "sitting/language": interview.languages,
        "sitting/helper": ("yes",),
        "sitting/not_today": ("yes",),
        "sitting/not_today.because": NOT_TODAY_REASONS,
        "sitting/who": tuple(
            each for each in _ANSWERERS if each != Who.PROXY.value or interview.may_be_proxy
        ),
        "phone/may": YES_NO,
        "phone/time": PHONE_TIMES,
        "phone/message": YES_NO,
        "talk/again": YES_NO,
    }
    if key in fixed:
        return fixed[key], 1
    place, _, item = key.partition("/")
    if place == "help":
        return (HELP_REASONS, 1) if item.endswith(".because") else (HELP_WAYS, len(HELP_WAYS))
    if item == "top":
        return ticked(interview.answers, interview.instruments["dt"]), TOP_CONCERNS
    domains = interview.instruments["dt"].domains if place == "dt" else ()
    ids = next((each.items for each in domains if each.id == item), ())
    return ((*ids, f"{item}.none", f"{item}.other"), len(ids) + 1) if ids else ((), 0)


def _unknown(key: str) -> UnknownItemError:
    return UnknownItemError(
        f"Nothing is asked under {key!r}", advice="Ask for one of the steps of the course."
    )
