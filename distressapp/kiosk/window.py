"""The kiosk's one window: staff's start, the patient's room, rest, cleaning, and again."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent

from distressapp.core.sitting import NowState, Stop
from distressapp.hardening import give_back_memory
from distressapp.kiosk.desk import DeskSide
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.handover import HandoverPage
from distressapp.kiosk.stage import Phase, Stage
from distressapp.service.calls import sounding
from distressapp.service.house import House
from distressapp.service.recovering import Recovered, remember
from distressapp.service.seating import Why
from distressapp.ui.ending import still
from distressapp.ui.front import come_to_front
from distressapp.ui.guard import guarded

if TYPE_CHECKING:
    from distressapp.kiosk.arrivals import Arrivals
    from distressapp.kiosk.calls import Calls
    from distressapp.kiosk.conductor import Conductor
    from distressapp.kiosk.help import HelpSide
    from distressapp.kiosk.idle import Idle
    from distressapp.kiosk.leaving import LeavingSide
    from distressapp.kiosk.patient import PatientSide

_BUSY: Final = {
    Phase.SITTING: Why.CLEANING,  # the patient is done, and thanks are still up
    Phase.REST: Why.CLEANING,
    Phase.CLEANING: Why.CLEANING,
    Phase.TRIAL: Why.TRIAL,
    Phase.TICKET: Why.TICKET,
}
"""What staff are told who hand over while nobody sits."""


class KioskWindow(Stage):
    """Moves between staff's side, the patient's side and the calls for help.

    Staff's start is what a kiosk shows first. Every other side is made when it is first asked
    for: by whoever taps, or before that by `kiosk.later`, once the first picture is there.

    Signals:
        finished: A `Closed`: a sitting was closed.
        closed: None: a member of staff who may has closed the kiosk.
        outdated: None: staff work with newer settings; the kiosk is to be opened anew.
    """

    finished = Signal(object)
    closed = Signal(object)
    outdated = Signal(object)

    def __init__(self, house: House, *, dots_per_mm: float, is_session: bool = False) -> None:
        super().__init__(house, dots_per_mm=dots_per_mm, is_session=is_session)
        self.desk = DeskSide(self)
        self.desk.seated.connect(self._sit_down)
        self.desk.called_now.connect(self._call_now)
        self.desk.answered.connect(self._answer_call)
        self.desk.leaving.connect(self._show_leaving)

    @cached_property
    def patient(self) -> "PatientSide":
        """Who sits here, or nobody."""
        # Imported late: nobody sits before staff have typed a number.
        from distressapp.kiosk.patient import PatientSide  # noqa: PLC0415  (see above)

        side = PatientSide(self)
        side.called_now.connect(self._call_now)
        side.finished.connect(self.finished.emit)
        side.left.connect(self.rest)
        return side

    @cached_property
    def help(self) -> "HelpSide":
        """The pages of a call for help."""
        # Imported late, as above.
        from distressapp.kiosk.help import HelpSide  # noqa: PLC0415  (see above)

        side = HelpSide(self)
        side.left.connect(self._leave_call)
        side.patient_left.connect(self._end_sitting)
        return side

    @cached_property
    def leaving(self) -> "LeavingSide":
        """The way out of a session."""
        # Imported late, as above.
        from distressapp.kiosk.leaving import LeavingSide  # noqa: PLC0415  (see above)

        side = LeavingSide(self)
        side.left.connect(self._come_back_to_desk)
        side.closed.connect(self.closed.emit)
        return side

    @cached_property
    def arrivals(self) -> "Arrivals":
        """Patients whom staff hand over from their own room."""
        # Imported late, as above.
        from distressapp.kiosk.arrivals import Arrivals  # noqa: PLC0415  (see above)

        side = Arrivals(self, self._why_nobody_sits_down)
        side.seated.connect(self._seat)
        side.outdated.connect(self.outdated.emit)
        return side

    def _has(self, side: str) -> bool:
        """Whether that side was made: where it was not, nothing of it can be up."""
        return side in self.__dict__

    @property
    def conductor(self) -> "Conductor | None":
        """Of the sitting that runs; None while nobody sits."""
        return self.patient.conductor

    @property
    def calls(self) -> "Calls":
        """The call for help that is open on this kiosk."""
        return self.help.calls

    @property
    def must_be_answered(self) -> bool:
        """A call for help sounds here: no other patient is handed the tablet."""
        return self._has("help") and self.calls.must_be_answered

    @property
    def idle(self) -> "Idle":
        """What notices that nobody is there."""
        return self.patient.idle

    def begin(self) -> None:
        """The first page: the question at which the kiosk died, else staff's start.

        A call that nobody answered before a restart sounds first.
        """
        found = remember(self.house)
        self.has_staffs_room = found.has_staffs_room
        if found.sitting is None:
            self.show_desk()
        else:
            self._sit_again(found.sitting)
        is_running = self._has("patient") and self.patient.is_running
        keeper = self.patient.keeper if is_running else None
        if keeper is not None or found.unkept or sounding(self.house):
            self.help.sound_again(keeper, unkept=found.unkept)
        if keeper is not None and not self.must_be_answered:
            self.help.take_up(keeper)

    def _sit_again(self, found: Recovered) -> None:
        # Imported late: a kiosk that did not die has no need of it.
        from distressapp.core.interview import Interview, resume  # noqa: PLC0415  (see above)
        from distressapp.service.readiness import languages  # noqa: PLC0415  (see above)

        offered = languages(self.house)
        others = tuple(each for each in offered if each != found.sitting.language)
        interview = Interview(
            plan=found.sitting.plan,
            instruments=self.house.instruments,
            languages=(found.sitting.language, *others),
            answers=found.sitting.answers,
            shown=found.sitting.shown or ("welcome",),
        )
        if found.unclosed is not None:
            self.patient.close_what_was_left(found.running, interview, found.unclosed)
            return
        pair = (found.running, resume(interview, at=found.at))
        self.patient.sit_again(pair, percent=found.percent)

    def look_at_call(self, call_id: str) -> None:
        """Staff answered that call elsewhere, as the keeper says."""
        self.help.look_again(call_id)

    def _why_nobody_sits_down(self) -> Why | None:
        """Why staff cannot hand over to this kiosk as it is now; None where they can."""
        if self.patient.is_running:
            return Why.SITTING
        if self.patient.is_unclosed:
            return Why.UNCLOSED
        if self.must_be_answered:
            return Why.CALL
        if self.phase is Phase.DESK:
            return None if isinstance(self.page, HandoverPage) else Why.ELSEWHERE
        return _BUSY.get(self.phase, Why.ELSEWHERE)

    @guarded
    def _sit_down(self, pair: object) -> None:
        """A patient to whom staff handed the tablet."""
        self.patient.sit_down(pair)

    @guarded
    def _seat(self, pair: object) -> None:
        """A patient whom staff handed over: this window is theirs now."""
        self.patient.sit_down(pair)
        come_to_front(self)

    def show_desk(self) -> None:
        """Staff's start."""
        self.desk.show(has_call=self.must_be_answered)

    @guarded
    def _show_leaving(self, _nothing: object) -> None:
        if self._has("patient") and self.patient.is_unclosed:
            # They are nowhere but in this window's memory.
            self.show_desk()
            return
        self.leaving.show()

    @guarded
    def _come_back_to_desk(self, _nothing: object) -> None:
        self.show_desk()

    @Slot()
    @guarded
    def rest(self, _nothing: object = None) -> None:
        """Blank: nothing of the patient is left on the screen or in a widget."""
        self.patient.forget()
        self.help.has_sitting = False
        self.turn(Phase.REST)
        if self.must_be_answered:
            self.help.show_over()
            return
        # Imported late: nobody has sat here before.
        from distressapp.kiosk import pages  # noqa: PLC0415  (see above)

        page = pages.resting(
            self.look(100),
            now=self.now_words(),
            mark=self.mark,
            has_staffs_room=self.has_staffs_room,
        )
        page.acted.connect(self._act_at_rest)
        self.put(page)

    @guarded
    def _act_at_rest(self, act: object) -> None:
        # Imported late, as above.
        from distressapp.kiosk.plain import Act  # noqa: PLC0415  (see above)

        if act is Act.NOW:
            self._call_now()
        elif act is Act.ROOM:
            self.house.memory.show()
        else:
            self._clean()

    def _clean(self) -> None:
        self.turn(Phase.CLEANING)
        self.speak_to_staff()
        # Imported late, as above.
        from distressapp.kiosk.cleaning import CleaningPage  # noqa: PLC0415  (see above)

        page = CleaningPage(
            self.look(100), contact_s=self.house.settings.cleaning_s, mark=self.mark
        )
        page.cleaned.connect(self._be_clean)
        self.put(page)
        give_back_memory()

    @guarded
    def _be_clean(self, _nothing: object) -> None:
        self.show_desk()

    @guarded
    def _call_now(self, _nothing: object = None) -> None:
        keeper = self.patient.keeper
        if self.patient.is_running:
            # Whoever is fetched from the tablet leaves it open: idle goes on behind the call.
            self.idle.watch()
            self.help.press(keeper)
        else:
            self.help.press(None, ticket=None if keeper is None else keeper.running.plan.ticket)

    @guarded
    def _answer_call(self, _nothing: object) -> None:
        self.help.answer()

    @guarded
    def _leave_call(self, _nothing: object = None) -> None:
        """Back to where one was; a call that sounds stays up where nobody is sitting."""
        if self.patient.come_back():
            return
        self.help.sound_again()
        if self.must_be_answered or self.calls.state is NowState.ACKNOWLEDGED:
            self.help.show_over()
        elif self.phase is Phase.CLEANING:
            self._clean()
        elif self.phase in {Phase.REST, Phase.SITTING}:
            self.rest()
        else:
            self.show_desk()

    @guarded
    def _end_sitting(self, _nothing: object) -> None:
        """Staff said that the patient left: what was kept is scored, and the screen blanks."""
        if self.patient.stop(Stop.CALLED):
            self.rest()

    def show_broken(self) -> None:
        """The safe screen: something unforeseen happened; what was kept is safe."""
        self.idle.rest()
        self.speak_to_patient()
        # Imported late, as above.
        from distressapp.kiosk import pages  # noqa: PLC0415  (see above)

        page = pages.broken(self.look(125), now=self.now_words(), mark=self.mark)
        page.acted.connect(self._mend)
        self.put(page)

    @guarded
    def _mend(self, act: object) -> None:
        # Imported late, as above.
        from distressapp.kiosk.plain import Act  # noqa: PLC0415  (see above)

        if act is Act.NOW:
            self._call_now()
        elif self.patient.stop(Stop.RESTART):
            self.rest()

    def stop_for_closing(self) -> None:
        """The program is being ended: what was kept is scored, and who was being asked is heard."""
        if self._has("help") and self.calls.calling is not None:
            self.calls.calling.close()
        if self._has("patient"):
            self.patient.stop(Stop.CLOSING)

    def end(self) -> None:
        """Look at nothing any more; to be called before the house is closed."""
        still(self)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: everything is built anew for it."""
        super().resizeEvent(event)
        if self._has("patient") and self.patient.has_room_up:
            self.patient.show_room()
        elif isinstance(self.page, HandoverPage):
            self.show_desk()
        elif self.must_be_answered and not isinstance(self.page, FormPage):
            self.help.show_over()
        elif self.page is not None:
            self.page.setGeometry(self.rect())

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """A patient cannot close it; staff can, from their start page, when no call sounds.

        In a session of its own nobody can: there a PIN ends the program.
        """
        is_staffs = isinstance(self.page, HandoverPage) and not self.must_be_answered
        if is_staffs and not self.is_session:
            super().closeEvent(event)
        else:
            event.ignore()
