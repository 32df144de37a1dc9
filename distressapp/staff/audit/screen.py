"""The screen of the audit: filters on top, a page of entries below, older and newer."""

from collections.abc import Generator
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from distressapp.core.errors import ExpectedError
from distressapp.service.audit import Filter, Line, Page, Step, audit, export, people, whose
from distressapp.staff.audit.filters import Filters
from distressapp.staff.desk import Desk, Done, Place
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.buttons import Line as Across
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Small, Title, Words
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.vault.auditing import Place as Behind


class AuditScreen(Screen):
    """Who did what when. Nothing of an answer is shown; what is given out is an entry too."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        look = desk.look
        self._pages: list[Behind | None] = [None]
        self._page: Page | None = None
        self._filter = Filter()
        self.filters = Filters(look, people(desk.session), self)
        self.filters.wanted.connect(self._look)
        self.filters.exporting.connect(self._ask_where)
        self.main = self.filters.show_button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Title(self.title, look, self))
        self.into = TextField(
            _("Folder to write the table into"),
            look,
            self,
            value=str(Path.home()),
            most=400,
            hint=_("It holds no answers, but names of staff and record numbers."),
        )
        self.write = Button(_("Write the table"), look, self)
        self.write.clicked.connect(self._write)
        self._giving = Row(self.into, self.write, parent=self)
        self.into.setMinimumWidth(look.metrics.text(420))
        self._giving.hide()
        self.table = Table(
            look,
            (
                Column(title=_("When"), text=_when, width=166),
                Column(title=_("Who"), text=_who, width=230),
                Column(title=_("What"), text=_what, width=262, is_strong=True),
                Column(title=_("Patient"), text=_patient, width=140),
                Column(title=_("Particulars"), text=_details),
            ),
            _key,
            self,
            empty=_("Nobody did anything like that. Leave a filter out, and show again."),
            name=_("Entries"),
        )
        self.table.chosen.connect(self._tell)
        self.about = Small("", look, self)
        self.newer = Button(_("Newer"), look, self)
        self.older = Button(_("Older"), look, self)
        self.said = Words("", look, self, is_soft=True)
        self.newer.clicked.connect(self._show_newer)
        self.older.clicked.connect(self._show_older)
        for piece in (self.filters, self._giving, self.table, self.about):
            column.addWidget(piece, 1 if piece is self.table else 0)
        column.addWidget(Across(self.said, self.newer, self.older, parent=self))

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Audit")

    def refresh(self) -> None:
        """The newest page, once; afterwards it is looked for when somebody asks."""
        if self._page is None:
            self._show(None)

    @guarded
    def _look(self, _nothing: object = None) -> None:
        found = self._wanted()
        if found is not None:
            self._filter, self._pages = found, [None]
            self._show(None)

    def _wanted(self) -> Filter | None:
        number, patient = self.filters.number.text(), ""
        self.filters.number.complain("")
        if number:
            try:
                patient = whose(self.desk.house, self.desk.session, number)
            except ExpectedError as error:
                self.filters.number.complain(str(error))
                return None
        return self.filters.read(patient=patient)

    def _show(self, behind: Behind | None) -> None:
        try:
            page = audit(self.desk.house, self.desk.session, self._filter, behind=behind)
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self._page = page
        self.table.show_rows(page.lines)
        self.newer.setEnabled(len(self._pages) > 1)
        self.older.setEnabled(page.older is not None)
        count = len(page.lines)
        shown = ngettext("{count} entry", "{count} entries", count).format(count=count)
        self.said.setText(_("Page {page}: {shown}").format(page=len(self._pages), shown=shown))
        self.about.setText("")

    @guarded
    def _show_older(self, _is_checked: object = None) -> None:
        if self._page is not None and self._page.older is not None:
            self._pages.append(self._page.older)
            self._show(self._page.older)

    @guarded
    def _show_newer(self, _is_checked: object = None) -> None:
        if len(self._pages) > 1:
            self._pages.pop()
            self._show(self._pages[-1])

    @guarded
    def _tell(self, line: object) -> None:
        if not isinstance(line, Line):
            self.about.setText("")
            return
        said = _("Entry {number} of writer {writer}, {hash}. Kind {kind}. {who} {details}")
        proof = (
            _("Signed in.")
            if line.is_signed_in
            else _("Nobody was signed in: the name, if any, was only given.")
        )
        self.about.setText(
            said.format(
                number=line.number,
                writer=line.writer[:8],
                hash=line.hash,
                kind=line.kind,
                who=proof,
                details=line.details,
            )
        )

    @guarded
    def _ask_where(self, _nothing: object = None) -> None:
        self._giving.setVisible(self._giving.isHidden())
        if self._giving.isVisible():
            self.into.setFocus()

    @guarded
    def _write(self, _is_checked: object = None) -> None:
        found = self._wanted()
        if found is None:
            return
        into = Path(self.into.text())
        try:
            steps = export(self.desk.house, self.desk.session, found, into)
        except ExpectedError as error:
            self.into.complain(str(error))
            return
        self.desk.work(_done(steps), _("The table is being written"), self._written)

    def _written(self) -> None:
        self._giving.hide()
        self.desk.say(_("The table was written to {folder}.").format(folder=self.into.text()))
        self._page = None
        self.desk.told()


def _done(steps: Generator[Step, None, None]) -> Generator[Done, None, None]:
    try:
        for each in steps:
            yield Done(done=each.done, of=each.of)
    finally:
        steps.close()


def _key(line: Line) -> str:
    return f"{line.writer}:{line.number}"


def _when(line: Line) -> str:
    return f"{line.at:%Y-%m-%d %H:%M}"


def _who(line: Line) -> str:
    if line.who and not line.is_signed_in:
        return _("{name} (only named)").format(name=line.who)
    return line.who


def _what(line: Line) -> str:
    return line.what


def _patient(line: Line) -> str:
    return line.patient


def _details(line: Line) -> str:
    return line.details
