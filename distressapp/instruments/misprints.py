"""Words that go round in many copies of an instrument and are not the instrument's.

Where the words themselves are an owner's, only their SHA-256 would stand here; from it no
sentence can be read.
"""

import re
from typing import Final

from distressapp.core.frozen import frozen


@frozen
class Misprint:
    """One that is known.

    Attributes:
        language: First part of the tag of the words it stands in.
        option: Number of the displayed option from 0.
        words: Folded as `folded` does.
        wrong: The words too many.
        source: Who found it.
    """

    instrument: str
    language: str
    option: int
    words: str
    wrong: str
    source: str


KNOWN: Final = (
    Misprint(
        instrument="gad7",
        language="en",
        option=0,
        words="not at all sure",
        wrong="sure",
        source="Zorowitz 2021, Lancet Psychiatry 8:180",
    ),
)


def folded(text: str) -> str:
    """The words alone, small, one blank between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def misprint(instrument: str, language: str, options: tuple[str, ...]) -> Misprint | None:
    """The misprint that stands in these options of one item; None where none does."""
    for each in KNOWN:
        is_its = each.instrument == instrument and each.language == language.partition("-")[0]
        if is_its and each.option < len(options) and folded(options[each.option]) == each.words:
            return each
    return None
