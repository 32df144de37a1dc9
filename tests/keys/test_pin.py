import pytest

from distressapp.keys.pin import PinWrap, WrongPinError
from tests.clinics import CHEAP

KEY = bytes(range(32))
MEMBER = "0a" * 16


def wrap() -> PinWrap:
    return PinWrap.of("493027", key=KEY, member=MEMBER, cost=CHEAP)


def test_the_pin_gives_back_the_key_and_whose_it_is() -> None:
    found = wrap().open("493027")

    assert (found.key, found.member) == (KEY, MEMBER)


def test_another_pin_gives_nothing() -> None:
    with pytest.raises(WrongPinError):
        wrap().open("493028")


def test_what_is_forgotten_opens_with_no_pin() -> None:
    found = wrap()

    found.forget()

    assert found.is_forgotten
    with pytest.raises(WrongPinError):
        found.open("493027")


def test_nothing_of_key_or_pin_is_shown() -> None:
    found = wrap()

    assert KEY.hex() not in repr(found) + repr(found.open("493027"))
    assert repr(KEY) not in repr(found.open("493027"))


def test_only_a_whole_key_is_wrapped() -> None:
    with pytest.raises(ValueError, match="256"):
        PinWrap.of("493027", key=KEY[:5], member=MEMBER, cost=CHEAP)
