from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.stores import StoreDamagedError
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.release import (
    NotSignedError,
    check_signed,
    new_signing_pair,
    pair_from_release_file,
    public_from_release_file,
)
from tests.clinics import CHEAP

PAIR = new_signing_pair("The makers")
OTHER = new_signing_pair("Somebody else")


@given(st.binary(max_size=200))
def test_what_was_signed_is_taken_and_says_by_whom(content: bytes) -> None:
    signature = PAIR.sign(content)

    found = check_signed([OTHER.public, PAIR.public], content, signature, by=PAIR.public.id)

    assert found.name == "The makers"


@given(st.data())
def test_a_changed_byte_of_content_or_signature_is_refused(data: st.DataObject) -> None:
    whole = bytearray(b"a manifest" + PAIR.sign(b"a manifest"))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(NotSignedError, match="not what its makers signed"):
        check_signed([PAIR.public], bytes(whole[:10]), bytes(whole[10:]), by=PAIR.public.id)


def test_another_known_key_does_not_stand_in() -> None:
    signature = OTHER.sign(b"x")

    with pytest.raises(NotSignedError, match="not what its makers"):
        check_signed([PAIR.public, OTHER.public], b"x", signature, by=PAIR.public.id)


def test_an_unknown_key_is_refused_before_anything_is_compared() -> None:
    with pytest.raises(NotSignedError, match="does not know"):
        check_signed([], b"x", PAIR.sign(b"x"), by=PAIR.public.id)


@pytest.mark.parametrize("signature", [b"", b"x", bytes(64), bytes(65)])
def test_what_is_no_signature_is_refused(signature: bytes) -> None:
    with pytest.raises(NotSignedError):
        check_signed([PAIR.public], b"x", signature, by=PAIR.public.id)


def test_the_public_half_is_read_back_from_its_file() -> None:
    assert public_from_release_file("a.pub", PAIR.public.as_file()) == PAIR.public


def test_the_private_half_opens_with_its_words_only() -> None:
    content = PAIR.as_file("heron on ice", cost=CHEAP)

    assert pair_from_release_file("a.key", content, "heron on ice").seed == PAIR.seed
    with pytest.raises(CannotOpenError):
        pair_from_release_file("a.key", content, "heron in ice")
    assert PAIR.seed.hex() not in content.decode()
    assert repr(PAIR.seed) not in repr(PAIR)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{}", b"[]", b"7", b'{"public": "!", "name": "x"}', b"[" * 100_000),
        PAIR.public.as_file().replace(PAIR.public.id.encode(), b"0" * 16),
        PAIR.public.as_file().replace(b"The makers", b"The\\nmakers"),
        PAIR.public.as_file().replace(b'"schema": 1', b'"schema": 2'),
    ],
)
def test_a_damaged_key_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(StoreDamagedError, match=r"a\.pub"):
        public_from_release_file("a.pub", content)
    if b"public" not in content or b"!" in content:
        with pytest.raises(StoreDamagedError):
            pair_from_release_file("a.pub", content, "x")


def test_a_key_with_another_name_is_the_same_key() -> None:
    assert replace(PAIR.public, name="x").id == PAIR.public.id
    with pytest.raises(ValueError, match="one line"):
        new_signing_pair("x" * 81)
