"""One patient: what happened, how scores went, what was answered, and the pages of a sitting."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.summary_words import short_day
from distressapp.report.marks import Page
from distressapp.service import copies, hospital, outlets, prints, reading, reports
from distressapp.service.sheets import answer_sheet
from distressapp.service.timeline import Person, Sat, person, timeline
from distressapp.service.timeline_words import copy_words
from distressapp.service.trends import trends
from distressapp.service.views import viewed
from distressapp.staff.clip import Clip
from distressapp.staff.desk import Desk, Place
from distressapp.staff.elsewhere import Ended, elsewhere_of
from distressapp.staff.patient.answers import Answers
from distressapp.staff.patient.happenings import Happenings
from distressapp.staff.patient.head import Head
from distressapp.staff.patient.pages import Pages, Wish
from distressapp.staff.patient.saving import Saving
from distressapp.staff.patient.trends import Trends
from distressapp.staff.patient.ways import Ways
from distressapp.staff.printing.queue import PrintQueue
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Side
from distressapp.staff.widgets.table import Column, Table
from distressapp.staff.words import time_words
from distressapp.text import _
from distressapp.ui import words
from distressapp.ui.guard import guarded

TABS: Final = ("timeline", "trends", "answers", "pages")
_LIST: Final = 34
_LEAST_LIST: Final = 320
_WIDEST_LIST: Final = 520


class PatientScreen(Screen):
    """Sittings left, and right what was asked about one of them or about all.

    `place.subject` is the patient's id, a sitting's, or that of a call without a sitting;
    `place.part` a tab, and behind a colon a sitting.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        tab, _colon, sitting = place.part.partition(":")
        self.tab = tab if tab in TABS else TABS[0]
        self.sitting = sitting
        self.whose: Person | None = None
        self._noted: set[tuple[str, str]] = set()
        self._is_warned = False
        self._elsewhere = elsewhere_of(desk)
        self._furnish()
        self._connect()
        self._elsewhere.ended.connect(self._show_drawn)

    @property
    def title(self) -> str:
        """What the screen is called; not the patient's name."""
        return _("Patient")

    def refresh(self) -> None:
        """Read the record anew; that it is opened is noted before anything of it is shown."""
        vault = self.desk.session.vault
        whose = person(vault, self.place.subject)
        self._note("patient", whose.id)
        self.whose = whose
        self.head.show_person(whose)
        self.ways.show_person(whose)
        known = {each.sitting for each in whose.sittings}
        if self.sitting not in known:
            newest = whose.sittings[0].sitting if whose.sittings else ""
            self.sitting = self.place.subject if self.place.subject in known else newest
        self.table.show_rows(whose.sittings)
        self.table.select(self.sitting)
        self._show_tab()

    def _furnish(self) -> None:
        look = self.desk.look
        self.head = Head(look, self)
        self.ways = Ways(self.desk, self)
        self.table = Table(
            look,
            (
                Column(title=_("Sitting"), text=_day, is_strong=True),
                Column(title=_("Flags"), text=_bands, width=92),
                Column(title=_("In record"), text=_record, width=92),
            ),
            key=_key,
            empty=_("Nobody has sat yet. The first sitting stands here as soon as it ends."),
            name=_("Sittings"),
        )
        self.table.setMinimumWidth(look.metrics.text(_LEAST_LIST))
        self.table.setMaximumWidth(look.metrics.text(_WIDEST_LIST))
        self.tabs = {tab: Button(said, look, self) for tab, said in _tab_words().items()}
        self.happenings = Happenings(look, self)
        self.trends = Trends(look, self)
        self.answers = Answers(look, self)
        self.pages = Pages(look, self.desk.house.settings.take_home, self)
        self.saving = Saving(self, self._elsewhere)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Row(*self.tabs.values()))
        self._stack = QStackedLayout()
        for each in (self.happenings, self.trends, self.answers, self.pages):
            self._stack.addWidget(each)
        column.addLayout(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.head)
        whole.addWidget(self.ways)
        self._side = Side(self.table, right, share=_LIST)
        whole.addWidget(self._side, 1)

    def _connect(self) -> None:
        for tab, button in self.tabs.items():
            button.make_choice()
            button.clicked.connect(partial(self._choose_tab, tab))
        self.ways.asking.connect(self._make_room)
        self.table.chosen.connect(self._choose_sitting)
        self.table.opened.connect(self._open_sitting)
        self.answers.wanted_words.connect(self._open_words)
        self.pages.wished.connect(self._show_page)
        self.pages.printed.connect(self._print)
        self.pages.saved.connect(self._save)
        self.pages.copied.connect(self._copy)
        self.pages.recorded.connect(self._record)
        self.saving.saved.connect(self._say_saved)
        self.saving.failed.connect(self.desk.complain)

    def _note(self, what: str, subject: str) -> None:
        """Note once for this opening that it is looked at."""
        if (what, subject) not in self._noted:
            viewed(self.desk.house, self.desk.session, subject, what=what)
            self._noted.add((what, subject))

    def _show_tab(self) -> None:
        for tab, button in self.tabs.items():
            button.setChecked(tab == self.tab)
        self._stack.setCurrentIndex(TABS.index(self.tab))
        part = f"{self.tab}:{self.sitting}" if self.sitting else self.tab
        self.place = Place(screen="patient", subject=self.place.subject, part=part)
        self.desk.stay_at(self.place)
        if self.whose is None:
            return
        house, vault = self.desk.house, self.desk.session.vault
        match self.tab:
            case "timeline":
                self.happenings.show_happenings(timeline(house, vault, self.whose))
            case "trends":
                is_matched = self.whose.known is not None
                lines = trends(house, vault, self.whose)
                self.trends.show_lines(lines, is_matched=is_matched)
                self.trends.choose(self.sitting)
            case "answers":
                self._show_answers()
            case _:
                self._show_pages()

    def _show_answers(self) -> None:
        if not self.sitting:
            self.answers.show_sheet(None)
            return
        if self.answers.sitting != self.sitting:
            self.answers.show_sheet(None)  # another's answers never stand beside this one's day
        self._note("answers", self.sitting)
        sheet = answer_sheet(self.desk.house, self.desk.session.vault, self.sitting)
        self.answers.show_sheet(sheet)

    def _show_pages(self) -> None:
        told = ""
        is_new = self.pages.wish.sitting != self.sitting
        if self.sitting:
            found = hospital.recorded(self.desk.house, self.desk.session.vault, self.sitting)
            if found is not None:
                now = self.desk.house.local(self.desk.house.clock())
                at = time_words(found.at, now)
                told = _("In the hospital record: {who}, {when}").format(who=found.by, when=at)
        is_matched = self.whose is not None and self.whose.known is not None
        self.pages.show_sitting(self.sitting, told, is_matched=is_matched)
        if self.sitting and (is_new or not self.pages.pictures):
            self._draw(self.pages.wish)

    def _draw(self, wish: Wish) -> None:
        """Have the page drawn elsewhere; that it is looked at is noted first."""
        house, vault = self.desk.house, self.desk.session.vault
        self._note(wish.copy, wish.sitting)
        found = copies.document(house, vault, wish.sitting, copy=wish.copy, screens=words)
        paper = outlets.paper_of(house, wish.copy)

        def act() -> tuple[Wish, tuple[Page, ...]]:
            return wish, reports.picture(found, paper=paper, receipt=wish.has_receipt)

        self._elsewhere.run(self, act)

    @Slot(object)
    @guarded
    def _show_drawn(self, ended: Ended) -> None:
        if ended.of is not self:
            return
        if ended.error is not None:
            self.pages.show_words(str(ended.error))
        elif isinstance(ended.value, tuple):
            wish, pages = ended.value
            if wish == self.pages.wish:
                self.pages.show_pages(pages)

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except ExpectedError as error:
            self.desk.complain(error)
            return False
        return True

    @guarded
    def _choose_tab(self, tab: str, _is_checked: object = None) -> None:
        self.tab = tab
        self._try(self._show_tab)

    @Slot(object)
    @guarded
    def _choose_sitting(self, row: object) -> None:
        if isinstance(row, Sat) and row.sitting != self.sitting:
            self.sitting = row.sitting
            self._try(self._show_tab)

    @Slot(object)
    @guarded
    def _open_sitting(self, row: object) -> None:
        if isinstance(row, Sat):
            self.sitting, self.tab = row.sitting, "answers"
            self._try(self._show_tab)

    def may_leave(self) -> bool:
        """A concern that is written and not raised is asked about once."""
        if self.ways.has_words and not self._is_warned:
            self._is_warned = True
            self.desk.complain(
                _("Your concern is not raised yet. Tap how soon, or leave once more.")
            )
            return False
        return True

    @Slot(object)
    @guarded
    def _make_room(self, is_asking: object) -> None:
        """While a concern is written down, it has the whole screen."""
        self._is_warned = False
        self._side.setVisible(not is_asking)

    @Slot(object)
    @guarded
    def _open_words(self, sitting: str) -> None:
        def act() -> None:
            self.answers.show_words(reading.read_text(self.desk.house, self.desk.session, sitting))

        self._try(act)

    @Slot(object)
    @guarded
    def _show_page(self, wish: Wish) -> None:
        self._try(partial(self._draw, wish))

    @Slot(object)
    @guarded
    def _print(self, wish: Wish) -> None:
        house, session = self.desk.house, self.desk.session

        def act() -> None:
            job = prints.queue_page(
                house,
                session,
                wish.sitting,
                copy=wish.copy,
                has_receipt=wish.has_receipt,
                has_talked=wish.has_talked,
            )
            said = _("Asked for: {copy}, on {printer}. Go on; it is said here if it does not come.")
            printer = outlets.printer_for(house, wish.copy)
            told = said.format(copy=copy_words(wish.copy), printer=printer)
            self.desk.say(told, undo=partial(self._call_off, job))
            self.desk.told()

        self._try(act)

    def _call_off(self, job: str) -> None:
        request = prints.call_off(self.desk.house, self.desk.session, job)
        window = self.desk.parent()
        queue = None if window is None else window.findChild(PrintQueue)
        if queue is not None:
            queue.call_off(request)  # the print system may have it already
        self.desk.told()

    @Slot(object)
    @guarded
    def _save(self, wish: Wish) -> None:
        row = self.table.row
        day = row.day.isoformat() if isinstance(row, Sat) else ""
        ticket = row.ticket if isinstance(row, Sat) else ""
        self.saving.ask(f"page-{ticket}-{day}.pdf", partial(self._write, wish))

    @guarded
    def _write(self, wish: Wish, to: Path) -> None:
        house, session = self.desk.house, self.desk.session

        def act() -> None:
            found = copies.to_save(
                house, session, wish.sitting, copy=wish.copy, screens=words, talked=wish.has_talked
            )
            paper = outlets.paper_of(house, wish.copy)
            self.saving.write(found, to, paper=paper, receipt=wish.has_receipt)

        self._try(act)

    @Slot(object)
    @guarded
    def _say_saved(self, to: Path) -> None:
        said = _("Saved as {name}. From here on you look after it.").format(name=to.name)
        self.desk.say(said)
        self.desk.told()

    @Slot(object)
    @guarded
    def _copy(self, sitting: str) -> None:
        def act() -> None:
            text = hospital.text(self.desk.house, self.desk.session, sitting)
            clip_of(self.desk).put(text)
            self.desk.say(_("The text is on the clipboard for one minute. Paste it now."))

        self._try(act)

    @Slot(object)
    @guarded
    def _record(self, is_recorded: object) -> None:
        house, session, sitting = self.desk.house, self.desk.session, self.sitting

        def write(*, is_there: bool) -> None:
            hospital.set_recorded(house, session, sitting, is_recorded=is_there)
            self.desk.told()

        def act() -> None:
            write(is_there=bool(is_recorded))
            told = _("Noted: in the hospital record.") if is_recorded else _("Noted: not there.")
            self.desk.say(told, undo=lambda: write(is_there=not is_recorded))

        self._try(act)


def clip_of(desk: Desk) -> Clip:
    """The clipboard of the window, which outlives the screen."""
    parent = desk.parent()
    found = None if parent is None else parent.findChild(Clip)
    return Clip(desk) if found is None else found


def _tab_words() -> dict[str, str]:
    said = (_("Timeline"), _("Trends"), _("Answers"), _("Page and record"))
    return dict(zip(TABS, said, strict=True))


def _day(row: Sat) -> str:
    paper = _("{day}, paper") if row.is_paper else "{day}"
    return paper.format(day=short_day(row.day))


def _bands(row: Sat) -> str:
    if not row.bands:
        return _("none")
    worst, others = row.bands[0].title(), len(row.bands) - 1
    return f"{worst} +{others}" if others else worst


def _record(row: Sat) -> str:
    return _("yes") if row.is_recorded else _("open")


def _key(row: Sat) -> str:
    return row.sitting
