"""How a language writes a day, and puts sentences one behind the other, for who reads in it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from distressapp.core.summary_words import day

_MONTHS: Final[Mapping[str, str]] = {
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    "el": (
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου "
        "Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"
    ),
    "ar": ("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
}
"""The twelve months, as they stand beside a day.

Source:
    Unicode CLDR 47, long dates of es, el and ar.
"""

_DAY: Final[Mapping[str, str]] = {
    "es": "{day} de {month} de {year}",
    "zh": "{year}年{number}月{day}日",
}


def day_in(language: str, when: date) -> str:
    """A day with its month in words, `22 November 2026`; in English where those are not known.

    Args:
        language: BCP 47.
    """
    tag = language.casefold().partition("-")[0]
    if tag not in _MONTHS and tag not in _DAY:
        return day(when)
    months = _MONTHS.get(tag, "").split()
    return _DAY.get(tag, "{day} {month} {year}").format(
        day=when.day,
        number=when.month,
        month=months[when.month - 1] if months else "",
        year=when.year,
    )


def sentences_in(language: str, sentences: Iterable[str]) -> str:
    """Sentences as one text: with blanks between them, but not in Chinese.

    Args:
        language: BCP 47.
    """
    between = "" if language.casefold().partition("-")[0] == "zh" else " "
    return between.join(each for each in sentences if each)
