"""The end of a shift: a backup is made, and the member is signed out whatever becomes of it."""

import shutil
from collections.abc import Iterator

import pytest

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.service.house import House
from distressapp.service.leaving import sign_out
from distressapp.service.memory import NotVouchedError
from distressapp.service.shift import Shift, signed_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, closed, seated
from tests.keeper import beside
from tests.keeper.beside import PIN, Monotonic


@pytest.fixture
def keeper() -> Iterator[Channel]:
    with beside.staff_end(Monotonic()) as found:
        yield found


@pytest.fixture
def shift(house: House, keeper: Channel) -> Iterator[Shift]:
    found = Shift(house, sign_in(house, PASSPHRASE), keeper, clock_ns=Monotonic())
    found.choose_pin(PIN)
    yield found
    found.lock()


def test_what_was_posted_is_in_the_backup_of_the_shift(house: House, shift: Shift) -> None:
    running = seated(house)
    closed(house, running)

    troubles = sign_out(house, shift)

    session = sign_in(house, PASSPHRASE)
    assert troubles == ()
    assert len(list(house.folder.backups.iterdir())) == 1
    assert lists.sitting(session.vault, running.plan.sitting) is not None
    session.close()


def test_who_signed_out_has_no_pin_any_more(house: House, shift: Shift, keeper: Channel) -> None:
    sign_out(house, shift)

    assert shift.is_locked
    assert signed_in(keeper) == ()
    with pytest.raises(NotVouchedError):
        shift.unlock(PIN)


def test_without_a_backup_one_is_signed_out_all_the_same_and_told(
    house: House, shift: Shift, keeper: Channel
) -> None:
    shutil.rmtree(house.folder.backups, ignore_errors=True)
    house.folder.backups.write_text("no folder")

    (trouble,) = sign_out(house, shift)

    assert trouble.startswith("No backup was made.")
    assert signed_in(keeper) == ()


def test_a_locked_shift_ends_without_a_backup_and_says_so(
    house: House, shift: Shift, keeper: Channel
) -> None:
    shift.lock()

    (trouble,) = sign_out(house, shift)

    assert trouble.startswith("No backup was made")
    assert signed_in(keeper) == ()
