"""The PIN of a shift: never more than ten guesses, whatever anybody does to the clock."""

import pytest

from distressapp.core.pin import FREE, MOST, SHIFT_NS, WeakPinError
from distressapp.keeper.pins import Pins
from tests.clinics import CHEAP
from tests.keeper.beside import LATE_NS, Monotonic

KEY = bytes(range(32))
PIN = "271828"
HOUR_NS = 60 * 60 * 10**9


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def here() -> set[str]:
    """Members with a way into the vault."""
    return {"ab" * 16, "cd" * 16}


@pytest.fixture
def pins(time: Monotonic, here: set[str]) -> Pins:
    found = Pins(clock_ns=time, is_member=here.__contains__, cost=CHEAP)
    found.keep("Ana Ito", member="ab" * 16, pin=PIN, key=KEY, until_ns=LATE_NS)
    return found


def test_the_pin_gives_the_key_back_however_the_name_is_spelt(pins: Pins) -> None:
    tried = pins.open(" ana  ITO", PIN)

    assert (tried.verb, tried.key, tried.member) == ("yes", KEY, "ab" * 16)


def test_five_wrong_ones_wait_and_the_right_one_waits_too(pins: Pins, time: Monotonic) -> None:
    for _ in range(FREE):
        assert pins.open("Ana Ito", "000001").verb == "no"

    waiting = pins.open("Ana Ito", PIN)
    time.ns += waiting.wait_s * 10**9

    assert waiting.verb == "wait"
    assert waiting.key == b""
    assert pins.open("Ana Ito", PIN).verb == "yes"


def test_ten_wrong_ones_end_it_for_the_right_one(pins: Pins, time: Monotonic) -> None:
    tried = []
    while (found := pins.open("Ana Ito", "000001")).verb != "ended":
        tried.append(found.verb)
        time.ns += found.wait_s * 10**9

    assert tried.count("no") + 1 == MOST
    assert pins.open("Ana Ito", PIN).verb == "ended"
    assert pins.names() == ()


def test_a_right_one_in_between_gives_ten_more(pins: Pins) -> None:
    for _ in range(FREE - 1):
        pins.open("Ana Ito", "000001")
    pins.open("Ana Ito", PIN)

    assert pins.open("Ana Ito", "000001").verb == "no"
    assert pins.open("Ana Ito", PIN).verb == "yes"


def test_the_shift_ends_it(pins: Pins, time: Monotonic) -> None:
    time.ns += SHIFT_NS - HOUR_NS
    during = pins.names()
    time.ns += HOUR_NS

    assert during == ("Ana Ito",)
    assert pins.names() == ()
    assert pins.open("Ana Ito", PIN).verb == "nobody"


def test_a_new_pin_does_not_prolong_the_shift(pins: Pins, time: Monotonic) -> None:
    ends_ns = time.ns + SHIFT_NS
    time.ns += SHIFT_NS - HOUR_NS
    pins.keep("Ana Ito", member="ab" * 16, pin="314159", key=KEY, until_ns=ends_ns)
    time.ns += HOUR_NS

    assert pins.open("Ana Ito", "314159").verb == "nobody"


def test_a_disk_that_does_not_answer_ends_nobodys_shift(time: Monotonic) -> None:
    def fail(_member: str) -> bool:
        raise OSError

    pins = Pins(clock_ns=time, is_member=fail, cost=CHEAP)
    pins.keep("Ana Ito", member="ab" * 16, pin=PIN, key=KEY, until_ns=LATE_NS)

    assert pins.open("Ana Ito", PIN).verb == "yes"


def test_signing_out_ends_it_for_one_and_not_for_the_other(pins: Pins) -> None:
    pins.keep("Ben Okoye", member="cd" * 16, pin="314159", key=KEY, until_ns=LATE_NS)
    pins.drop("ana ito")

    assert pins.names() == ("Ben Okoye",)
    assert pins.open("Ana Ito", PIN).verb == "nobody"
    assert pins.open("Ben Okoye", "314159").member == "cd" * 16


def test_who_has_left_answers_nothing_though_the_shift_goes_on(pins: Pins, here: set[str]) -> None:
    here.remove("ab" * 16)

    assert pins.names() == ()
    assert pins.open("Ana Ito", PIN).verb == "nobody"


def test_signing_in_anew_takes_the_new_pin_only(pins: Pins) -> None:
    pins.keep("Ana Ito", member="ab" * 16, pin="314159", key=KEY, until_ns=LATE_NS)

    assert pins.open("Ana Ito", PIN).verb == "no"
    assert pins.open("Ana Ito", "314159").verb == "yes"


def test_a_weak_pin_is_not_taken_and_the_old_one_stays(pins: Pins) -> None:
    with pytest.raises(WeakPinError):
        pins.keep("Ana Ito", member="ab" * 16, pin="111111", key=KEY, until_ns=LATE_NS)

    assert pins.open("Ana Ito", PIN).verb == "yes"
