"""The text for the hospital's own record, from the same value as the page; both identifiers first.

It travels by the clipboard into programs that may know no signs beyond ASCII: a minus or a dash
that arrives as a question mark would change a figure, so such signs are written plainly.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.summary import Line, Measure, Section, Summary
from distressapp.core.summary_words import DASH, DOT, MINUS, day

_PLAIN: Final = {DOT: "; ", DASH: "-", MINUS: "-"}
_TURNS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Signs that turn the order of what follows: behind a name they would turn both identifiers."""


class NotMatchedError(ExpectedError):
    """Nobody has matched the sitting to its patient by two identifiers."""


def record_text(summary: Summary, contacts: Sequence[str] = ()) -> str:
    """What staff paste into the hospital's record.

    Args:
        summary: Of the clinician's copy; a phone number is never on it.
        contacts: What was done about it since, a sentence each, the oldest first.

    Raises:
        NotMatchedError: The identity is not confirmed: such a text could go to anybody's record.
    """
    if not summary.heading.is_confirmed:
        raise NotMatchedError(
            "The sitting is not matched to a patient, so there is no text for a record",
            advice="Match it by name, date of birth and record number first.",
        )
    lines = [*_head(summary), "", *_body(summary), *_done(contacts), "", *_foot(summary)]
    return "\n".join(_plain(each) for each in lines) + "\n"


def _head(summary: Summary) -> Iterator[str]:
    facts = {each.label: each.text for each in summary.heading.facts}
    # One line, so that whoever pastes it sees all of whose it is, whatever the record cuts off.
    yield (
        f"{_one_line(summary.heading.name)}, born {facts['Born']},"
        f" record number {facts['Record number']}"
    )
    yield f"Distress screening, {_when(facts)}, sitting {facts['Ticket word']}, {summary.clinic}"
    if summary.strip is not None:
        yield summary.strip
    if summary.heading.unfinished is not None:
        yield summary.heading.unfinished


def _when(facts: dict[str, str]) -> str:
    paper = facts.get("Filled in on paper")
    return facts.get("Date and time", "") if paper is None else f"filled in on paper {paper}"


def _body(summary: Summary) -> Iterator[str]:
    yield summary.sentence
    for group in summary.flags:
        yield f"{group.word}: {'; '.join(group.reasons)} ({group.target})"
    if not summary.flags:
        yield summary.no_flags
    yield from _section(summary.help)
    yield from _section(summary.top)
    yield "Scores:"
    for measure in summary.measures:
        yield f"- {_measure(measure)}"
    if summary.no_measures:
        yield f"- {summary.no_measures}"
    yield from _section(summary.answered)
    if summary.suicide is not None:
        yield summary.suicide


def _section(section: Section) -> Iterator[str]:
    yield f"{section.title}:"
    for line in section.lines:
        yield f"- {_line(line)}"


def _line(line: Line) -> str:
    text = _one_line(line.text)
    return f"{line.label}: {text}" if line.label else text


def _measure(measure: Measure) -> str:
    facts = (measure.state, measure.band, measure.cutoff, measure.change)
    told = "; ".join(each for each in facts if each) if measure.drawing is not None else ""
    return f"{measure.name} {measure.value}: {told or measure.state}"


def _done(contacts: Sequence[str]) -> Iterator[str]:
    if contacts:
        yield "Since then:"
        yield from (f"- {_one_line(each)}" for each in contacts)


def _foot(summary: Summary) -> Iterator[str]:
    yield f"{summary.journal}; as of {day(summary.at)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    return "".join(each for each in text if each not in _TURNS)
