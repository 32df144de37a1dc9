"""What the kiosk prints by itself once a sitting has ended; it never waits for a printer."""

from PySide6.QtCore import QObject

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.sitting import Stop
from distressapp.kiosk.slips import Slips
from distressapp.service.house import House
from distressapp.service.leaving_page import Leaving, leaving, left
from distressapp.service.sittings import Closed
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded


@frozen
class _Gone:
    """How handing a page over ended; what stood on it is forgotten."""

    leaving: Leaving
    request: str = ""
    why: str = ""


class Printouts(QObject):
    """The nameless page of a sitting, and the slip of a patient who was called away."""

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self.slips = Slips(house, self)
        self._background = Background(self)
        self._background.finished.connect(self._note)

    @property
    def is_busy(self) -> bool:
        """Something is being handed over."""
        return self._background.is_busy or self.slips.is_busy

    def send(self, closed: Closed) -> None:
        """Print what this clinic wants of a sitting that was just closed."""
        sitting, settings = closed.record.sitting, self._house.settings
        if settings.is_slip_when_called and sitting.stop is Stop.CALLED:
            self.slips.send(sitting.plan.ticket, is_called=True)
        begun = leaving(self._house, closed)
        if begun is not None:
            self._background.run(lambda: _handed(begun))

    @guarded
    def _note(self, done: object) -> None:
        if not isinstance(done, Done):
            return
        if done.error is not None:
            raise done.error
        if isinstance(done.value, _Gone):
            gone = done.value
            left(self._house, gone.leaving, request=gone.request, why=gone.why)


def _handed(begun: Leaving) -> _Gone:
    try:
        return _Gone(leaving=begun, request=begun.act())
    except ExpectedError as error:
        return _Gone(leaving=begun, why=error.message)
