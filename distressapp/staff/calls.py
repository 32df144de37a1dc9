"""Calls for help, looked for all the time a window of staff is open, locked or not."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.sitting import NowState
from distressapp.letterbox.rows import Call, Urgency
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
ASKED_NS: Final = 20 * 10**9
"""A patient who says nothing for 15 seconds is heard: the kiosk says so by then, and where no kiosk
is left to say it, this room does after a margin (this project's judgement)."""


@frozen
class Heard:
    """A call that nobody has ended yet.

    Attributes:
        by: Who acknowledged it; empty where nobody did, or where only the shut vault knows it.
        waiting_ns: Since this window first saw that it sounds.
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
        named: Who acknowledged that call elsewhere, or before this window started; empty where
            that cannot be told now.

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
        named: Callable[[str], str],
    ) -> None:
        super().__init__(parent)
        self._house, self._clock_ns, self._tell, self._named = house, clock_ns, tell, named
        self._asked: dict[str, int] = {}
        self._since: dict[str, int] = {}
        self._rung: dict[str, int] = {}
        self._by: dict[str, str] = {}
        self._is_troubled = False
        self.open: tuple[Heard, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

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
        for known in (self._asked, self._since, self._rung, self._by):
            for gone in set(known) - set(found):
                del known[gone]
        self.open = tuple(
            self._heard(each, now_ns) for each in found.values() if self._is_heard(each, now_ns)
        )
        self._ring({each.id: each for each in self.open}, now_ns)
        self.heard.emit(self.open)

    def _is_heard(self, call: Call, now_ns: int) -> bool:
        """Not while the patient may still say no: that time is the kiosk's, and it ends."""
        if call.urgency is not Urgency.ASKED or call.day < self._house.today().isoformat():
            self._asked.pop(call.id, None)
            return True
        return now_ns - self._asked.setdefault(call.id, now_ns) >= ASKED_NS

    def _heard(self, call: Call, now_ns: int) -> Heard:
        is_sounding = call.urgency is not Urgency.SILENCED
        if is_sounding:
            self._by.pop(call.id, None)
        elif not self._by.get(call.id):
            self._by[call.id] = self._named(call.id)
        return Heard(
            id=call.id,
            ticket=call.ticket,
            is_sounding=is_sounding,
            waiting_ns=now_ns - self._since.setdefault(call.id, now_ns),
            by=self._by.get(call.id, ""),
        )

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
