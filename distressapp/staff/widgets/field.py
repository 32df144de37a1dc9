"""What every field has: a label above, a control, and what is wrong with it below, in words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from distressapp.staff.widgets.pieces import Small, Words
from distressapp.staff.widgets.pile import Pile
from distressapp.staff.widgets.style import SMALL, letters, mark
from distressapp.ui.look import Look


class Field(QWidget):
    """What all fields have.

    Signals:
        changed: The value as it is now, however it changed by hand.
    """

    changed = Signal(object)

    def __init__(
        self, label: str, look: Look, parent: QWidget | None = None, *, hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.label = Words(label, look, self, is_strong=True, size=SMALL)
        self.label.setVisible(bool(label))
        self.hint = Small(hint, look, self)
        self.hint.setVisible(bool(hint))
        self.complaint = Words("", look, self, is_strong=True, size=SMALL)
        self.complaint.hide()
        self.column = Pile(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.label)

    def complain(self, words: str) -> None:
        """Say below the field what is wrong; empty where nothing is."""
        self.complaint.setText(f"\N{BLACK RIGHT-POINTING TRIANGLE} {words}" if words else "")
        self.complaint.setVisible(bool(words))
        for each in self.inputs():
            mark(each, "isWrong", is_on=bool(words))
            each.setAccessibleDescription(words or self.hint.text())

    @property
    def is_wrong(self) -> bool:
        """A complaint stands below it."""
        return bool(self.complaint.text())

    def inputs(self) -> Sequence[QWidget]:
        """What takes the focus and the typing."""
        return ()

    def finish(self, control: QWidget, *inputs: QWidget) -> None:
        """Put the control below its label, and name what is filled in."""
        self.column.addWidget(control)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.complaint)
        for each in inputs:
            each.setFont(letters(self.look))
            each.setAccessibleName(self.label.text())
            each.setAccessibleDescription(self.hint.text())
        self.label.setBuddy(inputs[0])
        self.setFocusProxy(inputs[0])
