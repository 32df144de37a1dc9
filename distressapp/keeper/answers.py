"""What a room may ask of the keeper, and what it is told."""

from __future__ import annotations

from distressapp.channel import Message, packed, unpacked
from distressapp.core.frozen import frozen
from distressapp.core.pin import WeakPinError
from distressapp.keeper.room import Rights
from distressapp.keeper.slots import Slots
from distressapp.service.relayed import ASKED, BUSY, FREE, PAUSED, RECENT, SEATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from distressapp.keeper.pins import Pins, Tried

MOST_HANDED: Final = 4 * 1024 * 1024
"""Bytes of the longest hand-over: a sitting that goes on, with everything that was written."""
MOST_WORD: Final = 32
"""Bytes of the longest word that the kiosk answers staff with."""


@frozen
class Answer:
    """What one message leads to.

    Attributes:
        reply: To the room that asked; None where it does not wait for one.
        news: To the other rooms.
        onward: To the kiosk, which answers the room that asked.
        back: The kiosk's answer to such a question.
        shown: The room whose window is to come to the front.
        is_starting: Only where nobody wants the window of the room that says so.
    """

    reply: Message | None = None
    news: Message | None = None
    onward: Message | None = None
    back: Message | None = None
    shown: Rights | None = None
    is_starting: bool = False


class Desk:
    """Takes what the rooms say. A room never gets what its rights do not name.

    Attributes:
        may_close: Somebody who may, proved by a PIN, closes the kiosk.
    """

    def __init__(self, pins: Pins) -> None:
        self.slots = Slots()
        self.pins = pins
        self.may_close = False

    def forget(self) -> None:
        """Overwrite everything."""
        self.slots.forget()
        self.pins.forget()

    def answer(self, message: Message, *, rights: Rights) -> Answer:
        """Do what is asked; what a room with these rights may not ask is refused.

        Raises:
            ValueError: What is to be remembered is more than a clinic needs.
        """
        act = _VERBS[rights].get(message.verb)
        if act is None:
            return Answer(reply=Message(verb="refused"))
        return act(self, message)

    def put(self, message: Message) -> Answer:
        """Remember it."""
        self.slots.put(message.name, message.body)
        return Answer()

    def put_recent(self, message: Message) -> Answer:
        """Remember who answered what lately; staff put nothing else here."""
        self.slots.put(RECENT, message.body)
        return Answer()

    def put_waiting(self, message: Message) -> Answer:
        """Remember the sittings that a power cut ended, for the kiosk that starts next."""
        for name, content in unpacked(message.body).items():
            if name == PAUSED or name.startswith(f"{PAUSED}/"):
                self.slots.put(name, content)
        return Answer()

    def drop(self, message: Message) -> Answer:
        """Forget it."""
        self.slots.drop(message.name)
        return Answer()

    def alive(self, _message: Message) -> Answer:
        """The window still moves."""
        return Answer()

    def found(self, _message: Message) -> Answer:
        """Everything that is remembered for the kiosk."""
        return Answer(reply=Message(verb="found", body=packed(self.slots.found())))

    def vouching(self, _message: Message) -> Answer:
        """Who is signed in."""
        names = dict.fromkeys(self.pins.names(), b"")
        return Answer(reply=Message(verb="vouching", body=packed(names)))

    def vouch(self, message: Message) -> Answer:
        """Whether that is the member's PIN; the vault's key stays here."""
        tried = self.pins.open(message.name, message.body.decode("utf-8", "replace"))
        return Answer(reply=_told(tried, body=tried.member.encode()))

    def close(self, message: Message) -> Answer:
        """Whether that is the PIN of a member who may close the kiosk: then it may end."""
        tried = self.pins.open(message.name, message.body.decode("utf-8", "replace"))
        if tried.verb == "yes" and not tried.may_close:
            return Answer(reply=Message(verb="not_allowed"))
        self.may_close = tried.verb == "yes"
        return Answer(reply=_told(tried, body=tried.member.encode()))

    def unlock(self, message: Message) -> Answer:
        """The vault's key again, for the staff's room."""
        tried = self.pins.open(message.name, message.body.decode("utf-8", "replace"))
        parts = {"id": tried.member.encode(), "key": tried.key}
        return Answer(reply=_told(tried, body=packed(parts) if tried.member else b""))

    def sign(self, message: Message) -> Answer:
        """A member signed in with the passphrase, and chose a PIN for the shift."""
        parts = unpacked(message.body)
        member, pin = parts["id"].decode(), parts["pin"].decode()
        try:
            until_ns = int(parts["until"])
            self.pins.keep(
                message.name,
                member=member,
                pin=pin,
                key=parts["key"],
                until_ns=until_ns,
                may_close=parts.get("may_close") == b"1",
            )
        except WeakPinError:
            return Answer(reply=Message(verb="weak"))
        return Answer(reply=Message(verb="yes"))

    def leave(self, message: Message) -> Answer:
        """The member signs out."""
        self.pins.drop(message.name)
        return Answer(reply=Message(verb="yes"))

    def answered(self, message: Message) -> Answer:
        """Staff answered a call elsewhere: the kiosk looks again."""
        return Answer(news=Message(verb="calls", name=message.name))

    def ask_kiosk(self, message: Message) -> Answer:
        """Staff hand over, or ask whether they can: the kiosk answers."""
        if len(message.body) > MOST_HANDED:
            raise ValueError("more than a hand-over needs")
        return Answer(onward=message)

    def answer_staff(self, message: Message) -> Answer:
        """The kiosk says whether somebody sits; a word, never more."""
        body = message.body[:MOST_WORD]
        return Answer(back=Message(verb=message.verb, name=message.name, body=body))

    def show_staff(self, _message: Message) -> Answer:
        """Staff want their window; it stands locked."""
        return Answer(shown=Rights.STAFF)

    def show_kiosk(self, _message: Message) -> Answer:
        """Staff want the kiosk in front."""
        return Answer(shown=Rights.KIOSK)

    def show_kiosk_still(self, _message: Message) -> Answer:
        """The staff's window has just started: the kiosk stays in front."""
        return Answer(shown=Rights.KIOSK, is_starting=True)


def _told(tried: Tried, *, body: bytes) -> Message:
    name = str(tried.wait_s) if tried.verb == "wait" else tried.name
    return Message(verb=tried.verb, name=name, body=body if tried.verb == "yes" else b"")


_VERBS: Final = {
    Rights.KIOSK: {
        "put": Desk.put,
        "drop": Desk.drop,
        "found": Desk.found,
        "vouching": Desk.vouching,
        "vouch": Desk.vouch,
        "close": Desk.close,
        "alive": Desk.alive,
        FREE: Desk.answer_staff,
        SEATED: Desk.answer_staff,
        BUSY: Desk.answer_staff,
        "show": Desk.show_staff,
    },
    Rights.STAFF: {
        "recent": Desk.put_recent,
        "waiting": Desk.put_waiting,
        "sign": Desk.sign,
        "unlock": Desk.unlock,
        "leave": Desk.leave,
        "vouching": Desk.vouching,
        "vouch": Desk.vouch,
        "answered": Desk.answered,
        **dict.fromkeys(sorted(ASKED), Desk.ask_kiosk),
        "show": Desk.show_kiosk,
        "started": Desk.show_kiosk_still,
    },
}
