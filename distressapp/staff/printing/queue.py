"""Pages are handed to the print system while staff go on working; a lock does not stop a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from distressapp.core.errors import ExpectedError
from distressapp.core.stores import StoreError
from distressapp.printing import system
from distressapp.printing.system import JobState, PrintError
from distressapp.service import prints
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.prints import Ready
from distressapp.service.shift import LockedError
from distressapp.staff.desk import Desk
from distressapp.ui import words
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded

LOOK_MS: Final = 2_000
ASK_EVERY: Final = 3
"""Looks between two questions to the print system; each takes a tenth of a second, elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handed:
    """How handing one page over ended; it holds nothing of a patient and outlives a lock."""

    job: str
    request: str = ""
    error: ExpectedError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What the print system says of pages that it had."""

    states: Mapping[str, JobState]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forgotten:
    """Whether the print system deleted what it kept of a page."""

    request: str
    is_done: bool


class PrintQueue(QObject):
    """Sends what waits, one page after another, and notes what became of it.

    While the vault is shut it holds the one page that is being handed over, how that ended until
    it can be noted, and what the print system is still to delete.
    """

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self._desk: Desk | None = None
        self._in_hand: set[str] = set()
        self._untold: list[_Handed] = []
        self._kept: set[str] = set()
        self._looks = 0
        self._background = Background(self)
        self._background.finished.connect(self._end)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_busy(self) -> bool:
        """The print system is being asked for something."""
        return self._background.is_busy

    @Slot(object)
    @guarded
    def attend(self, desk: Desk) -> None:
        """Somebody is in the room: send what waits, and look every few seconds."""
        self._desk = desk
        desk.changed.connect(self._look_soon)
        self._timer.start()
        self._look_soon()

    @Slot(object)
    @guarded
    def leave(self, _nothing: object = None) -> None:
        """The room is shut: what is being handed over goes on, and nothing else is printed."""
        self._desk = None

    def call_off(self, request: str) -> None:
        """Have the print system forget a page: one that waits, and what it kept of one."""
        if request:
            self._kept.add(request)
            self._forget()

    @Slot()
    @guarded
    def look(self) -> None:
        """Note what became of pages, and begin with the next one."""
        desk = self._desk
        self._looks += 1
        if self.is_busy:
            return
        if desk is None:
            self._forget()
            return
        try:
            session = desk.session
            is_changed = self._tell(session)
            is_changed |= prints.forsake(self._house, session, in_hand=frozenset(self._in_hand)) > 0
            is_changed |= bool(prints.queue_ended(self._house, session))
            is_changed |= self._begin(session)
        except LockedError:
            self.leave()
            return
        except ExpectedError as error:
            desk.complain(error)
            return
        if is_changed:
            desk.told()

    @Slot(object)
    @guarded
    def _look_soon(self, _nothing: object = None) -> None:
        QTimer.singleShot(0, self, self.look)

    def _tell(self, session: Session) -> bool:
        """Note what was handed over meanwhile; whether there was anything."""
        is_any = bool(self._untold)
        while self._untold:
            done = self._untold[0]
            if done.error is None:
                prints.handed(self._house, session, done.job, done.request)
            else:
                prints.failed(self._house, session, done.job, done.error)
            self._in_hand.discard(done.job)
            self._untold.pop(0)
        return is_any

    def _begin(self, session: Session) -> bool:
        """Hand the next page over, or ask about those that the system has."""
        waiting = prints.waiting(session.vault)
        if waiting:
            job = waiting[0]
            try:
                ready = prints.ready(self._house, session, job, words)
            except LockedError:
                raise
            except (NotAllowedError, StoreError):
                return False  # it waits for somebody who may, and for a disk that can note it
            except ExpectedError as error:
                prints.give_up(self._house, session, job.job, error)
                return True
            self._in_hand.add(job.job)
            self._background.run(lambda: _handed(ready))
            return True
        asked = prints.requests(session.vault)
        if asked and self._looks % ASK_EVERY == 0:
            self._background.run(lambda: _heard(asked))
        elif self._looks % ASK_EVERY == 1:
            self._forget()
        return False

    def _forget(self) -> None:
        """Ask once more that nothing is kept of pages that are over."""
        if self._kept:
            request = min(self._kept)
            self._background.run(lambda: _forgotten(request))

    @Slot(object)
    @guarded
    def _end(self, done: Done) -> None:
        if done.error is not None:
            self._in_hand.clear()  # nobody knows what became of it: it is said at the next look
            raise done.error
        match done.value:
            case _Handed() as handed:
                self._untold.append(handed)
                self._look_soon()
            case _Heard(states=states):
                self._settle(states)
            case _Forgotten(request=request, is_done=True):
                printer = request.rpartition("-")[0]
                self._kept = {each for each in self._kept if each.rpartition("-")[0] != printer}
            case _:
                pass

    def _settle(self, states: Mapping[str, JobState]) -> None:
        desk = self._desk
        if desk is None:
            return
        try:
            settled = prints.settle(self._house, desk.session, states)
        except LockedError:
            self.leave()
        except ExpectedError as error:
            desk.complain(error)
        else:
            self._kept.update(settled.done)
            if settled.jobs:
                desk.told()


def _handed(ready: Ready) -> _Handed:
    try:
        return _Handed(job=ready.job, request=prints.hand_over(ready))
    except ExpectedError as error:
        return _Handed(job=ready.job, error=error)


def _heard(requests: tuple[str, ...]) -> _Heard | None:
    try:
        return _Heard(states=system.states(requests))
    except PrintError:
        return None  # silence is no news of a page; it stays as it was


def _forgotten(request: str) -> _Forgotten:
    try:
        return _Forgotten(request=request, is_done=system.purge(request))
    except PrintError:
        return _Forgotten(request=request, is_done=False)
