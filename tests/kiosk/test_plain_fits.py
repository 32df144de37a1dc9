"""The pages outside the questions fit in every language, at the sizes they are shown in."""

from collections.abc import Mapping

import pytest
from pytestqt.qtbot import QtBot

from distressapp.kiosk import button_words, pages, patient
from distressapp.kiosk import help as calls
from distressapp.kiosk.plain import PlainPage
from distressapp.settings import LocalNumber
from distressapp.ui.look import Look
from tests.kiosk import rooms
from tests.kiosk.conftest import speak
from tests.kiosk.fitting import crowded, cut_words, low_targets, outside
from tests.languages import NAMES

LANGUAGES = tuple(NAMES)


def around_a_sitting(look: Look) -> Mapping[str, PlainPage]:
    mark, now = button_words.rehearsal_words(), button_words.now_words()
    return {
        "resting": pages.resting(look, now=now, mark=mark, has_staffs_room=True),
        "unclosed": pages.unclosed(look, now=now, mark=mark),
        "are you there": pages.are_you_there(look, now=now, mark=mark),
        "broken": pages.broken(look, now=now, mark=mark),
    }


def of_a_call(look: Look) -> Mapping[str, PlainPage]:
    mark = button_words.rehearsal_words()
    line = LocalNumber(label="Night line", number="+44 555 0100")
    return {
        "asking": pages.asking_now(look, mark=mark),
        "calling": pages.calling(look, "harbour", has_sitting=True, backup="A. Ward", mark=mark),
        "coming": pages.coming(look, has_sitting=True, mark=mark),
        "closed": pages.numbers(look, (line,), mark=mark),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", rooms.SIZES)
@pytest.mark.parametrize("is_call", [True, False])
def test_the_pages_outside_the_questions_fit(
    clean_stage: QtBot, language: str, size: str, *, is_call: bool
) -> None:
    speak(language)
    look = rooms.look(size, calls.PERCENT if is_call else patient.WELCOME_PERCENT)

    made = of_a_call(look) if is_call else around_a_sitting(look)

    for name, page in made.items():
        clean_stage.addWidget(page)
        page.resize(look.metrics.width, look.metrics.height)
        page.show()
        faults = [*cut_words(page), *low_targets(page, look), *crowded(page, look), *outside(page)]
        assert faults == [], name
        page.close()
