"""The system's voice, through Qt's speech part, which is looked for only when somebody asks.

That part is not in the Essentials wheel that we ship: it is the extra `voice`. What it says goes
to the usual output of the computer; it cannot be sent elsewhere.
"""

import importlib
from typing import Any, Final

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from distressapp.ui.guard import guarded

MODULE: Final = "PySide6.QtTextToSpeech"
_VOLUME: Final = 0.8
_LATE_MS, _LETTER_MS = 10_000, 400
"""How long a text may take: a speech service that died tells nobody, and never ends."""

_VARIANT: Final = "+"
"""A voice of espeak with a changed timbre has this in its name."""


class Voice(QObject):
    """Says one text at a time.

    Signals:
        ended: A bool: whether it was said to its end. Not told after `stop`.
    """

    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech: Any = None  # Qt's speech part has no stubs here
        self._engine: Any = None
        self._is_speaking = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._give_up)

    @property
    def is_speaking(self) -> bool:
        """A text was begun and has not ended."""
        return self._is_speaking

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for that language; looking for it may take two seconds.

        Args:
            language: A BCP 47 tag, such as `"en"`.
        """
        return self._choose(language)

    def say(self, text: str, language: str) -> bool:
        """Begin that text; one that is being said is stopped.

        Returns:
            Whether there is a voice; if not, `ended` is not told.
        """
        self.stop()
        if not self._choose(language):
            return False
        self._is_speaking = True
        self._late.start(_LATE_MS + _LETTER_MS * len(text))
        self._engine.say(text)
        return True

    def stop(self) -> None:
        """Silence; nothing to stop is fine."""
        self._is_speaking = False
        self._late.stop()
        if self._engine is not None:
            self._engine.stop()

    def _choose(self, language: str) -> bool:
        """Take a voice of that language, never one of another."""
        engine = self._ready()
        if engine is None:
            return False
        wanted = QLocale(language)
        here = [each for each in engine.availableLocales() if _is_same(each, wanted)]
        if here:
            engine.setLocale(wanted if _in(wanted, here) else here[0])
            voices = _plain(engine.availableVoices())
        else:
            voices = self._unnamed(engine, wanted)
        for voice in voices[:1]:
            engine.setVoice(voice)
        return bool(voices) or (bool(here) and _is_same(engine.locale(), wanted))

    @staticmethod
    def _unnamed(engine: Any, wanted: QLocale) -> list[Any]:  # noqa: ANN401  (no stubs)
        # Espeak calls Mandarin `cmn`, a code that Qt does not know: its voices stand under no
        # language, with its English name in front (PySide6 6.11.3, speech-dispatcher 0.11).
        nowhere = [each for each in engine.availableLocales() if each == QLocale.c()]
        if not nowhere:
            return []
        engine.setLocale(nowhere[0])
        name = QLocale.languageToString(wanted.language())
        return [each for each in _plain(engine.availableVoices()) if each.name().startswith(name)]

    def _ready(self) -> Any:  # noqa: ANN401  (no stubs)
        if self._engine is None:
            try:
                self._speech = importlib.import_module(MODULE)
            except ImportError:
                return None
            engine = self._speech.QTextToSpeech()
            if engine.state() == self._speech.QTextToSpeech.State.Error:
                return None
            engine.setVolume(_VOLUME)
            engine.stateChanged.connect(self._hear)
            self._engine = engine
        return self._engine

    @Slot(object)
    @guarded
    def _hear(self, state: object) -> None:
        states = self._speech.QTextToSpeech.State
        if self._is_speaking and state in {states.Ready, states.Error}:
            self._is_speaking = False
            self._late.stop()
            self.ended.emit(state == states.Ready)

    @Slot()
    @guarded
    def _give_up(self) -> None:
        """Another hub is made for the next text; this one may never speak again."""
        if self._is_speaking:
            self.stop()
            self._engine.deleteLater()
            self._engine = None
            self.ended.emit(False)  # noqa: FBT003  (a signal has no keywords)


def _is_same(one: QLocale, other: QLocale) -> bool:
    return one.language() == other.language() and one.language() is not QLocale.Language.C


def _in(wanted: QLocale, here: list[QLocale]) -> bool:
    return any(each.territory() == wanted.territory() for each in here)


def _plain(voices: list[Any]) -> list[Any]:
    """Without changed timbres, the plainest name first: a country before one of its cities."""
    plain = [each for each in voices if _VARIANT not in each.name()] or list(voices)
    return sorted(plain, key=lambda each: (len(each.name()), each.name()))
