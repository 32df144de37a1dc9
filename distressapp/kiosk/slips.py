"""Slips with a ticket word, printed beside the sound; the kiosk never waits for a printer."""

from PySide6.QtCore import QObject

from distressapp.core.errors import ExpectedError
from distressapp.log import Event, note
from distressapp.service.house import House
from distressapp.service.slips import printing
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded


class Slips(QObject):
    """Sends slips to the staff's printer, one after another.

    A slip that cannot be made or does not come out is noted in the log, and nothing else
    changes: the call sounds all the same.
    """

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self._background = Background(self)
        self._background.finished.connect(self._hear)

    @property
    def is_busy(self) -> bool:
        """A slip is being handed over."""
        return self._background.is_busy

    def send(self, ticket: str, *, is_test: bool = False, is_called: bool = False) -> None:
        """Print a slip with that word; nothing where no printer was tested as staff-only.

        Args:
            is_test: Of the test of the channel.
            is_called: Of a patient who was called away, and not of a call for help.
        """
        try:
            act = printing(self._house, ticket, is_test=is_test, is_called=is_called)
        except ExpectedError as error:
            note(Event.SLIP_NOT_MADE, error=error)
            return
        if act is not None:
            self._background.run(act)

    @guarded
    def _hear(self, done: object) -> None:
        error = done.error if isinstance(done, Done) else None
        note(Event.SLIP_MADE if error is None else Event.SLIP_NOT_MADE, error=error)
