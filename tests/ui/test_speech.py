"""The system's voice: a stand-in for Qt's speech part, which is an extra and not installed here."""

import sys
import types
from enum import Enum

import pytest
from PySide6.QtCore import QLocale, QObject, Signal
from pytestqt.qtbot import QtBot

from distressapp.ui import speech
from distressapp.ui.speech import Voice


class Health(Enum):
    Ready = 0
    Speaking = 1
    Error = 3


class Tongue:
    """A voice of the system's."""

    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        return self._name


class Hub(QObject):
    """A stand-in for the hub of the system's voices."""

    State = Health
    stateChanged = Signal(object)  # noqa: N815  (Qt's spelling)
    now = Health.Ready
    here = {  # noqa: RUF012  (never changed)
        QLocale("en_US"): ("English (Caribbean)", "English (America)", "English (America)+Adam"),
        QLocale("es_ES"): ("Spanish (Spain)+Adam", "Spanish (Spain)"),
        QLocale.c(): ("Klingon", "Chinese (Mandarin)", "Chinese (Mandarin)+Adam"),
    }
    made: "list[Hub]"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stops = 0
        self._locale = QLocale("en_US")
        Hub.made.append(self)

    def state(self) -> Health:
        return self.now

    def availableLocales(self) -> list[QLocale]:  # noqa: N802  (Qt's spelling)
        return list(self.here)

    def availableVoices(self) -> list[Tongue]:  # noqa: N802  (Qt's spelling)
        return [Tongue(each) for each in self.here[self._locale]]

    def locale(self) -> QLocale:
        return self._locale

    def setLocale(self, locale: QLocale) -> None:  # noqa: N802  (Qt's spelling)
        if locale in self.here:
            self._locale = locale

    def setVoice(self, voice: Tongue) -> None:  # noqa: N802  (Qt's spelling)
        self.said.append(f"[{voice.name()}]")

    def setVolume(self, volume: float) -> None:  # noqa: N802  (Qt's spelling)
        assert 0 < volume < 1

    def say(self, text: str) -> None:
        self.said.append(text)
        self.stateChanged.emit(Health.Speaking)

    def stop(self) -> None:
        self.stops += 1
        self.stateChanged.emit(Health.Ready)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> type[Hub]:
    """A system that has voices."""
    module = types.ModuleType(speech.MODULE)
    module.QTextToSpeech = Hub  # type: ignore[attr-defined]  # what the part is called
    monkeypatch.setitem(sys.modules, speech.MODULE, module)
    monkeypatch.setattr(Hub, "now", Health.Ready)
    monkeypatch.setattr(Hub, "made", [], raising=False)
    return Hub


@pytest.fixture
def voice(qtbot: QtBot) -> Voice:
    assert qtbot is not None
    return Voice()


def test_without_qts_speech_part_nothing_is_said(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, speech.MODULE, None)

    assert not voice.speaks("en")
    assert not voice.say("How are you?", "en")
    assert not voice.is_speaking


def test_a_language_is_said_by_the_plainest_of_its_voices(hub: type[Hub], voice: Voice) -> None:
    assert voice.say("How are you?", "en")
    assert voice.say("¿Cómo está?", "es")

    assert hub.made[0].said == [
        "[English (America)]", "How are you?", "[Spanish (Spain)]", "¿Cómo está?",
    ]  # fmt: skip


def test_a_language_without_a_voice_is_not_said_in_another(hub: type[Hub], voice: Voice) -> None:
    assert not voice.say("Πώς είστε;", "el")

    assert hub.made[0].said == []
    assert not voice.speaks("el")


def test_mandarin_is_found_where_qt_knows_no_language(hub: type[Hub], voice: Voice) -> None:
    assert voice.say("你好吗", "zh-Hans")

    assert hub.made[0].said == ["[Chinese (Mandarin)]", "你好吗"]


def test_the_end_of_a_text_is_told_and_a_stop_is_not(
    hub: type[Hub], voice: Voice, qtbot: QtBot
) -> None:
    told: list[object] = []
    voice.ended.connect(told.append)
    voice.say("one", "en")
    voice.stop()
    voice.say("two", "en")

    hub.made[0].stateChanged.emit(Health.Ready)

    assert qtbot is not None
    assert told == [True]
    assert not voice.is_speaking


def test_a_voice_that_breaks_says_so(hub: type[Hub], voice: Voice) -> None:
    told: list[object] = []
    voice.ended.connect(told.append)
    voice.say("one", "en")

    hub.made[0].stateChanged.emit(Health.Error)

    assert told == [False]


def test_a_broken_hub_is_no_voice(
    hub: type[Hub], voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "now", Health.Error)

    assert not voice.speaks("en")


def test_a_hub_is_made_when_it_is_asked_for_and_once(hub: type[Hub], voice: Voice) -> None:
    voice.stop()
    before = len(hub.made)
    voice.speaks("en")
    voice.speaks("es")

    assert (before, len(hub.made)) == (0, 1)


def test_a_voice_that_never_ends_is_given_up_and_made_anew(
    hub: type[Hub], voice: Voice, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(speech, "_LATE_MS", 1)
    monkeypatch.setattr(speech, "_LETTER_MS", 1)

    with qtbot.waitSignal(voice.ended) as told:
        voice.say("one", "en")
    voice.say("two", "en")

    assert told.args == [False]
    assert len(hub.made) == 2
    assert "two" in hub.made[1].said
    voice.stop()
