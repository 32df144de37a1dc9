"""Where the kiosk's reading aloud is heard: headphones, as this computer names them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.staff.forms.form import about, name_of
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice
from distressapp.staff.widgets.pieces import Small
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.outputs import Finder, Outputs

_KEY = "screen.voice_output"


class HearingFields(QWidget):
    """One output to choose, and a button that looks which ones there are.

    Args:
        chosen: Name of the one that stands; empty for any headphones.
    """

    def __init__(self, chosen: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        options = [(_("Any headphones that are plugged in"), "")]
        options += [(chosen, chosen)] if chosen else []
        self.choice = Choice(
            name_of(_KEY), options, look, self, value=chosen, hint=about(_KEY), is_list=True
        )
        self.look_for = Button(_("Look for headphones"), look, self)
        self.look_for.clicked.connect(self._ask)
        self.said = Small("", look, self)
        self.said.hide()
        self._finder = Finder(self)
        self._finder.found.connect(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        column.addWidget(Row(self.look_for, parent=self))
        column.addWidget(self.said)

    def output(self) -> str:
        """The name that is chosen; empty for any headphones."""
        return str(self.choice.value() or "")

    @Slot()
    @guarded
    def _ask(self) -> None:
        self._finder.ask()

    @guarded
    def _offer(self, outputs: object) -> None:
        every = outputs.every if isinstance(outputs, Outputs) else ()
        self.choice.add(
            [(each.description, each.name) for each in every if not self.choice.has(each.name)]
        )
        self.said.setText(
            _("Found: {outputs}. Choose above.").format(
                outputs=", ".join(each.description for each in every)
            )
            if every
            else _("This computer's sound system tells of no outputs.")
        )
        self.said.show()
