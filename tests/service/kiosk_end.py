"""A kiosk behind a real keeper's desk, at the end of a socket: it answers as it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from distressapp.bootstrap import monotonic_ns
from distressapp.channel import Channel, Message, pair
from distressapp.keeper.room import Rights
from distressapp.service.relayed import ASKED, FREE, READY, RESUME, SEAT, SEATED
from tests.keeper.beside import desk


class Kiosk:
    """What it heard, and what it answers."""

    def __init__(self, end: Channel) -> None:
        self.heard: list[Message] = []
        self.answers: dict[str, tuple[str, bytes]] = {
            READY: (FREE, b""),
            SEAT: (SEATED, b""),
            RESUME: (SEATED, b""),
        }
        self._end = end
        self._keeper = desk(monotonic_ns)

    def serve(self) -> None:
        while (message := self._end.receive()) is not None:
            self.heard.append(message)
            if message.verb in ASKED:
                verb, body = self.answers[message.verb]
                self._end.send(Message(verb=verb, name=message.name, body=body))
                continue
            reply = self._keeper.answer(message, rights=Rights.STAFF).reply
            if reply is not None:
                self._end.send(reply)


@contextmanager
def kiosk_end() -> Iterator[tuple[Channel, Kiosk]]:
    """The staff's end of the keeper's socket, and the kiosk behind it."""
    here, there = (Channel(end) for end in pair())
    kiosk = Kiosk(there)
    serving = Thread(target=kiosk.serve)
    serving.start()
    try:
        yield here, kiosk
    finally:
        here.close()
        serving.join()
        there.close()
