"""The desk: what every screen of the staff's room is handed."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, Signal

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.shift import LockedError, Shift
from distressapp.ui.background import Background
from distressapp.ui.look import Look

_MOST_PLACES: Final = 50


@frozen
class Place:
    """Where somebody is; a value, so that it comes back after the PIN.

    Attributes:
        screen: A key of `places.PLACES`.
        subject: A random id; never a name or a record number.
        part: A tab or a step.
    """

    screen: str
    subject: str = ""
    part: str = ""


@frozen
class Done:
    """How far long work has come.

    Attributes:
        of: What `done` is counted up to; 0 where nobody knows.
    """

    done: int
    of: int


@frozen
class Said:
    """A sentence at the foot of the screen.

    Attributes:
        undo: Takes back what the sentence tells; None where that cannot be.
        is_trouble: Something did not happen, and the sentence says what.
    """

    words: str
    undo: Callable[[], None] | None = None
    is_trouble: bool = False


@frozen
class Work:
    """Long work, done in small steps between which the window moves.

    Attributes:
        words: What is done, for whoever waits.
        then: Called once all of it is done; never after a cancel.
    """

    steps: Iterator[Done]
    words: str
    then: Callable[[], None]


class Desk(QObject):
    """One member's desk for a shift.

    Signals:
        changed: Something was written: screens show it anew.
        went: A `Place` to be shown.
        said: A `Said`.
        working: A `Work` to be done.
        locked: The vault is shut: only the PIN goes on.
    """

    changed = Signal(object)
    went = Signal(object)
    said = Signal(object)
    working = Signal(object)
    locked = Signal(object)

    def __init__(
        self,
        house: House,
        look: Look,
        shift: Shift,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.house = house
        self.look = look
        self.shift = shift
        self.background = background
        self.may_leave: Callable[[], bool] = _nothing_unkept
        self._trail: list[Place] = []

    @property
    def session(self) -> Session:
        """The open vault.

        Raises:
            LockedError: It is shut; let it rise, the window then shows the PIN page.
        """
        return self.shift.session

    @property
    def place(self) -> Place | None:
        """Where the member is; None before the first screen."""
        return self._trail[-1] if self._trail else None

    @property
    def can_go_back(self) -> bool:
        """There was a place before this one."""
        return len(self._trail) > 1

    def go(self, place: Place) -> None:
        """Show that place, unless the screen has words that were not kept."""
        if not self.may_leave():
            return
        if place != self.place:
            self._trail = [*self._trail, place][-_MOST_PLACES:]
        self.went.emit(place)

    def back(self) -> None:
        """Show the place before this one; nothing where there is none."""
        if self.can_go_back and self.may_leave():
            self._trail.pop()
            self.went.emit(self._trail[-1])

    def stay_at(self, place: Place) -> None:
        """The screen shows another part or subject by itself: remember that, show nothing."""
        self._trail[-1:] = [place]

    def say(self, words: str, *, undo: Callable[[], None] | None = None) -> None:
        """Say in place what was done.

        Args:
            undo: Takes it back where that is safe.
        """
        self.said.emit(Said(words=words, undo=undo))

    def complain(self, error: ExpectedError | str) -> None:
        """Say in place what did not happen, and what to do; a locked vault leads to the PIN."""
        if isinstance(error, LockedError):
            self.locked.emit(None)
            return
        self.said.emit(Said(words=str(error), is_trouble=True))

    def told(self) -> None:
        """Something was written: let every screen look again."""
        self.changed.emit(None)

    def work(self, steps: Iterator[Done], words: str, then: Callable[[], None]) -> None:
        """Do long work in small steps, with progress and Cancel.

        Args:
            steps: A generator that does a little and yields how far it has come; it is closed
                where somebody cancels, so that its `finally` puts things right. An
                `ExpectedError` out of it is said in place.
            then: Called once all of it is done.
        """
        self.working.emit(Work(steps=steps, words=words, then=then))


def _nothing_unkept() -> bool:
    """Nothing keeps anybody here."""
    return True
