"""What is told to those who do not see the screen, where they are listening."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def is_heard() -> bool:
    """A screen reader, a magnifier or a switch program is following this window."""
    return bool(QAccessible.isActive())


def announce(about: QObject, words: str) -> None:
    """Have these words said without moving the focus; nothing is said for no words.

    Never an answer that was given: who listens may sit beside others.
    """
    if words and is_heard():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
