"""The pages of a call for help, whoever pressed the button and wherever."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from distressapp.core.sitting import NowState
from distressapp.kiosk import pages
from distressapp.kiosk.calls import Calls
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.handover import HandoverPage
from distressapp.kiosk.keeping import SittingKeeper
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Stage
from distressapp.letterbox.rows import Call, Urgency
from distressapp.service.calls import (
    Press,
    Unkept,
    not_ended,
    post_now,
    press_again,
    sounding,
)
from distressapp.ui.guard import guarded

PERCENT = 125


class HelpSide(QObject):
    """Shows the call that is open, and takes what patient or staff say of it.

    Signals:
        left: None: back to where one was.
        patient_left: None: staff said that the patient is gone.
    """

    left = Signal(object)
    patient_left = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self.calls = Calls(stage.house, self)
        self.calls.changed.connect(self.show)
        self.calls.closed.connect(self._go_on)
        self.has_sitting = False

    def sound_again(
        self, keeper: SittingKeeper | None = None, *, unkept: Sequence[Unkept] = ()
    ) -> None:
        """A call that nobody acknowledged before a restart, or behind another one.

        Args:
            keeper: Of the sitting that goes on after the restart; its own call comes first.
            unkept: Calls that the keeper remembers and the letterbox did not take.
        """
        house = self._stage.house
        if self.calls.must_be_answered:
            return
        own = "" if keeper is None else keeper.running.plan.sitting
        calls: list[tuple[Call, Press | None]] = [(each.call, each.press) for each in unkept]
        calls += [(each, None) for each in sounding(house)]
        for call, press in sorted(calls, key=lambda each: each[0].id != own)[:1]:
            is_own = keeper is not None and call.id == own
            self.has_sitting = keeper is not None
            post = keeper.press if is_own and keeper is not None else press
            # Where the patient was still being asked, that it sounds is not kept yet.
            is_kept = press is None and call.urgency is Urgency.SOUNDING
            self.calls.sound_again(call, post or press_again(house, call), is_kept=is_kept)

    def take_up(self, keeper: SittingKeeper) -> None:
        """The sitting's own call, which somebody acknowledged before the restart."""
        own = keeper.running.plan.sitting
        for call in not_ended(self._stage.house):
            if call.id == own and call.urgency is Urgency.SILENCED:
                self.has_sitting = True
                self.calls.take_up(call, keeper.press)

    def look_again(self, call_id: str) -> None:
        """What became of that call in another room; nothing where it still sounds."""
        if self.calls.look_again(call_id):
            self._go_on(None)

    def press(self, keeper: SittingKeeper | None, *, ticket: str | None = None) -> None:
        """The button was tapped; in a sitting with its keeper, else without.

        Outside opening hours nobody would come: then it shows whom one can reach.

        Args:
            keeper: Of the sitting that runs; None where none does.
            ticket: The word of a sitting that was just closed; None for a new word.
        """
        house = self._stage.house
        self.has_sitting = keeper is not None
        if not house.settings.is_open(house.clock()):
            self._stage.speak_to_patient()
            local = house.settings.now.local_numbers
            page = pages.numbers(self._stage.look(PERCENT), local, mark=self._stage.mark)
            page.acted.connect(self._leave)
            self._stage.put(page)
        elif keeper is not None:
            plan = keeper.running.plan
            if self.calls.is_open and self.calls.call_id == plan.sitting:
                self.show()
            else:
                self.calls.press(keeper.press, call_id=plan.sitting, ticket=plan.ticket)
        elif self.calls.must_be_answered:
            self.show()
        else:
            press = post_now(house, ticket)
            self.calls.press(press, call_id=press.id, ticket=press.ticket)

    @guarded
    def show(self, _nothing: object = None) -> None:
        """The page of the call as it is now; never over a form that staff are filling in."""
        page = self._stage.page
        if isinstance(page, FormPage) and not isinstance(page, HandoverPage):
            return
        self.show_over()

    def show_over(self) -> None:
        """The page of the call, over whatever is up."""
        self._stage.speak_to_patient()
        look, state, mark = self._stage.look(PERCENT), self.calls.state, self._stage.mark
        if state is NowState.ASKED:
            page = pages.asking_now(look, mark=mark)
        elif state is NowState.ACKNOWLEDGED:
            page = pages.coming(look, has_sitting=self.has_sitting, mark=mark)
        else:
            backup = self._stage.house.settings.now.backup
            page = pages.calling(
                look,
                self.calls.ticket,
                has_sitting=self.has_sitting,
                backup=backup if self.calls.is_backup_called else None,
                mark=mark,
            )
        page.acted.connect(self._act)
        self._stage.put(page)

    @guarded
    def _act(self, act: object) -> None:
        calling = self.calls.calling
        if act is Act.YES and calling is not None:
            calling.let_it_sound()
        elif act is Act.NO and calling is not None:
            calling.go_back()
        elif act is Act.STAFF:
            self.answer()
        else:
            self.left.emit(None)

    def answer(self) -> None:
        """Staff answer the open call."""
        self._stage.speak_to_staff()
        form = self.calls.form(self._stage.look(100), mark=self._stage.mark)
        form.acted.connect(self._take_answer)
        self._stage.put(form)
        form.start()

    @guarded
    def _take_answer(self, act: object) -> None:
        if isinstance(self._stage.page, FormPage) and isinstance(act, StrEnum):
            self.calls.take_answer(self._stage.page, act)

    @guarded
    def _go_on(self, _nothing: object) -> None:
        """Staff are done with the form: the patient sees that someone is coming, or goes on."""
        if self.calls.state is NowState.ACKNOWLEDGED:
            self.show_over()
        elif self.calls.ended_as is NowState.LEFT and self.has_sitting:
            self.calls.ended_as = None
            self.patient_left.emit(None)
        else:
            self.left.emit(None)

    @guarded
    def _leave(self, _nothing: object) -> None:
        self.left.emit(None)
