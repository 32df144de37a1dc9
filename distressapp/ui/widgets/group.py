"""A question's answers as a screen reader hears them: one group, named by the question."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGroupBox

from distressapp.ui.guard import guarded


class Group(QGroupBox):
    """A group without a frame of its own.

    Qt tells a reader of a plain widget as filler, which has no name; a group box is a panel, and
    its name is said when the focus enters it.
    """

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: what is in the group draws itself."""
