"""A screen of the tests, full of a patient's words, and with whatever a test wants to happen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from distressapp.staff.desk import Desk, Place
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.fields import LongText, TextField
from distressapp.staff.widgets.pieces import Words
from distressapp.staff.widgets.table import Column, Table
from distressapp.ui.guard import guarded

NAME: Final = "Anna Canaryname"
PROBE: Final = Place(screen="probe", subject="ab" * 16, part="answers")


class ProbeScreen(Screen):
    """Remembers how often it was asked to look again."""

    on_tap: Callable[[Desk], None] | None = None

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.looked = 0
        self.is_kept = True
        self.field = TextField("Name", desk.look, value=NAME)
        self.note = LongText("Note", desk.look, value=NAME)
        self.table = Table(
            desk.look, [Column(title="Name", text=str)], key=str, empty="Nobody is here."
        )
        self.table.show_rows([NAME])
        self.button = Button(NAME, desk.look, is_main=True)
        self.button.clicked.connect(self._tap)
        self.main = self.button
        column = QVBoxLayout(self)
        for piece in (Words(NAME, desk.look), self.field, self.note, self.table, self.button):
            column.addWidget(piece)

    def refresh(self) -> None:
        self.looked += 1

    def may_leave(self) -> bool:
        kept, self.is_kept = self.is_kept, True
        return kept

    @guarded
    def _tap(self, _is_checked: object = None) -> None:
        tap = type(self).on_tap
        if tap is not None:
            tap(self.desk)


def words_of_all_widgets() -> str:
    """Every word that stands in any widget of the program, seen or not."""
    found: list[str] = []
    for each in QApplication.allWidgets():
        found += [each.accessibleName(), each.accessibleDescription(), each.windowTitle()]
        found += [each.toolTip(), each.whatsThis(), each.statusTip()]
        found += _texts(each)
    return "\n".join(found)


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QPlainTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QLabel | QLineEdit | Button):
        return [widget.text()]
    if isinstance(widget, Table):
        return [str(row) for row in widget.rows]
    return []
