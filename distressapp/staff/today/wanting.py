"""At the head of Today: what patients are not asked for want of words or of an owner's leave."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.offered import MARK
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded


class Wanting(QWidget):
    """One line, with a button that leads to all of it; hidden while nothing is wanting."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = Words("", desk.look, self, is_strong=True)
        self.look = Button(_("Licensed wording"), desk.look, self, is_quiet=True)
        self.look.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        self.hide()

    def show_found(self, found: Sequence[str]) -> None:
        """Say the first, and how many more there are; empty hides it."""
        more = len(found) - 1
        self.setVisible(bool(found))
        if not found:
            return
        said = f"{MARK} {found[0]}"
        if more:
            words = ngettext("And {count} more.", "And {count} more.", more)
            said = f"{said} {words.format(count=more)}"
        self.words.setText(said)

    @guarded
    def _go(self, _is_checked: object = None) -> None:
        self._desk.go(Place(screen="settings", part="wording"))
