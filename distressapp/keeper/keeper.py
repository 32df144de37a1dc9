"""Looks after the rooms: serves what they ask, and starts the kiosk again when it dies."""

import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.keeper.answers import Desk
from distressapp.keeper.deaths import Deaths
from distressapp.keeper.room import Rights, Room, start
from distressapp.service.memory import DEATHS

REFUSED: Final = 78
"""Exit status of a room that cannot open and has said why; starting it again changes nothing."""

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
_LOOK_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """How the rooms are started.

    Attributes:
        kiosk: Without the numbers of its sockets.
        sign_in: Opens the vault once before the kiosk starts; empty where nobody signs in.
        inherited: File descriptors that whoever signs in reads secrets from.
        environment: Of the rooms.
    """

    kiosk: Sequence[str]
    sign_in: Sequence[str] = ()
    inherited: tuple[int, ...] = ()
    environment: Mapping[str, str]


class Keeper:
    """One clinic's keeper.

    Args:
        clock_ns: Monotonic, and counting while the machine sleeps.
    """

    def __init__(self, commands: Commands, *, clock_ns: Callable[[], int]) -> None:
        self._commands = commands
        self._clock_ns = clock_ns
        self._desk = Desk(clock_ns=clock_ns)
        self._deaths = Deaths()
        self._rooms: list[Room] = []
        self._is_ending = False
        self._selector = selectors.DefaultSelector()
        self._woken, self._waking = socket.socketpair()

    def run(self) -> int:
        """Look after the kiosk until it is closed or this process is told to end.

        Returns:
            0, or 1 where the kiosk could not be opened.
        """
        before = self._listen()
        try:
            if self._commands.sign_in:
                status = self._serve(self._open(self._commands.sign_in, Rights.STAFF))
                if status != 0 or self._is_ending:
                    return 0 if self._is_ending else 1
            return self._look_after_kiosk()
        finally:
            self._desk.forget()
            self._stop_listening(before)

    def _look_after_kiosk(self) -> int:
        while True:
            status = self._serve(self._open(self._commands.kiosk, Rights.KIOSK))
            if status == 0 or self._is_ending:
                return 0
            if status == REFUSED:
                return 1
            self._deaths.note(self._clock_ns())
            if self._deaths.is_hopeless:
                return 1
            self._desk.slots.put(DEATHS, str(self._deaths.count).encode())
            self._rest(self._deaths.pause_s)

    def _open(self, command: Sequence[str], rights: Rights) -> Room:
        secrets = self._commands.inherited if rights is Rights.STAFF else ()
        environment = self._commands.environment
        room = start(command, rights=rights, inherited=secrets, environment=environment)
        for each in secrets:
            os.close(each)
        self._rooms.append(room)
        self._selector.register(room.asking, selectors.EVENT_READ, room)
        return room

    def _serve(self, room: Room) -> int:
        """Answer the rooms until this one has ended and everything it said was heard."""
        is_heard = False
        while not is_heard:
            if self._is_ending:
                room.end()
            for key, _mask in self._selector.select(_LOOK_S):
                if key.data is None:
                    self._woken.recv(4096)
                    continue
                if not self._hear(key.data):
                    self._selector.unregister(key.data.asking)
                    is_heard = is_heard or key.data is room
        self._rooms.remove(room)
        return room.close()

    def _hear(self, room: Room) -> bool:
        """Take one message; False where the room will say no more."""
        try:
            message = room.asking.receive()
            if message is None:
                return False
            answer = self._desk.answer(message, rights=room.rights)
            if answer.reply is not None:
                room.asking.send(answer.reply)
        except (ExpectedError, LookupError, ValueError):
            room.process.kill()
            return False
        if answer.news is not None:
            for each in self._rooms:
                if each is not room:
                    each.tell(answer.news)
        return True

    def _rest(self, seconds: float) -> None:
        """Wait, unless this process is told to end."""
        end = self._clock_ns() + int(seconds * 10**9)
        while not self._is_ending and (left := end - self._clock_ns()) > 0:
            time.sleep(min(0.1, left / 10**9))

    def _listen(self) -> Mapping[int, object]:
        self._waking.settimeout(0)
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        return {each: signal.signal(each, self._take_signal) for each in _SIGNALS}

    def _stop_listening(self, before: Mapping[int, object]) -> None:
        signal.set_wakeup_fd(-1)
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]  # as `signal` gave it
        self._selector.close()
        self._woken.close()
        self._waking.close()

    def _take_signal(self, number: int, _frame: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self._is_ending = True
