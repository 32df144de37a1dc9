"""A real keeper's desk in a thread beside the test, with one member signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final

from distressapp.bootstrap import monotonic_ns
from distressapp.channel import Channel, pair
from distressapp.keeper.answers import Desk
from distressapp.keeper.pins import Pins
from distressapp.keeper.room import Rights
from distressapp.service.memory import KeptMemory
from tests.clinics import CHEAP

MEMBER: Final = "ab" * 16
PIN: Final = "271828"
KEY: Final = bytes(range(32))


def _serve(desk: Desk, end: Channel) -> None:
    while (message := end.receive()) is not None:
        answer = desk.answer(message, rights=Rights.KIOSK)
        if answer.reply is not None:
            end.send(answer.reply)


@contextmanager
def signed_in(*names: str) -> Iterator[KeptMemory]:
    """The memory of a kiosk below a keeper; those people signed in for the shift."""
    desk = Desk(clock_ns=monotonic_ns)
    desk.pins = Pins(clock_ns=monotonic_ns, cost=CHEAP)
    for name in names:
        desk.pins.keep(name, member=MEMBER, pin=PIN, key=KEY)
    here, there = (Channel(end) for end in pair())
    serving = Thread(target=_serve, args=(desk, there))
    serving.start()
    try:
        yield KeptMemory(here)
    finally:
        here.close()
        serving.join()
        there.close()
