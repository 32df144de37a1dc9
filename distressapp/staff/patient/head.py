"""Whose record it is, in two lines."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.service.languages import language_words
from distressapp.service.timeline import Person
from distressapp.staff.widgets.pieces import Title, Words
from distressapp.staff.words import date_words
from distressapp.text import _
from distressapp.ui.look import Look
from distressapp.vault.people import Known


class Head(QWidget):
    """Name, both identifiers, and what must be known before one rings."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Title("", look, self)
        self.facts = Words("", look, self, is_soft=True)
        self.warning = Words("", look, self, is_strong=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for each in (self.name, self.facts, self.warning):
            column.addWidget(each)

    def show_person(self, whose: Person) -> None:
        """Show whose record it is."""
        known = whose.known
        if known is None:
            self.name.setText(_("Identity not confirmed"))
            number = whose.record_number or _("none")
            self.facts.setText(_("record number as given: {number}").format(number=number))
            self.warning.setText(_("History not available until somebody matches it."))
            return
        self.name.setText(known.name)
        self.facts.setText("; ".join(_facts(known)))
        died = _("Reported as died") if known.died_ms is not None else ""
        self.warning.setText(died)
        self.warning.setVisible(bool(died))


def _facts(known: Known) -> Iterator[str]:
    yield _("born {day}").format(day=date_words(known.born))
    yield _("record number {number}").format(number=known.record_number)
    if known.language:
        yield _("language {language}").format(language=language_words(known.language))
    if known.interpreter:
        yield _("interpreter for {language}").format(language=known.interpreter)
    if known.phone:
        may = _("may be phoned") if known.may_phone else _("not to be phoned")
        unasked = _("nobody asked whether to phone")
        yield f"{known.phone}, {unasked if known.may_phone is None else may}"
    if known.phone and known.may_message:
        yield _("a message may be left")
    if known.notes:
        yield known.notes
