"""Is a language tag one, and are words written in the letters of their language."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

_TAG: Final = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

_WRITTEN: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da"
    " de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy"
    " hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg"
    " li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or"
    " os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta"
    " te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_TWO_LETTERS: Final = frozenset(_WRITTEN.split())
"""ISO 639-1."""

_MEANT: Final[Mapping[str, str]] = {
    "ara": "ar",
    "chi": "zh-Hans",
    "cn": "zh-Hans",
    "ell": "el",
    "eng": "en",
    "esp": "es",
    "gr": "el",
    "gre": "el",
    "sp": "es",
    "spa": "es",
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zho": "zh-Hans",
}
"""What is often written in place of a tag."""

_LETTERS: Final[Mapping[str, frozenset[str]]] = {
    "ar": frozenset({"ARABIC"}),
    "bg": frozenset({"CYRILLIC"}),
    "el": frozenset({"GREEK"}),
    "fa": frozenset({"ARABIC"}),
    "he": frozenset({"HEBREW"}),
    "hi": frozenset({"DEVANAGARI"}),
    "ja": frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    "ko": frozenset({"HANGUL"}),
    "ru": frozenset({"CYRILLIC"}),
    "th": frozenset({"THAI"}),
    "uk": frozenset({"CYRILLIC"}),
    "ur": frozenset({"ARABIC"}),
    "zh": frozenset({"CJK"}),
}
_LATIN: Final = frozenset({"LATIN"})
_LATINS: Final = "ca cs da de en es et eu fi fr ga gl hr hu is it lt lv nb nl nn no pl pt ro sk sl"
_IN_LATIN: Final = frozenset((*_LATINS.split(), "sv", "tr", "vi"))


def meant(tag: str) -> str | None:
    """The tag that was probably meant by what is none; None where nobody knows."""
    if tag in _MEANT:
        return _MEANT[tag]
    low = tag.replace("_", "-").strip()
    return _MEANT.get(low.lower()) or _spelt(low)


def is_tag(tag: str) -> bool:
    """Whether it is a BCP 47 tag as the program writes it, like `es`, `pt-BR` or `zh-Hans`."""
    first = tag.partition("-")[0]
    is_known = first in _TWO_LETTERS if len(first) == 2 else first not in _MEANT  # noqa: PLR2004
    return _TAG.fullmatch(tag) is not None and is_known and tag not in _MEANT


def is_in_letters_of(tag: str, texts: Iterable[str]) -> bool:
    """Whether most letters of the words are those that the language is written in.

    Names and abbreviations may stand in other letters; a language whose letters nobody wrote
    down here passes in any that are not Latin, and in Latin ones.
    """
    counted = Counter(
        unicodedata.name(each, "").partition(" ")[0].partition("-")[0]
        for text in texts
        for each in text
        if each.isalpha()
    )
    wanted = _LETTERS.get(tag.partition("-")[0])
    if wanted is None:
        wanted = _LATIN if tag.partition("-")[0] in _IN_LATIN else frozenset(counted)
    return 2 * sum(counted[each] for each in wanted) >= sum(counted.values())


def _spelt(tag: str) -> str | None:
    """`ES-mx` as `es-MX`."""
    parts = [
        part.lower() if n == 0 else part.title() if len(part) == len("Hans") else part.upper()
        for n, part in enumerate(tag.split("-"))
    ]
    found = "-".join(parts)
    return found if is_tag(found) else None
