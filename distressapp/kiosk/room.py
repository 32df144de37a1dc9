"""The patient's room: header, question, foot; it shows the interview and moves with it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from distressapp.core.answers import DECLINED
from distressapp.core.course import Part, StepKind
from distressapp.core.frozen import frozen
from distressapp.core.interview import Interview, progress
from distressapp.core.wording import Wording
from distressapp.kiosk.conductor import Conductor
from distressapp.kiosk.screens.build import Setting, screen_for
from distressapp.kiosk.screens.screen import Said, Screen, Wish
from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.metrics import TEXT_PERCENTS
from distressapp.ui.modality import is_by_number
from distressapp.ui.walk import go_round
from distressapp.ui.widgets.foot import Foot
from distressapp.ui.widgets.header import Header
from distressapp.ui.widgets.notice import Notice
from distressapp.ui.widgets.stack import SlideStack
from distressapp.ui.words import part_name

TOLD_MS = 8_000


@frozen
class Furnishing:
    """What a room is furnished with for one sitting.

    Attributes:
        mark: Words of the rehearsal mark; None where the folder is clinical. It stands beside
            the ticket word, which every patient's page shows.
        now_words: Of the button for help; other words outside opening hours.
    """

    wordings: Mapping[str, Wording]
    language: str
    language_names: Mapping[str, str]
    consent: str = ""
    mark: str | None = None
    now_words: str = ""
    has_motion: bool = False
    has_steppers: bool = False
    has_icons: bool = True


class PatientRoom(QWidget):
    """One sitting on the screen; built anew for each patient and each size.

    Signals:
        sized: An int: the percentage of letters that the patient asked for.
        called_now: None: "I need to speak to someone now".
        was_called: None: "They're calling me".
        listened: A tuple of `Piece`: what shall be read out.
        stilled: None: what is being read out belongs to a screen that is left.
        dismissed: None: the sitting is over and the patient tapped Finish.
    """

    sized = Signal(object)
    called_now = Signal(object)
    was_called = Signal(object)
    listened = Signal(object)
    stilled = Signal(object)
    dismissed = Signal(object)

    def __init__(
        self,
        conductor: Conductor,
        furnishing: Furnishing,
        look: Look,
        parent: QWidget | None = None,
        *,
        percent: int,
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._furnishing = furnishing
        self._look = look
        self._percent = percent
        parts = {part.value: part_name(part) for part in self._parts(conductor.interview)}
        ticket = conductor.interview.plan.ticket
        mark = ticket if furnishing.mark is None else f"{ticket} · {furnishing.mark}"
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, look.colour("ground"))
        self.setPalette(palette)
        self.header = Header(parts, look, self, mark=mark)
        self.stack = SlideStack(self, has_motion=furnishing.has_motion)
        self.notice = Notice(look, self)
        self.foot = Foot(look, self)
        self.foot.now.say(furnishing.now_words)
        self._order: list[str] = []
        self._connect()
        self.show_step(conductor.interview)
        if conductor.is_troubled:
            self._show_trouble(None)

    @staticmethod
    def _parts(interview: Interview) -> list[Part]:
        here = {step.part for step in interview.course if step.kind is not StepKind.THANKS}
        return [part for part in Part if part in here]

    def _connect(self) -> None:
        conductor = self._conductor
        conductor.moved.connect(self.show_step)
        conductor.changed.connect(self._show_answers)
        conductor.troubled.connect(self._show_trouble)
        conductor.mended.connect(self._hide_trouble)
        self.header.taken_back.connect(self._take_back)
        self.header.listened.connect(self._listen)
        self.header.enlarged.connect(self._enlarge)
        self.foot.backed.connect(self._back)
        self.foot.nexted.connect(self._next)
        self.foot.declined.connect(self._decline)
        self.foot.called_now.connect(self._call_now)
        self.foot.was_called.connect(self._be_called)

    @property
    def language(self) -> str:
        """The language of this room, a BCP 47 tag."""
        return self._furnishing.language

    @property
    def language_name(self) -> str:
        """The same, as those who speak it write it."""
        return self._furnishing.language_names.get(self.language, self.language)

    @property
    def screen_shown(self) -> Screen:
        """The screen that is up."""
        assert isinstance(self.stack.shown, Screen)  # noqa: S101  (tells the type checker)
        return self.stack.shown

    @guarded
    def show_step(self, interview: object) -> None:
        """Put the interview's step up."""
        self.stilled.emit(None)
        assert isinstance(interview, Interview)  # noqa: S101  (a signal carries an object)
        step = interview.step
        furnishing = self._furnishing
        screen = screen_for(
            step,
            Setting(
                interview=interview,
                wordings=furnishing.wordings,
                look=self._look,
                language=furnishing.language,
                language_names=furnishing.language_names,
                consent=furnishing.consent,
                percent=self._percent,
                has_steppers=furnishing.has_steppers,
                has_icons=furnishing.has_icons,
            ),
        )
        screen.said.connect(self._say)
        screen.wished.connect(self._wish)
        ids = [each.id for each in interview.course]
        before = self._order[-1] if self._order else step.id
        is_back = before in ids and ids.index(step.id) < ids.index(before)
        self._order.append(step.id)
        self.stack.show_screen(screen, is_back=is_back)
        part, done = progress(interview)
        is_over = step.kind is StepKind.THANKS
        self.header.show_progress("" if is_over else part.value, done)
        self._show_foot(screen, interview)
        self._show_answers(interview)
        self.focus_first()

    def _show_foot(self, screen: Screen, interview: Interview) -> None:
        kind, foot = interview.step.kind, self.foot
        is_over = kind is StepKind.THANKS
        foot.back.setVisible(interview.can_go_back)
        foot.now.setVisible(True)
        foot.called.setVisible(not is_over)
        foot.rather_not.setVisible(screen.can_decline)
        foot.next.setVisible(screen.has_foot_next)
        foot.next.say(_("Finish") if is_over else _("Next"))
        self.header.bigger.setVisible(not is_over)
        is_largest = self._percent >= max(TEXT_PERCENTS)
        self.header.bigger.say(_("Smaller") if is_largest else _("Bigger"))

    @guarded
    def _show_answers(self, interview: object) -> None:
        assert isinstance(interview, Interview)  # noqa: S101  (a signal carries an object)
        self.screen_shown.show_answers(interview.answers)
        key = interview.step.key
        answer = None if key is None else interview.answers.get(key)
        self.foot.rather_not.mark(is_marked=answer is not None and answer == DECLINED)
        self.header.offer_undo(is_offered=answer is not None)

    @guarded
    def _show_trouble(self, _error: object) -> None:
        self.notice.say(
            _(
                "Your answers are safe on this screen, but they cannot be stored just now. "
                "Please tell staff, and leave this tablet switched on."
            )
        )
        self._lay_out()

    @guarded
    def _hide_trouble(self, _nothing: object) -> None:
        self.notice.say("")
        self._lay_out()

    def tell(self, words: str) -> None:
        """Say something that has nothing to do with the answers, for a while."""
        if self.notice.words:
            return
        self.notice.say(words)
        self._lay_out()
        QTimer.singleShot(TOLD_MS, self, self._end_telling)

    @Slot()
    @guarded
    def _end_telling(self) -> None:
        if not self._conductor.is_troubled:
            self.notice.say("")
            self._lay_out()

    @guarded
    def _say(self, said: object) -> None:
        if isinstance(said, Said):
            self._conductor.say(said.key, said.answer)

    @guarded
    def _wish(self, wish: object) -> None:
        if wish is Wish.NOT_TODAY:
            self._conductor.decline_today()
        elif wish is Wish.STOP_HERE:
            self._conductor.stop_here()
        elif wish is Wish.STEPPERS_USED:
            self._conductor.use_steppers()
        elif isinstance(wish, Wish):
            self._conductor.forward()
        elif isinstance(wish, int):
            self.sized.emit(wish)

    @guarded
    def _take_back(self, _nothing: object) -> None:
        # Words that wait to be said would be said after this, and stand again.
        self.screen_shown.settle()
        key = self._conductor.interview.step.key
        if key is not None:
            self._conductor.say(key, None)

    @guarded
    def _decline(self, _nothing: object) -> None:
        self.screen_shown.settle()
        key = self._conductor.interview.step.key
        if key is not None:
            self._conductor.say(key, None if self.foot.rather_not.is_marked else DECLINED)

    @guarded
    def _next(self, _nothing: object) -> None:
        self.stilled.emit(None)
        screen = self.screen_shown
        screen.settle()
        if self._conductor.is_ended:
            self.dismissed.emit(None)
        elif screen.forward_within():
            self.focus_first()
        else:
            self._conductor.forward()

    @guarded
    def _back(self, _nothing: object) -> None:
        self.stilled.emit(None)
        screen = self.screen_shown
        screen.settle()
        if screen.back_within():
            self.focus_first()
        else:
            self._conductor.back()

    @guarded
    def _call_now(self, _nothing: object) -> None:
        self.stilled.emit(None)
        self.screen_shown.settle()
        self.called_now.emit(None)

    @guarded
    def _be_called(self, _nothing: object) -> None:
        self.stilled.emit(None)
        self.screen_shown.settle()
        self.was_called.emit(None)

    @guarded
    def _enlarge(self, _nothing: object) -> None:
        self.screen_shown.settle()
        self.sized.emit(None)

    @guarded
    def _listen(self, _nothing: object) -> None:
        self.listened.emit(self.screen_shown.spoken())

    def show_reading(self, *, is_reading: bool) -> None:
        """The same button stops what it began."""
        words, icon = (_("Stop"), "hush") if is_reading else (_("Listen"), "listen")
        self.header.listen.say(words, icon=icon)

    def stops(self) -> list[QWidget]:
        """Keys meet the answers first, then Next, then the rest of the foot and the tools."""
        foot, header = self.foot, self.header
        first, last = self.screen_shown.stops()
        return [
            *first,
            foot.next, foot.rather_not, foot.back, foot.now, foot.called,
            header.undo, header.listen, header.bigger,
            *last,
        ]  # fmt: skip

    @guarded
    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802  (Qt's)
        """Tab goes round in the room and never leaves it."""
        return go_round(self.stops(), is_forward=next)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an answer that stands, or after a digit, means Next."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        at = QApplication.focusWidget()
        is_standing = isinstance(at, QRadioButton) and at.isChecked()
        if is_enter and not event.isAutoRepeat() and (is_by_number() or is_standing):
            self._press_next()
        else:
            super().keyPressEvent(event)

    def _press_next(self) -> None:
        if self.foot.next.isVisible():
            self.foot.next.click()

    def focus_first(self) -> None:
        """Let keys begin at the answers; where there are none at Next, and never at Back."""
        if not self.screen_shown.focus_first():
            self.foot.next.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three bands; the foot never moves."""
        super().resizeEvent(event)
        self._lay_out()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        painter.end()

    def _lay_out(self) -> None:
        wide, high = self.width(), self.height()
        top = Header.height_of(self._look)
        foot = Foot.height_of(self._look)
        place(self.header, QRect(0, 0, wide, top))
        place(self.foot, QRect(0, high - foot, wide, foot))
        body = QRect(0, top, wide, high - foot - top)
        self.stack.setGeometry(body.adjusted(0, 0, 0, -self._place_notice(body)))

    def _place_notice(self, body: QRect) -> int:
        """Over the progress line, where it covers and moves nothing; else above the foot.

        Returns:
            How much of the body it takes.
        """
        beside = self.header.beside_tools()
        is_above = self.notice.height_for(beside) <= body.top()
        note = self.notice.height_for(body.width())
        if is_above:
            place(self.notice, QRect(0, 0, beside, body.top()))
        else:
            place(self.notice, QRect(0, body.bottom() - note + 1, body.width(), note))
        self.notice.setVisible(note > 0)
        self.notice.raise_()
        return 0 if is_above else note
