"""Today: the nurse's lists at the left, the person at the right."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from distressapp.core.instrument import Band
from distressapp.service.owed import Owed, owed
from distressapp.service.posting import NOBODY
from distressapp.service.today import Line, today, waiting_since
from distressapp.service.views import viewed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.offered import warnings
from distressapp.staff.handover.finding import Finder
from distressapp.staff.patients.doing import button
from distressapp.staff.screen import Screen
from distressapp.staff.today.chips import Chips
from distressapp.staff.today.person import PersonPane
from distressapp.staff.today.sections import Lists, columns, key_of, sections
from distressapp.staff.today.talking import TalkPane
from distressapp.staff.today.wanting import Wanting
from distressapp.staff.widgets.buttons import Line as Across
from distressapp.staff.widgets.pieces import Empty, Side, Title, page
from distressapp.staff.widgets.table import Table
from distressapp.staff.words import ago, date_words
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded

FIRST: Final = "due"


class TodayScreen(Screen):
    """The lists of one day; `place.part` is the list that is shown, `place.subject` its line."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        look = desk.look
        viewed(desk.house, desk.session, NOBODY, what="today")
        self._sections = {each.id: each for each in sections()}
        self.section = place.part if place.part in self._sections else FIRST
        self.lists: Lists | None = None
        self.pane: QScrollArea | None = None
        self._row: object = None
        self._chosen = ""
        self._is_by_itself = False
        self.chips = Chips(tuple(self._sections.values()), look, self)
        self.chips.chosen.connect(self.show_section)
        self.table: Table | None = None
        self._left, self._right = QWidget(self), QWidget(self)
        for each in (self._left, self._right):
            column = QVBoxLayout(each)
            column.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add_list = button(_("Import the day's list"), desk, self._import)
        self.finder = Finder(desk, self)
        title = Title(self._heading, look, self)
        self._column.addWidget(Across(title, self.finder, self.add_list))
        self.wanting = Wanting(desk, self)
        self._column.addWidget(self.wanting)
        self._column.addWidget(self.chips)
        self._column.addWidget(Side(self._left, self._right, share=54), 1)
        self._build_table()

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Today")

    @property
    def _heading(self) -> str:
        return _("Today, {day}").format(day=date_words(self.desk.house.today()))

    def refresh(self) -> None:
        """The lists as the vault has them now."""
        house, session = self.desk.house, self.desk.session
        talks = owed(house, session, band=Band.TALK)
        self.lists = Lists(today=today(house, session), talks=talks)
        rows = {each.id: each.rows(self.lists) for each in self._sections.values()}
        self.chips.show_counts({name: len(found) for name, found in rows.items()})
        self.chips.choose(self.section)
        self._tell_unopened()
        self.wanting.show_found(warnings(house))
        if self.table is None:
            return
        self.table.show_rows(rows[self.section])
        if self.table.row is None and not self._is_kept:
            self._choose_first(rows[self.section])
        elif self.table.row is not None and self.table.row != self._row:
            self._show_person(self.table.row)

    @property
    def _is_kept(self) -> bool:
        return isinstance(self.person, PersonPane) and self.person.is_kept

    def _choose_first(self, rows: object) -> None:
        """The line that the place names, else the first one: the nurse's next patient."""
        if self.table is None or not isinstance(rows, tuple) or not rows:
            self._show_person(None)
            return
        self._is_by_itself = True
        if not self.table.select(self.place.subject):
            self.table.select(key_of(rows[0]))
        self._is_by_itself = False

    @Slot(object)
    @guarded
    def show_section(self, name: object) -> None:
        """Show another list."""
        self.section = str(name)
        if isinstance(self.person, PersonPane):
            self.person.is_kept = False
        self.desk.stay_at(Place(screen="today", part=self.section))
        self.place = Place(screen="today", part=self.section)
        self._build_table()
        self.refresh()

    def _build_table(self) -> None:
        section = self._sections[self.section]
        before, self.table = self.table, None
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        found = columns(self.desk.house, self.desk.look, section.columns)
        self.table = Table(
            self.desk.look, found, key_of, self._left, empty=section.empty, name=section.words
        )
        self.table.chosen.connect(self._choose)
        self.table.view.clicked.connect(self._choose_again)
        self.table.opened.connect(self._open)
        layout = self._left.layout()
        if layout is not None:
            layout.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.finder.listen_to(self.table.view)

    def _tell_unopened(self) -> None:
        if self.lists is None:
            return
        found = self.lists.today
        oldest = found.oldest_unopened
        if oldest is None:
            self.chips.tell_waiting("")
            return
        since = ago(waiting_since(self.desk.house, oldest))
        words = ngettext(
            "{count} sitting that nobody has opened; it stopped {since}.",
            "{count} sittings that nobody has opened; the oldest stopped {since}.",
            found.unopened,
        )
        self.chips.tell_waiting(words.format(count=found.unopened, since=since))

    @Slot(object)
    @guarded
    def _choose(self, row: object) -> None:
        """A tap, a key, or the first line by itself."""
        if isinstance(row, Line) and not self._is_by_itself:
            self._chosen = row.key
        self._show_person(row)

    @guarded
    def _choose_again(self, _index: object) -> None:
        """A tap on the line that stood there by itself."""
        row = None if self.table is None else self.table.row
        if isinstance(row, Line) and row.key != self._chosen:
            self._choose(row)

    def _show_person(self, row: object) -> None:
        if row is None and self._is_kept:
            return
        self._row = row
        if row is None or isinstance(row, Owed) or self._is_by_itself:
            self._chosen = ""
        before, self.pane = self.pane, None
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        if isinstance(row, Line):
            is_chosen = row.key == self._chosen
            pane: QWidget = PersonPane(self.desk, row, self.section, is_chosen=is_chosen)
            self.desk.stay_at(Place(screen="today", subject=row.key, part=self.section))
        elif isinstance(row, Owed):
            pane = TalkPane(self.desk, row)
        else:
            pane = Empty(_("Choose somebody in the list."), self.desk.look)
        self.pane = page(pane)
        layout = self._right.layout()
        if layout is not None:
            layout.addWidget(self.pane)

    @property
    def person(self) -> PersonPane | TalkPane | None:
        """Who is shown at the right."""
        found = None if self.pane is None else self.pane.widget()
        return found if isinstance(found, PersonPane | TalkPane) else None

    @Slot(object)
    @guarded
    def _open(self, row: object) -> None:
        """Enter or a double tap does what the main button does."""
        del row
        person = self.person
        if isinstance(person, TalkPane):
            person.close_talk.setFocus()
        elif person is not None and "hand_over" in person.buttons:
            person.open_handover()
        elif person is not None and person.buttons:
            next(iter(person.buttons.values())).click()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner types wherever the focus is: the number goes into its field."""
        if not self.finder.take_key(event):
            super().keyPressEvent(event)

    def _import(self) -> None:
        self.desk.go(Place(screen="import"))
