"""Keying a returned paper form: what was marked on it becomes answers, question by question.

Asked is what the kiosk would have asked, and what may be answered is checked by the same
`core.interview`. Two things are different. Every question must be dealt with before a form is
kept, so that a blank is a blank on the paper and not one of the keying. And what cannot be read,
or is marked twice where one mark is asked for, is said to be *unclear*: nothing stands there, as
where nothing is marked, and the record says which they were.

Where marks contradict each other in a list, the ones that ask for something win: "none of
these" beside a concern, or "not now" beside a wish, is let go (this project's judgement: a form
may raise and never clears).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.course import StepKind, has
from distressapp.core.errors import NotOnOfferError
from distressapp.core.form_questions import (
    BECAUSE,
    CALLED,
    FIRST,
    HANDED_IN,
    NOT_TODAY,
    WHOLE,
    Asks,
    Question,
    part_of,
    questions,
)
from distressapp.core.instrument import Instrument
from distressapp.core.interview import Interview, say
from distressapp.core.sitting import Plan, Sitting, Stop, Who


class Left(StrEnum):
    """Why nothing stands at a question."""

    BLANK = "blank"
    """Nothing is marked."""
    UNCLEAR = "unclear"
    """Marked twice, or not to be read."""


@dataclass(frozen=True, kw_only=True)
class Keying:
    """How far somebody is with a form.

    Attributes:
        interview: The plan, and the answers that were keyed.
        first: Who filled it in, or that they did not want to today; None until it is keyed.
        handed_in: WHOLE or CALLED; None until it is keyed.
        left: By id of the question, where nothing stands and why.
        at: Id of the question that is keyed next.
    """

    interview: Interview
    first: str | None = None
    handed_in: str | None = None
    left: Mapping[str, Left] = field(default_factory=dict)
    at: str = FIRST

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, as they follow from what was keyed so far."""
        return questions(self.interview)

    @property
    def question(self) -> Question:
        """The one that is keyed next."""
        return self._by_id[self.at]

    @property
    def is_complete(self) -> bool:
        """Every question was dealt with."""
        return all(is_keyed(self, each) for each in self.questions)

    @property
    def unclear(self) -> tuple[str, ...]:
        """Keys of what could not be read; ids where a question has no key."""
        return tuple(
            each.key or each.id
            for each in self.questions
            if self.left.get(each.id) is Left.UNCLEAR and not _has_answer(self, each)
        )

    @property
    def _by_id(self) -> dict[str, Question]:
        return {each.id: each for each in self.questions}


def begin(plan: Plan, instruments: Mapping[str, Instrument]) -> Keying:
    """A form of that plan, with nothing keyed."""
    return Keying(interview=Interview(plan=plan, instruments=instruments))


def again(
    sitting: Sitting, instruments: Mapping[str, Instrument], *, unclear: tuple[str, ...]
) -> Keying:
    """A form that was keyed before, to be put right: all stands as it was keyed."""
    is_declined = sitting.stop is Stop.NOT_TODAY
    keying = Keying(
        interview=Interview(plan=sitting.plan, instruments=instruments, answers=sitting.answers),
        first=NOT_TODAY if is_declined else sitting.who.value,
        handed_in=CALLED if sitting.stop is Stop.CALLED else WHOLE,
    )
    if FIRST in unclear:
        keying = replace(keying, first=None)
    left = {
        each.id: Left.UNCLEAR if (each.key or each.id) in unclear else Left.BLANK
        for each in keying.questions
        if not _has_answer(keying, each)
    }
    return replace(keying, left=left)


def is_keyed(keying: Keying, question: Question) -> bool:
    """Whether that question was dealt with."""
    return question.id in keying.left or _has_answer(keying, question)


def said(keying: Keying, question: Question) -> Answer | None:
    """What stands at a question; None where nothing does."""
    if question.id == FIRST:
        return None if keying.first is None else Picked(ids=(keying.first,))
    if question.id == HANDED_IN:
        return None if keying.handed_in is None else Picked(ids=(keying.handed_in,))
    answers = keying.interview.answers
    if question.id == BECAUSE:
        found = [each for key, each in answers.items() if key.endswith(".because")]
        return found[0] if found else None
    return answers.get(question.key)


def mark(keying: Keying, ids: tuple[str, ...]) -> Keying:
    """The form with these marks at the question that is keyed; still at that question.

    Args:
        ids: Of what is on offer there, in the order of their importance where it is ranked.

    Raises:
        NotOnOfferError: They are not on offer, or too many.
    """
    question = keying.question
    is_too_many = len(ids) > 1 and question.asks in {Asks.ONE, Asks.NUMBER}
    if not ids or is_too_many or not set(ids) <= set(question.offered):
        raise _not_on_offer()
    if question.id == FIRST:
        return _by_whom(keying, ids)
    if question.id == HANDED_IN:
        return _kept(replace(keying, handed_in=ids[0]), question)
    if question.id == BECAUSE:
        return _because(keying, Picked(ids=ids))
    if question.asks is Asks.NUMBER or (question.step and question.step.kind is StepKind.ITEM):
        return _said(keying, _chosen(keying, question, ids[0]))
    return _said(keying, Picked(ids=_without_contradiction(ids)))


def write(keying: Keying, text: str) -> Keying:
    """The form with these words at the question that is keyed.

    Raises:
        NotOnOfferError: No words are asked for here, or they are empty or too long.
    """
    return _said(keying, Written(text=text, language="und"))


def decline(keying: Keying) -> Keying:
    """The form with "I'd rather not say" at the question that is keyed.

    Raises:
        NotOnOfferError: That is not on offer here.
    """
    if not keying.question.may_be_declined:
        raise _not_on_offer()
    if keying.question.id == BECAUSE:
        return _because(keying, DECLINED)
    return _said(keying, DECLINED)


def leave(keying: Keying, why: Left) -> Keying:
    """The form with nothing at the question that is keyed.

    Raises:
        NotOnOfferError: Something must be keyed here.
    """
    question = keying.question
    if not question.may_be_left:
        raise _not_on_offer()
    if question.id == FIRST:
        emptied = replace(keying, first=None, interview=_as(keying, ()))
    elif question.id == BECAUSE:
        emptied = _because(keying, None)
    else:
        emptied = _said(keying, None)
    return replace(emptied, left={**emptied.left, question.id: why})


def leave_rest(keying: Keying) -> Keying:
    """The form with nothing at what is open of this part, from here on; at the last of it.

    A part is one instrument of several questions, the pages of the list, or the question alone.
    """
    part = part_of(keying.question)
    ids = [each.id for each in keying.questions if part_of(each) == part]
    for each in ids[ids.index(keying.at) :]:
        keying = replace(keying, at=each)
        if not is_keyed(keying, keying.question):
            keying = leave(keying, Left.BLANK)
    return keying


def forward(keying: Keying) -> Keying:
    """At the next question; at the last one it stays there."""
    return _moved(keying, 1)


def back(keying: Keying) -> Keying:
    """At the question before; at the first one it stays there."""
    return _moved(keying, -1)


def go(keying: Keying, question_id: str) -> Keying:
    """At that question; where it is not asked any more, at the first that was not dealt with."""
    known = {each.id for each in keying.questions}
    if question_id in known:
        return replace(keying, at=question_id)
    return replace(keying, at=first_open(keying) or FIRST)


def first_open(keying: Keying) -> str | None:
    """Id of the first question that was not dealt with; None where there is none."""
    return next((each.id for each in keying.questions if not is_keyed(keying, each)), None)


def as_sitting(keying: Keying, *, started: datetime, stopped: datetime, language: str) -> Sitting:
    """The sitting that a form amounts to, when it is complete.

    The stops are those of the screen. A form that was handed in with none of the scales begun is
    one that stopped at the checkpoint; a patient who was called away has seen what comes before
    their last answer and no more.

    Args:
        language: Of the form; own words are in it.

    Raises:
        ValueError: Not every question was dealt with.
    """
    if not keying.is_complete:
        raise ValueError("every question of a form is dealt with before it is kept")
    stop, shown = _stop(keying)
    answers = {
        key: replace(each, language=language) if isinstance(each, Written) else each
        for key, each in keying.interview.answers.items()
    }
    return Sitting(
        plan=keying.interview.plan,
        who=keying.interview.who,
        language=language,
        answers=answers,
        shown=shown,
        stop=stop,
        is_help_reached=any(each.startswith("help.") for each in shown),
        started=started,
        stopped=stopped,
    )


def _stop(keying: Keying) -> tuple[Stop, tuple[str, ...]]:
    steps = keying.interview.course
    ids = tuple(each.id for each in steps)
    if keying.first == NOT_TODAY:
        return Stop.NOT_TODAY, ids
    answered = [n for n, each in enumerate(steps) if each.key in keying.interview.answers]
    if keying.handed_in == CALLED:
        return Stop.CALLED, ids[: max(answered, default=0) + 1]
    scales = [each for each in steps if each.kind is StepKind.ITEM]
    is_begun = any(
        each.key in keying.interview.answers or keying.left.get(each.id) is Left.UNCLEAR
        for each in scales
    )
    if scales and not is_begun:
        before = ids[: ids.index("checkpoint") + 1]
        return Stop.CHECKPOINT, (*before, *(ids[n] for n in answered if ids[n] not in before))
    return Stop.FINISHED, ids


def _has_answer(keying: Keying, question: Question) -> bool:
    return said(keying, question) is not None


def _by_whom(keying: Keying, ids: tuple[str, ...]) -> Keying:
    changed = replace(keying, first=ids[0], interview=_as(keying, ids))
    return _kept(changed, keying.question)


def _as(keying: Keying, ids: tuple[str, ...]) -> Interview:
    """The interview of who filled the form in; what they are not asked falls."""
    interview = keying.interview
    is_not_today = NOT_TODAY in ids
    is_proxy = Who.PROXY.value in ids
    if is_not_today:
        interview = replace(interview, answers={})
    elif is_proxy:
        answers = {k: each for k, each in interview.answers.items() if _may_be_a_proxys(k)}
        interview = replace(interview, answers=answers)
    helper = next((each for each in ids if each not in {NOT_TODAY, Who.SELF.value}), None)
    interview, _ = say(interview, "sitting/not_today", _yes(is_given=is_not_today))
    interview, _ = say(interview, "sitting/helper", _yes(is_given=helper is not None))
    if helper is not None:
        interview, _ = say(interview, "sitting/who", Picked(ids=(helper,)))
    return interview


def _may_be_a_proxys(key: str) -> bool:
    return key.partition("/")[0] in {"dt", "help", "phone", "sitting"} and key != "dt/rating"


def _yes(*, is_given: bool) -> Picked | None:
    return Picked(ids=("yes",)) if is_given else None


def _chosen(keying: Keying, question: Question, mark_id: str) -> Chosen:
    place, _, item_id = question.key.partition("/")
    values = keying.interview.instruments[place].item(item_id).values
    index = question.offered.index(mark_id)
    return Chosen(index=index, value=values[index])


def _without_contradiction(ids: tuple[str, ...]) -> tuple[str, ...]:
    wanted = tuple(each for each in ids if each != "not_now" and not each.endswith(".none"))
    return wanted or ids


def _said(keying: Keying, answer: Answer | None) -> Keying:
    question = keying.question
    if not question.key:
        raise _not_on_offer()
    interview, _ = say(keying.interview, question.key, answer)
    return _kept(replace(keying, interview=interview), question)


def _because(keying: Keying, answer: Answer | None) -> Keying:
    """One reason for everything that is wanted "not now"."""
    interview = keying.interview
    for key in [key for key in interview.answers if has(interview.answers, key, "not_now")]:
        interview, _ = say(interview, f"{key}.because", answer)
    return _kept(replace(keying, interview=interview), keying.question)


def _kept(keying: Keying, question: Question) -> Keying:
    return replace(keying, left={k: why for k, why in keying.left.items() if k != question.id})


def _moved(keying: Keying, by: int) -> Keying:
    ids = [each.id for each in keying.questions]
    return replace(keying, at=ids[max(0, min(len(ids) - 1, ids.index(keying.at) + by))])


def _not_on_offer() -> NotOnOfferError:
    return NotOnOfferError(
        "That is not on offer at this question", advice="Key one of the answers shown."
    )
