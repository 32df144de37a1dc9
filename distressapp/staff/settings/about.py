"""About: version and build, what is inside with each licence to read, and what changed."""

from typing import Final

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
        """The sentences, the list of parts, and a text: what changed, then what was asked for."""
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
        self.head = Heading("", self.look, self)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setFont(letters(self.look, SMALL))
        self.text.setMinimumHeight(self.look.metrics.px(_TEXT_HIGH))
        self.add(card, Heading(_("What is inside"), self.look, self), self.parts)
        self.add(self.head, self.text)
        self.parts.show_rows(about.parts())
        self._write(_("What changed"), about.changes_to_read())

    def _write(self, title: str, text: str) -> None:
        self.head.setText(title)
        self.text.setPlainText(text)
        self.text.setAccessibleName(title)

    def _show(self, title: str, text: str) -> None:
        """Write it, and move the page there: it may stand below what is seen."""
        self._write(title, text)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            # Qt would only bring the line where a cursor stands (ensureWidgetVisible, Qt 6.11).
            end = self.text.mapTo(self, self.text.rect().bottomLeft())
            parent.ensureVisible(end.x(), end.y())

    def _show_changes(self) -> None:
        self._show(_("What changed"), about.changes_to_read())

    def _show_qt(self) -> None:
        self._show(_("How to replace Qt"), about.qt_words())

    @guarded
    def _show_licence(self, row: object) -> None:
        if not isinstance(row, about.Part):
            return
        title = _("{part}: {licence}").format(part=_name(row), licence=row.licence)
        try:
            self._show(title, about.licence_text(row))
        except ExpectedError as error:
            self.desk.complain(error)


def _name(part: about.Part) -> str:
    return " ".join(filter(None, [part.name, part.version]))


def _licence(part: about.Part) -> str:
    if not part.within:
        return part.licence
    return _("{licence}, inside {part}").format(licence=part.licence, part=part.within)
