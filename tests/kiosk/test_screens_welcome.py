import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Picked
from distressapp.kiosk.screens.screen import Said
from distressapp.kiosk.screens.welcome import WelcomeScreen
from distressapp.ui.widgets.foot import Foot
from distressapp.ui.widgets.header import Header
from distressapp.ui.widgets.options import OptionRow
from tests.kiosk import rooms
from tests.kiosk.fitting import crowded, cut_words, low_targets, outside, seen
from tests.ui.hands import tap

LANGUAGES = {
    "en": "English",
    "es": "Español",
    "el": "Ελληνικά",
    "zh-Hans": "简体中文",
    "ar": "العربية",
}


def welcome(
    bot: QtBot, size: str, percent: int, languages: dict[str, str] | None = None
) -> WelcomeScreen:
    look = rooms.look(size, percent)
    screen = WelcomeScreen(languages or LANGUAGES, look, percent=percent)
    bot.addWidget(screen)
    bands = Header.height_of(look) + Foot.height_of(look)
    screen.resize(look.metrics.width, look.metrics.height - bands)
    screen.show()
    return screen


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", rooms.SIZES)
def test_every_language_is_in_sight_at_once(clean_stage: QtBot, size: str, percent: int) -> None:
    screen = welcome(clean_stage, size, percent)

    look = rooms.look(size, percent)
    assert [row.words for row in seen(screen, OptionRow)] == list(LANGUAGES.values())
    assert cut_words(screen) == []
    assert low_targets(screen, look) == []
    assert crowded(screen, look) == []
    assert outside(screen) == []


def test_a_tapped_language_is_said_by_its_tag(clean_stage: QtBot) -> None:
    screen = welcome(clean_stage, "landscape", 150)
    heard: list[object] = []
    screen.said.connect(heard.append)
    assert screen.languages is not None

    tap(screen.languages.rows["zh-Hans"])

    assert heard == [Said(key="sitting/language", answer=Picked(ids=("zh-Hans",)))]


def test_one_language_is_no_question(clean_stage: QtBot) -> None:
    screen = welcome(clean_stage, "landscape", 150, {"en": "English"})

    assert screen.languages is None
    assert seen(screen, OptionRow) == []
