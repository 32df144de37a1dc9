"""Names and numbers as people type them: tidied, folded for the search, compared for likeness.

How near two names must be to be held for one another is this project's judgement.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_START: Final = 3
"""Letters that some word of two names begins with in both, for them to be confused on a list."""


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
    bearers: dict[str, list[str]] = {}
    for one, name in names.items():
        bearers.setdefault(folded(name), []).append(one)
    spelt = _like_another(list(bearers))
    return frozenset(
        one
        for name, ones in bearers.items()
        if name in spelt or (name and len(ones) > 1)
        for one in ones
    )


def _like_another(names: Sequence[str]) -> frozenset[str]:
    """Those of these names, all different, that share the start of a word with one alike.

    Two names are alike only where every word of the shorter one is near to one of the other: so
    whoever bears a word near to its rarest one is looked at, and nobody else.
    """
    bearers: dict[str, list[str]] = {}
    for name in names:
        for word in dict.fromkeys(name.split()):
            bearers.setdefault(word, []).append(name)
    near = _near_words(bearers)
    found: set[str] = set()
    for name in names:
        words = name.split()
        for other in _bearing_the_rarest(words, near, bearers):
            others = other.split()
            if other == name or len(others) < len(words) or not _share_start(words, others):
                continue
            if are_alike(name, other):
                found.update((name,) if len(others) == len(words) else (name, other))
    return frozenset(found)


def _bearing_the_rarest(
    words: Sequence[str], near: Mapping[str, Sequence[str]], bearers: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """The names with a word near to that one of these for which there are fewest of them."""
    counts = [sum(len(bearers[each]) for each in near[word]) for word in words]
    if counts:
        rarest = words[counts.index(min(counts))]
        for each in near[rarest]:
            yield from bearers[each]


def _share_start(words: Sequence[str], others: Sequence[str]) -> bool:
    return not {each[:_START] for each in words}.isdisjoint(each[:_START] for each in others)


def _near_words(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Each word with those that are near to it, itself first.

    What one slip parts is the same once a letter is left out of one or of both.
    """
    rests: dict[str, list[str]] = {}
    near = {word: [word] for word in words}
    for word in near:
        if len(word) >= _LEAST_TYPED:
            for rest in _rests(word):
                rests.setdefault(rest, []).append(word)
    for word, found in near.items():
        if len(word) >= _LEAST_TYPED:
            others = {each for rest in _rests(word) for each in rests[rest]}
            found += [each for each in others if each != word and _is_near(word, each)]
    return near


def _rests(word: str) -> set[str]:
    """The word, and the word with any one letter left out."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


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
