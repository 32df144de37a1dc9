"""The first page of a returned form: whose it is by its code, and what they wrote on it."""

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from distressapp.core.form_code import spelt
from distressapp.service.paper_slip import Slip
from distressapp.staff.paper.halfway import whose
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import DateField, TextField
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words
from distressapp.staff.words import date_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.vault.forms import PaperForm
from distressapp.vault.people import Known


class SlipCard(Card):
    """What is asked before the answers; nothing is filled in beforehand.

    Signals:
        done: The `Slip`.
    """

    done = Signal(object)

    def __init__(
        self,
        form: PaperForm,
        patient: Known | None,
        today: date,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._form, self._today = form, today
        title = _("Form {code}, ticket word {ticket}").format(
            code=spelt(form.code), ticket=form.ticket
        )
        self.add(Heading(title, look))
        self.add(Words(whose(patient), look, is_strong=True))
        if patient is not None and patient.died_ms is not None:
            self.add(Words(_("The record says that this patient died."), look, is_strong=True))
        printed = _("Printed on {day} by {name}.").format(day=date_words(form.day), name=form.by)
        self.add(Small(printed, look))
        self.number = TextField(_("Record number, as staff wrote it on the form"), look, most=60)
        self.add(self.number)
        self.number.setVisible(patient is None)
        self.born = DateField(
            _("Date of birth, as the patient wrote it"),
            look,
            hint=_("Leave it empty where the form has none: then it waits to be matched."),
        )
        self.add(self.born)
        self.filled = DateField(_("Filled in on"), look)
        self.add(self.filled)
        self.days = tuple(self._days())
        self.add(Row(*self.days))
        self.start = Button(_("Key in the answers"), look, is_main=True)
        self.start.clicked.connect(self._finish)
        self.add(Row(self.start))
        self.setFocusProxy(self.number if patient is None else self.born)

    def doubt_number(self) -> None:
        """Nobody has that record number: look again, then go on all the same."""
        self.number.complain(
            _(
                "Nobody here has that record number. Look at the form again; if it stands there, "
                "go on: the form is kept, and nobody's until it is matched."
            )
        )

    def doubt_born(self) -> None:
        """It is another date of birth than in the record: look again, then go on all the same."""
        self.born.complain(
            _(
                "This is not the date of birth in the record. Look at the form again; if it "
                "stands there, go on: the form is kept, and nobody's until it is matched."
            )
        )

    def _days(self) -> Iterator[Button]:
        for words, ago in ((_("Today"), 0), (_("Yesterday"), 1)):
            day = self._today - timedelta(days=ago)
            if day >= self._form.day:
                button = Button(words, self.look)
                button.clicked.connect(self._fill_of(day))
                yield button

    def _fill_of(self, day: date) -> object:
        @guarded
        def fill(_is_checked: object = None) -> None:
            self.filled.complain("")
            self.filled.show_day(day)
            self.start.setFocus()

        return fill

    @guarded
    def _finish(self, _is_checked: object = None) -> None:
        for each in (self.number, self.born, self.filled):
            each.complain("")
        born, filled = self.born.value(), self.filled.value()
        if self.born.is_wrong or self.filled.is_wrong:
            return
        if filled is None:
            self.filled.complain(_("Say on which day it was filled in."))
            return
        self.done.emit(Slip(filled=filled, born=born, record_number=self.number.text()))
