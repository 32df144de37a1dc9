"""What must outlive the kiosk's process, and nothing else: held by the keeper, never on a disk.

The running sitting's key, where its patient is, the sittings that wait for theirs, and who
answered what lately. A kiosk without a keeper remembers for itself and forgets with its process.
"""

from collections.abc import Mapping
from typing import Protocol

from distressapp.channel import Channel, KeeperGoneError, Message, unpacked
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.text import _


class NotVouchedError(ExpectedError):
    """Name and PIN do not go together, or may not be tried now."""


@frozen
class Member:
    """Who proved to be there.

    Attributes:
        id: Of the member of staff, hexadecimal.
    """

    id: str
    name: str


class Memory(Protocol):
    """Names to bytes, and who vouches for whom."""

    def put(self, name: str, content: bytes) -> None:
        """Remember it under that name, in place of what was there. Never fails."""

    def drop(self, name: str) -> None:
        """Forget it; nothing there is success. Never fails."""

    def found(self) -> Mapping[str, bytes]:
        """Everything that is remembered.

        Raises:
            ExpectedError: It could not be asked for.
        """

    def live(self) -> None:
        """Say that the window still moves. Never fails."""

    def show(self) -> None:
        """Bring the other room's window to the front; the staff's stands locked. Never fails."""

    def answer_staff(self, verb: str, *, to: str, why: str = "") -> None:
        """Say whether somebody sits down here, as staff asked. Never fails.

        Args:
            to: Name of what was asked.
            why: A word of `service.seating.Why` where nobody sits down.
        """

    def vouching(self) -> tuple[str, ...]:
        """Names of the members of staff whose PIN can be tried now."""

    def vouch(self, name: str, pin: str) -> Member:
        """The member of that name, proved by the PIN.

        Raises:
            NotVouchedError: It is not their PIN, nobody of that name is signed in, or too many
                wrong ones were tried.
        """

    def close(self, name: str, pin: str) -> Member:
        """The member of that name, proved by the PIN, lets the kiosk end for good.

        Raises:
            NotVouchedError: As `vouch`, or the member's role does not close a kiosk.
        """


class OwnMemory:
    """Of a kiosk that runs without a keeper: it ends with the process."""

    def __init__(self, parts: dict[str, bytes] | None = None) -> None:
        self.parts = {} if parts is None else parts

    def put(self, name: str, content: bytes) -> None:
        """Remember it."""
        self.parts[name] = content

    def drop(self, name: str) -> None:
        """Forget it."""
        self.parts.pop(name, None)

    def found(self) -> Mapping[str, bytes]:
        """Everything that is remembered."""
        return dict(self.parts)

    def live(self) -> None:
        """Nobody listens."""

    def show(self) -> None:
        """There is no other window."""

    def answer_staff(self, verb: str, *, to: str, why: str = "") -> None:
        """Nobody asks."""

    def vouching(self) -> tuple[str, ...]:
        """Nobody: without a keeper nobody holds a PIN."""
        return ()

    def vouch(self, name: str, pin: str) -> Member:
        """Nobody.

        Raises:
            NotVouchedError: Always.
        """
        del name, pin
        raise nobody_signed_in()

    def close(self, name: str, pin: str) -> Member:
        """Nobody.

        Raises:
            NotVouchedError: Always.
        """
        return self.vouch(name, pin)


class KeptMemory:
    """The keeper's memory, over the socket that the kiosk inherited."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def put(self, name: str, content: bytes) -> None:
        """Remember it; a keeper that is gone takes the kiosk down with it anyway."""
        self._tell(Message(verb="put", name=name, body=content))

    def drop(self, name: str) -> None:
        """Forget it."""
        self._tell(Message(verb="drop", name=name))

    def found(self) -> Mapping[str, bytes]:
        """Everything that is remembered.

        Raises:
            KeeperGoneError: No answer came; that is not the same as nothing.
        """
        return unpacked(self._channel.ask(Message(verb="found")).body)

    def live(self) -> None:
        """Say that the window still moves; a kiosk that says it no more is started again."""
        self._tell(Message(verb="alive"))

    def show(self) -> None:
        """Bring the other room's window to the front."""
        self._tell(Message(verb="show"))

    def stay_behind(self) -> None:
        """A window that has just started lets the other one lie over it, unless it is wanted."""
        self._tell(Message(verb="started"))

    def answer_staff(self, verb: str, *, to: str, why: str = "") -> None:
        """Say whether somebody sits down here."""
        self._tell(Message(verb=verb, name=to, body=why.encode("ascii")))

    def vouching(self) -> tuple[str, ...]:
        """Names of those who signed in today and whose PIN still counts."""
        try:
            return tuple(unpacked(self._channel.ask(Message(verb="vouching")).body))
        except KeeperGoneError:
            return ()

    def vouch(self, name: str, pin: str) -> Member:
        """The member of that name, proved by the PIN.

        Raises:
            NotVouchedError: They do not go together, or may not be tried now.
        """
        return self._proved("vouch", name, pin)

    def close(self, name: str, pin: str) -> Member:
        """The member of that name, proved by the PIN, lets the kiosk end for good.

        Raises:
            NotVouchedError: They do not go together, may not be tried now, or the member's role
                does not close a kiosk.
        """
        return self._proved("close", name, pin)

    def _proved(self, verb: str, name: str, pin: str) -> Member:
        try:
            answer = self._channel.ask(Message(verb=verb, name=name, body=pin.encode()))
        except KeeperGoneError as error:
            raise NotVouchedError(error.message, advice=error.advice) from error
        return vouched(answer)

    def _tell(self, message: Message) -> None:
        try:
            self._channel.send(message)
        except KeeperGoneError:
            return


def vouched(answer: Message) -> Member:
    """The member whom the keeper's answer names.

    Raises:
        NotVouchedError: It names none, and says why.
    """
    if answer.verb == "yes":
        return Member(id=answer.body.decode(), name=answer.name)
    if answer.verb == "wait":
        raise NotVouchedError(
            _("Too many wrong PINs; wait {seconds} seconds").format(seconds=answer.name),
            advice=_("Then type it again slowly."),
        )
    if answer.verb == "ended":
        raise NotVouchedError(
            _("This PIN does not count any more"),
            advice=_("Sign in with the passphrase to choose a new one."),
        )
    if answer.verb == "nobody":
        raise nobody_signed_in()
    if answer.verb == "not_allowed":
        raise NotVouchedError(
            _("Your role does not close the kiosk"),
            advice=_("Ask a manager or the administrator."),
        )
    raise NotVouchedError(_("That is not the PIN"), advice=_("Type it again."))


def nobody_signed_in() -> NotVouchedError:
    """Nobody of that name signed in."""
    return NotVouchedError(
        _("Nobody of that name is signed in"),
        advice=_("Sign in with the passphrase first."),
    )
