"""A form's code scanned while another form is keyed: eight keys, quicker than any hand.

A scanner types like a keyboard, and its letters and digits are marks to whoever waits for some.
"""

from collections import deque
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from distressapp.core.form_code import PLACES, FormCodeError, read
from distressapp.core.keying import Keying
from distressapp.text import _

BURST_MS: Final = 400
"""Eight keys of a hand take longer, also of a quick one; a scanner's take a tenth of it (this
project's judgement)."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ScanWatch:
    """Watches the keys of one form, and remembers what stood there before each of them."""

    def __init__(self) -> None:
        self._keys: deque[tuple[str, int, Keying]] = deque(maxlen=PLACES + 1)
        self._scanned_ms: int | None = None

    def before(self, event: QKeyEvent, at_ms: int, keying: Keying) -> Keying | None:
        """What stood there before a code was scanned, where this key is the last one of it.

        Args:
            at_ms: On any clock that only goes forward.
            keying: As it stands before that key.
        """
        text = event.text()
        if not text.strip():
            self._keys.clear()
            return None
        self._keys.append((text, at_ms, keying))
        _text, since_ms, stood = self._keys[0]
        is_whole = len(self._keys) == PLACES + 1 and at_ms - since_ms <= BURST_MS
        if not is_whole or not is_code("".join(each for each, *_rest in self._keys)):
            return None
        self._keys.clear()
        self._scanned_ms = at_ms
        return stood

    def is_end(self, event: QKeyEvent, at_ms: int) -> bool:
        """Whether that key is the Enter with which the scanner ended."""
        is_soon = self._scanned_ms is not None and at_ms - self._scanned_ms <= BURST_MS
        return is_soon and event.key() in _ENTER


def is_code(typed: str) -> bool:
    """Whether it is the code of a form, with its check."""
    try:
        read(typed)
    except FormCodeError:
        return False
    return True


def scanned_words() -> str:
    """What is said when a code was scanned into a form that is keyed."""
    return _("That was the code of a form. Finish this form, or leave it: it is kept half-way.")
