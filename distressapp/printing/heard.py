"""What the print system says of its printers and pages; apart from what asks it (`system`)."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from distressapp.core.frozen import frozen
from distressapp.printing.trouble import Trouble


class JobState(StrEnum):
    """What the print system says of a page that was handed to it."""

    HANDED = "handed"
    """It was taken by a system that tells nothing more of it: somebody must look."""
    WAITING = "waiting"
    PRINTING = "printing"
    STOPPED = "stopped"
    """It waits for somebody to see to the printer."""
    DONE = "done"
    CANCELLED = "cancelled"
    """Somebody called it off at the print system."""
    ABORTED = "aborted"
    """The print system gave it up."""

    @property
    def is_over(self) -> bool:
        """It does not come out any more."""
        return self in {JobState.DONE, JobState.CANCELLED, JobState.ABORTED}


@frozen
class Queue:
    """One printer.

    Attributes:
        trouble: What somebody must see to, as far as the print system knows; None where nothing.
        said: What the print system says of it, in its own words; may be empty.
    """

    name: str
    trouble: Trouble | None = None
    said: str = ""

    @property
    def is_ready(self) -> bool:
        """It takes pages and prints them, as far as the print system knows."""
        return self.trouble is None


@frozen
class Heard:
    """What the print system says of pages that it has, and of the printers.

    Attributes:
        states: By request; one that it no longer knows is absent.
        queues: Of all printers; empty before it was asked.
    """

    states: Mapping[str, JobState] = field(default_factory=dict)
    queues: tuple[Queue, ...] = ()

    def trouble(self, printer: str) -> Trouble | None:
        """What ails that printer; `AWAY` where it is not there any more."""
        found = next((each for each in self.queues if each.name == printer), None)
        if found is None:
            return Trouble.AWAY if self.queues else None
        return found.trouble
