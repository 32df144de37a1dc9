"""The clock and new ids: the wiring's own. Everybody else is handed them.

Apart from the wiring itself, so that a keeper has the time without the parts of a house.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


def now() -> datetime:
    """The time, aware, UTC."""
    # Imported late: the keeper asks for the other clock alone.
    from datetime import UTC, datetime  # noqa: PLC0415  (see above)

    return datetime.now(UTC)


def monotonic_ns() -> int:
    """Nanoseconds that no setting of the clock moves, and that go on while the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    return time.monotonic_ns()


def new_id() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return os.urandom(16).hex()
