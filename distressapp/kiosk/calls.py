"""A call for help on this window: its page, its chime, and what staff answer."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import NowState
from distressapp.kiosk.answering import NAME, PIN, Answer, answer_page
from distressapp.kiosk.calling import Calling, Post
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.slips import Slips
from distressapp.letterbox.rows import Call, Urgency
from distressapp.service.calls import STATES, acknowledge_now, attend_now, not_ended
from distressapp.service.house import House
from distressapp.service.memory import Member
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.sound import ring

_STATES = {
    Answer.COMING: NowState.ACKNOWLEDGED,
    Answer.WITH_PATIENT: NowState.WITH_PATIENT,
    Answer.LEFT: NowState.LEFT,
}


class Calls(QObject):
    """The call that is open on this kiosk, if there is one.

    Signals:
        changed: None: the page of the call looks different now.
        closed: None: staff are done with it, for now or for good.
    """

    changed = Signal(object)
    closed = Signal(object)

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self.slips = Slips(house, self)
        self._is_on_paper = False
        self.calling: Calling | None = None
        self.ticket = ""
        self.call_id = ""
        self.is_backup_called = False
        self.ended_as: NowState | None = None

    @property
    def state(self) -> NowState | None:
        """How far the call is; None where there is none."""
        return None if self.calling is None else self.calling.state

    @property
    def is_open(self) -> bool:
        """Nobody is with the patient yet, as far as this kiosk knows."""
        return self.state in {NowState.ASKED, NowState.SOUNDING, NowState.ACKNOWLEDGED}

    @property
    def must_be_answered(self) -> bool:
        """It sounds: no other patient is handed the tablet."""
        return self.state in {NowState.ASKED, NowState.SOUNDING}

    def press(self, post: Post, *, call_id: str, ticket: str) -> None:
        """The button was tapped; a call that sounds already stays as it is."""
        if self.must_be_answered and self.call_id == call_id:
            return
        self._begin(post, call_id=call_id, ticket=ticket)
        if self.calling is not None:
            self.calling.press()

    def sound_again(self, call: Call, post: Post, *, is_kept: bool = True) -> None:
        """After a start: a call that nobody has acknowledged sounds again.

        Args:
            is_kept: The letterbox has it; a disk that was full may not have taken it.
        """
        self._begin(post, call_id=call.id, ticket=call.ticket)
        if self.calling is not None:
            self.calling.sound_on(is_kept=is_kept)

    def _begin(self, post: Post, *, call_id: str, ticket: str) -> None:
        if self.calling is not None:
            self.calling.deleteLater()
        self.call_id, self.ticket, self.is_backup_called = call_id, ticket, False
        self.ended_as = None
        self._is_on_paper = False
        self.calling = Calling(post, self)
        self.calling.asked.connect(self.changed.emit)
        self.calling.withdrawn.connect(self._close)
        self.calling.sounding.connect(self._sound)
        self.calling.backup_called.connect(self._call_backup)

    def look_again(self, call_id: str) -> bool:
        """Take over what another room answered of that call.

        Returns:
            Whether the call is no longer as it was here.
        """
        if self.calling is None or self.call_id != call_id or self.calling.is_unkept:
            return False
        found = {each.id: each.urgency for each in self._house.letterbox.calls()}
        state = STATES[found.get(call_id, Urgency.ENDED)]
        if state is self.state or state is NowState.SOUNDING:
            return False
        self.calling.answer(state)
        if state is not NowState.ACKNOWLEDGED:
            self.call_id, self.calling, self.ended_as = "", None, state
        return True

    def take_up(self, call: Call, post: Post) -> None:
        """After a start: a call that was acknowledged, and that nobody has attended yet."""
        self._begin(post, call_id=call.id, ticket=call.ticket)
        if self.calling is not None:
            self.calling.answer(NowState.ACKNOWLEDGED)

    def form(self, look: Look, *, mark: str | None) -> FormPage:
        """The page on which staff answer the open call."""
        self._find_open()
        vouching = self._house.memory.vouching()
        return answer_page(look, self.ticket, vouching=vouching, mark=mark)

    def _find_open(self) -> None:
        """A call that was acknowledged before this kiosk started is answered here too."""
        if self.call_id:
            return
        for call in not_ended(self._house):
            self.call_id, self.ticket = call.id, call.ticket

    def take_answer(self, form: FormPage, act: StrEnum) -> None:
        """What staff tapped on that page."""
        if act is Answer.BACK or not isinstance(act, Answer):
            self.closed.emit(None)
            return
        name = form.text(NAME)
        if not name:
            form.say(_("Please say who you are first."))
            form.go_to(NAME)
            return
        state = _STATES[act]
        try:
            by = self._proved(form, name)
            if self.calling is not None:
                self.calling.retry()
            if state is NowState.ACKNOWLEDGED:
                acknowledge_now(self._house, self.call_id, by=by)
            else:
                attend_now(self._house, self.call_id, by=by, how=state)
        except ExpectedError as error:
            if PIN in form.fields:
                form.clear(PIN)
            form.say(str(error))
            return
        if self.calling is not None:
            self.calling.answer(state)
        if state is not NowState.ACKNOWLEDGED:
            self.call_id = ""
            self.calling, self.ended_as = None, state
        self.closed.emit(None)

    def _proved(self, form: FormPage, name: str) -> Member:
        """Who answers: proved by a PIN where somebody is signed in, else as they say.

        Raises:
            NotVouchedError: Name and PIN do not go together.
        """
        if PIN not in form.fields:
            return Member(id="", name=name)
        return self._house.memory.vouch(name, form.text(PIN))

    @guarded
    def _sound(self, _nothing: object) -> None:
        ring(self)
        self.changed.emit(None)
        if not self._is_on_paper:  # one slip a call, however often it chimes
            self._is_on_paper = True
            self.slips.send(self.ticket)

    @guarded
    def _call_backup(self, _nothing: object) -> None:
        self.is_backup_called = True
        ring(self)
        self.changed.emit(None)

    @guarded
    def _close(self, _nothing: object) -> None:
        self.call_id = ""
        self.closed.emit(None)
