"""The lists of the day as buttons with their counts: one tap changes the list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from distressapp.staff.today.sections import Section
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Small
from distressapp.staff.widgets.style import SMALL, letters
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


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
        for name, found in self.buttons.items():
            words = self._sections[name].words
            found.setText(_("{list} {count}").format(list=words, count=counts[name]))

    def tell_waiting(self, words: str) -> None:
        """Say what else must not wait; nothing where empty."""
        label = _("Must not wait")
        self.waiting.setText(
            _("{label}: {words}").format(label=label, words=words) if words else label
        )

    def choose(self, name: str) -> None:
        """That list is shown."""
        self.buttons[name].setChecked(True)

    @guarded
    def _tell(self, button: object) -> None:
        for name, each in self.buttons.items():
            if each is button:
                self.chosen.emit(name)
