import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.pin import (
    FIRST_WAIT_S,
    FREE,
    MOST,
    Guesses,
    WeakPinError,
    after_right,
    after_wrong,
    check_pin,
    counted,
    is_ended,
    may_try,
    wait_s,
)

NS = 1_000_000_000
TEN_YEARS_NS = 10 * 365 * 24 * 3600 * NS
TIMES = st.integers(min_value=-TEN_YEARS_NS, max_value=TEN_YEARS_NS)


def guessed_wrong(times: int, *, now_ns: int = 0) -> Guesses:
    """After that many wrong guesses, each as soon as it was allowed."""
    guesses = Guesses()
    for _ in range(times):
        now_ns = max(now_ns, guesses.until_ns)
        guesses = after_wrong(counted(guesses, now_ns), now_ns)
    return guesses


@pytest.mark.parametrize("pin", ["493027", "112233", "90210447", "135791", "1" * 31 + "2"])
def test_six_digits_that_are_no_run_will_do(pin: str) -> None:
    check_pin(pin)


NO_PINS = (
    *("", "49302", "4930a7", "49 3027", "4" * 33, "\N{ARABIC-INDIC DIGIT FOUR}93027"),
    *("000000", "77777777", "123456", "987654", "789012", "210987"),
)


@pytest.mark.parametrize("pin", NO_PINS)
def test_what_is_tried_first_or_is_no_pin_is_refused(pin: str) -> None:
    with pytest.raises(WeakPinError):
        check_pin(pin)


@given(st.lists(TIMES, max_size=200))
def test_there_are_never_more_than_ten_guesses_whatever_the_times(times: list[int]) -> None:
    guesses, tried = Guesses(), 0

    for now_ns in times:
        if may_try(guesses, now_ns):
            guesses = counted(guesses, now_ns)
            tried += 1
            guesses = after_wrong(guesses, now_ns)

    assert tried <= MOST


@given(st.lists(TIMES, max_size=200))
def test_a_crash_before_the_answer_gives_no_guess_away(times: list[int]) -> None:
    guesses, tried = Guesses(), 0

    for now_ns in times:
        if may_try(guesses, now_ns):
            guesses = counted(guesses, now_ns)
            tried += 1

    assert tried <= MOST


@given(st.lists(st.tuples(TIMES, st.integers(min_value=0, max_value=NS)), max_size=60))
def test_after_the_fifth_each_guess_waits_longer_than_the_one_before(
    steps: list[tuple[int, int]],
) -> None:
    guesses, waits, was_ns = Guesses(), [], -TEN_YEARS_NS

    for at_ns, took_ns in sorted(steps):
        now_ns = max(at_ns, was_ns)
        if may_try(guesses, now_ns):
            guesses = counted(guesses, now_ns)
            was_ns = now_ns + took_ns
            guesses = after_wrong(guesses, was_ns)
            waits.append(guesses.until_ns - was_ns)

    assert all(wait == 0 for wait in waits[: FREE - 1])
    assert waits[FREE - 1 :] == [
        (FIRST_WAIT_S << step) * NS for step in range(len(waits[FREE - 1 :]))
    ]


def test_the_tenth_wrong_guess_ends_it_for_ever() -> None:
    guesses = guessed_wrong(MOST)

    assert is_ended(guesses)
    assert not may_try(guesses, guesses.until_ns + TEN_YEARS_NS)
    with pytest.raises(ValueError, match="may not be tried"):
        counted(guesses, guesses.until_ns + TEN_YEARS_NS)


def test_nine_wrong_guesses_and_a_right_one_begin_anew() -> None:
    guesses = guessed_wrong(MOST - 1)

    right = after_right(counted(guesses, guesses.until_ns))

    assert right == Guesses()
    assert not is_ended(guesses)


def test_nothing_is_right_that_was_not_counted() -> None:
    with pytest.raises(ValueError, match="counted before"):
        after_right(Guesses())


def test_the_seconds_to_wait_are_rounded_up() -> None:
    guesses = guessed_wrong(FREE, now_ns=7)

    assert wait_s(guesses, 7) == FIRST_WAIT_S
    assert wait_s(guesses, 8) == FIRST_WAIT_S
    assert wait_s(guesses, guesses.until_ns - 1) == 1
    assert wait_s(guesses, guesses.until_ns) == 0
    assert wait_s(guesses, guesses.until_ns + 5) == 0
