"""The questions of a form as whoever keys it reads them: in the words that stand on the paper."""

from collections.abc import Mapping, Sequence

from distressapp.core.answers import Answer, Chosen, Declined, Picked, Written
from distressapp.core.course import StepKind
from distressapp.core.form_code import spelt
from distressapp.core.form_questions import (
    ANSWERERS,
    BECAUSE,
    CALLED,
    FIRST,
    HANDED_IN,
    NOT_TODAY,
    WHOLE,
    Question,
    marks,
)
from distressapp.core.frozen import frozen
from distressapp.core.keying import Keying, Left, said
from distressapp.core.paper import tile_words
from distressapp.core.wording import Wording
from distressapp.service.form_words import form_phrases
from distressapp.service.house import House
from distressapp.text import _, speaking
from distressapp.ui import words as screen_words


@frozen
class Option:
    """One thing that may be marked.

    Attributes:
        id: As the form's question offers it.
        key: Printed beside its box; empty where there is none.
    """

    id: str
    key: str
    text: str


@frozen
class Asking:
    """One question in words.

    Attributes:
        short: For the list of what was keyed.
        title: As it stands on the form.
        lead: What is peculiar about keying it; may be empty.
    """

    short: str
    title: str
    lead: str
    options: tuple[Option, ...]


class Words:
    """The words of one form, in its own language where they stand on the paper."""

    def __init__(self, house: House, language: str, instruments: Sequence[str]) -> None:
        self._house = house
        self._language = language
        self._wordings: Mapping[str, Wording] = {
            each: found
            for each in ("dt", *instruments)
            if (found := house.wording(each, language)) is not None
        }
        self._known: dict[Question, Asking] = {}

    def asking(self, question: Question) -> Asking:
        """The question in words."""
        if question not in self._known:
            with speaking(self._language, folder=self._house.resources / "locale"):
                texts, title = self._texts(question), self._title(question)
            keys = marks(question)
            self._known[question] = Asking(
                short=self._short(question),
                title=title,
                lead=_lead(question),
                options=tuple(
                    Option(id=each, key=key, text=text)
                    for each, key, text in zip(question.offered, keys, texts, strict=True)
                ),
            )
        return self._known[question]

    def answer(self, keying: Keying, question: Question) -> str:
        """What was keyed, its key first; empty while nothing was."""
        found = said(keying, question)
        if found is None:
            left = keying.left.get(question.id)
            return "" if left is None else left_words(left)
        return self._said(question, found)

    def _said(self, question: Question, answer: Answer) -> str:
        if isinstance(answer, Declined):
            return _("rather not say")
        if isinstance(answer, Written):
            return answer.text
        if isinstance(answer, Chosen) and question.id == "rating":
            return str(answer.value)
        ids = answer.ids if isinstance(answer, Picked) else (str(answer.index),)
        options = {each.id: each for each in self.asking(question).options}
        return ", ".join(_with_key(options[each]) for each in ids if each in options)

    def _texts(self, question: Question) -> tuple[str, ...]:
        phrases = form_phrases()
        ways = screen_words.choices(StepKind.WHO)
        own: dict[str, Mapping[str, str]] = {
            FIRST: {
                **ways,
                ANSWERERS[0]: phrases.alone,
                ANSWERERS[1]: phrases.helped,
                NOT_TODAY: phrases.not_today,
            },
            BECAUSE: screen_words.choices(StepKind.BECAUSE),
            HANDED_IN: {WHOLE: _("As they wanted it"), CALLED: _("Called away before the end")},
        }
        if question.id in own:
            return tuple(own[question.id][each] for each in question.offered)
        return self._step_texts(question)

    def _step_texts(self, question: Question) -> tuple[str, ...]:
        match _kind(question):
            case StepKind.ITEM:
                return self._wordings[_instrument(question)].options[_subject(question)]
            case StepKind.RATING:
                return question.offered
            case StepKind.CONCERNS:
                domains = {each.id: each for each in self._house.instruments["dt"].domains}
                domain = domains[_subject(question)]
                texts = tile_words(domain, self._wordings["dt"], form_phrases())
                return tuple(each.rstrip(": ") for each in texts)
            case StepKind.TOP:
                return tuple(self._concern(each) for each in question.offered)
            case kind if kind is not None and question.offered:
                found = screen_words.choices(kind)
                return tuple(found[each] for each in question.offered)
            case _:
                return ()

    def _title(self, question: Question) -> str:
        phrases = form_phrases()
        fixed = {
            FIRST: phrases.who,
            BECAUSE: phrases.because,
            HANDED_IN: _("How was the form handed in?"),
        }
        if question.step is None:
            return fixed[question.id]
        kind, subject = question.step.kind, _subject(question)
        if kind is StepKind.ITEM:
            asked = self._wordings[_instrument(question)].items[subject]
            return phrases.item.format(number=subject, question=asked)
        if kind is StepKind.HELP and subject != "any":
            return self._concern(subject)
        return screen_words.page(question.step, self._wordings).title

    def _concern(self, concern: str) -> str:
        """A concern as it stands on the paper, where safety is never written out."""
        domain, _dot, rest = concern.partition(".")
        if rest == "other":
            return screen_words.concern_name(concern, self._wordings["dt"])
        (found,) = [each for each in self._house.instruments["dt"].domains if each.id == domain]
        texts = tile_words(found, self._wordings["dt"], form_phrases())
        return texts[found.items.index(concern)]

    def _short(self, question: Question) -> str:
        kind = _kind(question)
        if kind is StepKind.ITEM:
            name = self._house.instruments[_instrument(question)].name
            return f"{name} {_subject(question)}"
        fixed = {
            FIRST: _("Filled in by"),
            BECAUSE: _("Why not now"),
            HANDED_IN: _("Handed in"),
        }
        return fixed.get(question.id) or self._named(question, kind)

    def _named(self, question: Question, kind: StepKind | None) -> str:
        with speaking(self._language, folder=self._house.resources / "locale"):
            title = self._title(question)
        if kind is StepKind.HELP:
            about = _("in general") if _subject(question) == "any" else title
            return _("Help: {concern}").format(concern=about)
        named = {
            StepKind.RATING: _("Rating"),
            StepKind.TOP: _("Matter most"),
            StepKind.PHONE: _("May we phone"),
            StepKind.PHONE_NUMBER: _("Number"),
            StepKind.PHONE_TIME: _("Time"),
            StepKind.PHONE_MESSAGE: _("Message"),
            StepKind.TALK: _("Talk to someone"),
            StepKind.NOT_TODAY: _("Why not today"),
        }
        return title if kind is None else named.get(kind, title)


def left_words(left: Left) -> str:
    """Why nothing stands there."""
    return _("left blank") if left is Left.BLANK else _("unclear, counts as blank")


def code_words(code: str) -> str:
    """The code as it stands on the form."""
    return spelt(code)


def _lead(question: Question) -> str:
    kind = _kind(question)
    leads = {
        StepKind.CONCERNS: _("Press the letters of all that are marked, then Enter."),
        StepKind.TOP: _("Press the letters in the order of the lines on the form, then Enter."),
        StepKind.HELP: _("Press the numbers of all that are marked, then Enter."),
        StepKind.RATING: _("Type the number, then Enter."),
        StepKind.OWN_WORDS: _("Copy the words as they stand, then Enter. Leave it empty if blank."),
        StepKind.PHONE_NUMBER: _("Copy the number, then Enter. Leave it empty if blank."),
    }
    if kind is StepKind.HELP and _subject(question) == "any":
        return _("The last row of the help page. Press all that are marked, then Enter.")
    return "" if kind is None else leads.get(kind, "")


def _with_key(option: Option) -> str:
    return f"{option.key}  {option.text}" if option.key else option.text


def _kind(question: Question) -> StepKind | None:
    return None if question.step is None else question.step.kind


def _subject(question: Question) -> str:
    return "" if question.step is None else str(question.step.subject)


def _instrument(question: Question) -> str:
    return "" if question.step is None else str(question.step.instrument)
