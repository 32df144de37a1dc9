"""A paper form as a value: the questions of the screen, each box with the key it is keyed by.

It is made from the same definitions and the same wording as the kiosk's screens, and nothing is
placed here; the workshop `report` draws it. A form may be left on a chair: no page has a name or
a record number, only a code and the ticket word. Safety at home stands on it as the concern is
printed everywhere, "speak privately" (the short label of the wording), never as it is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from distressapp.core.course import Part, Step, StepKind, course
from distressapp.core.form_questions import Question, marks, questions
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Domain, Instrument
from distressapp.core.interview import Interview
from distressapp.core.own_answers import SAFETY, Screens
from distressapp.core.paper_value import Box, Form, FormPart, FormQuestion, Layout
from distressapp.core.reading import sentences_in
from distressapp.core.sitting import Plan, Use
from distressapp.core.summary_words import REHEARSAL
from distressapp.core.wording import Wording

RANKS: Final = 3
WRITING_LINES: Final = 1


@frozen
class FormPhrases:
    """What only a form says, in its own language; fields are filled by name.

    The screen's own sentences are used wherever they do not speak of tapping.

    Attributes:
        title: `code`.
        ticket: `ticket`.
        page: `number`, `count`.
        item: `number`, `question`.
        for_a_proxy: `list`, `help`: the titles of what they are asked.
        if_phone: Over the questions about the phone.
        staff: Lines that staff fill in where nobody's form was printed.
        gaps: Said where a character cannot be drawn: `box` stands in its place.
    """

    title: str
    heading: str
    how_to: str
    ticket: str
    born: str
    day: str
    who: str
    for_a_proxy: str
    alone: str
    helped: str
    not_today: str
    why_not: str
    rating: str
    tick_one: str
    listed: str
    none_of_these: str
    something_else: str
    written: str
    rank: str
    rank_first: str
    rank_next: str
    help_for_it: str
    help_at_all: str
    because: str
    if_phone: str
    number: str
    rather_not_say: str
    thanks: tuple[str, ...]
    now: str
    outside: str
    item: str
    page: str
    staff: tuple[str, ...]
    gaps: str


@frozen
class FormMaking:
    """What a form needs to know beside the plan.

    Attributes:
        code: Of the form, as kept; see `core.form_code`.
        printed_code: The same as printed for people.
        language: Of its words, BCP 47.
        at: Local time of the printing, aware.
        why: Why the clinic asks, a sentence each.
        local_numbers: Whom to ring when the clinic is closed, as they stand on the kiosk.
        is_blank: Printed for nobody: staff write the two identifiers on it.
        wordings: By instrument; every instrument of the plan has one.
    """

    code: str
    printed_code: str
    clinic: str
    language: str
    at: datetime
    why: tuple[str, ...]
    local_numbers: tuple[str, ...]
    is_blank: bool
    wordings: Mapping[str, Wording]
    screens: Screens
    phrases: FormPhrases


def build(plan: Plan, instruments: Mapping[str, Instrument], making: FormMaking) -> Form:
    """The form of a plan.

    Args:
        plan: What would be asked on the screen; its ticket word is printed.
        instruments: By id, at least `"dt"` and those of the plan.
    """
    phrases = making.phrases
    writer = _Writer(
        interview=Interview(plan=plan, instruments=instruments), making=making, phrases=phrases
    )
    outside = phrases.outside.format(numbers="; ".join(making.local_numbers))
    return Form(
        title=phrases.title.format(code=making.printed_code),
        language=making.language,
        at=making.at,
        strip=REHEARSAL if plan.use is Use.REHEARSAL else None,
        clinic=making.clinic,
        heading=phrases.heading,
        how_to=(*making.why, phrases.how_to),
        code=making.code,
        printed_code=making.printed_code,
        ticket=phrases.ticket.format(ticket=plan.ticket),
        staff=phrases.staff if making.is_blank else (),
        parts=tuple(writer.parts()),
        thanks=phrases.thanks,
        foot=sentences_in(making.language, (phrases.now, outside if making.local_numbers else "")),
        page=phrases.page,
        gaps=phrases.gaps,
    )


def tile_words(domain: Domain, wording: Wording, phrases: FormPhrases) -> tuple[str, ...]:
    """The words of a page of the list, in the order of what is on offer there."""
    short = wording.labels.get(f"short.{SAFETY}", "")
    privately = short[:1].upper() + short[1:]
    return (
        *(privately if each == SAFETY else wording.items[each] for each in domain.items),
        phrases.none_of_these,
        phrases.something_else,
    )


@frozen
class _Writer:
    interview: Interview
    making: FormMaking
    phrases: FormPhrases

    def parts(self) -> Iterator[FormPart]:
        yield self._start()
        by_kind = {each.id: each for each in questions(self.interview)}
        if "dt" in self.interview.plan.instruments:
            yield self._rating(by_kind["rating"])
            yield self._list(by_kind)
            yield self._help()
        for instrument in self.interview.plan.instruments:
            if instrument != "dt":
                yield self._scale(instrument, by_kind)
        if "talk" in by_kind:
            yield self._talk(by_kind["talk"])

    def _start(self) -> FormPart:
        phrases, screens = self.phrases, self.making.screens
        first, *_ = questions(self.interview)
        ways = screens.choices(StepKind.WHO)
        words = (phrases.alone, phrases.helped, *list(ways.values())[1:], phrases.not_today)
        reasons = screens.choices(StepKind.NOT_TODAY)
        return FormPart(
            questions=(
                FormQuestion(title=phrases.born, lines=WRITING_LINES),
                FormQuestion(title=phrases.day, lines=WRITING_LINES),
                FormQuestion(
                    title=phrases.who,
                    lead=self._for_a_proxy(),
                    boxes=_boxes(marks(first), words),
                ),
                FormQuestion(
                    title=phrases.why_not, boxes=_numbered(reasons.values()), layout=Layout.FLOW
                ),
            )
        )

    def _for_a_proxy(self) -> str:
        """What somebody who answers for the patient leaves out; nothing where there is nothing."""
        name = self.making.screens.part_name
        if "dt" not in self.interview.plan.instruments:
            return ""
        return self.phrases.for_a_proxy.format(list=name(Part.LIST), help=name(Part.HELP))

    def _rating(self, question: Question) -> FormPart:
        wording = self.making.wordings["dt"]
        return FormPart(
            title=self.making.screens.part_name(Part.RATING),
            leads=(wording.intro,),
            is_on_new_page=True,
            questions=(
                FormQuestion(
                    title=wording.items["rating"],
                    lead=self._in_one(wording.labels["helper"], self.phrases.rating),
                    boxes=_boxes(marks(question), marks(question)),
                    decline=self.phrases.rather_not_say,
                    layout=Layout.THERMOMETER,
                    low=wording.labels["low"],
                    high=wording.labels["high"],
                ),
            ),
        )

    def _list(self, by_id: Mapping[str, Question]) -> FormPart:
        phrases, wording = self.phrases, self.making.wordings["dt"]
        asked = []
        for domain in self.interview.instruments["dt"].domains:
            keys = marks(by_id[f"concerns.{domain.id}"])
            asked.append(
                FormQuestion(
                    title=wording.labels[f"domain.{domain.id}"],
                    boxes=_boxes(keys, tile_words(domain, wording, phrases)),
                    decline=phrases.rather_not_say,
                    layout=Layout.COLUMNS,
                    has_line_beside_last=True,
                )
            )
        return FormPart(
            title=self.making.screens.part_name(Part.LIST),
            leads=(phrases.listed, phrases.written),
            is_on_new_page=True,
            questions=tuple(asked),
        )

    def _help(self) -> FormPart:
        phrases, screens = self.phrases, self.making.screens
        ways = _numbered(screens.choices(StepKind.HELP).values())
        ranked = [
            FormQuestion(
                title=phrases.rank_first if place == 1 else phrases.rank_next.format(place=place),
                has_line_in_title=True,
                lead=phrases.help_for_it,
                boxes=ways,
                layout=Layout.FLOW,
            )
            for place in range(1, RANKS + 1)
        ]
        return FormPart(
            title=screens.part_name(Part.HELP),
            leads=(phrases.rank,),
            is_on_new_page=True,
            questions=(
                *ranked,
                FormQuestion(title=phrases.help_at_all, boxes=ways, layout=Layout.FLOW),
                FormQuestion(
                    title=phrases.because,
                    boxes=_numbered(screens.choices(StepKind.BECAUSE).values()),
                ),
                *self._phone(),
            ),
        )

    def _phone(self) -> Iterator[FormQuestion]:
        phrases, screens = self.phrases, self.making.screens
        kinds = (StepKind.PHONE, StepKind.PHONE_NUMBER, StepKind.PHONE_TIME, StepKind.PHONE_MESSAGE)
        for kind in kinds:
            step = Step(id=kind.value, kind=kind, part=Part.HELP)
            words = screens.page(step, self.making.wordings)
            if kind is StepKind.PHONE_NUMBER:
                yield FormQuestion(title=words.title, lead=phrases.number, lines=WRITING_LINES)
                continue
            yield FormQuestion(
                title=words.title,
                lead=phrases.if_phone if kind is StepKind.PHONE else words.lead,
                boxes=_numbered(screens.choices(kind).values()),
                layout=Layout.FLOW,
            )

    def _scale(self, instrument: str, by_id: Mapping[str, Question]) -> FormPart:
        wording, found = self.making.wordings[instrument], self.interview.instruments[instrument]
        steps = {each.id: each for each in self._course()}
        bridge = self.making.screens.page(steps[f"bridge.{instrument}"], self.making.wordings)
        checkpoint = self.making.screens.page(steps["checkpoint"], self.making.wordings)
        scales = [each for each in self.interview.plan.instruments if each != "dt"]
        is_first = instrument == scales[0]
        are_alike = len(set(wording.options.values())) == 1
        before = (self._in_one(checkpoint.title, checkpoint.lead),) if is_first else ()
        asked = tuple(
            FormQuestion(
                title=self.phrases.item.format(number=item.id, question=wording.items[item.id]),
                boxes=_boxes(marks(by_id[f"{instrument}.{item.id}"]), wording.options[item.id]),
                decline=self.phrases.rather_not_say,
                layout=Layout.FLOW_OR_ROWS if are_alike else Layout.ROWS,
            )
            for item in found.items
            if f"{instrument}.{item.id}" in by_id
        )
        return FormPart(
            title=bridge.title,
            before=before,
            leads=(self._in_one(wording.intro, self.phrases.tick_one),),
            is_on_new_page=True,
            questions=asked,
        )

    def _talk(self, question: Question) -> FormPart:
        screens = self.making.screens
        (step,) = [each for each in self._course() if each.id == question.id]
        words = screens.page(step, self.making.wordings)
        boxes = _boxes(marks(question), tuple(screens.choices(StepKind.TALK).values()))
        asked = FormQuestion(
            title=words.title,
            boxes=boxes,
            decline=self.phrases.rather_not_say,
            layout=Layout.FLOW,
        )
        return FormPart(questions=(asked,))

    def _in_one(self, *sentences: str) -> str:
        return sentences_in(self.making.language, sentences)

    def _course(self) -> tuple[Step, ...]:
        interview = self.interview
        return course(interview.plan, interview.answers, interview.instruments)


def _numbered(words: Iterable[str]) -> tuple[Box, ...]:
    texts = tuple(words)
    return _boxes(tuple(str(n) for n in range(1, len(texts) + 1)), texts)


def _boxes(keys: tuple[str, ...], words: tuple[str, ...]) -> tuple[Box, ...]:
    return tuple(Box(mark=key, text=text) for key, text in zip(keys, words, strict=True))
