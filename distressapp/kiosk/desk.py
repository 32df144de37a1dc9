"""Staff's side of the kiosk: who is next, the ticket word, the test of the call for help."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from distressapp.core.errors import ExpectedError
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.furnish import standing
from distressapp.kiosk.handover import Desk, HandoverPage, Wanted
from distressapp.kiosk.stage import Phase, Stage
from distressapp.text import _
from distressapp.ui.guard import guarded

if TYPE_CHECKING:
    from distressapp.core.sitting import Plan
    from distressapp.kiosk.slips import Slips


class DeskSide(QObject):
    """Pages for staff; it ends with a patient who sits down.

    Signals:
        seated: A pair of `Running` and `Interview`: the tablet changes hands.
        called_now: None: the button for help was tapped here.
        answered: None: staff want to answer the open call.
        leaving: None: staff want to close the kiosk.
    """

    seated = Signal(object)
    called_now = Signal(object)
    answered = Signal(object)
    leaving = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._plan: Plan | None = None
        self._wanted: Wanted | None = None

    @cached_property
    def slips(self) -> "Slips":
        """What prints the slip of a test."""
        # Imported late: the first page is there without it (so are the others here).
        from distressapp.kiosk.slips import Slips  # noqa: PLC0415  (see above)

        return Slips(self._stage.house, self)

    def show(self, *, has_call: bool) -> None:
        """Staff's start.

        Args:
            has_call: A call for help sounds; nobody is admitted before it is answered.
        """
        stage = self._stage
        self._plan, self._wanted = None, None
        stage.turn(Phase.DESK)
        stage.speak_to_staff()
        look = stage.look(100)
        page = HandoverPage(
            standing(
                stage.house,
                look,
                has_call=has_call,
                has_staffs_room=stage.has_staffs_room,
                is_session=stage.is_session,
            ),
            look,
            now=stage.now_words(),
            mark=stage.mark,
        )
        page.wanted.connect(self._admit)
        page.acted.connect(self._act)
        stage.put(page)
        page.start()

    @guarded
    def _act(self, act: object) -> None:
        if act is Desk.NOW:
            self.called_now.emit(None)
        elif act is Desk.ANSWER:
            self.answered.emit(None)
        elif act is Desk.CLOSE:
            self.leaving.emit(None)
        elif act is Desk.TEST:
            self._try_channel()
        elif act is Desk.ROOM:
            if isinstance(self._stage.page, HandoverPage):
                # Whoever comes back scans at once, and Enter behind a number must press nothing.
                self._stage.page.start()
            self._stage.house.memory.show()

    @guarded
    def _admit(self, wanted: object) -> None:
        if not isinstance(wanted, Wanted):
            return
        # Imported late, as above.
        from distressapp.kiosk import pages  # noqa: PLC0415  (see above)
        from distressapp.service.admissions import admit  # noqa: PLC0415  (see above)

        try:
            if wanted.is_resume:
                self._resume(wanted)
                return
            number = wanted.record_number
            plan = admit(self._stage.house, record_number=number, born=wanted.born)
        except ExpectedError as error:
            self._say(str(error))
            return
        self._plan, self._wanted = plan, wanted
        self._stage.turn(Phase.TICKET)
        page = pages.ticket_page(self._stage.look(100), plan.ticket, mark=self._stage.mark)
        page.acted.connect(self._hand_over)
        self._stage.put(page)

    @guarded
    def _hand_over(self, act: object) -> None:
        # Imported late, as above.
        from distressapp.core.interview import Interview  # noqa: PLC0415  (see above)
        from distressapp.kiosk.plain import Act  # noqa: PLC0415  (see above)
        from distressapp.service.readiness import languages  # noqa: PLC0415  (see above)
        from distressapp.service.sittings import Running  # noqa: PLC0415  (see above)

        plan, wanted, house = self._plan, self._wanted, self._stage.house
        if act is not Act.HAND_OVER or plan is None or wanted is None:
            self.show(has_call=False)
            return
        try:
            running = Running.open(house, plan, wanted.record_number, wanted.born)
        except ExpectedError as error:
            self.show(has_call=False)
            self._say(str(error))
            return
        interview = Interview(plan=plan, instruments=house.instruments, languages=languages(house))
        self._plan, self._wanted = None, None
        self.seated.emit((running, interview))

    def _resume(self, wanted: Wanted) -> None:
        if wanted.born is None:
            return
        # Imported late, as above.
        from distressapp.core.interview import Interview, resume  # noqa: PLC0415  (see above)
        from distressapp.service import pauses  # noqa: PLC0415  (see above)
        from distressapp.service.readiness import languages  # noqa: PLC0415  (see above)

        house = self._stage.house
        found = pauses.resume(house, record_number=wanted.record_number, born=wanted.born)
        interview = Interview(
            plan=found.sitting.plan,
            instruments=house.instruments,
            languages=languages(house),
            answers=found.sitting.answers,
            shown=found.sitting.shown,
        )
        self.seated.emit((found.running, resume(interview, at=found.at)))

    def _say(self, words: str) -> None:
        if isinstance(self._stage.page, HandoverPage):
            self._stage.page.say(words)

    def _try_channel(self) -> None:
        # Imported late, as above.
        from distressapp.kiosk.answering import trial_page  # noqa: PLC0415  (see above)
        from distressapp.service.slips import printer_for  # noqa: PLC0415  (see above)
        from distressapp.ui.sound import ring  # noqa: PLC0415  (see above)

        house = self._stage.house
        self._stage.turn(Phase.TRIAL)
        ring(self)
        look, settings = self._stage.look(100), house.settings
        self.slips.send(house.tickets[0], is_test=True)
        page = trial_page(
            look,
            house.tickets[0],
            settings.now,
            mark=self._stage.mark,
            printer=printer_for(settings),
        )
        page.acted.connect(self._end_trial)
        self._stage.put(page)
        page.start()

    @guarded
    def _end_trial(self, act: object) -> None:
        # Imported late, as above.
        from distressapp.kiosk.answering import NAME, Answer  # noqa: PLC0415  (see above)
        from distressapp.service.changes import channel_tested  # noqa: PLC0415  (see above)

        page = self._stage.page
        if act is Answer.NO_SLIP and isinstance(page, FormPage):
            page.say(_("Look at the printer and test again, or take its mark as staff-only away."))
            return
        if act is Answer.HEARD and isinstance(page, FormPage):
            try:
                channel_tested(self._stage.house, by=page.text(NAME))
            except ExpectedError as error:
                page.say(str(error))
                return
        self.show(has_call=False)
