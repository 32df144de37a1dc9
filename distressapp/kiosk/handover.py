"""Staff's start: a record number typed twice or scanned once, then the tablet changes hands."""

from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.frozen import frozen
from distressapp.kiosk.button_words import close_words, room_words
from distressapp.kiosk.form import FormPage
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.widgets.button import Button, Weight

RECORD, AGAIN, BORN = "record", "again", "born"
_DATE_DIGITS: Final = 8
_CLOSE: Final = 200
"""Pixels of the reference tablet: the way out is small, and high enough for a finger."""


class Desk(StrEnum):
    """What can be tapped on staff's start page."""

    NOW = "now"
    TEST = "test"
    ANSWER = "answer"
    RESUME = "resume"
    ROOM = "room"
    CLOSE = "close"
    START = "start"


@frozen
class Wanted:
    """Whom staff want to hand the tablet to.

    Attributes:
        born: The second identifier; None where it was left empty.
        is_resume: The patient was called away today and goes on.
    """

    record_number: str
    born: date | None
    is_resume: bool


@frozen
class Standing:
    """What staff should know before the next patient.

    Attributes:
        lines: Sentences, the most important first.
        can_start: Patients may be admitted; not while a call for help sounds.
        has_call: A call for help was not ended yet.
        paused: How many patients were called away and may go on.
        needs_test: The call for help was never tested here.
        has_staffs_room: Staff have a window of their own beside the kiosk.
        can_close: The kiosk is all that this computer shows, and staff may close it here.
    """

    clinic: str
    lines: tuple[str, ...] = ()
    can_start: bool = True
    has_call: bool = False
    paused: int = 0
    needs_test: bool = False
    has_staffs_room: bool = False
    can_close: bool = False


def date_of(written: str) -> date | None:
    """A date of birth as day, month, year; None where it is none.

    Raises:
        ValueError: Something was written, and it is not a date.
    """
    digits = "".join(each for each in written if each.isdigit())
    if not written.strip():
        return None
    if len(digits) != _DATE_DIGITS:
        raise ValueError(written)
    return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


class HandoverPage(FormPage):
    """The plain start page.

    Signals:
        wanted: A `Wanted`.
        acted: A `Desk`, for everything but starting.
    """

    wanted = Signal(object)

    def __init__(
        self,
        standing: Standing,
        look: Look,
        parent: QWidget | None = None,
        *,
        now: str,
        mark: str | None,
    ) -> None:
        acts: dict[StrEnum, str] = {Desk.NOW: now}
        if standing.needs_test:
            acts[Desk.TEST] = _("Test the call for help")
        if standing.has_call:
            acts[Desk.ANSWER] = _("Answer the open call")
        if standing.paused:
            acts[Desk.RESUME] = _("Go on with a paused sitting")
        if standing.has_staffs_room:
            acts[Desk.ROOM] = room_words()
        acts[Desk.START] = _("Start")
        super().__init__(
            _("Who is next?"),
            _("{clinic}. For staff: type the record number twice, or scan it once.").format(
                clinic=standing.clinic
            ),
            {
                RECORD: _("Record number"),
                AGAIN: _("The same again"),
                BORN: _("Born: day month year"),
            },
            look,
            parent,
            acts=acts,
            starts_with_digits=True,
            mark=mark,
        )
        self.standing = standing
        self.close_button: Button | None = None
        if standing.can_close:
            self.close_button = Button(
                close_words(), look, self, weight=Weight.QUIET, letters=20, most_letters=20
            )
            self.close_button.clicked.connect(self._wish_to_close)
        self.say(" ".join(standing.lines))
        for act in (Desk.START, Desk.RESUME):
            if act in self.buttons:
                self.buttons[act].setEnabled(standing.can_start)
        self.scanned.connect(self._take_scan)
        self.acted.connect(self._act)

    @guarded
    def _take_scan(self, found: object) -> None:
        """One scan fills both fields; against another number it is a difference like any other."""
        field, text = found if isinstance(found, tuple) else ("", "")
        if field not in {RECORD, AGAIN}:
            return
        other = self.text(AGAIN if field == RECORD else RECORD)
        if other and other != text:
            self._say_they_differ()
            return
        self.fields[RECORD].show_text(text)
        self.fields[AGAIN].show_text(text)
        self.go_to(BORN)

    def _say_they_differ(self) -> None:
        self.say(_("The two numbers differ. Type both again, and compare them with the list."))
        self.clear(RECORD, AGAIN)

    @guarded
    def _wish_to_close(self, _is_checked: object = None) -> None:
        self.acted.emit(Desk.CLOSE)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The way out stands in the corner, away from everything that is tapped each day."""
        super().resizeEvent(event)
        if self.close_button is not None:
            px, margin = self.look.metrics.px, self.look.metrics.margin
            high = self.close_button.height_for(px(_CLOSE))
            left = self.width() - margin - px(_CLOSE)
            self.close_button.setGeometry(left, px(10), px(_CLOSE), high)

    def corner_width(self) -> int:
        """The way out, and a gap."""
        metrics = self.look.metrics
        return 0 if self.close_button is None else metrics.px(_CLOSE) + metrics.gap

    @guarded
    def _act(self, act: object) -> None:
        if act in {Desk.START, Desk.RESUME}:
            self._want(is_resume=act is Desk.RESUME)

    def _want(self, *, is_resume: bool) -> None:
        if not self.text(RECORD):
            self.say(_("Type the record number, or scan it."))
            self.go_to(RECORD)
            return
        if self.text(RECORD) != self.text(AGAIN):
            self._say_they_differ()
            return
        try:
            born = date_of(self.text(BORN))
        except ValueError:
            self.say(_("That date cannot be read. Type day, month and year, such as 03 04 1950."))
            self.clear(BORN)
            return
        if is_resume and born is None:
            self.say(_("To go on with a paused sitting, type the date of birth too."))
            self.go_to(BORN)
            return
        self.wanted.emit(Wanted(record_number=self.text(RECORD), born=born, is_resume=is_resume))
