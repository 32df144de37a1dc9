"""The self-check: the page for whoever is asked to help, looked at, printed or saved."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from distressapp.core.roles import Act
from distressapp.core.self_check import CheckedPart, Finding, SelfCheck
from distressapp.service.checkup.look import Front, look
from distressapp.service.checkup.opened import Opened, opened
from distressapp.service.checkup.written import print_page, save_page
from distressapp.staff.elsewhere import Ended, elsewhere_of
from distressapp.staff.patient.saving import Saving
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.text import _
from distressapp.ui.facts import qt_version
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.screen import words_of

_FILE: Final = "self-check.pdf"
_MARKS, _NAMES = 64, 210
_STRONG: Final = frozenset({Finding.LOOK, Finding.WRONG})


class SelfCheckPart(Part):
    """Everything is looked at when somebody asks; the slow part is done elsewhere."""

    def build(self) -> None:
        """What it is for, and the button that begins."""
        self.found: SelfCheck | None = None
        self.say(
            _(
                "One page for whoever is asked to help: versions, files, clock, room on the disk, "
                "the last backup and the last print. Nothing on it is about a patient, an answer "
                "or a member of staff."
            )
        )
        self.begin = self.button(_("Look at everything now"), self._begin, is_main=True)
        self.print = self.button(_("Print"), self._print)
        self.save = self.button(_("Save as a file"), self._save)
        self.add(Row(self.begin, self.print, self.save, parent=self))
        self._shown: list[QWidget] = []
        self._allow(is_done=False)
        self._elsewhere = elsewhere_of(self.desk)
        self._elsewhere.ended.connect(self._hear)
        self.saving = Saving(self, self._elsewhere)

    def _allow(self, *, is_done: bool) -> None:
        printer = self.desk.house.settings.printer
        self.print.setVisible(is_done and printer is not None and self.may(Act.PRINT))
        self.save.setVisible(is_done)

    def _begin(self) -> None:
        desk = self.desk
        gathered: list[Opened] = []

        def gather() -> None:
            session = desk.session if self.may(Act.VERIFY) else None
            gathered.append(opened(desk.house, desk.house.clock(), session=session))

        def go_on() -> None:
            front = Front(qt=qt_version(), screens=tuple(words_of(QGuiApplication.screens())))
            found = gathered.pop()
            self.begin.setEnabled(False)
            self._elsewhere.run(self, lambda: look(found, front))

        self._clear()
        self.work(gather, _("Everything is being looked at"), go_on)

    @Slot(object)
    @guarded
    def _hear(self, ended: Ended) -> None:
        if ended.of is not self:
            return
        self.begin.setEnabled(True)
        if ended.error is not None:
            self.desk.complain(ended.error)
        elif isinstance(ended.value, SelfCheck):
            self._show(ended.value)
        elif isinstance(ended.value, Path):
            self.desk.say(_("The page was saved as {name}.").format(name=ended.value.name))
        else:
            self.desk.say(_("The page is on its way to the printer."))

    def _clear(self) -> None:
        self.found = None
        self._allow(is_done=False)
        for each in self._shown:
            each.hide()
            each.setParent(None)
            each.deleteLater()
        self._shown = []

    def _show(self, found: SelfCheck) -> None:
        self._clear()
        self.found = found
        self._allow(is_done=True)
        verdict = Card(self.look, self)
        verdict.add(Heading(found.verdict, self.look, verdict))
        for each in found.not_ready:
            verdict.add(Words(f"\N{BULLET} {each}", self.look, verdict))
        self._shown = [verdict, *(_lines(found, each, self.look, self) for each in found.parts)]
        for nth, card in enumerate(self._shown):
            self.column.insertWidget(self.column.count() - 1, card)
            card.setObjectName("card")
            card.setAccessibleName(found.verdict if nth == 0 else found.parts[nth - 1].title)

    def _print(self) -> None:
        found, settings = self.found, self.desk.house.settings
        printer = settings.printer
        if found is None or printer is None:
            return
        name, paper = printer.name, settings.paper
        self._elsewhere.run(self, lambda: print_page(found, printer=name, paper=paper))

    def _save(self) -> None:
        found, paper = self.found, self.desk.house.settings.paper
        if found is None:
            return

        def write(to: Path) -> None:
            self._elsewhere.run(self, lambda: save_page(found, to, paper=paper))

        self.saving.ask(_FILE, write)


def _lines(found: SelfCheck, part: CheckedPart, look: Look, parent: QWidget) -> Card:
    """A card with a line for each thing: its mark, its name, and what was found."""
    card = Card(look, parent)
    card.add(Heading(part.title, look, card))
    inner = QWidget(card)
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, look.metrics.text(_MARKS))
    grid.setColumnMinimumWidth(1, look.metrics.text(_NAMES))
    grid.setColumnStretch(2, 1)
    for row, line in enumerate(part.lines):
        is_strong = line.finding in _STRONG
        for column, words in enumerate((found.mark(line.finding), line.name, line.words)):
            label = Words(words, look, inner, is_strong=is_strong, is_soft=column == 0)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
    card.add(inner)
    return card
