"""What a PIN must be, and how often it may be guessed: by monotonic time, never by the clock.

A guess is counted before it is tried, so that a power cut in the middle gives none away. When the
waits begin and how long they are is this project's judgement.
"""

from __future__ import annotations

from itertools import pairwise

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

SHORTEST: Final = 6
"""Digits."""
LONGEST: Final = 32
"""Digits."""
FREE: Final = 5
"""Wrong guesses before the first wait."""
MOST: Final = 10
"""Wrong guesses that end the PIN: from then on only the passphrase opens."""
FIRST_WAIT_S: Final = 30
"""After the fifth wrong guess; doubled after each further one."""

_NS: Final = 1_000_000_000

SHIFT_NS: Final = 12 * 60 * 60 * _NS
"""How long a passphrase opens; then it is asked for again (this project's judgement)."""


class WeakPinError(ExpectedError):
    """The PIN is too easy to guess."""


def check_pin(pin: str) -> None:
    """Nothing where the PIN will do.

    Raises:
        WeakPinError: Not digits, too few or too many, one digit only, or a run such as 345678.
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise WeakPinError(
            "That is not a PIN", advice=f"Use {SHORTEST} to {LONGEST} digits and nothing else."
        )
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise WeakPinError(
            "That PIN is one that is tried first",
            advice="Do not repeat one digit, and do not count up or down.",
        )


@frozen
class Guesses:
    """How often a PIN was guessed wrong since it was last right.

    Attributes:
        wrong: Guesses that were counted and did not turn out right.
        until_ns: Monotonic nanoseconds before which no guess may be tried.
    """

    wrong: int = 0
    until_ns: int = 0


def is_ended(guesses: Guesses) -> bool:
    """Only the passphrase opens from here on; the PIN's wrap must be forgotten."""
    return guesses.wrong >= MOST


def may_try(guesses: Guesses, now_ns: int) -> bool:
    """Whether a guess may be tried now; it must be `counted` first.

    Args:
        now_ns: Monotonic nanoseconds.
    """
    return not is_ended(guesses) and now_ns >= guesses.until_ns


def wait_s(guesses: Guesses, now_ns: int) -> int:
    """Seconds until a guess may be tried, rounded up; 0 where it may be tried now."""
    return max(0, -((now_ns - guesses.until_ns) // _NS))


def counted(guesses: Guesses, now_ns: int) -> Guesses:
    """The guesses with one more, to be kept before that one is tried.

    Raises:
        ValueError: None may be tried now.
    """
    if not may_try(guesses, now_ns):
        raise ValueError("a guess that may not be tried is not counted")
    return Guesses(wrong=guesses.wrong + 1, until_ns=_until(guesses.wrong + 1, now_ns))


def after_wrong(guesses: Guesses, now_ns: int) -> Guesses:
    """The guesses once the counted one was wrong: the wait begins now, not before the trying."""
    until_ns = max(guesses.until_ns, _until(guesses.wrong, now_ns))
    return Guesses(wrong=guesses.wrong, until_ns=until_ns)


def after_right(guesses: Guesses) -> Guesses:
    """The guesses once the counted one was right: none.

    Raises:
        ValueError: No guess was counted.
    """
    if guesses.wrong == 0:
        raise ValueError("a guess is counted before it is tried")
    return Guesses()


def _until(wrong: int, now_ns: int) -> int:
    if wrong < FREE:
        return now_ns
    return now_ns + (FIRST_WAIT_S * _NS << wrong - FREE)
