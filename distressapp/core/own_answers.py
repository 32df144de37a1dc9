"""The patient's own copy as a value: each question that was seen, and what was said to it.

It holds no score, no band, no flag and nothing of the staff's. The words are those of the
screen, in the language of the sitting. Safety at home is not on it: somebody there may read
it. The copy is the one of a patient who was never asked to think of safety, so that no gap
tells either; see `_without_safety`.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from distressapp.core.answers import Answer, Answers, Chosen, Declined, Picked, Written
from distressapp.core.course import Part, Step, StepKind, course
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Kind
from distressapp.core.reading import sentences_in
from distressapp.core.sitting import Sitting, Use
from distressapp.core.summary import Line
from distressapp.core.summary_words import REHEARSAL
from distressapp.core.wording import Wording, WordingKind

SAFETY: Final = "practical.safety"
"""The concern that is on no copy that leaves the clinic."""

_AT_START: Final = {StepKind.WHO, StepKind.NOT_TODAY}
_LEADS: Final = {StepKind.RATING, StepKind.HELP, StepKind.NOT_TODAY}
"""Where the quieter sentence belongs to each question."""
_LEADS_ONCE: Final = {StepKind.CONCERNS, StepKind.ITEM}
"""Where it says the same on every screen, and so stands once on paper."""


class ScreenWords(Protocol):
    """The words of one screen."""

    @property
    def title(self) -> str:
        """The question."""

    @property
    def lead(self) -> str:
        """A second, quieter sentence; may be empty."""


class Screens(Protocol):
    """What the kiosk itself says, in the language that is set."""

    def page(self, step: Step, wordings: Mapping[str, Wording]) -> ScreenWords:
        """The words of a step."""

    def choices(self, kind: StepKind) -> Mapping[str, str]:
        """The ids on offer on a step of that kind, and their words, in displayed order."""

    def concern_name(self, concern: str, wording: Wording) -> str:
        """A concern as the patient reads it."""

    def part_name(self, part: Part) -> str:
        """The word under the progress line."""


@frozen
class Phrases:
    """What only the copy says, in the language of the sitting; fields are filled by name.

    Attributes:
        rated: The rating between its two ends: `number`, `least`, `low`, `most`, `high`.
        number_given: In place of the phone number.
        gone: That numbers stand for words which are not there any more.
        question, option, list_page, concern: Those numbers: `number`, `place`, `count`, `page`.
        gaps: Said where a character cannot be drawn: `box` stands in its place.
    """

    title: str
    heading: str
    warm: tuple[str, ...]
    name: str
    clinic: str
    day: str
    ticket: str
    at_start: str
    at_end: str
    not_answered: str
    nothing_marked: str
    rather_not_say: str
    none_of_these: str
    something_else: str
    rated: str
    rated_bare: str
    number_given: str
    nothing_asked: str
    gone: str
    rating: str
    question: str
    option: str
    list_page: str
    concern: str
    closing: tuple[str, ...]
    page: str
    gaps: str


@frozen
class Making:
    """What the copy needs to know beside the sitting.

    Attributes:
        name: The patient's; None unless the identity is confirmed.
        at: Local time of the stop, aware.
        day: The same as a day, in words of the language.
        language: Of the sitting, BCP 47.
        wordings: By instrument, the very words that were asked; an instrument whose words are
            not there any more is absent.
    """

    name: str | None
    clinic: str
    at: datetime
    day: str
    language: str
    wordings: Mapping[str, Wording]
    screens: Screens
    phrases: Phrases


@frozen
class Asked:
    """One question that was seen.

    Attributes:
        before: Sentences for this question and those after it; mostly empty.
        lead: A second sentence of this question; may be empty.
        said: What was said to it, line by line; or that nothing was.
        is_said: It was answered, and "rather not say" is an answer.
    """

    before: str
    question: str
    lead: str
    said: tuple[str, ...]
    is_said: bool


@frozen
class OwnPart:
    """The questions of one part of the course, under its name."""

    title: str
    asked: tuple[Asked, ...]


@frozen
class OwnAnswers:
    """Everything on the patient's copy, in reading order.

    Attributes:
        title: Of the document; names no patient.
        language: Of the sitting, BCP 47.
        strip: As on the clinician's page; None in clinical use.
        facts: Name where it is confirmed, clinic, day, ticket word.
        foot: On every page: ticket word and day, so that loose sheets find each other.
        page: `"Page {number} of {count}"`, filled by whoever lays the pages out.
        gaps: Printed only where a character cannot be drawn; filled with the sign for it.
    """

    title: str
    language: str
    at: datetime
    strip: str | None
    heading: str
    warm: tuple[str, ...]
    facts: tuple[Line, ...]
    notes: tuple[str, ...]
    parts: tuple[OwnPart, ...]
    closing: tuple[str, ...]
    foot: str
    page: str
    gaps: str


def build(
    sitting: Sitting,
    instruments: Mapping[str, Instrument],
    making: Making,
    *,
    kinds: Container[StepKind] = frozenset(StepKind),
) -> OwnAnswers:
    """The patient's copy of one sitting.

    Args:
        instruments: By id, at least those of the plan.
        kinds: Of the steps that stand on it.
    """
    plan, phrases = sitting.plan, making.phrases
    answers, shown = _without_safety(sitting, instruments)
    steps = tuple(
        step
        for step in course(plan, answers, instruments)
        if step.key is not None and step.kind in kinds and (step.id in shown or step.key in answers)
    )
    gone = {each for each in plan.instruments if each not in making.wordings}
    writer = _Writer(
        answers=answers,
        instruments=instruments,
        wordings={
            **{each: numbered(instruments[each], phrases) for each in gone},
            **making.wordings,
        },
        making=making,
    )
    notes = [phrases.gone] if any(step.instrument in gone for step in steps) else []
    facts = (
        Line(label=phrases.clinic, text=making.clinic),
        Line(label=phrases.day, text=making.day),
        Line(label=phrases.ticket, text=plan.ticket),
    )
    named = () if making.name is None else (Line(label=phrases.name, text=making.name),)
    return OwnAnswers(
        title=phrases.title.format(ticket=plan.ticket, day=making.day),
        language=making.language,
        at=making.at,
        strip=REHEARSAL if plan.use is Use.REHEARSAL else None,
        heading=phrases.heading,
        warm=phrases.warm,
        facts=(*named, *facts),
        notes=tuple(notes) if steps else (phrases.nothing_asked,),
        parts=tuple(writer.parts(steps)),
        closing=phrases.closing,
        foot=f"{plan.ticket}, {making.day}",
        page=phrases.page,
        gaps=phrases.gaps,
    )


def numbered(instrument: Instrument, phrases: Phrases) -> Wording:
    """Numbers and places, for an instrument whose words are not there any more."""
    places = {domain.id: place for place, domain in enumerate(instrument.domains, start=1)}
    items = {
        item: phrases.concern.format(number=place, page=places[domain.id])
        for domain in instrument.domains
        for place, item in enumerate(domain.items, start=1)
    }
    options = {}
    for item in instrument.items:
        if item.kind is Kind.CHOICE:
            count = len(item.values)
            is_rating = bool(instrument.domains)
            items[item.id] = (
                phrases.rating if is_rating else phrases.question.format(number=item.id)
            )
            options[item.id] = tuple(
                phrases.option.format(place=place, count=count) for place in range(1, count + 1)
            )
    pages = {f"domain.{id_}": phrases.list_page.format(page=at) for id_, at in places.items()}
    return Wording(
        instrument=instrument.id,
        language="",
        version="",
        kind=WordingKind.OWN,
        sha256="",
        intro="",
        items=items,
        options=options,
        labels={"low": "", "high": "", "helper": "", **pages},
    )


def _without_safety(
    sitting: Sitting, instruments: Mapping[str, Instrument]
) -> tuple[Answers, frozenset[str]]:
    """The answers and the steps shown, as if safety had not been ticked.

    The course is then worked out anew from what is left, so that neither a list of two among
    "three that matter most" nor a phone question without a wish for a call gives it away.
    """
    answers: dict[str, Answer] = {}
    is_ticked = False
    for key, answer in sitting.answers.items():
        if key.startswith(f"help/{SAFETY}"):
            continue
        if isinstance(answer, Picked) and SAFETY in answer.ids:
            is_ticked = True
            rest = tuple(each for each in answer.ids if each != SAFETY)
            if rest:
                answers[key] = replace(answer, ids=rest)
            continue
        answers[key] = answer
    shown = frozenset(sitting.shown)
    if not is_ticked:
        return answers, shown
    steps = course(sitting.plan, answers, instruments)
    helps = {step.id for step in steps if step.kind is StepKind.HELP}
    # The question about safety took the place of one that would have been asked.
    return answers, shown | helps if sitting.is_help_reached else shown


@frozen
class _Writer:
    """Writes down what was asked and said."""

    answers: Answers
    instruments: Mapping[str, Instrument]
    wordings: Mapping[str, Wording]
    making: Making

    def parts(self, steps: tuple[Step, ...]) -> Iterator[OwnPart]:
        titles = dict.fromkeys(self._part(step) for step in steps)
        for title in titles:
            told: set[str] = set()
            asked = tuple(self._asked(step, told) for step in steps if self._part(step) == title)
            yield OwnPart(title=title, asked=asked)

    def _part(self, step: Step) -> str:
        if step.kind in _AT_START:
            return self.making.phrases.at_start
        if step.kind is StepKind.TALK:
            return self.making.phrases.at_end
        return self.making.screens.part_name(step.part)

    def _asked(self, step: Step, told: set[str]) -> Asked:
        """The question with its answer; `told` are the sentences this part has already."""
        words = self.making.screens.page(step, self.wordings)
        fresh: list[str] = []
        if step.kind in _LEADS_ONCE:
            intro = self.wordings[str(step.instrument)].intro if step.kind is StepKind.ITEM else ""
            fresh = [each for each in (intro, words.lead) if each and each not in told]
            told.update(fresh)
        answer = self.answers.get(str(step.key))
        return Asked(
            before=sentences_in(self.making.language, fresh),
            question=words.title,
            lead=words.lead if step.kind in _LEADS else "",
            said=tuple(self._said(step, answer)),
            is_said=answer is not None,
        )

    def _said(self, step: Step, answer: Answer | None) -> Iterator[str]:
        phrases = self.making.phrases
        match answer:
            case None:
                is_list = step.kind is StepKind.CONCERNS
                yield phrases.nothing_marked if is_list else phrases.not_answered
            case Declined():
                yield phrases.rather_not_say
            case Written():
                is_number = step.kind is StepKind.PHONE_NUMBER
                yield phrases.number_given if is_number else answer.text
            case Chosen():
                yield self._chosen(step, answer)
            case _:
                yield from self._picked(step, answer.ids)

    def _chosen(self, step: Step, answer: Chosen) -> str:
        name, item = str(step.instrument), str(step.subject)
        wording = self.wordings[name]
        if step.kind is not StepKind.RATING:
            return wording.options[item][answer.index]
        low, high = wording.labels["low"], wording.labels["high"]
        phrases, ends = self.making.phrases, self.instruments[name].item(item)
        sentence = phrases.rated if low and high else phrases.rated_bare
        return sentence.format(
            number=answer.value, least=ends.low, low=low, most=ends.high, high=high
        )

    def _picked(self, step: Step, ids: tuple[str, ...]) -> Iterator[str]:
        screens = self.making.screens
        if step.kind is StepKind.TOP:
            for place, each in enumerate(ids, start=1):
                yield f"{place}. {screens.concern_name(each, self.wordings['dt'])}"
            return
        offered = self._tiles(str(step.subject)) if step.kind is StepKind.CONCERNS else None
        words = screens.choices(step.kind) if offered is None else offered
        yield from (text for id_, text in words.items() if id_ in ids)

    def _tiles(self, domain: str) -> dict[str, str]:
        phrases = self.making.phrases
        wording = self.wordings["dt"]
        return {
            **{each: text for each, text in wording.items.items() if each.startswith(f"{domain}.")},
            f"{domain}.none": phrases.none_of_these,
            f"{domain}.other": phrases.something_else,
        }
