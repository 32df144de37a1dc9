"""The first screen offers every language in its own script, all at once, the chosen one seen."""

import pytest
from PySide6.QtCore import QPoint

from distressapp.core.answers import Picked
from distressapp.kiosk.screens.welcome import WelcomeScreen
from distressapp.ui.widgets.options import OptionRow
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import cut_words, low_targets, outside, seen
from tests.languages import NAMES


@pytest.mark.parametrize("language", ["es", "el", "zh-Hans", "ar"])
@pytest.mark.parametrize("percent", [150, 200])
@pytest.mark.parametrize("size", rooms.SIZES)
def test_five_languages_stand_side_by_side_in_their_own_scripts(
    open_room: Open, size: str, percent: int, language: str
) -> None:
    room = open_room("welcome", size, percent, language=language)
    screen = room.screen_shown
    assert isinstance(screen, WelcomeScreen)
    screen.show_answers({"sitting/language": Picked(ids=(language,))})

    rows = seen(room, OptionRow)

    assert sorted(row.words for row in rows) == sorted(NAMES.values())
    assert [row.words for row in rows if row.isChecked()] == [NAMES[language]]
    assert cut_words(room) == []
    assert low_targets(room, rooms.look(size, percent)) == []
    assert outside(room) == []


def test_the_first_language_stands_where_reading_begins(open_room: Open) -> None:
    room = open_room("welcome", "landscape", 150, language="ar")

    rows = seen(room, OptionRow)

    first = max(rows, key=lambda row: (-row.y(), row.mapTo(room, QPoint(0, 0)).x()))
    assert first.words == NAMES["en"]
