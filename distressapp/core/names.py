"""Names and numbers as people type them: tidied, folded for the search, compared for likeness.

How near two names must be to be held for one another is this project's judgement.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

LONGEST: Final = 200
"""Characters of a name."""

_SPELT_OUT: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "\u0131": "i",
    }
)
_TURNS_LINES: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)
"""What turns the direction of the words that stand behind it on a screen or a page."""
_MONTHS: Final = 12
_LEAST_TYPED: Final = 4
"""A shorter part of a name is another one where a letter differs."""


def tidied(text: str, *, has_lines: bool = False) -> str:
    """The text without what cannot be seen and could disturb a list: controls, half characters.

    Letters of every script stay as they were typed, and so does what joins them.

    Args:
        has_lines: New lines stay.
    """
    kept = (
        each if not _disturbs(each) else " "
        for each in text
        if each not in _TURNS_LINES and unicodedata.category(each) != "Cs"
    )
    if not has_lines:
        return " ".join("".join(kept).split())
    lines = text.splitlines()
    return "\n".join(tidied(each) for each in lines).strip()


def _disturbs(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Zl", "Zp", "Co", "Cn"}


def folded(text: str) -> str:
    """The one spelling of a name to look for: no capitals, accents, hyphens or apostrophes.

    Marks that make another letter in scripts of India and of the South-East stay.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    spelt = unicodedata.normalize("NFC", plain).translate(_SPELT_OUT)
    said = (each for each in spelt if unicodedata.category(each) not in {"Cf", "Lm"})
    words = "".join(
        each if _belongs(each) else " " for each in said if each not in "'\u2019\u02bc`"
    )
    return " ".join(words.split())


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in {"L", "N", "M"}


def are_alike(one: str, other: str) -> bool:
    """Whether two names could be meant for one another: order, one letter, a part left out.

    Args:
        one, other: As `folded` gives them.
    """
    fewer, more = sorted((one.split(), other.split()), key=len)
    if not fewer:
        return False
    left = list(more)
    for word in fewer:
        near = next((each for each in left if _is_near(word, each)), None)
        if near is None:
            return False
        left.remove(near)
    is_part_only = len(fewer) == 1 and len(more) > 1
    return not is_part_only


def namesakes(names: Mapping[str, str]) -> frozenset[str]:
    """Whose name is like that of somebody else on the same list.

    Args:
        names: By id of the patient, as they are written.

    Returns:
        Their ids; a patient who stands there twice is no namesake of their own.
    """
    plain = {one: folded(name) for one, name in names.items()}
    by_start: dict[str, set[str]] = {}
    for one, name in plain.items():
        for word in name.split():
            by_start.setdefault(word[:3], set()).add(one)
    return frozenset(
        one
        for one, name in plain.items()
        for word in name.split()
        for other in by_start[word[:3]]
        if one != other and are_alike(name, plain[other])
    )


def _is_near(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LEAST_TYPED or abs(len(one) - len(other)) > 1:
        return False
    return _is_one_slip(one, other)


def _is_one_slip(one: str, other: str) -> bool:
    """One letter more, another letter, or two neighbours in the other order."""
    short, long = sorted((one, other), key=len)
    at = next((at for at, each in enumerate(short) if each != long[at]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    return short[at + 1 :] == long[at + 1 :] or is_swapped


def mistaken_for(born: date) -> tuple[date, ...]:
    """That date, and the one that is written when day and month change places."""
    if born.day > _MONTHS or born.day == born.month:
        return (born,)
    return (born, date(born.year, born.day, born.month))
