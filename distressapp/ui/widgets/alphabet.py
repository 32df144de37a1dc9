"""Which letters stand on the keyboard of a language, as people know them from their telephone."""

# ruff: noqa: RUF001  (letters of other scripts look like Latin ones, and are meant)

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import field
from typing import Final

from distressapp.core.frozen import frozen

ACUTE, DIAERESIS = "\u0301", "\u0308"
"""Unicode's marks that join the letter before them."""


@frozen
class Accent:
    """A key that says nothing by itself: the next letter gets its mark.

    Attributes:
        name: What a screen reader calls the key, in the language of the keyboard.
        mark: The mark as Unicode joins it to a letter.
    """

    name: str
    mark: str


@frozen
class Alphabet:
    """The keys of one language.

    Attributes:
        letters: Rows on a screen that is wider than high.
        narrow: The same letters in rows of at most ten, which an upright tablet has room for.
        signs: Rows of digits and signs; digits are 0 to 9 everywhere, as on a telephone.
        accents: What stands on the key of an accent, and what it does.
        has_capitals: Whether there is a key for capital letters.
    """

    letters: tuple[str, ...]
    narrow: tuple[str, ...]
    signs: tuple[str, ...]
    accents: Mapping[str, Accent] = field(default_factory=dict)
    has_capitals: bool = True


def capital(letter: str) -> str:
    """The capital of a letter that has one of its own; a final sigma stays what it is."""
    upper = letter.upper()
    return upper if upper.lower() == letter else letter


def accented(letter: str, marks: Collection[str]) -> str:
    """The letter with those marks; the letter alone where no such letter is written."""
    # The dots come first: Unicode knows iota with dots and tonos in this order only.
    joined = letter + "".join(sorted(marks, key=(DIAERESIS, ACUTE).index))
    made = unicodedata.normalize("NFC", joined)
    return made if len(made) == 1 else letter


_DIGITS: Final = "1234567890"
_LATIN: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SPANISH: Final = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_GREEK: Final = ("ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ")

ENGLISH: Final = Alphabet(letters=_LATIN, narrow=_LATIN, signs=(_DIGITS, "-/:;()&@“”", ".,?!'+#"))

ALPHABETS: Final[Mapping[str, Alphabet]] = {
    "en": ENGLISH,
    "es": Alphabet(
        letters=_SPANISH,
        narrow=_SPANISH,
        signs=(_DIGITS, "-/:;()&@«»", ".,¿?¡!'+"),
        accents={
            "´": Accent(name="acento", mark=ACUTE),
            "¨": Accent(name="diéresis", mark=DIAERESIS),
        },
    ),
    "el": Alphabet(
        letters=_GREEK,
        narrow=_GREEK,
        # The question mark of Greek is written like a semicolon.
        signs=(_DIGITS, "-/:()&@«»#", ".,;!·'+"),
        accents={
            "΄": Accent(name="τόνος", mark=ACUTE),
            "¨": Accent(name="διαλυτικά", mark=DIAERESIS),
        },
    ),
    "ar": Alphabet(
        letters=("ضصثقفغعهخحجد", "شسيبلاتنمكطذ", "ئءؤرأإآىةوزظ"),
        narrow=("ضصثقفغعهخ", "حجدشسيبلا", "تنمكطذءئؤ", "رأإآىةوزظ"),
        signs=(_DIGITS, "-/:()&@«»#", ".،؛؟!'+"),
        has_capitals=False,
    ),
    # Chinese is composed by the system's input method from a keyboard of its own; these keys
    # write a name, a number or pinyin.
    "zh": Alphabet(
        letters=_LATIN, narrow=_LATIN, signs=(_DIGITS, "-/：；（）&@“”", "。，？！、'+")
    ),
}


def alphabet(language: str) -> Alphabet:
    """The keys of a language, a BCP 47 tag; the Latin letters where it has none of its own."""
    return ALPHABETS.get(language.partition("-")[0], ENGLISH)
