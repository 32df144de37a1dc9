"""Looking for a patient by part of the name, the record number or the date of birth."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service import patients
from distressapp.staff.desk import Desk
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.rows import FIRST, FetchedRows
from distressapp.staff.widgets.table import Column, Table
from distressapp.staff.words import date_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault.people import Known

WAIT_MS: Final = 120
"""After the last letter, before it is looked for."""
Found = TypeVar("Found")


def table_of(desk: Desk, empty: str, name: str, act: Button | None = None) -> Table:
    """Patients in lines: name, date of birth, record number."""
    columns = (
        Column(title=_("Name"), text=lambda each: each.name, is_strong=True),
        Column(title=_("Born"), text=lambda each: date_words(each.born), width=184),
        Column(title=_("Record number"), text=lambda each: each.record_number, width=150),
    )
    return Table(desk.look, columns, lambda each: each.id, empty=empty, name=name, act=act)


def patient_rows(desk: Desk, owner: QObject, words: str = "", *, without: str = "") -> FetchedRows:
    """Who is meant, for a list: those in sight are asked for as it is painted.

    Without words that is everybody: how many there are, and the first of them by name, at once.

    Args:
        owner: As long as it lives, what fails while the list is painted is complained about.
        without: The id of whoever is not offered.

    Raises:
        ExpectedError: The role does not look at patients, or the vault cannot be read.
    """
    session = desk.session

    def told(ids: Sequence[str]) -> Mapping[str, Known]:
        return _asked(desk, owner, partial(patients.told, session, ids), {})

    def everybody() -> Sequence[str]:
        return _asked(desk, owner, partial(patients.meant, session, ""), ())

    if words or without:
        ids = patients.meant(session, words)
        return FetchedRows([each for each in ids if each != without], told)
    count, first = patients.beginning(session, FIRST)
    return FetchedRows(everybody, told, count=count, beginning=first)


def _asked(desk: Desk, owner: QObject, ask: Callable[[], Found], nothing: Found) -> Found:
    """Asked while a list is painted: what fails is told when that is over."""
    try:
        return ask()
    except ExpectedError as error:
        QTimer.singleShot(0, owner, guarded(partial(desk.complain, error)))
        return nothing


class PatientChooser(QWidget):
    """A field and the patients who are meant by it.

    Args:
        first: What is looked for before anybody types.
        without: The id of whoever is not offered.
        rows: How many lines stand there at once; 0 for as many as there is room.
        is_told_later: Whoever makes it calls `look` themselves; else it looks at once.

    Signals:
        chosen: A `Known`; None where nobody is chosen any more.
        opened: A `Known`: Enter or a double tap.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(  # noqa: PLR0913  (what can be told about the search, by name)
        self,
        desk: Desk,
        label: str,
        parent: QWidget | None = None,
        *,
        first: str = "",
        without: str = "",
        rows: int = 4,
        act: Button | None = None,
        is_told_later: bool = False,
    ) -> None:
        super().__init__(parent)
        self._desk, self._without = desk, without
        self.field = TextField(
            label, desk.look, self, value=first, hint=_("Name, record number or date of birth")
        )
        empty = _("Nobody is found. Look at the spelling, or try the record number.")
        self.table = table_of(desk, empty, _("Patients"), act)
        if rows:
            self.table.setFixedHeight(desk.look.metrics.px(44 * rows + 44))
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT_MS)
        self._waiting.timeout.connect(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (self.field, self.table):
            column.addWidget(each, 1 if each is self.table and not rows else 0)
        self.field.changed.connect(self._wait)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.view.typed.connect(self._begin)
        self.setFocusProxy(self.field)
        if not is_told_later:
            self.look()

    @property
    def patient(self) -> Known | None:
        """Who is chosen."""
        row = self.table.row
        return row if isinstance(row, Known) else None

    @Slot()
    @guarded
    def look(self) -> None:
        """Show who is meant now: everybody, of whom those in sight are asked for."""
        self._waiting.stop()
        words = self.field.text()
        try:
            rows = patient_rows(self._desk, self, words, without=self._without)
        except ExpectedError as error:
            self._desk.complain(error)
            return
        self.table.show_rows(rows)

    @Slot(object)
    @guarded
    def _begin(self, letters: object) -> None:
        """Who types in the list means somebody: the letters begin another search."""
        self.field.line.setFocus()
        self.field.line.setText(str(letters))

    @Slot(object)
    @guarded
    def _wait(self, _text: object) -> None:
        self._waiting.start()
