"""The same way through a sitting in another language, as the patient reads it there."""

import gettext
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from distressapp.core.answers import Answer, Picked, Written
from distressapp.core.sitting import Use
from distressapp.core.wording import Wording
from distressapp.instruments import wording
from tests.core.shipped import INSTRUMENTS
from tests.house.project import ROOT
from tests.x11 import course
from tests.x11.course import Step

NAMES: Final[Mapping[str, str]] = {"en": "English", "ar": "العربية"}
OWN_WORDS: Final[Mapping[str, str]] = {"en": "Dog", "ar": "كلب"}
_OTHER: Final = "Something else: {domain}"


def _pairs(here: Wording, there: Wording) -> Iterator[tuple[str, str]]:
    yield here.intro, there.intro
    yield from ((words, there.items[item]) for item, words in here.items.items())
    yield from ((words, there.labels[label]) for label, words in here.labels.items())
    for item, options in here.options.items():
        yield from zip(options, there.options[item], strict=True)


def interface(language: str) -> Callable[[str], str]:
    """A sentence of the program in that language; those of the staff stay as they are."""
    return gettext.translation(
        "distressapp", ROOT / "resources" / "locale", [language.replace("-", "_")], fallback=True
    ).gettext


def translator(language: str) -> Callable[[str], str]:
    """What stands in English on the screen, in that language."""
    said = interface(language)
    known: dict[str, str] = {}
    for each in INSTRUMENTS:
        pair = [wording(each, tag, Use.REHEARSAL) for tag in ("en", language)]
        here, there = pair
        if here is not None and there is not None:
            known.update(_pairs(here, there))
            for label, words in here.labels.items():
                if label.startswith("domain."):
                    other = said(_OTHER).format(domain=there.labels[label])
                    known[_OTHER.format(domain=words)] = other
    return lambda sentence: known.get(sentence) or said(sentence)


def steps(language: str) -> Iterator[Step]:
    """The course of `course.steps` in that language, after it was chosen."""
    say = translator(language)
    for step in course.steps():
        yield replace(
            step,
            asked=say(step.asked),
            chosen=tuple(say(each) for each in step.chosen),
            typed=OWN_WORDS[language] if step.typed == OWN_WORDS["en"] else step.typed,
            onward=say(step.onward),
        )


def answers(language: str) -> dict[str, Answer]:
    """What must be kept of it."""
    kept: dict[str, Answer] = {
        key: replace(answer, language=language) if isinstance(answer, Written) else answer
        for key, answer in course.answers().items()
    }
    kept["dt/practical.other"] = Written(text=OWN_WORDS[language], language=language)
    if language != "en":
        kept["sitting/language"] = Picked(ids=(language,))
    return kept
