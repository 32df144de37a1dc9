"""The sitting that runs, as the conductor sees it: one place that keeps, pauses and calls."""

from distressapp.core.sitting import Revision, Sitting
from distressapp.service.calls import Press
from distressapp.service.house import House
from distressapp.service.pauses import pause
from distressapp.service.sittings import Running


class SittingKeeper:
    """Hands the conductor's verbs to the service."""

    def __init__(self, house: House, running: Running) -> None:
        self.running = running
        self._house = house

    def keep(self, revision: Revision) -> None:
        """Make one answer durable.

        Raises:
            NotKeptError: It is held in memory and tried again.
        """
        self.running.keep(revision)

    def retry(self) -> None:
        """Try again to keep what could not be kept."""
        self.running.retry()

    def note(self, shown: tuple[str, ...], *, steppers_used: bool = False) -> None:
        """Note what the patient has seen."""
        self.running.note(shown, steppers_used=steppers_used)

    def close(self, sitting: Sitting) -> object:
        """Score what was kept and forget the key."""
        return self.running.close(sitting)

    def pause(self, sitting: Sitting, *, at: str) -> object:
        """Close it so that the same patient can go on today."""
        return pause(self._house, self.running, sitting, at=at)

    @property
    def press(self) -> Press:
        """The call for help; whoever holds it holds no answer."""
        return self.running.press
