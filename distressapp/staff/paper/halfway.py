"""A form that somebody keyed half-way: go on where they stopped, or begin it anew."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from distressapp.core.form_code import spelt
from distressapp.service.paper_kept import Half
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words
from distressapp.staff.words import date_words, time_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.vault.forms import PaperForm
from distressapp.vault.people import Known


class HalfwayCard(Card):
    """Whose form it is, how far somebody was, and the two ways to go on.

    Signals:
        went_on: The `Half`.
        began_anew: From the first page.
    """

    went_on = Signal(object)
    began_anew = Signal(object)

    def __init__(  # noqa: PLR0913  (what stands on it)
        self,
        form: PaperForm,
        patient: Known | None,
        half: Half,
        look: Look,
        parent: QWidget | None = None,
        *,
        now: datetime,
    ) -> None:
        super().__init__(look, parent)
        self._half = half
        title = _("Form {code}, ticket word {ticket}").format(
            code=spelt(form.code), ticket=form.ticket
        )
        self.add(Heading(title, look))
        self.add(Words(whose(patient, number=half.slip.record_number), look, is_strong=True))
        told = _("{name} keyed {done} of {asked} questions, last {time}. They are kept.")
        self.add(
            Words(
                told.format(
                    name=half.by,
                    done=half.done,
                    asked=half.asked,
                    time=time_words(half.at, now),
                ),
                look,
            )
        )
        born = half.slip.born
        first = _("On the first page: filled in on {day}, date of birth {born}.").format(
            day=date_words(half.slip.filled),
            born=_("left empty") if born is None else date_words(born),
        )
        self.add(Small(first, look))
        words = _("Go on where {name} stopped").format(name=half.by)
        self.go_on = Button(words, look, is_main=True)
        self.go_on.clicked.connect(self._go_on)
        self.anew = Button(_("Begin anew"), look)
        self.anew.clicked.connect(self._begin_anew)
        self.add(Row(self.go_on, self.anew))
        self.setFocusProxy(self.go_on)

    @guarded
    def _go_on(self, _is_checked: object = None) -> None:
        self.went_on.emit(self._half)

    @guarded
    def _begin_anew(self, _is_checked: object = None) -> None:
        self.began_anew.emit(None)


def whose(patient: Known | None, *, number: str = "") -> str:
    """Whose form it is, as a sentence.

    Args:
        number: Given for a form that was printed for nobody; empty where none was given yet.
    """
    if patient is not None:
        return _("Printed for {name}, record number {number}.").format(
            name=patient.name, number=patient.record_number
        )
    if number:
        return _("Printed for nobody; record number {number} stands on it.").format(number=number)
    return _("Printed for nobody: staff write the record number on it.")
