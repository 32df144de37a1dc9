"""The words that keeper and rooms say to each other, and how a room's process ends.

Nothing but words: the keeper reads nothing else of a hand-over.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

RUNNING: Final = "running"
PLACE: Final = "place"
RECENT: Final = "recent"
PAUSED: Final = "paused"
CALL: Final = "call"
"""What the keeper remembers for the kiosk goes by these names."""

DEATHS: Final = "deaths"
"""How often the kiosk died in the last minute, as digits; the keeper's own note."""

STAFFS_ROOM: Final = "staffs_room"
"""There is a staff's window beside the kiosk; the keeper's own note."""

READY: Final = "ready"
SEAT: Final = "seat"
RESUME: Final = "resume"
ASKED: Final = frozenset({READY, SEAT, RESUME})
"""What the staff's room may ask of the kiosk."""

FREE: Final = "free"
SEATED: Final = "seated"
BUSY: Final = "busy"
FRONT: Final = "front"
"""The keeper tells a room to bring its window to the front."""
BACK: Final = "back"
"""The keeper tells a room to let the other one's window be seen."""

ANEW: Final = 76
"""Exit status of a room that is to be opened again at once, such as with new settings."""

CLOSED: Final = 80
"""Exit status of a kiosk that a member of staff closed with a PIN: the session is not to restart
it. The units in `packaging/linux` know it by its number."""

PATIENCE_NS: Final = 6 * 10**9
"""How long a hand-over is worth anything: later the kiosk sits nobody down on its own."""
