"""About: version and build, what is inside with each licence to read, and what changed."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea

from distressapp.core.errors import ExpectedError
from distressapp.service import about
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.staff.widgets.style import SMALL, letters
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _
from distressapp.ui.facts import qt_version
from distressapp.ui.guard import guarded

_LIST_HIGH: Final = 300
_TEXT_HIGH: Final = 380


class AboutPart(Part):
    """All of it comes from files beside the program; nothing is fetched."""

    def build(self) -> None:
        """The sentences, the list of parts, and the text of the chosen one."""
        card = Card(self.look, self)
        first, *others = about.heading()
        card.add(Words(first, self.look, card, is_strong=True))
        for each in (*others, _("Qt {version} draws the windows.").format(version=qt_version())):
            card.add(Words(each, self.look, card))
        self.changes = self.button(_("What changed"), self._show_changes)
        self.qt = self.button(_("How to replace Qt"), self._show_qt)
        card.add(Row(self.changes, self.qt, parent=card))
        self.parts = Table(
            self.look,
            (
                Column(title=_("Part"), text=_name, is_strong=True),
                Column(title=_("Licence"), text=_licence),
            ),
            _name,
            self,
            empty=_("Nothing is listed."),
            name=_("What is inside"),
        )
        self.parts.setMinimumHeight(self.look.metrics.px(_LIST_HIGH))
        self.parts.chosen.connect(self._show_licence)
        self.head = Heading(_("Choose a part to read its licence"), self.look, self)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setFont(letters(self.look, SMALL))
        self.text.setMinimumHeight(self.look.metrics.px(_TEXT_HIGH))
        self.text.hide()
        self.add(card, Heading(_("What is inside"), self.look, self), self.parts)
        self.add(self.head, self.text)
        self.parts.show_rows(about.parts())

    def _show(self, title: str, text: str) -> None:
        self.head.setText(title)
        self.text.setPlainText(text)
        self.text.setAccessibleName(title)
        self.text.show()
        QTimer.singleShot(0, self, self._bring)

    @guarded
    def _bring(self) -> None:
        """Move the page to the text, which may stand below what is seen of it."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(self.text)
            parent.ensureWidgetVisible(self.head)

    def _show_changes(self) -> None:
        try:
            self._show(_("What changed"), about.changes_to_read())
        except ExpectedError as error:
            self.desk.complain(error)

    def _show_qt(self) -> None:
        self._show(_("How to replace Qt"), about.qt_words())

    @guarded
    def _show_licence(self, row: object) -> None:
        if not isinstance(row, about.Part):
            return
        try:
            text = about.licence_text(row)
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self._show(_("{part}: {licence}").format(part=_name(row), licence=row.licence), text)


def _name(part: about.Part) -> str:
    return " ".join(filter(None, [part.name, part.version]))


def _licence(part: about.Part) -> str:
    if not part.within:
        return part.licence
    return _("{licence}, inside {part}").format(licence=part.licence, part=part.within)
