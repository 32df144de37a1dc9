"""A member's shift: the vault open while they work, shut when they hand over or walk away.

The passphrase opens the shift; the keeper holds the vault's key under the member's PIN for as
long as the shift lasts, and gives it back for the PIN. What is shut here holds no key.
"""

from collections.abc import Callable, Mapping
from typing import Final

from distressapp.channel import Channel, Message, packed, unpacked
from distressapp.core.errors import ExpectedError
from distressapp.core.pin import SHIFT_NS, check_pin
from distressapp.core.roles import Act, may
from distressapp.service.access import Session, session_from_key
from distressapp.service.house import House
from distressapp.service.memory import nobody_signed_in, vouched
from distressapp.service.seating import Why
from distressapp.text import _

IDLE_NS: Final = 120 * 10**9
"""Two minutes without a touch shut the vault (this project's judgement)."""


class LockedError(ExpectedError):
    """The vault is shut; the PIN opens it again."""


class Shift:
    """One member's shift, in the staff's process.

    Args:
        session: As the passphrase opened it; None where the window was started again in the
            middle of a shift: then it is locked, and the PIN goes on.
        keeper: The staff's end of the keeper's socket; None where there is no keeper: then a
            lock can only be opened by the passphrase.
        clock_ns: Monotonic: no setting of the clock keeps a vault open.
        name: Of the member, where there is no session.

    Attributes:
        before_lock: Told just before the vault is shut, with the session that is still open:
            the last moment to keep what is only on the screen. The vault is shut whatever it does.
    """

    def __init__(
        self,
        house: House,
        session: Session | None,
        keeper: Channel | None,
        *,
        clock_ns: Callable[[], int],
        name: str = "",
    ) -> None:
        self._house = house
        self._session = session
        self._keeper = keeper
        self._clock_ns = clock_ns
        self._touched_ns = clock_ns()
        self._until_ns = clock_ns() + SHIFT_NS
        self.name = name if session is None else session.member.name
        self.before_lock: Callable[[Session], None] = _nothing_to_keep

    @property
    def is_locked(self) -> bool:
        """Whether the vault is shut; looking shuts it when the shift or two minutes are over."""
        is_idle = self._clock_ns() - self._touched_ns >= IDLE_NS
        if self._session is not None and (is_idle or self.is_over):
            self.lock()
        return self._session is None

    @property
    def now_ns(self) -> int:
        """The time of the shift's clock."""
        return self._clock_ns()

    @property
    def is_over(self) -> bool:
        """The shift has ended: only the passphrase begins another."""
        return self._clock_ns() >= self._until_ns

    def touch(self) -> None:
        """Somebody is there: a tap, a key. It opens nothing that is shut."""
        if not self.is_locked:
            self._touched_ns = self._clock_ns()

    @property
    def session(self) -> Session:
        """The open vault and whose it is.

        Raises:
            LockedError: It is shut.
        """
        if self.is_locked or self._session is None:
            advice = _("Type your PIN to go on where you were.")
            if self.is_over:
                advice = _("The shift is over. Sign in with the passphrase.")
            raise LockedError(_("The list is locked"), advice=advice)
        return self._session

    def choose_pin(self, pin: str) -> None:
        """Let a PIN open the vault again for the rest of the shift.

        Raises:
            WeakPinError: It is too easy to guess; the one before stays.
            LockedError: The vault is shut.
            ExpectedError: There is no keeper, or it does not answer.
        """
        check_pin(pin)
        session = self.session
        until = str(self._until_ns).encode()
        member = session.member.id.encode()
        may_close = b"1" if may(session.member.role, Act.CLOSE) else b""
        body = packed(
            {
                "id": member,
                "pin": pin.encode(),
                "key": session.key,
                "until": until,
                "may_close": may_close,
            }
        )
        answer = self._ask(Message(verb="sign", name=self.name, body=body))
        if answer.verb != "yes":
            raise ExpectedError(_("The PIN was not taken"), advice=_("Choose another."))

    def lock(self) -> None:
        """Shut the vault and let go of its key: nobody has touched it, or it is handed over."""
        session, self._session = self._session, None
        if session is not None:
            try:
                self.before_lock(session)
            finally:
                session.close()

    def unlock(self, pin: str) -> Session:
        """Go on with the PIN.

        Raises:
            NotVouchedError: It is not the PIN, or does not count any more.
            SignInAgainError: The vault has a new key, or the member has left.
            ExpectedError: As `session_from_key`.
        """
        if self.is_over:
            raise nobody_signed_in()
        answer = self._ask(Message(verb="unlock", name=self.name, body=pin.encode()))
        if answer.verb != "yes":
            vouched(answer)
        parts = unpacked(answer.body)
        self.lock()
        session = session_from_key(self._house, parts["key"], parts["id"].decode())
        self._session, self._touched_ns = session, self._clock_ns()
        return session

    def exchange(self, session: Session) -> None:
        """Go on with another session of the same member: the vault has a new key.

        What the keeper holds under the PIN is the old key, which opens nothing: choose a PIN
        again, or sign in with the passphrase after the next lock.
        """
        self._session = session

    def end(self) -> None:
        """Sign out: the PIN opens nothing from here on."""
        self.lock()
        if self._keeper is not None:
            self._keeper.ask(Message(verb="leave", name=self.name))

    def tell_answered(self, call_id: str) -> None:
        """Let the kiosk know that a call was answered here."""
        if self._keeper is not None:
            self._keeper.send(Message(verb="answered", name=call_id))

    def ask_kiosk(self, verb: str, *, name: str, body: bytes = b"") -> Message:
        """Ask the kiosk beside this window, and wait some seconds for its answer.

        Args:
            verb: Of `service.seating`.
            name: Of the question; the answer bears it too.

        Returns:
            Its answer; `none` where there is no kiosk.

        Raises:
            KeeperGoneError: The keeper does not answer any more.
        """
        if self._keeper is None:
            return Message(verb=Why.NONE, name=name)
        return self._keeper.ask(Message(verb=verb, name=name, body=body))

    def show_kiosk(self) -> None:
        """Bring the kiosk's window to the front; without a keeper there is none."""
        if self._keeper is not None:
            self._keeper.send(Message(verb="show"))

    def hand_history(self, recent: bytes, waiting: Mapping[str, bytes]) -> None:
        """Let a kiosk that starts later know who answered lately, and who may go on.

        Args:
            recent: `Recent.to_bytes`: digests, and nobody's name.
            waiting: Sittings of today, each sealed under both identifiers.
        """
        if self._keeper is not None:
            self._keeper.send(Message(verb="recent", body=recent))
            self._keeper.send(Message(verb="waiting", body=packed(waiting)))

    def _ask(self, message: Message) -> Message:
        if self._keeper is None:
            raise nobody_signed_in()
        return self._keeper.ask(message)


def _nothing_to_keep(_session: Session) -> None:
    """Nothing is only on a screen."""


def signed_in(keeper: Channel | None) -> tuple[str, ...]:
    """Names of those whose PIN opens the vault now: a window that starts again asks for theirs."""
    if keeper is None:
        return ()
    return tuple(unpacked(keeper.ask(Message(verb="vouching")).body))
