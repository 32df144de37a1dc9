"""The lists of the day as buttons with their counts: one tap changes the list."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from distressapp.staff.today.sections import Section
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Small
from distressapp.staff.widgets.style import SMALL, letters
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

LOW: Final = 700
"""A window of fewer pixels shows no list in which nobody is, for want of room."""


class Chips(QWidget):
    """One button for each list, in two rows: the day, and what must not wait.

    Signals:
        chosen: The id of a list.
    """

    chosen = Signal(object)

    def __init__(
        self, sections: Sequence[Section], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sections = {each.id: each for each in sections}
        self.buttons: dict[str, Button] = {}
        self._counts: Mapping[str, int] = {}
        self._group = QButtonGroup(self)
        rows = (Row(parent=self), Row(parent=self))
        for each in sections:
            found = Button(each.words, look, self)
            found.setFont(letters(look, SMALL))
            found.make_choice()
            self._group.addButton(found)
            self.buttons[each.id] = found
            rows[each.is_waiting].add(found)
        self._group.buttonClicked.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(rows[0])
        self.waiting = Small(_("Must not wait"), look, self)
        column.addWidget(self.waiting)
        column.addWidget(rows[1])

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many stand in each list."""
        self._counts = counts
        for name, found in self.buttons.items():
            words = self._sections[name].words
            found.setText(_("{list} {count}").format(list=words, count=counts[name]))
        self.fit()

    def fit(self) -> None:
        """In a low window only the lists with somebody in them, and the one that is shown."""
        is_low = self.window().height() < LOW
        for name, found in self.buttons.items():
            is_wanted = not is_low or found.isChecked() or self._counts.get(name, 1) > 0
            if found.isHidden() is is_wanted:
                found.setVisible(is_wanted)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window may be higher now, or lower."""
        super().resizeEvent(event)
        self.fit()

    def tell_waiting(self, words: str) -> None:
        """Say what else must not wait; nothing where empty."""
        label = _("Must not wait")
        self.waiting.setText(
            _("{label}: {words}").format(label=label, words=words) if words else label
        )

    def choose(self, name: str) -> None:
        """That list is shown."""
        self.buttons[name].setChecked(True)
        self.fit()

    @guarded
    def _tell(self, button: object) -> None:
        for name, each in self.buttons.items():
            if each is button:
                self.chosen.emit(name)
