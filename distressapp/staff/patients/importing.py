"""The day's list from a file: choose it, name its columns once, look at it, write it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service import dayfile
from distressapp.service.dayfile import Columns, Table
from distressapp.service.dayimport import Change, Preview, look_through, write
from distressapp.staff.desk import Desk, Done, Place
from distressapp.staff.patients.columns import ColumnsPane
from distressapp.staff.patients.doing import button
from distressapp.staff.patients.preview import PreviewPane
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.pieces import Empty, Title, page
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded


class ImportScreen(Screen):
    """One file at a time; nothing of it is kept but what is written."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.table: Table | None = None
        self.columns: Columns | None = None
        self.preview: Preview | None = None
        self.body: QWidget | None = None
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Title(self.title, desk.look, self))
        self._show_choosing()

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Import the day's list")

    def _put(self, body: QWidget, *, scrolls: bool) -> None:
        before = self._shown
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self.body = body
        self._shown = page(body) if scrolls else body
        self._column.addWidget(self._shown, 1)

    def _show_choosing(self) -> None:
        self.table = self.columns = self.preview = None
        words = _(
            "A CSV file: a line of titles, then a line for each patient, with at least a record "
            "number and a name. New patients need a date of birth. Nothing is written before you "
            "have looked at it."
        )
        self.choose = button(_("Choose a file"), self.desk, self._choose, is_main=True)
        self._put(Empty(words, self.desk.look, self.choose), scrolls=False)

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, self.title, "", _("Lists (*.csv *.txt *.tsv);;All files (*)")
        )
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Read that file, then ask what its columns hold."""
        found: list[Table] = []
        try:
            steps = dayfile.reading(path, found)
        except ExpectedError as error:
            self.desk.complain(error)
            return

        def then() -> None:
            self.table = found[0]
            self.columns = dayfile.columns_for(self.desk.session, self.table)
            self.show_columns()

        self.desk.work(_told(steps), _("Reading the file"), then)

    def show_columns(self) -> None:
        """What the columns hold, as far as is known."""
        if self.table is None or self.columns is None:
            return
        pane = ColumnsPane(
            self.desk,
            self.table,
            self.columns,
            look_through=self.look_through,
            leave=self._show_choosing,
        )
        self._put(pane, scrolls=True)

    def look_through(self, columns: Columns, day: date) -> None:
        """Look at every line, a little at a time."""
        table, desk = self.table, self.desk
        if table is None:
            return
        try:
            dayfile.remember(desk.house, desk.session, columns)
        except ExpectedError as error:
            desk.complain(error)
            return
        self.columns = columns
        preview = Preview(digest=table.digest, day=day)
        steps = look_through(desk.house, desk.session, table, columns, preview)

        def then() -> None:
            self._show_preview(preview)

        desk.work(_told(steps), _("Looking through the list"), then)

    def _show_preview(self, preview: Preview) -> None:
        self.preview = preview
        pane = PreviewPane(self.desk, preview, back=self.show_columns)
        pane.wanted.connect(self._write)
        self._put(pane, scrolls=False)

    @Slot(object)
    @guarded
    def _write(self, _nothing: object = None) -> None:
        preview, desk = self.preview, self.desk
        if preview is None:
            return
        if isinstance(self.body, PreviewPane):
            self.body.write.setEnabled(False)

        def then() -> None:
            self._show_written(preview)

        steps = _told(write(desk.house, desk.session, preview))
        desk.work(self._ending(steps, preview), _("Writing the list"), then)

    def _ending(self, steps: Iterator[Done], preview: Preview) -> Iterator[Done]:
        """The same steps; where somebody cancels, what was written is said."""
        is_whole = False
        try:
            yield from steps
            is_whole = True
        finally:
            if not is_whole:
                words = _("{done} of {all} lines are written; the rest was left.").format(
                    done=preview.written, all=len(preview.to_write)
                )
                self.desk.say(words)
                self._show_choosing()

    def _show_written(self, preview: Preview) -> None:
        self.table = self.columns = self.preview = None
        left_out = preview.count(Change.LEFT_OUT)
        written = ngettext(
            "{count} line is written.", "{count} lines are written.", preview.written
        )
        words = written.format(count=preview.written)
        if left_out:
            left = ngettext("{count} was left out.", "{count} were left out.", left_out)
            words = f"{words} {left.format(count=left_out)}"
        self.to_today = button(_("To today's lists"), self.desk, self._go, is_main=True)
        self._put(Empty(words, self.desk.look, self.to_today), scrolls=False)

    def _go(self) -> None:
        self.desk.go(Place(screen="today"))


def _told(steps: Iterator[tuple[int, int]]) -> Iterator[Done]:
    """The steps as the desk shows them; closed where somebody cancels."""
    try:
        for done, of in steps:
            yield Done(done=done, of=of)
    finally:
        closing = getattr(steps, "close", None)
        if closing is not None:
            closing()
