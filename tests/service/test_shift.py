"""A shift: opened by the passphrase, shut by two idle minutes, opened again by the PIN."""

from collections.abc import Iterator

import pytest

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.core.errors import ExpectedError
from distressapp.core.pin import MOST, SHIFT_NS, WeakPinError
from distressapp.service.house import House
from distressapp.service.memory import NotVouchedError
from distressapp.service.shift import IDLE_NS, LockedError, Shift, signed_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE
from tests.keeper import beside
from tests.keeper.beside import PIN, Monotonic


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def keeper(time: Monotonic) -> Iterator[Channel]:
    with beside.staff_end(time) as found:
        yield found


@pytest.fixture
def shift(house: House, keeper: Channel, time: Monotonic) -> Iterator[Shift]:
    found = Shift(house, sign_in(house, PASSPHRASE), keeper, clock_ns=time)
    found.choose_pin(PIN)
    yield found
    found.lock()


def test_two_minutes_without_a_touch_shut_the_vault(shift: Shift, time: Monotonic) -> None:
    time.ns += IDLE_NS - 1
    before = shift.is_locked
    time.ns += 1

    assert not before
    with pytest.raises(LockedError, match="PIN"):
        shift.session.vault.heads()


def test_whoever_works_is_not_locked_out(shift: Shift, time: Monotonic) -> None:
    for _ in range(5):
        time.ns += IDLE_NS - 1
        shift.touch()

    assert lists.all_sittings(shift.session.vault) == ()


def test_a_touch_opens_nothing_that_is_shut(shift: Shift) -> None:
    shift.lock()
    shift.touch()

    assert shift.is_locked


def test_the_pin_opens_it_again_after_handing_over(shift: Shift) -> None:
    before = shift.session.member
    shift.lock()

    session = shift.unlock(PIN)

    assert session.member == before
    assert lists.all_sittings(shift.session.vault) == ()


def test_a_wrong_pin_opens_nothing_and_ten_end_it(shift: Shift, time: Monotonic) -> None:
    shift.lock()
    for _ in range(MOST):
        with pytest.raises(NotVouchedError):
            shift.unlock("000001")
        time.ns += 3600 * 10**9

    with pytest.raises(NotVouchedError, match="not count any more"):
        shift.unlock(PIN)
    assert shift.is_locked


def test_after_the_shift_only_the_passphrase_opens(shift: Shift, time: Monotonic) -> None:
    time.ns += SHIFT_NS

    with pytest.raises(NotVouchedError, match="passphrase"):
        shift.unlock(PIN)


def test_a_shift_ends_under_whoever_works_and_no_new_pin_prolongs_it(
    shift: Shift, time: Monotonic
) -> None:
    for _ in range(SHIFT_NS // (IDLE_NS // 2) - 1):
        time.ns += IDLE_NS // 2
        shift.touch()
    shift.choose_pin("314159")
    time.ns += IDLE_NS // 2

    with pytest.raises(LockedError, match="passphrase"):
        shift.session.vault.heads()
    with pytest.raises(NotVouchedError):
        shift.unlock("314159")


def test_who_signed_out_cannot_come_back_with_the_pin(shift: Shift) -> None:
    shift.end()

    with pytest.raises(NotVouchedError):
        shift.unlock(PIN)


def test_a_weak_pin_is_refused_and_the_one_before_stays(shift: Shift) -> None:
    with pytest.raises(WeakPinError):
        shift.choose_pin("123456")

    shift.lock()
    assert shift.unlock(PIN).member.name == shift.name


def test_without_a_keeper_a_lock_is_opened_by_the_passphrase_alone(
    house: House, time: Monotonic
) -> None:
    shift = Shift(house, sign_in(house, PASSPHRASE), None, clock_ns=time)
    shift.lock()

    with pytest.raises(ExpectedError, match="signed in"):
        shift.unlock(PIN)


def test_a_window_that_starts_again_in_the_shift_goes_on_with_the_pin(
    shift: Shift, house: House, keeper: Channel, time: Monotonic
) -> None:
    before = shift.name
    shift.lock()

    (name,) = signed_in(keeper)
    again = Shift(house, None, keeper, clock_ns=time, name=name)
    was_locked = again.is_locked
    session = again.unlock(PIN)

    assert was_locked
    assert (name, session.member.name) == (before, before)
    again.lock()


def test_without_a_keeper_nobody_is_signed_in_and_no_kiosk_answers(
    house: House, time: Monotonic
) -> None:
    alone = Shift(house, None, None, clock_ns=time, name="Ana Ito")

    alone.show_kiosk()
    alone.hand_history(b"", {})
    answer = alone.ask_kiosk("ready", name="one")

    assert answer.verb == "none"
    assert signed_in(None) == ()
