"""Looks after the rooms: serves what they ask, and starts them again when they die."""

from __future__ import annotations

import os
import select

from distressapp.bare import signal
from distressapp.channel import Message, pair
from distressapp.code_pages import give_back_code
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.keeper.answers import Answer, Desk
from distressapp.keeper.deaths import Deaths
from distressapp.keeper.pins import Pins
from distressapp.keeper.relay import Relay
from distressapp.keeper.room import Rights, Room, start
from distressapp.service.relayed import ANEW, BACK, CLOSED, DEATHS, FRONT, STAFFS_ROOM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import FrameType
    from typing import Final

REFUSED: Final = 78
"""Exit status of a room that cannot open and has said why; starting it again changes nothing."""

LATER: Final = 75
"""Exit status of a room that something passing keeps from opening, such as a full disk."""

_CHILD_ENDED: Final = getattr(signal, "SIGCHLD", None)
"""Not on Windows, where there is no keeper; the module is read there all the same."""

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, *filter(None, [_CHILD_ENDED]))
_LOOK_S: Final = 1.0
_AGAIN_NS: Final = 2 * 10**9
_ASLEEP_NS: Final = 5 * 10**9
"""Between two looks no more than a second goes by, unless the machine slept."""
_NEVER: Final = 2**63
"""A room that has ended for good opens again at this time."""


@frozen
class Commands:
    """How the rooms are started.

    Attributes:
        kiosk: Without the numbers of its sockets; empty where the staff's room is alone.
        staff: Of a staff's room beside it, or alone; empty where there is none.
        sign_in: Opens the vault once before the rooms open; empty where nobody signs in.
        inherited: File descriptors that whoever signs in reads secrets from.
        environment: Of the rooms.
    """

    kiosk: Sequence[str] = ()
    staff: Sequence[str] = ()
    sign_in: Sequence[str] = ()
    inherited: tuple[int, ...] = ()
    environment: Mapping[str, str]


class _Place:
    """One of the rooms, open or about to open again.

    Attributes:
        is_wanted: Somebody asked for its window: it comes to the front when it is open.
        was_shown: Somebody asked for its window since it was opened.
    """

    def __init__(self, command: Sequence[str], rights: Rights) -> None:
        self.command = command
        self.rights = rights
        self.deaths = Deaths()
        self.opens_ns = 0
        self.room: Room | None = None
        self.has_opened = False
        self.is_wanted = False
        self.was_shown = False


class Keeper:
    """One clinic's keeper.

    Args:
        clock_ns: Monotonic, and counting while the machine sleeps.
        is_member: Whether the member of staff of that id still has a way into the vault.
        begun: The kiosk, where it runs already.
    """

    def __init__(
        self,
        commands: Commands,
        *,
        clock_ns: Callable[[], int],
        is_member: Callable[[str], bool],
        begun: Room | None = None,
    ) -> None:
        self._commands = commands
        self._clock_ns = clock_ns
        self._desk = Desk(Pins(clock_ns=clock_ns, is_member=is_member))
        self._relay = Relay(clock_ns)
        self._begun = begun
        self._places: list[_Place] = []
        self._is_ending = False
        self._in_front = Rights.KIOSK
        self._looked_ns = clock_ns()
        self._woken, self._waking = pair()

    def run(self) -> int:
        """Look after the rooms until the first is closed or this process is told to end.

        Returns:
            0, or 1 where the first room, the kiosk where there is one, could not be opened, or
            `CLOSED`.
        """
        before = self._listen()
        try:
            if self._commands.sign_in and self._look_after(self._sign_in()) != 0:
                return 0 if self._is_ending else 1
            if self._is_ending:
                return 0
            return self._look_after(self._furnish())
        finally:
            self._close_rooms()
            self._desk.forget()
            self._stop_listening(before)

    def _furnish(self) -> _Place:
        """The rooms of this keeper; the first of them keeps it going."""
        rooms = ((self._commands.kiosk, Rights.KIOSK), (self._commands.staff, Rights.STAFF))
        self._places = [self._place(command, rights) for command, rights in rooms if command]
        if self._commands.staff:
            self._desk.slots.put(STAFFS_ROOM, b"1")
        return self._places[0]

    def _sign_in(self) -> _Place:
        found = self._place(self._commands.sign_in, Rights.STAFF)
        found.deaths.most = 0
        self._places = [found]
        return found

    def _place(self, command: Sequence[str], rights: Rights) -> _Place:
        return _Place(command, rights)

    def _look_after(self, first: _Place) -> int:
        """Serve every room until the first one has ended for good; its exit status."""
        while True:
            for place in self._places:
                if place.room is None and not self._is_ending:
                    self._open(place)
            if self._is_ending and first.room is None:
                return 0
            self._look_at_rooms()
            for place in self._heard_out():
                status = self._close(place)
                if place is first and status is not None:
                    return status

    def _look_at_rooms(self) -> None:
        """Ask them to end where this process ends, and end those whose window is stuck."""
        now_ns = self._clock_ns()
        slept = now_ns - self._looked_ns > _ASLEEP_NS
        self._looked_ns = now_ns
        for room in self._open_rooms():
            if slept and room.alive_ns is not None:
                room.alive_ns = now_ns
            if self._is_ending:
                room.end(now_ns)
            elif room.is_stuck(now_ns):
                room.process.kill()
        self._relay.look()

    def _open_rooms(self) -> list[Room]:
        return [place.room for place in self._places if place.room is not None]

    def _open(self, place: _Place) -> None:
        if self._clock_ns() < place.opens_ns:
            return
        is_signing_in = place.command is self._commands.sign_in
        secrets = tuple(set(self._commands.inherited)) if is_signing_in else ()
        try:
            place.room = self._started(place, secrets)
        except OSError:
            # No memory for a process, or the program is just being replaced.
            place.opens_ns = self._clock_ns() + _AGAIN_NS
            return
        for each in secrets:
            os.close(each)
        if place.rights is Rights.KIOSK:
            # Its window covers the other one as soon as it is there: the two must not both want it.
            self._in_front = Rights.KIOSK
            for other in self._open_rooms():
                if other is not place.room:
                    other.tell(Message(verb=BACK))
        place.was_shown = place.is_wanted
        if place.is_wanted:
            place.is_wanted = False
            place.room.tell(Message(verb=FRONT))

    def _started(self, place: _Place, secrets: tuple[int, ...]) -> Room:
        if place.rights is Rights.KIOSK and self._begun is not None:
            room, self._begun = self._begun, None
            return room
        environment = self._commands.environment
        return start(place.command, rights=place.rights, inherited=secrets, environment=environment)

    def _heard_out(self) -> list[_Place]:
        """Answer what the rooms ask; those of them that will say no more."""
        ended: list[_Place] = []
        open_ = {each.room.asking.fileno(): each for each in self._places if each.room is not None}
        ends = (self._woken.fileno(), *open_)
        for number in select.select(ends, (), (), self._patience_s())[0]:
            place = open_.get(number)
            if place is None:
                self._woken.recv(4096)
            elif place.room is not None and not self._hear(place.room):
                ended.append(place)
        return ended

    def _patience_s(self) -> float:
        """How long to wait for a word: until the next room is to be opened again."""
        opens_ns = (place.opens_ns for place in self._places if place.room is None)
        left_ns = min(opens_ns, default=_NEVER) - self._clock_ns()
        return min(_LOOK_S, max(0.0, left_ns / 10**9))

    def _hear(self, room: Room) -> bool:
        """Take one message; False where the room will say no more."""
        try:
            message = room.asking.receive()
            if message is None:
                return False
            if message.verb == "alive":
                if room.alive_ns is None:
                    give_back_code()  # it stands: what starts a room is called no more
                room.alive_ns = self._clock_ns()
            answer = self._desk.answer(message, rights=room.rights)
            if answer.reply is not None:
                room.asking.send(answer.reply)
        except (ExpectedError, LookupError, ValueError, MemoryError):
            room.process.kill()
            return False
        self._let_others_hear(room, answer)
        return True

    def _let_others_hear(self, room: Room, answer: Answer) -> None:
        """What one room's word means for the others."""
        if answer.news is not None:
            for each in self._open_rooms():
                if each is not room:
                    each.tell(answer.news)
        if answer.onward is not None:
            kiosk = self._place_of(Rights.KIOSK)
            to = None if kiosk is None else kiosk.room
            self._relay.pass_on(answer.onward, by=room, to=to, has_kiosk=kiosk is not None)
        if answer.back is not None:
            self._relay.give_back(answer.back, by=room)
        if answer.shown is None:
            return
        place = self._place_of(answer.shown)
        if not (answer.is_starting and self._is_asked_for(room)):
            self._show(place, by=room)
        elif place is not None and place.room is not None and self._in_front is room.rights:
            place.room.tell(Message(verb=BACK))

    def _is_asked_for(self, room: Room) -> bool:
        """Somebody wanted its window since it started, though it means to stay behind."""
        return any(place.room is room and place.was_shown for place in self._places)

    def _place_of(self, rights: Rights) -> _Place | None:
        return next((each for each in self._places if each.rights is rights), None)

    def _show(self, place: _Place | None, *, by: Room) -> None:
        """Bring its window to the front; a room that was closed or gave up opens again.

        The other window steps back only where there is one to be seen: never to a bare desktop.
        """
        if place is None:
            return
        self._in_front = place.rights
        if place.room is not None:
            place.was_shown = True
            place.room.tell(Message(verb=FRONT))
            by.tell(Message(verb=BACK))
            return
        place.is_wanted = True
        if place.opens_ns == _NEVER:
            place.deaths.at_ns.clear()
            place.opens_ns = self._clock_ns()

    def _close(self, place: _Place) -> int | None:
        """A room has ended; its exit status where that is for good, else it opens again."""
        if place.room is None:
            return None
        self._relay.forget(place.room)
        place.has_opened = place.has_opened or place.room.alive_ns is not None
        status, place.room = place.room.close(), None
        is_later = status == LATER and place.has_opened
        if (is_later or status == ANEW) and not self._is_ending:
            place.opens_ns = self._clock_ns() + (_AGAIN_NS if is_later else 0)
            return None
        if self._is_closed_by_staff(place, status):
            place.opens_ns = _NEVER
            return CLOSED
        if status in {0, REFUSED, LATER} or self._is_ending or place.deaths.most == 0:
            place.opens_ns = _NEVER
            return 0 if status == 0 or self._is_ending else 1
        place.deaths.note(self._clock_ns())
        if place.deaths.is_hopeless:
            place.opens_ns = _NEVER
            return 1
        place.opens_ns = self._clock_ns() + int(place.deaths.pause_s * 10**9)
        if place.rights is Rights.KIOSK:
            self._desk.slots.put(DEATHS, str(place.deaths.count).encode())
        return None

    def _is_closed_by_staff(self, place: _Place, status: int) -> bool:
        """The kiosk says so, and the keeper has seen the PIN: its word alone is worth nothing."""
        if place.rights is not Rights.KIOSK:
            return False
        may_close, self._desk.may_close = self._desk.may_close, False
        return may_close and status == CLOSED

    def _close_rooms(self) -> None:
        for room in self._open_rooms():
            room.end(self._clock_ns())
        for room in self._open_rooms():
            room.close()

    def _listen(self) -> Mapping[int, object]:
        self._waking.settimeout(0)
        signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        return {each: signal.signal(each, self._take_signal) for each in _SIGNALS}

    def _stop_listening(self, before: Mapping[int, object]) -> None:
        signal.set_wakeup_fd(-1)
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]  # as `signal` gave it
        self._woken.close()
        self._waking.close()

    def _take_signal(self, number: int, _frame: FrameType | None) -> None:
        if number != _CHILD_ENDED:
            self._is_ending = True
