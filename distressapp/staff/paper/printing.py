"""For whom forms are printed: who is due today, one patient, or nobody yet."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.summary_words import language_name, short_day
from distressapp.service.today import Line
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words, page
from distressapp.staff.widgets.style import TOUCH
from distressapp.staff.widgets.tickbox import TickBox
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.vault.people import Known

_MOST: Final = 60
"""Letters of a name here; the whole name stands with the patient."""
_FEW: Final = 3
"""Patients that can be seen at once, however low the window is."""
BLANKS: Final = (1, 5, 10, 20)
OWN: Final = ""
"""In each patient's own language, where the clinic asks in it."""


class PrintCard(Card):
    """Who gets a form; nobody is ticked beforehand.

    Signals:
        wanted: Ids of the patients, in the order of the list.
        wanted_blank: How many forms that are nobody's yet.
    """

    wanted = Signal(object)
    wanted_blank = Signal(object)

    def __init__(
        self,
        due: Sequence[Line],
        has_form: frozenset[str],
        one: Known | None,
        look: Look,
        *,
        languages: Sequence[str] = (),
    ) -> None:
        super().__init__(look)
        self.ticks: dict[str, TickBox] = {}
        self.one: Button | None = None
        self.languages: Choice | None = None
        if len(languages) > 1:
            self._in_language(languages)
        if one is not None:
            self._for_one(one)
        self._for_today(due, has_form)
        self._blank()

    def _in_language(self, tags: Sequence[str]) -> None:
        own = _("The patient's own, else {language}").format(language=language_name(tags[0]))
        offered = ((own, OWN), *((language_name(each), each) for each in tags))
        label = _("Language of the forms")
        self.languages = Choice(label, offered, self.look, value=OWN, is_list=True)
        self.add(self.languages)

    @property
    def language(self) -> str:
        """Which language was chosen; empty for the patient's own, else the clinic's first."""
        return "" if self.languages is None else str(self.languages.value() or OWN)

    def _for_one(self, patient: Known) -> None:
        self.add(Heading(_("A form for one patient"), self.look))
        told = _("{name}, record number {number}")
        words = told.format(name=patient.name, number=patient.record_number)
        self.add(Words(words, self.look))
        self.one = Button(_("Print the form"), self.look, is_main=True)
        self.one.clicked.connect(self._want_of((patient.id,)))
        self.add(Row(self.one))

    def _for_today(self, due: Sequence[Line], has_form: frozenset[str]) -> None:
        look = self.look
        self.add(Heading(_("Forms for today's list"), look))
        found = [(each, each.patient) for each in due if each.patient is not None]
        self.all = Button(_("Tick all"), look, self)
        self.print = Button("", look, self, is_main=self.one is None)
        if not found:
            self.all.hide()
            self.print.hide()
            self.add(Small(_("Nobody on today's list is due to be asked."), look))
            return
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line, patient in found:
            time = "" if line.visit is None else line.visit.time
            name = (
                patient.name
                if len(patient.name) <= _MOST
                else f"{patient.name[:_MOST]}\N{HORIZONTAL ELLIPSIS}"
            )
            if line.has_namesake:
                name = _("{name}, {day}").format(name=name, day=short_day(patient.born))
            words = f"{time}  {name}".strip()
            if patient.id in has_form:
                words = _("{words} (has a form)").format(words=words)
            box = TickBox(words, look, names)
            box.toggled.connect(self._count)
            self.ticks[patient.id] = box
            column.addWidget(box)
        column.addStretch()
        area = page(names)
        area.setMinimumHeight(look.metrics.px(TOUCH) * min(len(found), _FEW))
        area.setObjectName("names")
        names.setObjectName("names")
        area.setStyleSheet("#names { background: transparent; }")
        self.column.addWidget(area, 1)
        self.all.clicked.connect(self._tick_all)
        self.print.clicked.connect(self._print_ticked)
        self.add(Row(self.all, self.print))
        self._count()

    def _blank(self) -> None:
        look = self.look
        self.add(Heading(_("Blank forms, for nobody yet"), look))
        self.add(
            Small(
                _("Staff write the record number on it. It has every question, due or not."), look
            )
        )
        self.blanks = Choice(_("How many"), tuple((str(count), count) for count in BLANKS), look)
        self.print_blank = Button(_("Print blank forms"), look)
        self.print_blank.clicked.connect(self._print_blank)
        self.add(self.blanks)
        self.add(Row(self.print_blank))

    def tick(self, patients: Sequence[str], blanks: object, language: str = "") -> None:
        """Tick those of them that stand here, as they were before the list was made anew."""
        if self.languages is not None:
            self.languages.choose(language)
        for each in patients:
            if each in self.ticks:
                self.ticks[each].setChecked(True)
        self.blanks.choose(blanks)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ids of the patients that are ticked."""
        return tuple(each for each, box in self.ticks.items() if box.isChecked())

    @guarded
    def _count(self, _is_on: object = None) -> None:
        count = len(self.ticked)
        words = ngettext("Print {count} form", "Print {count} forms", count)
        self.print.setText(words.format(count=count) if count else _("Print forms"))
        self.print.setEnabled(count > 0)

    @guarded
    def _tick_all(self, _is_checked: object = None) -> None:
        for box in self.ticks.values():
            box.setChecked(True)

    def _want_of(self, patients: tuple[str, ...]) -> object:
        @guarded
        def want(_is_checked: object = None) -> None:
            self.wanted.emit(patients)

        return want

    @guarded
    def _print_ticked(self, _is_checked: object = None) -> None:
        self.wanted.emit(self.ticked)

    @guarded
    def _print_blank(self, _is_checked: object = None) -> None:
        count = self.blanks.value()
        if not isinstance(count, int):
            self.blanks.complain(_("Choose how many."))
            return
        self.wanted_blank.emit(count)
