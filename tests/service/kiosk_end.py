"""A kiosk behind a keeper, at the end of a real socket: it answers staff as it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from distressapp.channel import Channel, Message, pair
from distressapp.service.seating import ASKED, FREE, READY, RESUME, SEAT, SEATED


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

    def serve(self) -> None:
        while (message := self._end.receive()) is not None:
            self.heard.append(message)
            if message.verb in ASKED:
                verb, body = self.answers[message.verb]
                self._end.send(Message(verb=verb, name=message.name, body=body))


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
