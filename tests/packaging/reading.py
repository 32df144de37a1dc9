"""How hard English words are to read: the grade of Flesch and Kincaid, by our own count.

Source: Kincaid and others 1975, Naval Technical Training Command, Research Branch Report 8-75.
A grade of 6 is a reader of about 11 years.
"""

import re
from collections.abc import Iterable
from typing import Final

_EXCEPTIONS: Final = {
    "annoyances": 4, "area": 3, "being": 2, "create": 2, "doing": 2, "else": 1, "evening": 2,
    "everyone": 3, "friend": 1, "friends": 1, "going": 2, "idea": 3, "ideas": 3,
    "interpreter": 4, "loneliness": 3, "people": 2, "quiet": 2, "quietly": 3, "rarely": 2,
    "safely": 2, "safety": 2, "science": 2, "seeing": 2, "someone": 2, "something": 2,
    "sometimes": 2, "trying": 2, "usual": 3,
}  # fmt: skip
"""Words that the rules below count wrongly."""
_GROUPS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"[^aeiouy](e|ed|es)$")
_SOUNDED: Final = re.compile(r"([^aeiouyl]les?|[td]ed|(s|x|z|ch|sh|c|g)es)$")
_APART: Final = re.compile(
    r"i(?=a(?!l$))|(?<![cstx])i(?=o)|(?<!t)i(?=en)|u(?=a(?!l$|r))|u(?=en)|e(?=o)"
)
"""Two vowels that stand together and sound apart: radio, influence; not patient, special."""
_WORD: Final = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+|\n")


def syllables(word: str) -> int:
    """How many syllables an English word has, at least one."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in _EXCEPTIONS:
        return _EXCEPTIONS[plain]
    count = len(_GROUPS.findall(plain))
    if _SILENT.search(plain) and not _SOUNDED.search(plain):
        count -= 1
    return max(1, count + len(_APART.findall(plain)))


def grade(sentences: Iterable[str]) -> float:
    """The school grade that reads these sentences, each of them counted as one."""
    spoken = [words for words in map(_WORD.findall, sentences) if words]
    count = sum(map(len, spoken))
    sounds = sum(syllables(each) for one in spoken for each in one)
    return 0.39 * count / len(spoken) + 11.8 * sounds / count - 15.59


def sentences_in(text: str) -> list[str]:
    """The sentences of a text; the names of its fields are left out."""
    return [each for each in _SENTENCE.split(re.sub(r"\{\w+\}", "", text)) if _WORD.search(each)]
