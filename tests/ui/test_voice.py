import importlib.util
import sys
import types
from collections.abc import Iterator
from enum import Enum

import pytest
from PySide6.QtCore import QLocale

from distressapp.ui import voice


class Health(Enum):
    Ready = 0
    Error = 3


class Speech:
    """A stand-in for the hub of the system's voices."""

    State = Health
    locales = (QLocale("en_GB"), QLocale("es_ES"))
    now = Health.Ready

    def __init__(self) -> None:
        self.said: list[str] = []
        self.stops = 0

    def state(self) -> Health:
        return self.now

    def availableLocales(self) -> list[QLocale]:  # noqa: N802  (Qt's spelling)
        return list(self.locales)

    def setLocale(self, locale: QLocale) -> None:  # noqa: N802  (Qt's spelling)
        self.said.append(f"[{locale.bcp47Name()}]")

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture(autouse=True)
def no_engine() -> Iterator[None]:
    voice._state["engine"] = None  # noqa: SLF001  (each test asks the system anew)
    yield
    voice._state["engine"] = None  # noqa: SLF001  (the same)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> type[Speech]:
    """A system that has voices."""
    module = types.ModuleType(voice.MODULE)
    module.QTextToSpeech = Speech  # type: ignore[attr-defined]  # what the part is called
    monkeypatch.setitem(sys.modules, voice.MODULE, module)
    monkeypatch.setattr(Speech, "now", Health.Ready)
    return Speech


@pytest.mark.skipif(
    importlib.util.find_spec(voice.MODULE) is not None, reason="Qt's speech part is installed"
)
def test_without_qts_speech_part_a_plain_sentence_says_so() -> None:
    told = voice.read_aloud("How are you?", "en")

    assert told is not None
    assert "ask staff" in told


def test_a_language_that_has_a_voice_is_read(system: type[Speech]) -> None:
    assert system is Speech

    told = voice.read_aloud("How are you?", "en")

    assert told is None
    assert voice._state["engine"].said == ["[en]", "How are you?"]  # noqa: SLF001  (the stand-in)


def test_a_language_without_a_voice_is_not_read_in_another(system: type[Speech]) -> None:
    assert system is Speech

    told = voice.read_aloud("Πώς είστε;", "el")

    assert told is not None
    assert voice._state["engine"].said == []  # noqa: SLF001  (the stand-in)


def test_a_second_listen_begins_anew_and_hush_ends_it(system: type[Speech]) -> None:
    assert system is Speech
    voice.read_aloud("one", "en")
    voice.read_aloud("two", "en")

    voice.hush()

    assert voice._state["engine"].stops == 3  # noqa: SLF001  (the stand-in)


def test_a_broken_engine_is_no_voice(system: type[Speech], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "now", Health.Error)

    assert voice.read_aloud("How are you?", "en") is not None


def test_hush_without_a_voice_is_fine() -> None:
    voice.hush()
