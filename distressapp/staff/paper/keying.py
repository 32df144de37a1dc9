"""Keying a returned form: the first page, the answers by keys, a second look, and what came of it.

`place.subject` is the form's id; with the part `"again"` it is the sitting's, whose form is put
right. What is keyed half-way is kept in the vault when the screen is left or the vault is shut, and
offered again; what is put right lives in this screen alone until it is kept.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.keying import (
    Keying,
    Left,
    back,
    decline,
    first_open,
    forward,
    go,
    leave,
    leave_rest,
    mark,
    write,
)
from distressapp.service import paper
from distressapp.service.access import Session
from distressapp.service.paper import KeyedIn
from distressapp.service.paper_kept import Half, half_keyed, keep_half
from distressapp.service.paper_slip import Slip, agrees, check_slip, meant, patient_of
from distressapp.service.shift import LockedError
from distressapp.staff.desk import Desk, Place
from distressapp.staff.paper.asking import Words as FormWords
from distressapp.staff.paper.checking import Check
from distressapp.staff.paper.halfway import HalfwayCard
from distressapp.staff.paper.lookover import LookCard
from distressapp.staff.paper.outcome import OutcomeCard
from distressapp.staff.paper.pad import Pad, drop
from distressapp.staff.paper.scanned import ScanWatch, is_code, scanned_words
from distressapp.staff.paper.slip import SlipCard
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.fields import DateField, TextField
from distressapp.staff.widgets.pieces import Card, Empty, Side, Title, page
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault import forms
from distressapp.vault.forms import PaperForm

NAME: Final = "keying"
AGAIN: Final = "again"


class KeyingScreen(Screen):
    """One form, from its first page to what came of it."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.form: PaperForm | None = None
        self.slip: Slip | None = None
        self.keying: Keying | None = None
        self.words: FormWords | None = None
        self.pad: Pad | None = None
        self.check: Check | None = None
        self.card: SlipCard | None = None
        self.halfway: HalfwayCard | None = None
        self.keep: Button | None = None
        self.because: TextField | None = None
        self.born: DateField | None = None
        self._doubted: Slip | None = None
        self._scans = ScanWatch()
        self._is_nobodys = False
        self._born: date | None = None
        self._why = ""
        self.outcome: KeyedIn | None = None
        self._is_warned = False
        self._is_looking = False
        self._sheet: Card | None = None
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Title(self.title, desk.look, self))

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Key in a form")

    @property
    def is_again(self) -> bool:
        """A form that was keyed before is put right."""
        return self.place.part == AGAIN

    def refresh(self) -> None:
        """The first page; nothing once somebody is at it."""
        if self._body is not None:
            return
        try:
            if self.is_again:
                self._begin_again()
            else:
                self._begin()
        except ExpectedError as error:
            back_ = Button(_("Back"), self.desk.look)
            back_.clicked.connect(self._back)
            self._show(Empty(str(error), self.desk.look, back_))

    def may_leave(self) -> bool:
        """What was keyed half-way is kept first; what is put right is let go of only when asked."""
        if self.keying is None or self.outcome is not None or self._is_warned:
            return True
        if not self.is_again:
            try:
                if self._keep_half(self.desk.session):
                    self.desk.say(_("What was keyed so far is kept. Go on with it under Paper."))
            except LockedError:
                return True  # what was keyed was kept when the vault was shut
            except ExpectedError as error:
                self._is_warned = True
                self.desk.complain(error)
                return False
            return True
        self._is_warned = True
        self.desk.complain(
            _("This form is not kept yet. Leave once more to let go of what was keyed.")
        )
        return False

    def before_lock(self, session: Session) -> None:
        """Keep what was keyed half-way; whoever opens the room again goes on with it."""
        self._keep_half(session)

    def _keep_half(self, session: Session) -> bool:
        """Whether there was something to keep: a form that is begun, and not put right."""
        if self.form is None or self.slip is None or self.keying is None or self.outcome:
            return False
        keying = self.keying if self.pad is None else self.pad.settled(self.keying)
        return keep_half(self.desk.house, session, self.form, keying, self.slip)

    def _begin(self) -> None:
        desk = self.desk
        found = forms.form(desk.session.vault, self.place.subject)
        if found is None:
            self._show(Empty(_("That form is not known here."), desk.look))
            return
        paper.start(desk.house, desk.session, found)
        self.form = found
        half = half_keyed(desk.house, desk.session, found)
        if half is None:
            self._ask_slip()
            return
        known = patient_of(desk.session.vault, found)
        now = desk.house.local(desk.house.clock())
        self.halfway = HalfwayCard(found, known, half, desk.look, now=now)
        self.halfway.went_on.connect(self._go_on)
        self.halfway.began_anew.connect(self._ask_slip)
        self.main = self.halfway.go_on
        self._show(page(self.halfway))
        self.halfway.setFocus()

    @Slot(object)
    @guarded
    def _ask_slip(self, _nothing: object = None) -> None:
        """The first page, with nothing on it."""
        desk = self.desk
        if self.form is None:
            return
        known = patient_of(desk.session.vault, self.form)
        self.card = SlipCard(self.form, known, desk.house.today(), desk.look)
        self.card.done.connect(self._take_slip)
        self.main = self.card.start
        self._show(page(self.card))
        self.card.setFocus()

    @Slot(object)
    @guarded
    def _go_on(self, half: object) -> None:
        """Where somebody stopped."""
        if isinstance(half, Half):
            self._begin_keying(half.keying, half.slip)

    def _begin_again(self) -> None:
        desk = self.desk
        keying = paper.once_more(desk.house, desk.session, self.place.subject)
        found = paper.keyed_before(desk.session.vault, self.place.subject)
        of = found.record.sitting
        if found.patient is None:
            self._is_nobodys, self._born = True, found.record.given.born
        self.words = FormWords(desk.house, of.language, of.plan.instruments)
        self._look_over(keying)

    @Slot(object)
    @guarded
    def _take_slip(self, slip: object) -> None:
        desk = self.desk
        if not isinstance(slip, Slip) or self.form is None:
            return
        try:
            check_slip(desk.house, self.form, slip)
            keying = paper.start(desk.house, desk.session, self.form, slip)
        except ExpectedError as error:
            desk.complain(error)
            return
        if self._doubted != slip and self._is_doubted(slip):
            self._doubted = slip
            return
        self._begin_keying(keying, slip)

    def _is_doubted(self, slip: Slip) -> bool:
        """Whether it does not lead to a patient though it could, which is said at the field."""
        desk, card = self.desk, self.card
        if card is None or self.form is None:
            return False
        if meant(desk.house, desk.session.vault, self.form, slip) is None:
            card.doubt_number()
            return True
        if agrees(desk.house, desk.session.vault, self.form, slip):
            return False
        card.doubt_born()
        return True

    def _begin_keying(self, keying: Keying, slip: Slip) -> None:
        if self.form is None:
            return
        said = forms.said(self.desk.session.vault, self.form)
        plan = keying.interview.plan
        self.slip = slip
        self.words = FormWords(self.desk.house, str(said["language"]), plan.instruments)
        if keying.is_complete:
            self._look_over(keying)
        else:
            self._ask(keying)

    def _ask(self, keying: Keying) -> None:
        """The question at hand, and what was keyed beside it."""
        words, look = self.words, self.desk.look
        if words is None:
            return
        self.keying, self._is_warned = keying, False
        self.main = None
        before, self.pad = self.pad, Pad(keying, words.asking(keying.question), look)
        self.pad.is_scanned = self._is_scanned
        self.pad.marked.connect(self._mark)
        self.pad.written.connect(self._write)
        self.pad.left.connect(self._leave)
        self.pad.went.connect(self._move)
        if self._sheet is None or self.check is None or before is None:
            self._sheet = Card(look)
            self.check = self._checked(keying, is_whole=False)
            self._sheet.column.addWidget(self.pad, 1)
            self._show(Side(page(self._sheet), self.check, share=66))
        else:
            # Only the question changes: whoever keys fast waits for nothing else.
            self._sheet.column.replaceWidget(before, self.pad)
            drop(before)
            self.check.show_keyed(keying, words)
            # Shown at once: the next key may be there before the layout is.
            self.pad.show()
        self.pad.setFocus()

    def _checked(self, keying: Keying, *, is_whole: bool) -> Check:
        check = Check(self.desk.look)
        if self.words is not None:
            check.show_keyed(keying, self.words, is_whole=is_whole)
        check.wanted.connect(self._want)
        return check

    def _look_over(self, keying: Keying) -> None:
        """Everything once more, beside the paper, before it is kept."""
        look = self.desk.look
        self.keying, self.pad, self._is_looking = keying, None, True
        self._sheet = None
        self.check = self._checked(keying, is_whole=True)
        why = self._why if self.is_again else None
        card = LookCard(look, why=why, is_nobodys=self._is_nobodys, born=self._born)
        card.wanted.connect(self._keep)
        self.because, self.born, self.keep = card.because, card.born, card.keep
        self.main = self.keep
        self._show(Side(page(card), self.check, share=38))
        (self.because or self.keep).setFocus()

    @guarded
    def _mark(self, ids: object) -> None:
        if isinstance(ids, tuple) and self.keying is not None:
            self._on(mark(self.keying, tuple(str(each) for each in ids)))

    @guarded
    def _write(self, text: object) -> None:
        if is_code(str(text)):
            self.desk.complain(scanned_words())
        elif self.keying is not None:
            self._on(write(self.keying, str(text)))

    @guarded
    def _leave(self, way: object) -> None:
        keying = self.keying
        if keying is None:
            return
        if way == "declined":
            self._on(decline(keying))
        elif way == "rest":
            self._on(leave_rest(keying))
        else:
            self._on(leave(keying, Left(str(way))))

    @guarded
    def _move(self, by: object) -> None:
        if self.keying is None:
            return
        if by == 1 and self.keying.is_complete:
            self._look_over(self.keying)
        else:
            self._ask(forward(self.keying) if by == 1 else back(self.keying))

    @guarded
    def _want(self, question: object) -> None:
        if self.because is not None and self._is_looking and self.pad is None:
            self._why = self.because.text()
            self._born = self._born if self.born is None else self.born.value()
        if self.keying is not None:
            self._ask(go(self.keying, str(question)))

    def _on(self, keying: Keying) -> None:
        """The next question; the second look once nothing is open any more."""
        if keying.is_complete:
            self._look_over(keying)
            return
        after = forward(keying)
        if self._is_looking or after.at == keying.at:
            after = go(keying, first_open(keying) or keying.at)
        self._ask(after)

    @guarded
    def _keep(self, _is_checked: object = None) -> None:
        desk, keying = self.desk, self.keying
        if keying is None or self.outcome is not None:
            return
        try:
            if self.because is not None:
                self.outcome = paper.correct(
                    desk.house,
                    desk.session,
                    self.place.subject,
                    keying,
                    because=self.because.text(),
                    born=None if self.born is None else self.born.value(),
                )
            elif self.form is not None and self.slip is not None:
                self.outcome = paper.key_in(desk.house, desk.session, self.form, keying, self.slip)
        except ExpectedError as error:
            desk.complain(error)
            return
        if self.outcome is not None:
            self._show_outcome(self.outcome)

    def _show_outcome(self, outcome: KeyedIn) -> None:
        self.keying = self.pad = self.check = self._sheet = None
        card = OutcomeCard(outcome, self.desk)
        self.main = card.next
        self._show(page(card))
        card.next.setFocus()
        self.desk.say(_("The form is kept."))
        self.desk.told()

    @guarded
    def _back(self, _is_checked: object = None) -> None:
        self.desk.back()

    def _show(self, body: QWidget) -> None:
        before, self._body = self._body, body
        if before is not None:
            self._column.removeWidget(before)
            drop(before)
        self._column.addWidget(body, 1)

    def _is_scanned(self, event: QKeyEvent) -> bool:
        """Whether a key is a scanner's: then everything stands as before its first one."""
        now_ms = self.desk.shift.now_ns // 1_000_000
        if self.keying is None or self._scans.is_end(event, now_ms):
            return True
        stood = self._scans.before(event, now_ms, self.keying)
        if stood is not None:
            self._ask(stood)
            self.desk.complain(scanned_words())
        return stood is not None

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that reached nobody is the pad's, wherever the focus was lost to."""
        if self.keying is not None and self.pad is None and self._is_scanned(event):
            return
        if self.pad is not None and not self.pad.hasFocus() and self.pad.line is None:
            self.pad.setFocus()
            self.pad.keyPressEvent(event)
            return
        super().keyPressEvent(event)
