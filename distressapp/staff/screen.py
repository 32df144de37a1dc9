"""A screen of the staff's room: what fills the window beside the navigation."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from distressapp.service.access import Session
from distressapp.staff.desk import Desk, Place
from distressapp.ui.guard import guarded

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Screen(QWidget):
    """One place of the room.

    Attributes:
        main: The button that Enter presses; None where nothing is that plain.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self.desk = desk
        self.place = place
        self.main: QAbstractButton | None = None

    @property
    def title(self) -> str:
        """What the screen is called; nothing of a patient."""
        return ""

    def refresh(self) -> None:
        """Show it anew: after it was shown, and after something was written."""

    def may_leave(self) -> bool:
        """Whether nothing would be lost; says so in place where not, and lets go the next time."""
        return True

    def before_lock(self, session: Session) -> None:
        """The vault is about to be shut: the last moment to keep what stands only here.

        Args:
            session: Still open; the desk's own says already that it is locked.
        """

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the main button, Escape goes back."""
        if event.key() in _ENTER and self.main is not None and self.main.isEnabled():
            self.main.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.desk.back()
        else:
            super().keyPressEvent(event)
