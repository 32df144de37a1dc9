"""Every answer of one sitting for staff, with what is missing said where it is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from distressapp.core.answers import own_words
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Item, Kind
from distressapp.core.results import ItemPoints, Scored
from distressapp.core.sitting import Who
from distressapp.core.summary import Line, Section, Summary
from distressapp.core.wording import Wording
from distressapp.service.house import House
from distressapp.service.pages import stopped, summary_from
from distressapp.service.reports import STAFF_LANGUAGE
from distressapp.service.timeline_words import stop_words
from distressapp.text import _
from distressapp.vault.lists import Stopped
from distressapp.vault.vault import Vault


@frozen
class Given:
    """One question with what was said to it.

    Attributes:
        question: In the staff's language, numbered as in the instrument.
        answer: In words; or that nothing was answered, or that the patient would rather not say.
        points: As they entered the score; empty where there are none.
        is_missing: No answer, or none that scores.
    """

    question: str
    answer: str
    points: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions that belong together.

    Attributes:
        told: How much of it was answered; may be empty.
    """

    title: str
    told: str
    given: tuple[Given, ...]


@frozen
class AnswerSheet:
    """One sitting as staff read it.

    Attributes:
        how: How it ended, and who answered.
        flags: The band and why, the most urgent first.
        has_words: The patient wrote something; it is opened by a verb of its own.
    """

    sitting: str
    how: tuple[Line, ...]
    sentence: str
    flags: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    has_words: bool


def answer_sheet(house: House, vault: Vault, sitting: str) -> AnswerSheet:
    """Every answer of a sitting; note first that it is looked at, by `views.viewed`.

    The patient's own words are not on it: whoever opens those is named by `reading.read_text`.

    Raises:
        ExpectedError: There is no such sitting.
    """
    found = stopped(vault, sitting)
    summary = summary_from(house, vault, sitting)
    of = found.record.sitting
    ended = Line(label=_("Ended"), text=stop_words(of.stop))
    return AnswerSheet(
        sitting=sitting,
        how=(ended, *summary.answered.lines),
        sentence=summary.sentence,
        flags=tuple(
            (group.word.capitalize(), reason) for group in summary.flags for reason in group.reasons
        ),
        parts=(*_parts(house, found), *_sections(summary)),
        has_words=bool(own_words(of.answers)),
    )


def _parts(house: House, found: Stopped) -> Iterator[Part]:
    if found.record.sitting.who is Who.PROXY:
        return
    for instrument_id, scored in found.record.outcome.scored.items():
        instrument = house.instruments.get(instrument_id)
        if instrument is not None:
            yield _part(instrument, scored, house.wording(instrument_id, STAFF_LANGUAGE))


def _part(instrument: Instrument, scored: Scored, wording: Wording | None) -> Part:
    items = [each for each in instrument.items if each.kind is Kind.CHOICE]
    given = tuple(
        _given(item, scored.items[item.id], wording, is_only=len(items) == 1)
        for item in items
        if item.id in scored.items
    )
    answered = sum(not each.is_missing for each in given)
    told = _("{answered} of {count} answered").format(answered=answered, count=len(given))
    return Part(title=instrument.name, told=told, given=given)


def _given(item: Item, points: ItemPoints, wording: Wording | None, *, is_only: bool) -> Given:
    asked = "" if wording is None else wording.items.get(item.id, "")
    question = asked if is_only and asked else f"{item.id}  {asked}".strip()
    if points.index is None or points.score is None:
        missing = _("would rather not say") if points.is_declined else _("not answered")
        return Given(question=question, answer=missing, is_missing=True)
    options = () if wording is None else wording.options.get(item.id, ())
    place = _("option {place}").format(place=points.index + 1)
    answer = options[points.index] if points.index < len(options) else place
    return Given(question=question, answer=answer, points=str(points.score))


def _sections(summary: Summary) -> Iterator[Part]:
    for section in (summary.top, summary.help, summary.concerns):
        yield _of_section(section)


def _of_section(section: Section) -> Part:
    given = tuple(Given(question=each.label, answer=each.text) for each in section.lines)
    return Part(title=section.title, told="", given=given)
