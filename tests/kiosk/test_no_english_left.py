"""In another language the patient meets no sentence that stands in English too.

Whatever a screen shows, says to a screen reader or reads out is gathered on a walk over every
step, once in English and once in the other language; what is in both was not translated.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.core.course import Part
from distressapp.kiosk import button_words, pages
from distressapp.kiosk.plain import PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.settings import LocalNumber
from distressapp.ui.words import part_name, why_we_ask
from tests.kiosk import rooms
from tests.kiosk.conftest import speak
from tests.kiosk.fitting import pages as pages_of
from tests.languages import NAMES

LANGUAGES = ("es", "el", "zh-Hans", "ar")
LATIN = ("en", "es")
SAME = {*NAMES.values(), rooms.TICKET, "555 0100", "abc"}
"""The languages' own names, the ticket word, a number, and the key of letters."""
NAMED = re.compile("|".join(NAMES.values()))


def texts(page: QWidget) -> Iterator[str]:
    """Every text of a page and of what is on it, shown or told."""
    for piece in (page, *page.findChildren(QWidget)):
        yield from (piece.accessibleName(), piece.accessibleDescription(), piece.toolTip())
        held = (getattr(piece, name, "") for name in ("words", "word", "hint"))
        yield from (each for each in held if isinstance(each, str))
        if isinstance(piece, QLabel | QAbstractButton):
            yield piece.text()


def plain_pages() -> Iterator[PlainPage]:
    """Every page outside the questions that a patient may meet."""
    look, now, mark = rooms.look(), button_words.now_words(), button_words.rehearsal_words()
    yield pages.resting(look, now=now, mark=mark)
    yield pages.unclosed(look, now=now, mark=mark)
    yield pages.asking_now(look, mark=mark)
    for backup in (None, "", "111"):
        yield pages.calling(look, rooms.TICKET, has_sitting=True, backup=backup, mark=mark)
    yield pages.coming(look, has_sitting=True, mark=mark)
    yield pages.numbers(look, (), mark=mark)
    yield pages.numbers(look, (LocalNumber(label="1", number="555"),), mark=mark)
    yield pages.are_you_there(look, now=now, mark=mark)
    yield pages.aloud(look, now=now, mark=mark)
    yield pages.broken(look, now=now, mark=mark)


def screens(language: str) -> Iterator[PatientRoom]:
    """The room at every step that a sitting can come to."""
    answers = {key: each for key, each in rooms.ANSWERS.items() if "other" not in key}
    on_the_way = [step.id for step in rooms.interview("welcome").course]
    for stop in dict.fromkeys((*on_the_way, "who", "not_today")):
        yield rooms.room(stop, answers=None if ".other" in stop else answers, language=language)


@cache
def gathered(language: str) -> frozenset[str]:
    """Everything that is said on a walk in that language, but figures, letters and kept names."""
    speak(language)
    try:
        found = {
            *why_we_ask(),
            button_words.closed_now_words(),
            *(part_name(part) for part in Part),
        }
        for page in plain_pages():
            found |= set(texts(page))
            page.deleteLater()
        for room in screens(language):
            for _page in pages_of(room):
                found |= {*texts(room), *(each.words for each in room.screen_shown.spoken())}
            room.deleteLater()
    finally:
        speak("en")
    return frozenset(each for each in found if re.search(r"[^\W\d]{2}", each)) - SAME


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_whole_sitting_stands_in_english_too(
    clean_stage: QtBot, language: str
) -> None:
    english = gathered("en")

    found = gathered(language)

    assert clean_stage is not None
    assert sorted(found & english) == []
    assert len(found) > 250


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each not in LATIN])
def test_no_english_word_stands_in_another_script(clean_stage: QtBot, language: str) -> None:
    english = re.compile(r"[A-Za-z]{2,}")

    found = {each for text in gathered(language) for each in english.findall(NAMED.sub("", text))}

    assert clean_stage is not None
    assert found <= {rooms.TICKET, "PSS", "HADS"}
