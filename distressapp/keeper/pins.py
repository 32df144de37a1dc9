"""Who is signed in for the shift, each with the vault's key under their own PIN."""

from __future__ import annotations

from distressapp.core.frozen import frozen
from distressapp.core.pin import (
    SHIFT_NS,
    Guesses,
    after_right,
    after_wrong,
    check_pin,
    counted,
    is_ended,
    may_try,
    wait_s,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from distressapp.keys.pin import PinWrap
    from distressapp.keys.wrap import Cost


@frozen(repr=False)
class Tried:
    """How one guess went.

    Attributes:
        verb: `yes`, `no`, `wait`, `ended`, or `nobody` where nobody of that name is signed in.
        member: Id of who it was; empty where the PIN was not right.
        may_close: Who it was may close the kiosk.
        key: The vault's; empty where the PIN was not right.
        wait_s: Seconds until the next guess may be tried.
    """

    verb: str
    name: str = ""
    member: str = ""
    key: bytes = b""
    wait_s: int = 0
    may_close: bool = False


class _SignedIn:
    def __init__(
        self, *, name: str, member: str, wrap: PinWrap, until_ns: int, may_close: bool
    ) -> None:
        self.name = name
        self.member = member
        self.wrap = wrap
        self.until_ns = until_ns
        self.may_close = may_close
        self.guesses = Guesses()


class Pins:
    """The PINs of a shift. Ended by ten wrong guesses, by the shift, and by a restart.

    Args:
        clock_ns: Monotonic: no setting of the clock gives a guess back.
        is_member: Whether the member of that id still has a way into the vault.
        cost: What one guess costs; None for what it costs everywhere.
    """

    def __init__(
        self,
        *,
        clock_ns: Callable[[], int],
        is_member: Callable[[str], bool],
        cost: Cost | None = None,
    ) -> None:
        self._clock_ns = clock_ns
        self._is_member = is_member
        self._cost = cost
        self._by_name: dict[str, _SignedIn] = {}

    def keep(  # noqa: PLR0913  (what is known of a member, all by name)
        self,
        name: str,
        *,
        member: str,
        pin: str,
        key: bytes,
        until_ns: int,
        may_close: bool = False,
    ) -> None:
        """A member chose a PIN for the shift.

        Args:
            may_close: The member's role lets them close the kiosk.
            until_ns: When the shift ends that the passphrase began; never more than a shift away.

        Raises:
            WeakPinError: The PIN is too easy to guess.
        """
        check_pin(pin)
        # Imported late: cryptography is the half of a keeper, and most have nobody's PIN.
        from distressapp.keys.pin import PinWrap  # noqa: PLC0415  (see above)
        from distressapp.keys.wrap import MODERATE  # noqa: PLC0415  (see above)

        wrap = PinWrap.of(pin, key=key, member=member, cost=self._cost or MODERATE)
        self.drop(name)
        self._by_name[_spelt(name)] = _SignedIn(
            name=name,
            member=member,
            wrap=wrap,
            until_ns=min(until_ns, self._clock_ns() + SHIFT_NS),
            may_close=may_close,
        )

    def drop(self, name: str) -> None:
        """That member signs out; nobody of that name is success."""
        found = self._by_name.pop(_spelt(name), None)
        if found is not None:
            found.wrap.forget()

    def names(self) -> tuple[str, ...]:
        """Who is signed in, and whose PIN still counts."""
        self._end_what_is_over()
        return tuple(each.name for each in self._by_name.values() if not is_ended(each.guesses))

    def open(self, name: str, pin: str) -> Tried:
        """Try a PIN; the guess is counted before it is tried."""
        self._end_what_is_over()
        found = self._by_name.get(_spelt(name))
        if found is None:
            return Tried(verb="nobody")
        now_ns = self._clock_ns()
        if is_ended(found.guesses):
            return Tried(verb="ended")
        if not may_try(found.guesses, now_ns):
            return Tried(verb="wait", wait_s=wait_s(found.guesses, now_ns))
        found.guesses = counted(found.guesses, now_ns)
        # Imported late, as above.
        from distressapp.keys.pin import WrongPinError  # noqa: PLC0415  (see above)

        try:
            opened = found.wrap.open(pin)
        except (WrongPinError, MemoryError, RuntimeError):
            # The last two: Argon2id found no memory. The guess counts all the same.
            found.guesses = after_wrong(found.guesses, self._clock_ns())
            if is_ended(found.guesses):
                found.wrap.forget()
                return Tried(verb="ended")
            return Tried(verb="no")
        found.guesses = after_right(found.guesses)
        return Tried(
            verb="yes",
            name=found.name,
            member=opened.member,
            key=opened.key,
            may_close=found.may_close,
        )

    def forget(self) -> None:
        """Overwrite every wrap."""
        for each in tuple(self._by_name):
            self.drop(each)

    def _end_what_is_over(self) -> None:
        """A shift ends; and who has left answers no call, though the shift would go on."""
        now_ns = self._clock_ns()
        for each in tuple(self._by_name.values()):
            if now_ns >= each.until_ns or not self._is_there(each.member):
                self.drop(each.name)

    def _is_there(self, member: str) -> bool:
        try:
            return self._is_member(member)
        except OSError:
            return True  # a disk that does not answer does not say that somebody has left


def _spelt(name: str) -> str:
    return " ".join(name.split()).casefold()
