"""The kiosk's one window: staff's start, the patient's room, rest, cleaning, and again.

Each patient gets a room built anew; when a sitting ends, its room and all its words are gone.
"""

from datetime import datetime
from enum import StrEnum, auto

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.interview import Interview, resume
from distressapp.core.sitting import NowState, Plan, Stop
from distressapp.kiosk import pages
from distressapp.kiosk.answering import NAME, Answer, trial_page
from distressapp.kiosk.calls import Calls
from distressapp.kiosk.cleaning import CleaningPage
from distressapp.kiosk.conductor import Conductor
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.furnish import furnishing, look_for, rehearsal_mark, standing
from distressapp.kiosk.handover import Desk, HandoverPage, Wanted
from distressapp.kiosk.idle import Idle
from distressapp.kiosk.keeping import SittingKeeper
from distressapp.kiosk.plain import Act
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.sound import ring
from distressapp.service.admissions import admit
from distressapp.service.calls import post_now, sounding
from distressapp.service.changes import channel_tested
from distressapp.service.house import House
from distressapp.service.pauses import resume as resume_paused
from distressapp.service.sittings import Closed, Running
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.metrics import TEXT_PERCENTS

WELCOME_PERCENT = 150
RETRY_MS = 5_000
THANKS_MS = 20_000
"""Thanks stay up this long when nobody taps Finish; then the screen blanks."""


class Phase(StrEnum):
    """What the window is for just now."""

    DESK = auto()
    TICKET = auto()
    SITTING = auto()
    REST = auto()
    CLEANING = auto()
    TRIAL = auto()


class KioskWindow(QWidget):
    """Shows one page at a time and moves between them.

    Signals:
        turned: A `Phase`: another part of the day has begun.
        finished: A `Closed`: a sitting was closed; the front door may print its page.
    """

    turned = Signal(object)
    finished = Signal(object)

    def __init__(self, house: House, *, dots_per_mm: float) -> None:
        super().__init__()
        self._house = house
        self._dots_per_mm = dots_per_mm
        self._percent: int | None = None
        self._page: QWidget | None = None
        self._plan: Plan | None = None
        self._wanted: Wanted | None = None
        self._keeper: SittingKeeper | None = None
        self._unclosed: Stop | None = None
        self.conductor: Conductor | None = None
        self.phase = Phase.DESK
        self.calls = Calls(house, self)
        self.calls.changed.connect(self._show_call)
        self.calls.closed.connect(self._leave_call)
        settings = house.settings
        self.idle = Idle(self, ask_s=settings.idle_s, blank_s=settings.blank_s)
        self.idle.wondered.connect(self._wonder)
        self.idle.returned.connect(self._return)
        self.idle.left.connect(self._leave_alone)
        QApplication.instance().installEventFilter(self.idle)  # type: ignore[union-attr]  # one
        self._retry = self._timer(RETRY_MS, self._close_again)
        self._thanks = self._timer(THANKS_MS, self.rest)
        self.setWindowTitle(settings.clinic)

    def _timer(self, interval_ms: int, call: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(call)
        return timer

    @property
    def page(self) -> QWidget | None:
        """What is on the screen."""
        return self._page

    def begin(self) -> None:
        """The first page; a call that nobody answered before a restart sounds first."""
        self.show_desk()
        for call in sounding(self._house):
            self.calls.sound_again(call, post_now(self._house, call.ticket))

    # Staff's side

    def show_desk(self) -> None:
        """Staff's start."""
        self._turn(Phase.DESK)
        page = HandoverPage(
            standing(self._house, self._look(100), has_call=self.calls.must_be_answered),
            self._look(100),
            now=self._now_words(),
            mark=rehearsal_mark(self._house),
        )
        page.wanted.connect(self._admit)
        page.acted.connect(self._act_at_desk)
        self._put(page)
        page.start()

    @guarded
    def _act_at_desk(self, act: object) -> None:
        if act is Desk.NOW:
            self._call_now()
        elif act is Desk.ANSWER:
            self._answer_call()
        elif act is Desk.TEST:
            self._try_channel()

    @guarded
    def _admit(self, wanted: object) -> None:
        assert isinstance(wanted, Wanted)  # noqa: S101  (a signal carries an object)
        assert isinstance(self._page, HandoverPage)  # noqa: S101  (it sent the signal)
        try:
            if wanted.is_resume and wanted.born is not None:
                self._resume(wanted)
                return
            self._plan = admit(self._house, record_number=wanted.record_number, born=wanted.born)
        except ExpectedError as error:
            self._page.say(str(error))
            return
        self._wanted = wanted
        self._turn(Phase.TICKET)
        mark = rehearsal_mark(self._house)
        page = pages.ticket_page(self._look(100), self._plan.ticket, mark=mark)
        page.acted.connect(self._act_on_ticket)
        self._put(page)

    @guarded
    def _act_on_ticket(self, act: object) -> None:
        plan, wanted = self._plan, self._wanted
        if act is not Act.HAND_OVER or plan is None or wanted is None:
            self.show_desk()
            return
        try:
            running = Running.open(self._house, plan, wanted.record_number, wanted.born)
        except ExpectedError as error:
            self.show_desk()
            self._say_at_desk(str(error))
            return
        languages = self._house.settings.languages
        interview = Interview(plan=plan, instruments=self._house.instruments, languages=languages)
        self._sit_down(running, interview)

    def _resume(self, wanted: Wanted) -> None:
        assert wanted.born is not None  # noqa: S101  (the caller asked for it)
        found = resume_paused(self._house, record_number=wanted.record_number, born=wanted.born)
        interview = Interview(
            plan=found.sitting.plan,
            instruments=self._house.instruments,
            languages=self._house.settings.languages,
            answers=found.sitting.answers,
            shown=found.sitting.shown,
        )
        self._plan = found.sitting.plan
        self._sit_down(found.running, resume(interview, at=found.at))

    def _say_at_desk(self, words: str) -> None:
        if isinstance(self._page, HandoverPage):
            self._page.say(words)

    def _try_channel(self) -> None:
        self._turn(Phase.TRIAL)
        ring(self)
        page = trial_page(self._look(100), self._house.tickets[0], self._house.settings.now)
        page.acted.connect(self._act_on_trial)
        self._put(page)
        page.start()

    @guarded
    def _act_on_trial(self, act: object) -> None:
        page = self._page
        if act is Answer.HEARD and isinstance(page, FormPage):
            try:
                channel_tested(self._house, by=page.text(NAME))
            except ExpectedError as error:
                page.say(str(error))
                return
        self.show_desk()

    # The patient's side

    def _sit_down(self, running: Running, interview: Interview) -> None:
        self._keeper = SittingKeeper(self._house, running)
        self.conductor = Conductor(interview, self._keeper, self._house.clock, self)
        self.conductor.ended.connect(self._end)
        self.conductor.moved.connect(self._settle_size)
        self._percent = None
        self._turn(Phase.SITTING)
        self._show_room()
        self.idle.watch()

    def _show_room(self) -> None:
        if self.conductor is None:
            return
        chosen = self._percent or self._house.settings.screen.text_percent
        is_welcome = self.conductor.interview.at == "welcome"
        shown = max(WELCOME_PERCENT, chosen) if is_welcome else chosen
        room = PatientRoom(
            self.conductor,
            furnishing(self._house, now=self._now_words()),
            self._look(shown),
            percent=chosen,
        )
        room.sized.connect(self._resize_letters)
        room.called_now.connect(self._call_now)
        room.was_called.connect(self._be_called)
        room.dismissed.connect(self.rest)
        self._put(room)
        room.screen_shown.focus_first()

    @guarded
    def _resize_letters(self, percent: object) -> None:
        chosen = self._percent or self._house.settings.screen.text_percent
        if isinstance(percent, int):
            self._percent = percent
        else:
            place = TEXT_PERCENTS.index(chosen)
            self._percent = TEXT_PERCENTS[(place + 1) % len(TEXT_PERCENTS)]
        self._show_room()

    @guarded
    def _settle_size(self, _interview: object) -> None:
        """Only the first screen stands at 150 %: leaving or meeting it changes the letters."""
        room = self._page
        if self.conductor is None or not isinstance(room, PatientRoom):
            return
        if self.conductor.interview.at in {"welcome", "why", "who"}:
            self._show_room()

    @guarded
    def _be_called(self, _nothing: object) -> None:
        """They're calling me: saved, scored, blank."""
        self._stop(Stop.CALLED)
        if self.conductor is None or self.conductor.is_ended:
            self.rest()

    def _stop(self, how: Stop) -> None:
        if self.conductor is None or self.conductor.is_ended:
            return
        self.conductor.now = self.calls.state
        if not self.conductor.stop(how):
            self._unclosed = how
            self.idle.rest()
            self._put(pages.unclosed(self._look(100)))
            self._retry.start()

    @Slot()
    @guarded
    def _close_again(self) -> None:
        """The patient is gone; what they said is still held, and tried again."""
        if self.conductor is None or self._unclosed is None:
            self._retry.stop()
        elif self.conductor.stop(self._unclosed):
            self.rest()

    @guarded
    def _end(self, how: object) -> None:
        self.idle.rest()
        closed: Closed | None = None if self._keeper is None else self._keeper.running.closed
        if how in {Stop.FINISHED, Stop.CHECKPOINT, Stop.NOT_TODAY}:
            self._thanks.start()
        self.finished.emit(closed)

    @Slot()
    @guarded
    def rest(self, _nothing: object = None) -> None:
        """Blank: nothing of the patient is left on the screen or in a widget."""
        self._thanks.stop()
        self._retry.stop()
        self.idle.rest()
        if self.conductor is not None:
            self.conductor.deleteLater()
        self.conductor, self._keeper, self._plan, self._wanted = None, None, None, None
        self._unclosed = None
        self._turn(Phase.REST)
        page = pages.resting(
            self._look(100), now=self._now_words(), mark=rehearsal_mark(self._house)
        )
        page.acted.connect(self._act_at_rest)
        self._put(page)

    @guarded
    def _act_at_rest(self, act: object) -> None:
        if act is Act.NOW:
            self._call_now()
            return
        self._turn(Phase.CLEANING)
        page = CleaningPage(self._look(100), contact_s=self._house.settings.cleaning_s)
        page.cleaned.connect(self._be_clean)
        self._put(page)

    @guarded
    def _be_clean(self, _nothing: object) -> None:
        self.show_desk()

    # Idle

    @guarded
    def _wonder(self, _nothing: object) -> None:
        page = pages.are_you_there(self._look(WELCOME_PERCENT))
        page.acted.connect(self._return)
        self._put(page)

    @guarded
    def _return(self, _nothing: object) -> None:
        if self.phase is Phase.SITTING:
            self.idle.watch()
            # After the touch that brought them back, so that it answers nothing below it.
            QTimer.singleShot(0, self, self._show_room)

    @guarded
    def _leave_alone(self, _nothing: object) -> None:
        self._stop(Stop.IDLE)
        if self.conductor is None or self.conductor.is_ended:
            self.rest()

    # I need to speak to someone now

    @guarded
    def _call_now(self, _nothing: object = None) -> None:
        if not self._house.settings.is_open(self._house.clock()):
            page = pages.numbers(self._look(125), self._house.settings.now.local_numbers)
            page.acted.connect(self._leave_call)
            self._put(page)
            return
        if self.calls.is_open:
            self._show_call()
        elif self._keeper is not None and self._is_running:
            plan = self._keeper.running.plan
            self.calls.press(self._keeper, call_id=plan.sitting, ticket=plan.ticket)
        else:
            press = post_now(self._house)
            self.calls.press(press, call_id=press.id, ticket=press.ticket)

    @property
    def _is_running(self) -> bool:
        return self.conductor is not None and not self.conductor.is_ended

    @guarded
    def _show_call(self, _nothing: object = None) -> None:
        if isinstance(self._page, FormPage) and not isinstance(self._page, HandoverPage):
            return
        look, state = self._look(125), self.calls.state
        if state is NowState.ASKED:
            page = pages.asking_now(look)
        elif state is NowState.ACKNOWLEDGED:
            page = pages.coming(look, has_sitting=self._is_running)
        else:
            backup = self._house.settings.now.backup if self.calls.is_backup_called else None
            page = pages.calling(
                look, self.calls.ticket, has_sitting=self._is_running, backup=backup
            )
        page.acted.connect(self._act_on_call)
        self._put(page)

    @guarded
    def _act_on_call(self, act: object) -> None:
        calling = self.calls.calling
        if act is Act.YES and calling is not None:
            calling.let_it_sound()
        elif act is Act.NO and calling is not None:
            calling.go_back()
        elif act is Act.STAFF:
            self._answer_call()
        else:
            self._leave_call()

    def _answer_call(self) -> None:
        form = self.calls.form(self._look(100))
        form.acted.connect(self._take_answer)
        self._put(form)
        form.start()

    @guarded
    def _take_answer(self, act: object) -> None:
        if isinstance(self._page, FormPage) and isinstance(act, StrEnum):
            self.calls.take_answer(self._page, act)

    @guarded
    def _leave_call(self, _nothing: object = None) -> None:
        """Back to where one was; a call that sounds stays up where nobody is sitting."""
        if self._is_running:
            self._show_room()
        elif self.calls.must_be_answered or self.calls.state is NowState.ACKNOWLEDGED:
            self._put_call_over()
        elif self.phase in {Phase.REST, Phase.SITTING}:
            self.rest()
        else:
            self.show_desk()

    def _put_call_over(self) -> None:
        if isinstance(self._page, FormPage):
            self._put(QWidget())
        self._show_call()

    # The window

    def show_broken(self) -> None:
        """The safe screen: something unforeseen happened; what was kept is safe."""
        self.idle.rest()
        page = pages.broken(self._look(125))
        page.acted.connect(self._mend)
        self._put(page)

    @guarded
    def _mend(self, _act: object) -> None:
        self._stop(Stop.RESTART)
        if self._unclosed is None:
            self.rest()

    def stop_for_closing(self) -> None:
        """The program is being ended: what was kept is scored."""
        self._stop(Stop.CLOSING)

    def _now_words(self) -> str:
        at: datetime = self._house.clock()
        is_open = self._house.settings.is_open(at)
        return pages.now_words() if is_open else pages.closed_now_words()

    def _look(self, percent: int) -> Look:
        return look_for(self._house.settings, self.size(), self._dots_per_mm, percent=percent)

    def _turn(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.turned.emit(phase)

    def _put(self, page: QWidget) -> None:
        before, self._page = self._page, page
        page.setParent(self)
        page.setGeometry(self.rect())
        page.show()
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self.update()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: everything is built anew for it."""
        super().resizeEvent(event)
        if isinstance(self._page, PatientRoom):
            self._show_room()
        elif self._page is not None and self.phase is Phase.DESK:
            self.show_desk()
        elif self._page is not None:
            self._page.setGeometry(self.rect())

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground behind every page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look(100).colour("ground"))
        painter.end()

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """A patient cannot close it; staff can, from their start page."""
        if self.phase is Phase.SITTING:
            event.ignore()
        else:
            super().closeEvent(event)
