"""What the kiosk posts is taken in while the room is open, a little at a time."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from distressapp.core.errors import ExpectedError
from distressapp.service.matching import recent
from distressapp.service.reopening import reopened
from distressapp.service.shift import LockedError
from distressapp.service.taking import finished, has_posted, taking
from distressapp.staff.desk import Desk
from distressapp.ui.guard import guarded

LOOK_MS: Final = 3_000
_STEP_MS: Final = 0


class Intake(QObject):
    """Looks into the letterbox every few seconds; after it took something in, screens look again.

    What goes wrong is said once, until it is something else.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._steps: Iterator[int] | None = None
        self._told = ""
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._stepping = QTimer(self)
        self._stepping.setInterval(_STEP_MS)
        self._stepping.timeout.connect(self._step)

    def begin(self) -> None:
        """Take everything in now, and look every few seconds from here on."""
        self._looking.start()
        self._begin()

    def stop(self) -> None:
        """The room is being shut: look no more."""
        self._looking.stop()
        self._end()

    @property
    def is_busy(self) -> bool:
        """Something is being taken in."""
        return self._steps is not None

    @Slot()
    @guarded
    def look(self) -> None:
        """Begin where there is something."""
        if self.is_busy:
            return
        try:
            if has_posted(self._desk.house, self._desk.session.vault):
                self._begin()
        except LockedError:
            self.stop()
        except ExpectedError as error:
            self._say(str(error))

    def _begin(self) -> None:
        try:
            self._steps = taking(self._desk.house, self._desk.session.vault)
        except LockedError:
            self.stop()
            return
        self._stepping.start()

    @Slot()
    @guarded
    def _step(self) -> None:
        try:
            if self._steps is None:
                return
            if self._desk.shift.is_locked:
                self.stop()
            elif next(self._steps, None) is None:
                self._end()
                self._finish()
        except LockedError:
            self.stop()
        except ExpectedError as error:
            self._end()
            self._say(str(error))

    def _finish(self) -> None:
        desk = self._desk
        vault = desk.session.vault
        taken = finished(desk.house, vault)
        desk.shift.hand_history(recent(desk.house, vault).to_bytes(), reopened(desk.house, vault))
        desk.told()
        self._say(taken.mismatches[0] if taken.mismatches else "")

    def _end(self) -> None:
        steps, self._steps = self._steps, None
        self._stepping.stop()
        closing = getattr(steps, "close", None)
        if closing is not None:
            closing()

    def _say(self, words: str) -> None:
        if words and words != self._told:
            self._desk.complain(words)
        self._told = words
