"""A real keeper's desk in a thread beside the test, with one member signed in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final

from distressapp.bootstrap import monotonic_ns
from distressapp.channel import Channel, pair
from distressapp.keeper.answers import Answer, Desk
from distressapp.keeper.pins import Pins
from distressapp.keeper.room import Rights
from distressapp.service.memory import KeptMemory
from distressapp.service.relayed import STAFFS_ROOM
from tests.clinics import CHEAP

MEMBER: Final = "ab" * 16
PIN: Final = "271828"
LATE_NS: Final = 2**62
KEY: Final = bytes(range(32))


class Monotonic:
    """Time that only goes forward, and only when it is told to."""

    def __init__(self) -> None:
        self.ns = 5

    def __call__(self) -> int:
        return self.ns


def _serve(kept: Desk, end: Channel, rights: Rights, said: list[Answer]) -> None:
    while (message := end.receive()) is not None:
        answer = kept.answer(message, rights=rights)
        said.append(answer)
        if answer.reply is not None:
            end.send(answer.reply)


@contextmanager
def signed_in(*names: str, may_close: bool = False) -> Iterator[KeptMemory]:
    """The memory of a kiosk below a keeper; those people signed in for the shift."""
    kept = desk(monotonic_ns)
    for name in names:
        kept.pins.keep(name, member=MEMBER, pin=PIN, key=KEY, until_ns=LATE_NS, may_close=may_close)
    with _end(kept, Rights.KIOSK) as here:
        yield KeptMemory(here)


@contextmanager
def kiosk_beside_staff() -> Iterator[tuple[KeptMemory, list[Answer]]]:
    """The memory of a kiosk with a staff's room beside it, and what its words led to."""
    kept, said = desk(monotonic_ns), list[Answer]()
    kept.slots.put(STAFFS_ROOM, b"1")
    with _end(kept, Rights.KIOSK, said) as here:
        yield KeptMemory(here), said


@contextmanager
def staff_end(clock_ns: Callable[[], int]) -> Iterator[Channel]:
    """The staff's end of a keeper where nobody has signed in."""
    with _end(desk(clock_ns), Rights.STAFF) as here:
        yield here


def desk(clock_ns: Callable[[], int]) -> Desk:
    """A keeper's own, on which nobody has signed in."""
    return Desk(Pins(clock_ns=clock_ns, is_member=lambda _member: True, cost=CHEAP))


@contextmanager
def _end(kept: Desk, rights: Rights, said: list[Answer] | None = None) -> Iterator[Channel]:
    here, there = (Channel(end) for end in pair())
    serving = Thread(target=_serve, args=(kept, there, rights, [] if said is None else said))
    serving.start()
    try:
        yield here
    finally:
        here.close()
        serving.join()
        there.close()
