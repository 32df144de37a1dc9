"""Who answers a call while the room is locked: a name and its PIN, in one line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.fields import Choice, TextField
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Proof(QWidget):
    """Name and PIN; where nobody's PIN can be tried, a name alone.

    Signals:
        given: Name and PIN.
        left: Back was tapped.
    """

    given = Signal(object)
    left = Signal(object)

    def __init__(
        self, ticket: str, names: Sequence[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.has_pin = bool(names)
        only = names[0] if len(names) == 1 else None
        options = [(each, each) for each in names]
        self.name: Choice | TextField = (
            Choice(_("Who are you?"), options, look, self, value=only)
            if names
            else TextField(_("Your name"), look, self)
        )
        self.pin = TextField(_("Your PIN"), look, self, is_secret=True, most=32)
        self.pin.setVisible(self.has_pin)
        self.pin.setMaximumWidth(look.metrics.text(260))
        self.main = Button(_("Answer {ticket}").format(ticket=ticket), look, is_main=True)
        back = Button(_("Back"), look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.pin, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.main, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignBottom)
        self.main.clicked.connect(self._give)
        back.clicked.connect(self._leave)

    def begin(self) -> None:
        """Put the focus where the next thing is typed."""
        is_known = self.has_pin and self.name.value() is not None
        (self.pin if is_known else self.name).setFocus()

    def complain(self, error: ExpectedError) -> None:
        """Say why it was not taken; what was typed as a PIN goes."""
        self.pin.line.setText("")
        (self.pin if self.has_pin else self.name).complain(str(error))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, Escape goes back."""
        if event.key() in _ENTER:
            self.main.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit(None)
        else:
            super().keyPressEvent(event)

    @guarded
    def _give(self, _is_checked: object = None) -> None:
        name = str(self.name.value() or "")
        if not name:
            self.name.complain(_("Please say who you are first."))
        elif self.has_pin and not self.pin.text():
            self.pin.complain(_("Type your PIN."))
        else:
            self.given.emit((name, self.pin.text()))

    @guarded
    def _leave(self, _is_checked: object = None) -> None:
        self.left.emit(None)
