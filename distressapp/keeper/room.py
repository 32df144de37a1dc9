"""A room of the clinic as a process of its own, with the two sockets it inherits."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from distressapp.channel import Channel, KeeperGoneError, Message, pair

PATIENCE_S: Final = 15.0
"""How long a room that is asked to end may take to score what was kept."""


class Rights(Enum):
    """What a room may ask of the keeper."""

    KIOSK = auto()
    STAFF = auto()


@dataclass(slots=True, kw_only=True, eq=False)
class Room:
    """A process that runs, and how to speak with it.

    Attributes:
        asking: It asks here, and the keeper answers.
        telling: The keeper tells it here what happened elsewhere.
        is_told_to_end: It was asked to end, and is asked once.
    """

    process: subprocess.Popen[bytes]
    rights: Rights
    asking: Channel
    telling: Channel
    is_told_to_end: bool = False

    def tell(self, message: Message) -> None:
        """Tell it; a room that is just ending need not hear."""
        try:
            self.telling.send(message)
        except KeeperGoneError:
            return

    def end(self) -> None:
        """Ask it to end; `close` insists after a while."""
        if not self.is_told_to_end and self.process.poll() is None:
            self.is_told_to_end = True
            self.process.terminate()

    def close(self) -> int:
        """Wait until it is gone; its exit status."""
        try:
            status = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.asking.close()
        self.telling.close()
        return status


def start(
    command: Sequence[str],
    *,
    rights: Rights,
    inherited: tuple[int, ...],
    environment: Mapping[str, str],
) -> Room:
    """Start a room; it finds its two sockets under the numbers at the end of its command.

    Args:
        inherited: What it inherits beside the sockets.
    """
    ask_here, ask_there = pair()
    tell_here, tell_there = pair()
    numbers = (ask_there.fileno(), tell_there.fileno())
    try:
        process = subprocess.Popen(  # noqa: S603  (this program itself)
            [*command, "--keeper-fd", str(numbers[0]), "--events-fd", str(numbers[1])],
            pass_fds=(*numbers, *inherited),
            env=dict(environment),
        )
    finally:
        ask_there.close()
        tell_there.close()
    return Room(
        process=process, rights=rights, asking=Channel(ask_here), telling=Channel(tell_here)
    )


def has_inheritance() -> bool:
    """Whether this system lets a child inherit a socket by its number."""
    return os.name == "posix"
