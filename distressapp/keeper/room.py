"""A room of the clinic as a process of its own, with the two sockets it inherits."""

from __future__ import annotations

import sys

from distressapp.channel import Channel, KeeperGoneError, Message, pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import ClassVar, Final, Protocol

    class Process(Protocol):
        """What a keeper asks of a process, whichever way it began."""

        def terminate(self) -> None:
            """Ask it to end; nothing where it is gone."""

        def kill(self) -> None:
            """End it; nothing where it is gone."""

        def wait(self, timeout: float | None = None) -> int:
            """Its exit status once it is gone.

            Raises:
                subprocess.TimeoutExpired: It still runs after so many seconds.
            """


PATIENCE_NS: Final = 15 * 10**9
"""How long a room that is asked to end may take to score what was kept."""

STUCK_NS: Final = 30 * 10**9
"""A window that has not moved for so long is started again (this project's judgement)."""

_LAST_S: Final = 5.0
"""How long a room that says no more may take to be gone."""


class Rights:
    """What a room may ask of the keeper; there are these two."""

    KIOSK: ClassVar[Rights]
    STAFF: ClassVar[Rights]


Rights.KIOSK, Rights.STAFF = Rights(), Rights()


class Room:
    """A process that runs, and how to speak with it.

    Attributes:
        process: Ends it.
        rights: What it may ask.
        asking: It asks here, and the keeper answers.
        telling: The keeper tells it here what happened elsewhere.
        told_ns: When it was asked to end; None while it was not.
        alive_ns: When it last said that its window moves; None where it never said so.
    """

    def __init__(
        self, *, process: Process, rights: Rights, asking: Channel, telling: Channel
    ) -> None:
        self.process = process
        self.rights = rights
        self.asking = asking
        self.telling = telling
        self.told_ns: int | None = None
        self.alive_ns: int | None = None

    def tell(self, message: Message) -> None:
        """Tell it; a room that is just ending need not hear."""
        try:
            self.telling.send(message)
        except KeeperGoneError:
            return

    def end(self, now_ns: int) -> None:
        """Ask it to end, once, and insist after a while."""
        if self.told_ns is None:
            self.told_ns = now_ns
            self.process.terminate()
        elif now_ns - self.told_ns > PATIENCE_NS:
            self.process.kill()

    def is_stuck(self, now_ns: int) -> bool:
        """Whether its window said that it moves, and has not for a long while."""
        return self.alive_ns is not None and now_ns - self.alive_ns > STUCK_NS

    def close(self) -> int:
        """Wait until it is gone; its exit status."""
        # Imported late: most keepers only ever have the kiosk that was split off from them.
        import subprocess  # noqa: PLC0415  (see above)

        try:
            status = self.process.wait(_LAST_S)
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
    # Imported late, as above.
    import subprocess  # noqa: PLC0415  (see above)

    ask_here, ask_there = pair()
    tell_here, tell_there = pair()
    numbers = (ask_there.fileno(), tell_there.fileno())
    here = (Channel(ask_here), Channel(tell_here))
    try:
        process = subprocess.Popen(  # noqa: S603  (this program itself)
            [*command, "--keeper-fd", str(numbers[0]), "--events-fd", str(numbers[1])],
            pass_fds=(*numbers, *inherited),
            env=dict(environment),
        )
    except OSError:
        for each in here:
            each.close()
        raise
    finally:
        ask_there.close()
        tell_there.close()
    return Room(process=process, rights=rights, asking=here[0], telling=here[1])


def kiosk_of(process: Process, asking: Channel, telling: Channel) -> Room:
    """The kiosk, which began before its keeper did."""
    return Room(process=process, rights=Rights.KIOSK, asking=asking, telling=telling)


def has_inheritance() -> bool:
    """Whether this system lets a child inherit a socket by its number."""
    return sys.platform != "win32"
