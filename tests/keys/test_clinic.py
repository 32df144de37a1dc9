from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.stores import StoreDamagedError
from distressapp.keys.clinic import CannotOpenError, new_pair, public_from_file

PAIR = new_pair()


@given(st.binary(max_size=200))
def test_only_the_other_half_reads_what_was_posted(plain: bytes) -> None:
    sealed = PAIR.public.seal(plain)

    assert PAIR.open(sealed) == plain
    with pytest.raises(CannotOpenError):
        new_pair().open(sealed)


def test_the_same_words_sealed_twice_look_different() -> None:
    assert PAIR.public.seal(b"7") != PAIR.public.seal(b"7")


@given(st.integers(0, 62), st.integers(0, 62))
def test_a_short_answer_is_as_long_as_any_other_short_one(one: int, other: int) -> None:
    assert len(PAIR.public.seal(b"x" * one)) == len(PAIR.public.seal(b"x" * other))


@given(st.data())
def test_a_changed_byte_does_not_open(data: st.DataObject) -> None:
    sealed = bytearray(PAIR.public.seal(b"an answer"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1

    with pytest.raises(CannotOpenError):
        PAIR.open(bytes(sealed))


def test_the_public_half_is_read_back_from_its_file() -> None:
    found = public_from_file("clinic.pub", PAIR.public.as_file())

    assert found == PAIR.public
    assert replace(PAIR, public=found).open(found.seal(b"x")) == b"x"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"key": "x", "public": "!"}', b'{"key":"x","public":"AAAA"}']
)
def test_a_damaged_public_key_is_refused(content: bytes) -> None:
    with pytest.raises(StoreDamagedError, match=r"clinic\.pub"):
        public_from_file("clinic.pub", content)


def test_a_key_is_never_shown_where_an_object_is_printed() -> None:
    assert repr(PAIR.private) not in repr(PAIR)
