"""Messages between the keeper and its rooms, over a socket that the child inherits.

Keys travel here and nowhere else: not in arguments, not in the environment, not in a file.
"""

from __future__ import annotations

import os
import sys

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.text import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping
    from typing import Final, Self
else:
    # What `socket` is made of: the enumerations, files and selectors around it would double what
    # the keeper has read of Python's library.
    import _socket as socket

MOST_BYTES: Final = 32 * 1024 * 1024
"""More than a clinic's list of recent sittings ever takes."""

_HEAD_BYTES: Final = 7
"""Three lengths before each message: one byte for the verb, two for the name, four for the body."""

_PATIENCE_S: Final = 10.0


class KeeperGoneError(ExpectedError):
    """The keeper does not answer any more."""


@frozen(repr=False)
class Message:
    """One thing said.

    Attributes:
        verb: What is wanted, or how it went.
        name: Of what.
        body: The thing itself; never shown, never logged.
    """

    verb: str
    name: str = ""
    body: bytes = b""


class Channel:
    """One end of a conversation; each end belongs to one thread.

    A conversation in which one answer did not come in time is over: the late answer would be
    taken for that of the next question.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._is_over = False
        end.settimeout(_PATIENCE_S)

    @classmethod
    def inherited(cls, descriptor: int) -> Self:
        """The end that the keeper left open for its child under that number.

        Raises:
            KeeperGoneError: There is no socket under that number.
        """
        try:
            end = socket.socket(fileno=descriptor)
        except OSError as error:
            raise gone() from error
        os.set_inheritable(end.fileno(), False)  # noqa: FBT003  (the library's own)
        return cls(end)

    def fileno(self) -> int:
        """For whoever waits on several ends."""
        return self._end.fileno()

    def close(self) -> None:
        """Say no more, and hear no more."""
        self._end.close()

    def send(self, message: Message) -> None:
        """Say it; it is heard even where this process dies a moment later.

        Raises:
            KeeperGoneError: Nobody is there to hear it.
        """
        verb, name = message.verb.encode(), message.name.encode("utf-8", "surrogatepass")
        head = _head(len(verb), len(name), len(message.body))
        if self._is_over:
            raise gone()
        try:
            self._end.sendall(b"".join((head, verb, name, message.body)))
        except OSError as error:
            self._is_over = True
            raise gone() from error

    def receive(self) -> Message | None:
        """The next message; None where the other end is closed.

        Raises:
            KeeperGoneError: What came is no message, or nothing came in time.
        """
        if self._is_over:
            raise gone()
        try:
            head = self._exactly(_HEAD_BYTES)
            if head is None:
                return None
            verb, name, body = _lengths(head)
            if body > MOST_BYTES:
                self._is_over = True
                raise gone()
            rest = self._exactly(verb + name + body)
        except OSError as error:
            self._is_over = True
            raise gone() from error
        if rest is None:
            return None
        return Message(
            verb=rest[:verb].decode(),
            name=rest[verb : verb + name].decode("utf-8", "surrogatepass"),
            body=rest[verb + name :],
        )

    def ask(self, message: Message) -> Message:
        """Say it, and wait for the answer.

        Raises:
            KeeperGoneError: There is none.
        """
        self.send(message)
        answer = self.receive()
        if answer is None:
            raise gone()
        return answer

    def _exactly(self, count: int) -> bytes | None:
        """That many bytes; None where the other end closed before them."""
        found = bytearray(count)
        view, at = memoryview(found), 0
        while at < count:
            got = self._end.recv_into(view[at:])
            if got == 0:
                return None
            at += got
        return bytes(found)


class Ends:
    """A process' ends of what a keeper and a room say to each other.

    Attributes:
        asking: The room asks here, and the keeper answers.
        telling: The keeper tells here what happened in another room.
    """

    def __init__(self, asking: Channel, telling: Channel) -> None:
        self.asking, self.telling = asking, telling

    def __iter__(self) -> Iterator[Channel]:
        return iter((self.asking, self.telling))


def pair() -> tuple[socket.socket, socket.socket]:
    """The keeper's end and the child's end."""
    if sys.platform == "win32":
        # Imported late: the interpreter has no pairs there, and there is no keeper.
        from socket import socketpair  # noqa: PLC0415  (see above)

        return socketpair()
    return socket.socketpair()


def gone() -> KeeperGoneError:
    """The keeper does not answer."""
    return KeeperGoneError(
        _("The program that looks after the kiosk does not answer"),
        advice=_("Answers that were given are kept. Start the kiosk again."),
    )


def _head(verb: int, name: int, body: int) -> bytes:
    return verb.to_bytes(1) + name.to_bytes(2) + body.to_bytes(4)


def _lengths(head: bytes) -> tuple[int, int, int]:
    return head[0], int.from_bytes(head[1:3]), int.from_bytes(head[3:])


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Several named things as one body."""
    found = bytearray()
    for name, body in parts.items():
        spelt = name.encode("utf-8", "surrogatepass")
        found += _head(0, len(spelt), len(body)) + spelt + body
    return bytes(found)


def unpacked(body: bytes) -> dict[str, bytes]:
    """The things that `packed` put together.

    Raises:
        KeeperGoneError: They did not come whole.
    """
    found: dict[str, bytes] = {}
    at = 0
    while at < len(body):
        if at + _HEAD_BYTES > len(body):
            raise gone()
        _none, name, size = _lengths(body[at : at + _HEAD_BYTES])
        start = at + _HEAD_BYTES + name
        at = start + size
        if at > len(body):
            raise gone()
        spelt = body[start - name : start].decode("utf-8", "surrogatepass")
        found[spelt] = body[start:at]
    return found
