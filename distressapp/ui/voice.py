"""Reading aloud, where this computer has a voice for the language; else a plain sentence.

Qt's speech part is not in the Essentials wheel that we ship, so it is looked for only when
somebody asks. Nothing is spoken but what the screen says to everybody.
"""

import importlib
from typing import Any, Final

from PySide6.QtCore import QLocale

from distressapp.text import _

MODULE: Final = "PySide6.QtTextToSpeech"
_state: dict[str, Any] = {"engine": None}  # Qt's speech part has no stubs here


def read_aloud(text: str, language: str) -> str | None:
    """Start to read the text aloud; a second call begins anew.

    Args:
        language: A BCP 47 tag, such as `"en"`.

    Returns:
        None when it is being read, else a sentence that says why not, for a notice.
    """
    engine = _engine()
    if engine is None or not _speaks(engine, language):
        return _("There is no voice for reading aloud on this tablet. Please ask staff.")
    engine.stop()
    engine.setLocale(QLocale(language))
    engine.say(text)
    return None


def hush() -> None:
    """Stop reading; nothing to stop is fine."""
    if _state["engine"] is not None:
        _state["engine"].stop()


def _engine() -> Any:  # noqa: ANN401  (Qt's speech part has no stubs here)
    if _state["engine"] is None:
        try:
            speech = importlib.import_module(MODULE)
        except ImportError:
            return None
        engine = speech.QTextToSpeech()
        if engine.state() == speech.QTextToSpeech.State.Error:
            return None
        _state["engine"] = engine
    return _state["engine"]


def _speaks(engine: Any, language: str) -> bool:  # noqa: ANN401  (the same)
    wanted = QLocale(language).language()
    return any(each.language() == wanted for each in engine.availableLocales())
