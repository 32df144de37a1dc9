"""How soon a room that died is started again, and when that is of no use any more."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

WINDOW_NS: Final = 5 * 60 * 10**9
MOST: Final = 12
"""Deaths in five minutes that say: the program is broken (this project's judgement)."""

_AT_ONCE: Final = 2
_LONGEST_S: Final = 8.0


class Deaths:
    """Deaths within the last five minutes, by monotonic time.

    Args:
        most: After so many it is hopeless; 0 for a room that is started only once.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.at_ns: list[int] = []

    def note(self, now_ns: int) -> None:
        """The room has died."""
        self.at_ns = [each for each in (*self.at_ns, now_ns) if now_ns - each <= WINDOW_NS]

    @property
    def count(self) -> int:
        """How often it died within five minutes."""
        return len(self.at_ns)

    @property
    def is_hopeless(self) -> bool:
        """Starting it once more would change nothing."""
        return self.count >= self.most

    @property
    def pause_s(self) -> float:
        """Seconds to wait before it is started again: none at first, then more and more."""
        over = self.count - _AT_ONCE
        return 0.0 if over <= 0 else min(_LONGEST_S, 0.5 * 2 ** (over - 1))
