"""Keys that mean the same on whatever keyboard: a digit in either place or in Arabic, and Enter."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def is_enter(event: QKeyEvent) -> bool:
    """Return, or Enter on the pad."""
    # Not in a table of this module's: the 471 keys that Qt knows are made when one is first asked.
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def digit_of(event: QKeyEvent) -> int | None:
    """The digit that was pressed, 0 to 9; None for anything else, a command or a held key."""
    if event.modifiers() & _COMMANDS or event.isAutoRepeat() or len(event.text()) != 1:
        return None
    found = unicodedata.decimal(event.text(), -1)
    return None if found < 0 else int(found)
