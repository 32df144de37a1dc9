"""Calls for help, looked for all the time a window of staff is open, locked or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import NowState
from distressapp.letterbox.rows import Urgency
from distressapp.service.calls import acknowledge_now, attend_now, not_ended
from distressapp.service.house import House
from distressapp.service.memory import Member
from distressapp.ui.guard import guarded
from distressapp.ui.sound import ring

LOOK_MS: Final = 1_000
"""A call stands on the screen within two seconds; this leaves one of them to draw it."""
REPEAT_NS: Final = 20 * 10**9
"""Between two chimes while nobody has acknowledged."""
BACKUP_NS: Final = 180 * 10**9
"""Without an acknowledgement for so long, the backup is named (product: 3 minutes)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A call that nobody has ended yet.

    Attributes:
        by: Who acknowledged it in this window; empty where nobody did, or somebody elsewhere.
        waiting_ns: Since this window first saw it.
    """

    id: str
    ticket: str
    is_sounding: bool
    waiting_ns: int
    by: str = ""

    @property
    def is_late(self) -> bool:
        """Nobody acknowledged it in three minutes."""
        return self.is_sounding and self.waiting_ns >= BACKUP_NS


class Watch(QObject):
    """Looks into the letterbox every second, and sounds the chime.

    Args:
        clock_ns: Monotonic.
        tell: Lets the other room know that a call was answered here.

    Signals:
        heard: A tuple of `Heard`: what is open now, whenever that looks different.
        troubled: An `ExpectedError`: nobody can say whether there are calls; None once it can.
    """

    heard = Signal(object)
    troubled = Signal(object)

    def __init__(
        self,
        house: House,
        parent: QObject | None = None,
        *,
        clock_ns: Callable[[], int],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._house, self._clock_ns, self._tell = house, clock_ns, tell
        self._since: dict[str, int] = {}
        self._rung: dict[str, int] = {}
        self._by: dict[str, str] = {}
        self._is_troubled = False
        self.open: tuple[Heard, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the window goes, and the house with it."""
        self._timer.stop()

    @Slot()
    @guarded
    def look(self) -> None:
        """Look now."""
        try:
            found = {each.id: each for each in not_ended(self._house)}
        except ExpectedError as error:
            self._is_troubled = True
            self.troubled.emit(error)
            return
        if self._is_troubled:
            self._is_troubled = False
            self.troubled.emit(None)
        now_ns = self._clock_ns()
        for known in (self._since, self._rung, self._by):
            for gone in set(known) - set(found):
                del known[gone]
        self.open = tuple(
            Heard(
                id=each.id,
                ticket=each.ticket,
                is_sounding=each.urgency is Urgency.SOUNDING,
                waiting_ns=now_ns - self._since.setdefault(each.id, now_ns),
                by=self._by.get(each.id, ""),
            )
            for each in found.values()
        )
        self._ring({each.id: each for each in self.open}, now_ns)
        self.heard.emit(self.open)

    def answer(self, call_id: str, state: NowState, by: Member) -> None:
        """Somebody answers; acknowledging only silences, the other two end it.

        Raises:
            ExpectedError: It is not kept; the call goes on.
        """
        if state is NowState.ACKNOWLEDGED:
            acknowledge_now(self._house, call_id, by=by)
            self._by[call_id] = by.name
        else:
            attend_now(self._house, call_id, by=by, how=state)
        self._tell(call_id)
        self.look()

    def _ring(self, found: Mapping[str, Heard], now_ns: int) -> None:
        """Sound what nobody acknowledged: at once, every twenty seconds, and when it is late."""
        due = False
        for call in found.values():
            if not call.is_sounding:
                continue
            last_ns = self._rung.get(call.id)
            if last_ns is None or now_ns - last_ns >= REPEAT_NS:
                self._rung[call.id] = now_ns
                due = True
        if due:
            ring(self)
