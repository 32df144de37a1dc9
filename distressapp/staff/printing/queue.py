"""Pages are handed to the print system while staff go on working; a lock does not stop a page."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.stores import StoreError
from distressapp.letterbox.lock import RoomLock
from distressapp.printing import system
from distressapp.printing.system import Heard, PrintError
from distressapp.service import prints
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.leaving_page import printing_lock
from distressapp.service.prints import Ready
from distressapp.service.shift import LockedError
from distressapp.staff.desk import Desk
from distressapp.ui import words
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded

LOOK_MS: Final = 2_000
ASK_EVERY: Final = 3
"""Looks between two questions to the print system; each takes a tenth of a second, elsewhere."""
AGAIN_EVERY: Final = 30
"""Looks until a printer that would not forget is asked again: a minute."""


@frozen
class _Handed:
    """How handing one page over ended; it holds nothing of a patient and outlives a lock."""

    job: str
    request: str = ""
    error: ExpectedError | None = None


@frozen
class _CalledOff:
    """Whether the print system was told that a page is called off."""

    request: str
    is_done: bool


@frozen
class _Forgotten:
    """Whether the print system deleted what it kept of all pages on a printer."""

    printer: str
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
        self._off: set[str] = set()
        self._printers: dict[str, int] = {}
        self._has_sent = True
        self._alive: frozenset[str] = frozenset()
        self._looks = 0
        self._background = Background(self)
        self._background.finished.connect(self._end)
        self._lock: RoomLock | None = None
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
        # What was still to be deleted when the program ended, and sheets that were not in time.
        found = prints.printers(self._house, desk.session.vault)
        self._printers.update(dict.fromkeys(found, self._looks))
        desk.changed.connect(self._look_soon)
        self._timer.start()
        self._look_soon()

    @Slot(object)
    @guarded
    def leave(self, _nothing: object = None) -> None:
        """The room is shut: what is being handed over goes on, and nothing else is printed."""
        self._desk = None
        self._let_go()

    def call_off(self, request: str) -> None:
        """Have the print system call a page off, and forget it once it may."""
        if request:
            self._off.add(request)
            self._printers[_printer(request)] = self._looks
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
        if not self._has_turn():
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

    def _has_turn(self) -> bool:
        """Whether the kiosk is not just printing a page of its own."""
        if self._lock is None:
            self._lock = printing_lock(self._house)
        return self._lock is not None

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

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
        self._has_sent = prints.has_sent(session.vault)
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
        self._alive = self._alive & frozenset(asked)
        if not asked:
            self._house.heard = Heard()
        if asked and self._looks % ASK_EVERY == 0:
            self._background.run(lambda: _heard(asked))
        elif self._looks % ASK_EVERY == 1:
            self._forget()
        return False

    def _forget(self) -> None:
        """Call off what is not to come out, then ask that nothing is kept of what is over.

        Not before it is noted what became of each: a page that was deleted is known no more, and
        one that came out would be taken for one that did not.
        """
        if self._off:
            request = min(self._off)
            self._background.run(lambda: _called_off(request))
            return
        if self._has_sent or self._in_hand or self._untold or self._alive:
            return
        due = sorted(each for each, look in self._printers.items() if look <= self._looks)
        if due:
            self._printers[due[0]] = self._looks + AGAIN_EVERY
            self._background.run(lambda: _forgotten(due[0]))

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
            case Heard() as heard:
                states = heard.states
                self._alive = frozenset(each for each, state in states.items() if not state.is_over)
                is_news, self._house.heard = heard != self._house.heard, heard
                self._settle(heard, is_news=is_news)
            case _Forgotten(printer=printer, is_done=True):
                self._printers.pop(printer, None)
            case _CalledOff(request=request, is_done=True):
                self._off.discard(request)
                self._look_soon()
            case _:
                pass

    def _settle(self, heard: Heard, *, is_news: bool) -> None:
        desk = self._desk
        if desk is None:
            return
        try:
            settled = prints.settle(self._house, desk.session, heard.states)
        except LockedError:
            self.leave()
        except ExpectedError as error:
            desk.complain(error)
        else:
            self._printers.update({_printer(each): self._looks for each in settled.done})
            if settled.jobs or is_news:
                desk.told()


def _handed(ready: Ready) -> _Handed:
    try:
        return _Handed(job=ready.job, request=prints.hand_over(ready))
    except ExpectedError as error:
        return _Handed(job=ready.job, error=error)


def _heard(requests: tuple[str, ...]) -> Heard | None:
    try:
        return system.ask(requests)
    except PrintError:
        return None  # silence is no news of a page; it stays as it was


def _printer(request: str) -> str:
    """The name of the printer in what the print system calls a page."""
    return request.rpartition("-")[0]


def _called_off(request: str) -> _CalledOff:
    try:
        system.call_off(request)
    except PrintError:
        return _CalledOff(request=request, is_done=False)
    return _CalledOff(request=request, is_done=True)


def _forgotten(printer: str) -> _Forgotten:
    try:
        return _Forgotten(printer=printer, is_done=system.forget(printer))
    except PrintError:
        return _Forgotten(printer=printer, is_done=False)
