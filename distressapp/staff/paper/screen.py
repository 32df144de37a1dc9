"""Paper: a form that came back, the forms that are out, and for whom to print more."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.form_code import looks_like_code, spelt
from distressapp.service import paper, paper_forms
from distressapp.service.admissions import UnderAgeError
from distressapp.service.form_prints import queue_form
from distressapp.service.outlets import clinic_printer
from distressapp.service.readiness import languages
from distressapp.service.reports import page as drawn
from distressapp.service.today import today
from distressapp.staff.desk import Desk, Done, Place
from distressapp.staff.handover.scan import ScanField
from distressapp.staff.paper.printing import PrintCard
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Heading, Side, Title, page
from distressapp.staff.widgets.table import Column, Table
from distressapp.staff.words import day_words
from distressapp.text import _, ngettext
from distressapp.ui import words
from distressapp.ui.guard import guarded
from distressapp.vault import forms, people
from distressapp.vault.forms import PaperForm
from distressapp.vault.people import Known

KEYING: Final = "keying"
MOST_NAMED: Final = 3


class PaperScreen(Screen):
    """Codes and forms left, printing right; `place.subject` is a patient's id, or empty."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        look = desk.look
        self._names: dict[str, Known] = {}
        self._skipped: dict[str, str] = {}
        self.choose_file: Callable[[str], str] = self._ask_where
        self.scan = ScanField(
            look, self, label=_("A form came back: scan its code, or type it and press Enter")
        )
        self.scan.entered.connect(self._look_for)
        self.table = Table(
            look,
            (
                Column(title=_("Ticket word"), text=_ticket, width=130),
                Column(title=_("Code"), text=_code, width=130),
                Column(title=_("Patient"), text=self._whose, is_strong=True),
                Column(title=_("Printed"), text=self._printed, width=130),
            ),
            key=_key,
            empty=_("No form is out. What is printed stands here until it is keyed in."),
            name=_("Forms that are out"),
        )
        self.table.opened.connect(self._key_in)
        self.table.chosen.connect(self._choose)
        self.key_in = self._button(_("Key it in"), self._key_in)
        self.again = self._button(_("Print it again"), self._print_again)
        self.save = self._button(_("Save as a file"), self._save)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.scan)
        column.addWidget(Heading(_("Forms that are out"), look, left))
        column.addWidget(self.table, 1)
        column.addWidget(Row(self.key_in, self.again, self.save))
        self.card: PrintCard | None = None
        self._right = page(QWidget(self), self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(Title(self.title, look, self))
        whole.addWidget(Side(left, self._right, share=58), 1)
        self.setFocusProxy(self.scan)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Paper")

    def refresh(self) -> None:
        """The forms as they are out now, and who is due."""
        desk = self.desk
        out = forms.out(desk.session.vault)
        known = people.many(desk.session.vault, [each.patient for each in out if each.patient])
        self._names = dict(known)
        self.table.show_rows(out)
        self._choose()
        one = (
            people.standing(desk.session.vault, self.place.subject) if self.place.subject else None
        )
        has_form = frozenset(each.patient for each in out)
        due = today(desk.house, desk.session).due
        card = PrintCard(due, has_form, one, desk.look, languages=languages(desk.house))
        card.wanted.connect(self._print)
        card.wanted_blank.connect(self._print_blank)
        before, self.card = self.card, card
        if before is not None:
            card.tick(before.ticked, before.blanks.value(), before.language)
            self._right.takeWidget()
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self._right.setWidget(card)

    @guarded
    def _look_for(self, text: object) -> None:
        """A code was scanned or typed."""
        typed = str(text)
        try:
            found = paper.find(self.desk.house, self.desk.session, typed)
            paper.start(self.desk.house, self.desk.session, found)
        except ExpectedError as error:
            said = str(error)
            if not looks_like_code(typed):
                said = _(
                    "That is no code of a form. It stands on the right at the top of each page."
                )
            self.scan.complain(said)
            return
        self.desk.go(Place(screen=KEYING, subject=found.form))

    @Slot(object)
    @guarded
    def _choose(self, _row: object = None) -> None:
        is_chosen = self.table.row is not None
        for each in (self.key_in, self.again, self.save):
            each.setEnabled(is_chosen)

    @guarded
    def _key_in(self, _row: object = None) -> None:
        row = self.table.row
        if isinstance(row, PaperForm):
            self.desk.go(Place(screen=KEYING, subject=row.form))

    @guarded
    def _print(self, patients: object) -> None:
        if isinstance(patients, tuple) and patients:
            self._print_for([str(each) for each in patients])

    @guarded
    def _print_blank(self, count: object) -> None:
        if isinstance(count, int):
            self._print_for([""] * count)

    def _print_for(self, patients: list[str]) -> None:
        """Make the forms one after another and hand each to the queue."""
        desk = self.desk
        try:
            clinic_printer(desk.house)
        except ExpectedError as error:
            if len(patients) > 1:
                desk.complain(error)
                return
            # Without a printer one form can still be saved from the list of those that are out.
            self._skipped = {}
            if self._make(patients[0]):
                desk.complain(_("The form is made, and no printer is set up: save it as a file."))
            else:
                desk.complain(next(iter(self._skipped.values())))
            desk.told()
            return
        made: list[str] = []
        self._skipped = {}
        words_ = ngettext("Making {count} form", "Making {count} forms", len(patients))
        desk.work(
            self._steps(patients, made),
            words_.format(count=len(patients)),
            partial(self._say_made, made),
        )

    def _steps(self, patients: list[str], made: list[str]) -> Iterator[Done]:
        for place, patient in enumerate(patients, start=1):
            form = self._make(patient)
            if form:
                queue_form(self.desk.house, self.desk.session, form)
                made.append(form)
            yield Done(done=place, of=len(patients))

    def _make(self, patient: str) -> str:
        """The id of the new form; empty where there is none to make, which is noted."""
        desk = self.desk
        language = "" if self.card is None else self.card.language
        try:
            return paper_forms.print_form(
                desk.house, desk.session, words, patient=patient, language=language
            ).form
        except (paper_forms.NotPrintedError, UnderAgeError) as error:
            self._skipped[patient] = str(error)
            return ""

    def _say_made(self, made: list[str]) -> None:
        count, skipped = len(made), self._skipped
        told = ngettext(
            "{count} form is on its way to the printer.",
            "{count} forms are on their way to the printer.",
            count,
        ).format(count=count)
        if skipped:
            why = self._why_skipped(skipped)
            self.desk.complain(f"{told} {why}" if count else why)
        else:
            self.desk.say(told)
        self.desk.told()

    def _why_skipped(self, skipped: Mapping[str, str]) -> str:
        """Who got no form and why; of many the first few by name."""
        if len(skipped) == 1 and self.card is not None and not self.card.ticked:
            return next(iter(skipped.values()))
        known = people.many(self.desk.session.vault, list(skipped))
        lines = [
            _("No form for {name}. {why}").format(
                name=known[each].name if each in known else _("somebody"), why=why
            )
            for each, why in list(skipped.items())[:MOST_NAMED]
        ]
        if len(skipped) > MOST_NAMED:
            lines.append(_("No form for {count} more.").format(count=len(skipped) - MOST_NAMED))
        return " ".join(lines)

    @guarded
    def _print_again(self, _is_checked: object = None) -> None:
        row = self.table.row
        if not isinstance(row, PaperForm):
            return
        desk = self.desk
        try:
            paper_forms.document(desk.house, desk.session.vault, row.form, words)
            queue_form(desk.house, desk.session, row.form)
        except ExpectedError as error:
            desk.complain(error)
            return
        desk.say(_("The form is on its way to the printer once more, under the same code."))
        desk.told()

    @guarded
    def _save(self, _is_checked: object = None) -> None:
        row, desk = self.table.row, self.desk
        if not isinstance(row, PaperForm):
            return
        where = self.choose_file(f"form-{row.code}.pdf")
        if not where:
            return
        try:
            found = paper_forms.document(desk.house, desk.session.vault, row.form, words)
            Path(where).write_bytes(drawn(found, paper=desk.house.settings.paper))
        except ExpectedError as error:
            desk.complain(error)
        except OSError:
            desk.complain(_("The file cannot be written there. Choose another place."))
        else:
            desk.say(_("The form is saved. It has a code and no name."))

    def _ask_where(self, name: str) -> str:
        title = _("Save the form")
        found, _filter = QFileDialog.getSaveFileName(self, title, name, "PDF (*.pdf)")
        return found

    def _whose(self, row: PaperForm) -> str:
        if not row.patient:
            return _("nobody yet")
        known = self._names.get(row.patient)
        return "" if known is None else known.name

    def _printed(self, row: PaperForm) -> str:
        if row.kept_by:
            return _("half keyed")
        return day_words(row.day, self.desk.house.today())

    def _button(self, said: str, act: Callable[[object], None]) -> Button:
        button = Button(said, self.desk.look)
        button.clicked.connect(act)
        return button

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner types wherever the focus is: the code goes into its field."""
        if not self.scan.take_key(event):
            super().keyPressEvent(event)


def _ticket(row: PaperForm) -> str:
    return row.ticket


def _code(row: PaperForm) -> str:
    return spelt(row.code)


def _key(row: PaperForm) -> str:
    return row.form
