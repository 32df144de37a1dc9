"""A stand-in for the disk below a conductor: it can be full, and holds what it was told."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from distressapp.core.sitting import Revision, Sitting
from distressapp.core.stores import NotKeptError
from distressapp.kiosk.conductor import Conductor
from tests.kiosk import rooms


@dataclass(slots=True)
class Shelf:
    """Keeps as a running sitting does: what did not go in waits, and goes in first."""

    is_full: bool = False
    kept: list[Revision] = field(default_factory=list)
    waiting: list[Revision] = field(default_factory=list)
    noted: list[tuple[str, ...]] = field(default_factory=list)
    closed: list[Sitting] = field(default_factory=list)
    paused_at: str | None = None
    steppers_used: bool = False

    def keep(self, revision: Revision) -> None:
        self.waiting.append(revision)
        self.retry()

    def retry(self) -> None:
        if self.is_full and self.waiting:
            raise NotKeptError("The disk is full", advice="Free some space.")
        self.kept += self.waiting
        self.waiting.clear()

    def note(self, shown: tuple[str, ...], *, steppers_used: bool = False) -> None:
        self.noted.append(shown)
        self.steppers_used = self.steppers_used or steppers_used

    def close(self, sitting: Sitting) -> None:
        if self.is_full:
            raise NotKeptError("The disk is full", advice="Free some space.")
        self.retry()
        self.closed.append(sitting)

    def pause(self, sitting: Sitting, *, at: str) -> None:
        self.close(sitting)
        self.paused_at = at


def conductor(stop: str, shelf: Shelf) -> Conductor:
    """A conductor whose interview is at that step, with nothing said yet."""
    return Conductor(rooms.interview(stop, {}), shelf, lambda: datetime.now(UTC))
