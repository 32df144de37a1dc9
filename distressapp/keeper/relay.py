"""Passes a hand-over from the staff's room to the kiosk, and the kiosk's answer back.

The keeper never waits: a kiosk that dies, or that says nothing, is told to staff as such.
"""

from __future__ import annotations

from distressapp.channel import KeeperGoneError, Message
from distressapp.core.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from distressapp.keeper.room import Room

SILENT_NS: Final = 7 * 10**9
"""Longer than a hand-over counts at the kiosk, and shorter than a room waits for the keeper."""


@frozen(eq=False)
class _Asked:
    name: str
    by: Room
    to: Room
    until_ns: int


class Relay:
    """One question at a time: the room that asked waits for its answer.

    Args:
        clock_ns: Monotonic.
    """

    def __init__(self, clock_ns: Callable[[], int]) -> None:
        self._clock_ns = clock_ns
        self._asked: _Asked | None = None

    def pass_on(self, message: Message, *, by: Room, to: Room | None, has_kiosk: bool) -> None:
        """Let the kiosk hear it.

        Args:
            to: The kiosk; None where it is not open.
            has_kiosk: There is to be a kiosk: then it opens again in a moment.
        """
        if to is None:
            _say(by, Message(verb="away" if has_kiosk else "none", name=message.name))
            return
        until_ns = self._clock_ns() + SILENT_NS
        self._asked = _Asked(name=message.name, by=by, to=to, until_ns=until_ns)
        to.tell(message)

    def give_back(self, message: Message, *, by: Room) -> None:
        """The kiosk's answer; one that nobody waits for any more is dropped."""
        asked = self._asked
        if asked is not None and asked.to is by and asked.name == message.name:
            self._asked = None
            _say(asked.by, message)

    def look(self) -> None:
        """Say so where the kiosk has said nothing for too long."""
        if self._asked is not None and self._clock_ns() >= self._asked.until_ns:
            self._end("silent")

    def forget(self, room: Room) -> None:
        """That room has ended: the kiosk's end is told, staff's needs no answer any more."""
        if self._asked is not None and self._asked.to is room:
            self._end("died")
        elif self._asked is not None and self._asked.by is room:
            self._asked = None

    def _end(self, verb: str) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            _say(asked.by, Message(verb=verb, name=asked.name))


def _say(room: Room, message: Message) -> None:
    try:
        room.asking.send(message)
    except KeeperGoneError:
        return  # it is just ending, and its end is heard in a moment
