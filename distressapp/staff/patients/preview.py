"""What an import will change, line by line, before anything is written."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from distressapp.service.dayimport import Change, Preview, Row
from distressapp.staff.desk import Desk
from distressapp.staff.patients.doing import button
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.buttons import Row as Across
from distressapp.staff.widgets.pieces import Small
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded

ALL: Final = "all"


def change_words() -> dict[Change, str]:
    """What a line does."""
    return {
        Change.NEW_PATIENT: _("new patient"),
        Change.NEW_VISIT: _("new visit"),
        Change.OTHER_TIME: _("other time"),
        Change.DETAILS: _("details filled in"),
        Change.NOTHING: _("nothing changes"),
        Change.LEFT_OUT: _("left out"),
    }


class PreviewPane(QWidget):
    """Counts that are taps, and the lines below.

    Signals:
        wanted: The lines are to be written.
    """

    wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        preview: Preview,
        parent: QWidget | None = None,
        *,
        back: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self.preview = preview
        look = desk.look
        self.filters: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        row = Across(parent=self)
        titles = {ALL: _("all lines"), **{key.value: text for key, text in change_words().items()}}
        for name, words in titles.items():
            count = len(preview.rows) if name == ALL else preview.count(Change(name))
            found = Button(f"{words[:1].upper()}{words[1:]} {count}", look, self)
            found.make_choice()
            found.setEnabled(count > 0)
            self._group.addButton(found)
            self.filters[name] = found
            row.add(found)
        self._group.buttonClicked.connect(self._filter)
        self.table = Table(
            look,
            _columns(),
            lambda each: str(each.line),
            empty=_("There is no such line."),
            name=_("Lines of the list"),
        )
        to_write = len(preview.to_write)
        words = ngettext("Write {count} line", "Write {count} lines", to_write)
        self.write = button(words.format(count=to_write), desk, self._want, is_main=True)
        self.write.setEnabled(to_write > 0)
        self.back = button(_("Back to the columns"), desk, back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(row)
        column.addWidget(self.table, 1)
        said = _("Nothing is written yet. What staff wrote down is never overwritten by a list.")
        column.addWidget(Small(said, look))
        column.addWidget(Across(self.write, self.back, parent=self))
        self.show_only(Change.LEFT_OUT.value if preview.count(Change.LEFT_OUT) else ALL)

    def show_only(self, name: str) -> None:
        """Show the lines that do that; `"all"` for every line."""
        self.filters[name].setChecked(True)
        rows = self.preview.rows
        self.table.show_rows(
            rows if name == ALL else [each for each in rows if Change(name) in each.changes]
        )

    @guarded
    def _filter(self, pressed: object) -> None:
        for name, each in self.filters.items():
            if each is pressed:
                self.show_only(name)

    def _want(self) -> None:
        self.wanted.emit(None)


def _columns() -> tuple[Column, ...]:
    return (
        Column(title=_("Line"), text=lambda row: str(row.line), width=84),
        Column(title=_("Who"), text=lambda row: row.shown, is_strong=True),
        Column(title=_("What happens"), text=_what, width=230),
        Column(title=_("Why, or what to look at"), text=lambda row: row.why),
    )


def _what(row: Row) -> str:
    words = change_words()
    return ", ".join(words[each] for each in row.changes)
