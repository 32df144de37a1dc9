"""Guessing a PIN with the clock moved ten years there and back: never more than ten guesses.

The keeper's own desk, in a process that believes whatever clock it is given, hears what a kiosk
says, and what a staff's room says: the two share one count. What runs out is monotonic time alone.
"""

import subprocess
import sys
from typing import Final

import pytest

from distressapp.core.pin import MOST
from tests.kiosk.program import LONGEST_S, ROOT

KEEPER: Final = """
import datetime
import random
import sys
import time
from distressapp.channel import Channel, Message, pair
from distressapp.keeper.answers import Desk
from distressapp.keeper.pins import Pins
from distressapp.keeper.room import Rights
from distressapp.keys import pin
from distressapp.keys.wrap import Cost

real = {name: getattr(time, name) for name in ("time", "time_ns", "clock_gettime_ns")}
moved_s = [0]
time.time = lambda: real["time"]() + moved_s[0]
time.time_ns = lambda: real["time_ns"]() + moved_s[0] * 10**9

def moved(which):
    is_set_by_hand = which == time.CLOCK_REALTIME
    return real["clock_gettime_ns"](which) + (moved_s[0] * 10**9 if is_set_by_hand else 0)

time.clock_gettime_ns = moved
tried = [0]
opens = pin.PinWrap.open

def counted(self, guess):
    tried[0] += 1
    return opens(self, guess)

pin.PinWrap.open = counted
from distressapp.bootstrap import monotonic_ns

wound_ns = [0]
CLOCK
cheap = Cost(passes=1, memory_kib=8)
desk = Desk(Pins(clock_ns=clock_ns, is_member=lambda member: True, cost=cheap))
desk.pins.keep("Ana Ito", member="ab" * 16, pin="271828", key=bytes(32), until_ns=2**62)
dice = random.Random(4711)
YEARS_S = 10 * 365 * 24 * 3600
for number in range(400):
    moved_s[0] = dice.choice((0, YEARS_S, -YEARS_S))
    if WAITS:
        wound_ns[0] += 3600 * 10**9
    guess = f"{number:06d}"
    verb, rights = dice.choice((("vouch", Rights.KIOSK), ("unlock", Rights.STAFF)))
    message = Message(verb=verb, name="Ana Ito", body=guess.encode())
    answer = desk.answer(message, rights=rights)
    assert answer.reply.verb != "yes"
print(tried[0])
"""
"""Four hundred guesses; `WAITS` lets an hour of monotonic time go by before each."""

MONOTONIC: Final = "clock_ns = lambda: monotonic_ns() + wound_ns[0]"
FORGIVING: Final = f"""{MONOTONIC}
from distressapp.core.pin import Guesses
from distressapp.keeper import pins
pins.after_wrong = lambda guesses, now_ns: Guesses()"""
"""A guard that forgives a wrong guess."""


def guesses(clock: str, *, waits: bool) -> int:
    """How many guesses reached the wrap."""
    program = KEEPER.replace("CLOCK\n", f"{clock}\n").replace("WAITS", str(waits))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "an hour apart"])
def test_the_clock_moved_gives_no_guess_more(*, waits: bool) -> None:
    tried = guesses(MONOTONIC, waits=waits)

    assert tried <= MOST
    assert tried == (MOST if waits else 5)


def test_control_a_guard_that_forgives_is_convicted() -> None:
    tried = guesses(FORGIVING, waits=False)

    assert tried > MOST
