"""Whom we owe: the list, the ways to look at it, and the person who is chosen."""

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.followup_words import band_words, mourning_words
from distressapp.service.owed import Owed, figures, owed
from distressapp.service.views import viewed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed.case import CasePanel
from distressapp.staff.owed.filters import Filters, Wanted
from distressapp.staff.owed.head import line_words
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.marks import Marks
from distressapp.staff.widgets.pieces import Empty, Side, Title, page
from distressapp.staff.widgets.style import SMALL, letters
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.vault import owing

WHAT: Final = "follow-up"
_MARK_HIGH: Final = 28
_LEAST_LIST: Final = 400


class OwedScreen(Screen):
    """The social worker's list.

    `place.subject` is any id that leads to a person: their case is shown, open or not.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.lines: tuple[Owed, ...] = ()
        self.panel: CasePanel | None = None
        self._person = place.subject
        self._viewed = ""
        self._is_warned = False
        self._is_stale = False
        self.words = Title(self.title, desk.look, self)
        self.filters = Filters(desk.look, desk.session.member.name, self)
        self.filters.changed.connect(self._filter)
        small = letters(desk.look, SMALL, is_strong=True)
        self._marks = Marks(desk.look, small, self._mark_size)
        self.table = Table(
            desk.look,
            self._columns(),
            _key,
            self,
            empty=_nobody(),
            name=self.title,
        )
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._enter)
        self.right = QWidget(self)
        self._right = QVBoxLayout(self.right)
        self._right.setContentsMargins(0, 0, 0, 0)
        left = QWidget(self)
        left.setMinimumWidth(desk.look.metrics.text(_LEAST_LIST))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (self.words, self.filters):
            column.addWidget(each)
        column.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Side(left, self.right, self, share=47))
        self.setFocusProxy(self.table)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Whom we owe")

    def refresh(self) -> None:
        """The list as it is now; who was chosen stays chosen."""
        try:
            self.lines = owed(self.desk.house, self.desk.session)
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self.filters.show_figures(figures(self.lines))
        self._show_rows()
        self._is_stale = self.panel is not None and self.panel.is_asking
        if not self._is_stale:
            self._show_person()

    def may_leave(self) -> bool:
        """Not while a reason or a concern is written and not noted; the second time it goes."""
        if self.panel is None or not self.panel.has_words or self._is_warned:
            return True
        self._is_warned = True
        self.desk.complain(_("Your words are not noted yet. Note them, or leave once more."))
        return False

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(title=_("Band"), text=band_of, width=88, draw=self._draw_band),
            Column(title=_("Who"), text=line_words, is_strong=True),
            Column(title=_("Working days"), text=since_words, width=176),
        )

    def _draw_band(self, painter: QPainter, room: QRect, line: Owed) -> None:
        rank = 0 if line.band is None else 3 - line.band.urgency
        self._marks.draw(painter, room, band_of(line), rank=rank)

    def _mark_size(self, room: QSize, word: int) -> QSize:
        high = self.desk.look.metrics.text(_MARK_HIGH)
        return QSize(min(room.width(), word + high), high)

    def _show_rows(self) -> None:
        wanted = self.filters.wanted
        rows = [each for each in self.lines if wanted.takes(each)]
        words = _("Nobody by this choice. Tap All to see everybody.") if self.lines else _nobody()
        self.table.empty.words.setText(words)
        self.table.show_rows(rows)
        if self._person:
            self.table.select(self._person)

    @guarded
    def _filter(self, wanted: object) -> None:
        if isinstance(wanted, Wanted):
            self._show_rows()

    @guarded
    def _choose(self, line: object) -> None:
        """Somebody was tapped; who was shown stays where a filter hides their line."""
        if isinstance(line, Owed) and (line.person != self._person or self.panel is None):
            self._person = line.person
            self.desk.stay_at(Place(screen=self.place.screen, subject=line.person))
            self._show_person()

    @guarded
    def _enter(self, _line: object) -> None:
        """Enter on a row goes on to what can be done."""
        if self.panel is not None:
            self.panel.start()

    def _show_person(self) -> None:
        self._is_warned = False
        if not self._person:
            words = _("Choose somebody at the left: the worst and the oldest stand on top.")
            words = words if self.lines else ""
            self._show(Empty(words, self.desk.look, parent=self.right))
            return
        desk = self.desk
        try:
            found = owing.about(desk.session.vault, self._person)
            if self._viewed != found.person:
                viewed(desk.house, desk.session, found.person, what=WHAT)
                self._viewed = found.person
        except ExpectedError as error:
            desk.complain(error)
            return
        self._person = found.person
        line = next((each for each in self.lines if each.person == found.person), None)
        self.panel = CasePanel(desk, found, line)
        self.panel.left.connect(self._look_again)
        area = page(self.panel, self.right)
        self.panel.asked.connect(guarded(lambda _on=None: area.verticalScrollBar().setValue(0)))
        self._show(area)

    @guarded
    def _look_again(self, _nothing: object = None) -> None:
        """A question was left: what came in meanwhile is shown."""
        if self._is_stale:
            self._is_stale = False
            self._show_person()

    def _show(self, widget: QWidget) -> None:
        while (item := self._right.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.setParent(None)
                before.deleteLater()
        self._right.addWidget(widget)


def _nobody() -> str:
    return _("Nobody is owed anything. New flags come in by themselves.")


def _key(line: Owed) -> str:
    return line.person


def band_of(line: Owed) -> str:
    """The band in a word; what is owed after a death stands in its place."""
    return _("Died") if line.band is None else band_words(line.band)


def since_words(line: Owed) -> str:
    """How long; and that it is overdue."""
    if line.band is None:
        return mourning_words(line.mourning)
    words = ngettext("{days} day", "{days} days", line.waiting)
    words = words.format(days=line.waiting) if line.waiting else _("since today")
    return _("{words} · overdue").format(words=words) if line.is_overdue else words
