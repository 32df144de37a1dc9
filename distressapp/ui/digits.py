"""A digit on whatever keyboard: above the letters, on the pad, or in the figures of Arabic."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def digit_of(event: QKeyEvent) -> int | None:
    """The digit that was pressed, 0 to 9; None for anything else, a command or a held key."""
    if event.modifiers() & _COMMANDS or event.isAutoRepeat() or len(event.text()) != 1:
        return None
    found = unicodedata.decimal(event.text(), -1)
    return None if found < 0 else int(found)
