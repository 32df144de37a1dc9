"""The slip that a patient takes home: what mattered most, the help they asked for, whom to ring.

It is cut out of the patient's own copy, so that safety at home is on neither. It has no name, no
rating, no answer to a questionnaire and no words of the patient's own: it lies about at home.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from distressapp.core.course import StepKind
from distressapp.core.frozen import frozen
from distressapp.core.own_answers import Asked, OwnAnswers, OwnPart

KINDS: Final = frozenset({StepKind.TOP, StepKind.HELP, StepKind.TALK})
"""What of the sitting is on it."""


@frozen
class HomePhrases:
    """What only the slip says, in the language of the sitting.

    Attributes:
        told: Above what the patient said.
        next_title, next: What happens now, a sentence a line.
        numbers: Above the clinic's local numbers.
        closing: At the end.
    """

    title: str
    heading: str
    told: str
    next_title: str
    next: tuple[str, ...]
    numbers: str
    closing: tuple[str, ...]


def take_home(
    copy: OwnAnswers, phrases: HomePhrases, numbers: Sequence[tuple[str, str]]
) -> OwnAnswers:
    """The slip that a patient takes home.

    Args:
        copy: Of the steps in `KINDS`, made without a name.
        numbers: Whom to ring, and their number; may be empty.
    """
    said = tuple(_bare(each) for part in copy.parts for each in part.asked if each.is_said)
    calls = tuple(_line(label, number) for label, number in numbers)
    after = (
        OwnPart(title=phrases.next_title, asked=tuple(_line(each) for each in phrases.next)),
        *([OwnPart(title=phrases.numbers, asked=calls)] if calls else []),
    )
    return replace(
        copy,
        title=phrases.title,
        heading=phrases.heading,
        notes=copy.notes if copy.parts else (),
        parts=(*([OwnPart(title=phrases.told, asked=said)] if said else []), *after),
        closing=phrases.closing,
    )


def _bare(asked: Asked) -> Asked:
    """Without how to tap it."""
    return replace(asked, lead="", before="")


def _line(words: str, said: str = "") -> Asked:
    return Asked(
        before="", question=words, lead="", said=(said,) if said else (), is_said=bool(said)
    )
