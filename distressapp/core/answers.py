"""What a patient can have said to one question.

A mapping from a question's key to an answer holds what was given so far. A key that is
not in it is *not answered*; there is no other way to say so, and no default.

Keys are `"<place>/<item>"`: `"hads/9"`, `"pss10/4"`, `"dt/rating"`, `"dt/practical"` (the
ticks of one page), `"dt/practical.other"` (own words), `"dt/top"`, `"help/practical.money"`,
`"help/any"`, `"help/practical.money.because"`, `"phone/may"`, `"phone/number"`,
`"phone/time"`, `"phone/message"`, `"talk/again"`, `"sitting/who"`, `"sitting/language"`.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from distressapp.core.frozen import frozen


@frozen
class Chosen:
    """One option of a scored item.

    Attributes:
        index: Its 0-based place as displayed.
        value: Its points before any reversal of the instrument's own.
    """

    index: int
    value: int


@frozen
class Picked:
    """Some of the things on offer, by id, in the order they were picked.

    An empty tuple is never kept: taking the last tick back withdraws the answer.
    """

    ids: tuple[str, ...]


@frozen
class Written:
    """The patient's own words, verbatim and not normalised."""

    text: str
    language: str


@frozen
class Declined:
    """I'd rather not say: an answer of its own, neither blank nor zero."""


DECLINED: Final = Declined()

Answer: TypeAlias = Chosen | Picked | Written | Declined
Answers: TypeAlias = Mapping[str, Answer]

PHONE_KEYS: Final = "phone/"
"""How the keys of what was said about the phone begin."""


def own_words(answers: Answers) -> Mapping[str, Written]:
    """What the patient wrote of their own, by key; a phone number is none of it, nor a blank."""
    return {
        key: each
        for key, each in answers.items()
        if isinstance(each, Written) and not key.startswith(PHONE_KEYS) and each.text.strip()
    }
