"""I need to speak to someone now: kept with the vault shut, with a sitting or without."""

from collections.abc import Mapping
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import canonical, parsed
from distressapp.core.record import Payload
from distressapp.core.sitting import NowState
from distressapp.core.stores import StoreError
from distressapp.letterbox.rows import Call, Posted, Urgency
from distressapp.service.admissions import new_ticket
from distressapp.service.house import House
from distressapp.service.memory import Member
from distressapp.service.posting import News, post
from distressapp.service.relayed import CALL
from distressapp.text import _

_ANSWERED: Final = {
    NowState.ACKNOWLEDGED: Urgency.SILENCED,
    NowState.WITH_PATIENT: Urgency.ENDED,
    NowState.LEFT: Urgency.ENDED,
}

STATES: Final = {
    Urgency.WITHDRAWN: NowState.WITHDRAWN,
    Urgency.ASKED: NowState.SOUNDING,
    Urgency.SOUNDING: NowState.SOUNDING,
    Urgency.SILENCED: NowState.ACKNOWLEDGED,
    Urgency.ENDED: NowState.WITH_PATIENT,
}
"""What a clear bit says of a press, where no kiosk is left that could ask: only "no, go back" keeps
one from sounding."""

_CALLED: Final = frozenset({Urgency.SOUNDING, Urgency.SILENCED})
"""Staff have heard of it: while the patient is asked again, it sounds."""


class Press:
    """One press of the button; each of its acts is a commit of its own.

    Args:
        id: The sitting's id, or a new one where nobody is sitting.
        has_sitting: Whether `id` is a sitting's; None after a restart that cannot say so: then
            the entry of the press itself does.
    """

    def __init__(self, house: House, *, id: str, ticket: str, has_sitting: bool | None) -> None:  # noqa: A002  (style: `id` is a whole word here)
        self.id = id
        self.ticket = ticket
        self.state: NowState | None = None
        self._has_sounded = False
        self._before = Urgency.WITHDRAWN
        self._house = house
        self._has_sitting = has_sitting

    def take_up(self, call: Call | None) -> None:
        """Go on from what the letterbox has of it, after a restart.

        A press that was not taken back sounds: only "no, go back" withdraws one.
        """
        if call is not None:
            self._has_sounded = call.urgency is not Urgency.WITHDRAWN
            self.state = STATES[call.urgency]

    def raise_now(self) -> None:
        """The button was pressed: from here on only "no, go back" lets it not sound.

        An earlier call of this patient that staff have heard of sounds meanwhile.
        """
        before = self._urgency()
        self._before = Urgency.WITHDRAWN if before is Urgency.ASKED else before
        self._post(NowState.ASKED, Urgency.SOUNDING if before in _CALLED else Urgency.ASKED)

    def now_sounds(self) -> None:
        """Yes, please, or no answer in time: staff are being called."""
        self._post(NowState.SOUNDING, Urgency.SOUNDING)

    def withdraw_now(self) -> None:
        """No, go back; leaves a Talk. An earlier call of this patient stays as it was."""
        self._post(NowState.WITHDRAWN, self._before)

    def _urgency(self) -> Urgency:
        """What the letterbox has of this patient's call; withdrawn where it has none."""
        try:
            found = {each.id: each.urgency for each in self._house.letterbox.calls()}
        except StoreError:
            return Urgency.WITHDRAWN
        return found.get(self.id, Urgency.WITHDRAWN)

    def _post(self, state: NowState, urgency: Urgency) -> None:
        # What is true stands even where the disk cannot take it: a close tries again.
        self._has_sounded = self._has_sounded or state is NowState.SOUNDING
        # A later press that is taken back does not take back a call that sounded.
        self.state = NowState.SOUNDING if self._has_sounded else state
        payload: dict[str, str | bool] = {"ticket": self.ticket}
        if self._has_sitting is not None:
            payload["has_sitting"] = self._has_sitting
        memory, slot = self._house.memory, f"{CALL}/{self.id}"
        if state is NowState.WITHDRAWN:
            memory.drop(slot)
            self._post_call(state, urgency, payload)
            return
        # For a kiosk that dies while the disk does not take it: the keeper lets it sound.
        memory.put(slot, canonical(payload))
        self._post_call(state, urgency, payload)
        memory.drop(slot)

    def _post_call(self, state: NowState, urgency: Urgency, payload: Payload) -> None:
        day = self._house.today().isoformat()
        call = Call(id=self.id, ticket=self.ticket, day=day, urgency=urgency)
        _post(self._house, call, state, payload)


@frozen
class Unkept:
    """A call that the keeper remembers, and that the letterbox did not take.

    Attributes:
        press: To be kept, by `now_sounds`.
    """

    call: Call
    press: Press


def unkept(house: House, parts: Mapping[str, bytes]) -> tuple[Unkept, ...]:
    """Calls that no disk has, as the keeper remembered them while the kiosk died."""
    found: list[Unkept] = []
    for name, content in parts.items():
        if not name.startswith(f"{CALL}/"):
            continue
        payload: Payload = parsed(content)
        ticket, has_sitting = payload["ticket"], payload.get("has_sitting")
        call_id = name.removeprefix(f"{CALL}/")
        day = house.today().isoformat()
        call = Call(id=call_id, ticket=ticket, day=day, urgency=Urgency.SOUNDING)
        press = Press(house, id=call_id, ticket=ticket, has_sitting=has_sitting)
        found.append(Unkept(call=call, press=press))
    return tuple(found)


def post_now(house: House, ticket: str | None = None) -> Press:
    """A press while nobody is sitting, not yet raised.

    Args:
        ticket: The word to call it by; a new one where None. A disk that is full does not
            keep anybody from calling: then the word may be one that is in use.
    """
    if ticket is None:
        try:
            ticket = new_ticket(house)
        except ExpectedError:
            ticket = house.tickets[0]
    return Press(house, id=house.new_id(), ticket=ticket, has_sitting=False)


def press_again(house: House, call: Call) -> Press:
    """The press of a call that stands in the letterbox, for a kiosk that has just started."""
    return Press(house, id=call.id, ticket=call.ticket, has_sitting=None)


def sounding(house: House) -> tuple[Call, ...]:
    """Calls nobody has acknowledged; a kiosk that starts lets them sound again.

    One where the patient was still being asked is among them: a kiosk that died asks no more.
    """
    due = {Urgency.ASKED, Urgency.SOUNDING}
    return tuple(each for each in house.letterbox.calls() if each.urgency in due)


def not_ended(house: House) -> tuple[Call, ...]:
    """Calls that are asked about, that sound, or that were acknowledged and not yet attended."""
    is_open = {Urgency.ASKED, Urgency.SOUNDING, Urgency.SILENCED}
    return tuple(each for each in house.letterbox.calls() if each.urgency in is_open)


def acknowledge_now(house: House, call_id: str, *, by: Member) -> Posted:
    """Somebody heard it: silences, and no more.

    Args:
        by: Who; without an id they only called themselves so, and nothing proves it.

    Raises:
        ExpectedError: There is no such call, nobody is named, or it is not kept.
    """
    return _answer(house, call_id, NowState.ACKNOWLEDGED, by)


def attend_now(house: House, call_id: str, *, by: Member, how: NowState) -> Posted:
    """Somebody is with the patient, or the patient left and an urgent plan has started.

    Args:
        by: Who; as for `acknowledge_now`.
        how: WITH_PATIENT or LEFT; both end the call.

    Raises:
        ExpectedError: There is no such call, nobody is named, or it is not kept.
    """
    if _ANSWERED.get(how) is not Urgency.ENDED:
        raise ValueError(f"{how} does not end a call")
    return _answer(house, call_id, how, by)


def _answer(house: House, call_id: str, state: NowState, by: Member) -> Posted:
    found = next((each for each in not_ended(house) if each.id == call_id), None)
    if found is None or not by.name.strip():
        raise ExpectedError(
            _("No call was answered"), advice=_("Choose a call that is open, and say who you are.")
        )
    payload = {"ticket": found.ticket, "by": by.name.strip(), "member": by.id}
    day = house.today().isoformat()
    call = Call(id=call_id, ticket=found.ticket, day=day, urgency=_ANSWERED[state])
    return _post(house, call, state, payload)


def _post(house: House, call: Call, state: NowState, payload: Payload) -> Posted:
    """Post what became of a call, with its clear bit."""
    news = News(kind=f"now.{state.value}", subject=call.id, payload=payload)
    return post(house, news, call=call)
