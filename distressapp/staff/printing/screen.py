"""Pages that have not come out, with what can be done about each; and the printers."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.printing import system
from distressapp.printing.system import Queue
from distressapp.service import outlets, prints
from distressapp.service.print_list import Listed, listed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.elsewhere import Ended, elsewhere_of
from distressapp.staff.printing.printers import Printers
from distressapp.staff.printing.queue import PrintQueue
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Empty, Heading, Side, Small, Title, Words, page
from distressapp.staff.widgets.table import Column, Table
from distressapp.staff.words import time_words
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded

_STATE: Final = 320


class PrintingScreen(Screen):
    """The queue left, one page and the printers right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        look = desk.look
        self.queues: tuple[Queue, ...] = ()
        self.heading = Title(self.title, look, self)
        self.lead = Words("", look, self, is_soft=True)
        self.table = Table(
            look,
            (
                Column(title=_("Patient"), text=_whose, is_strong=True),
                Column(title=_("State"), text=_state, width=_STATE),
                Column(title=_("Since"), text=self._since, width=110),
            ),
            key=_key,
            empty=_("No page waits. A page that does not come out stands here until it does."),
        )
        self.table.chosen.connect(self._show_chosen)
        self.right = QWidget(self)
        self._column = QVBoxLayout(self.right)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.card = Card(look)
        self.printers = Printers(look, desk.house.settings.printer)
        self._column.addWidget(self.card)
        self._column.addWidget(self.printers)
        self._column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.lead)
        column.addWidget(Side(self.table, page(self.right), share=62), 1)
        self._elsewhere = elsewhere_of(desk)
        self._elsewhere.ended.connect(self._show_queues)
        self._elsewhere.run(self, system.queues)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Printing")

    def refresh(self) -> None:
        """Show the queue as it is now."""
        rows = listed(self.desk.house, self.desk.session.vault)
        count = sum(each.is_open for each in rows)
        none = _("Everything that was asked for came out.")
        some = ngettext("{count} page is not printed.", "{count} pages are not printed.", count)
        self.lead.setText(some.format(count=count) if count else none)
        self.table.show_rows(rows)
        heard = self.desk.house.heard.queues
        if heard and heard != self.queues:
            self.queues = heard
            self.printers.show_queues(heard)
        if self.place.subject and self.table.row is None:
            self.table.select(self.place.subject)
        self._show_chosen()

    @Slot(object)
    @guarded
    def _show_chosen(self, _row: object = None) -> None:
        row = self.table.row
        look = self.desk.look
        card = Card(look)
        if isinstance(row, Listed):
            self._fill(card, row)
        else:
            card.add(Empty(_("Choose a page on the left."), look))
        self._column.replaceWidget(self.card, card)
        self.card.hide()
        self.card.deleteLater()
        self.card = card

    def _fill(self, card: Card, row: Listed) -> None:
        look, job = self.desk.look, row.job
        card.add(Heading(row.whose, look))
        told = row.copy
        if row.ticket:
            told = _("{copy}, sitting {ticket}").format(copy=row.copy, ticket=row.ticket)
        card.add(Words(told, look))
        card.add(Words(row.state, look, is_strong=True))
        if row.advice:
            card.add(Words(row.advice, look))
        asked = ngettext("asked for once", "asked for {count} times", job.tries)
        by = job.by or _("by itself, with no name on it")
        card.add(Small(f"{asked.format(count=job.tries)}, {by}", look))
        if not row.is_open:
            return
        again = Button(_("Print again"), look, is_main=True)
        again.clicked.connect(partial(self._print_again, job.job, ""))
        card.add(again)
        names = [each.name for each in self.queues]
        others = outlets.printers_for(self.desk.house, job, names)
        if others:
            card.add(Small(_("Or on another printer:"), look))
            row_of = Row()
            for name in others:
                button = Button(name, look)
                button.clicked.connect(partial(self._print_again, job.job, name))
                row_of.add(button)
            card.add(row_of)
        seen = Button(_("I have the page"), look, hint=_("It came out after all"))
        seen.clicked.connect(partial(self._found, job.job))
        off = Button(_("Do not print it"), look)
        off.clicked.connect(partial(self._call_off, job.job))
        card.add(Row(seen, off))

    @guarded
    def _print_again(self, job: str, printer: str, _is_checked: object = None) -> None:
        self._do(
            lambda: self._forget(
                prints.again(self.desk.house, self.desk.session, job, printer=printer)
            ),
            _("The page is asked for again."),
        )

    @guarded
    def _call_off(self, job: str, _is_checked: object = None) -> None:
        self._do(
            lambda: self._forget(prints.call_off(self.desk.house, self.desk.session, job)),
            _("The page is called off."),
        )

    @guarded
    def _found(self, job: str, _is_checked: object = None) -> None:
        self._do(
            lambda: prints.found_on_paper(self.desk.house, self.desk.session, job),
            _("The page counts as printed."),
        )

    def _forget(self, request: str) -> None:
        """What the print system may still have of it must not come out as well."""
        queue = _queue_of(self)
        if queue is not None:
            queue.call_off(request)

    def _do(self, act: Callable[[], None], words: str) -> None:
        try:
            act()
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self.desk.say(words)
        self.desk.told()

    @Slot(object)
    @guarded
    def _show_queues(self, ended: Ended) -> None:
        if ended.of is not self:
            return
        if ended.error is not None:
            self.printers.complain(ended.error)
            return
        self.queues = ended.value if isinstance(ended.value, tuple) else ()
        self.printers.show_queues(self.queues)
        self._show_chosen()

    def _since(self, row: Listed) -> str:
        return time_words(row.since, self.desk.house.local(self.desk.house.clock()))


def _queue_of(widget: QWidget) -> PrintQueue | None:
    """The queue of the window in which the screen stands."""
    return widget.window().findChild(PrintQueue)


def _whose(row: Listed) -> str:
    return row.whose


def _state(row: Listed) -> str:
    return row.state


def _key(row: Listed) -> str:
    return row.job.job
