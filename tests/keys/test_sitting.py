import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.sitting import SittingKey

SITTING = "0123456789abcdef" * 2
OTHER = "f" * 32


@given(st.binary(max_size=300), st.integers(1, 2**40))
def test_a_row_opens_where_it_was_sealed(plain: bytes, number: int) -> None:
    key = SittingKey(SITTING)

    assert key.open(key.seal(plain, number=number), number=number) == plain


def test_a_row_does_not_open_in_another_place() -> None:
    key = SittingKey(SITTING)
    elsewhere = SittingKey(OTHER, key.raw)
    sealed = key.seal(b"7", number=1)

    with pytest.raises(CannotOpenError):
        key.open(sealed, number=2)
    with pytest.raises(CannotOpenError):
        elsewhere.open(sealed, number=1)


def test_the_length_of_a_text_is_hidden_in_steps_of_64() -> None:
    key = SittingKey(SITTING)

    lengths = {len(key.seal(b"x" * size, number=1)) for size in range(64)}

    assert len(lengths) == 1
    assert len(key.seal(b"x" * 64, number=1)) == lengths.pop() + 64


def test_a_key_read_from_the_opening_row_opens_the_rows() -> None:
    key = SittingKey(SITTING)
    again = SittingKey.of(SITTING, key.raw)

    assert again.open(key.seal(b"7", number=3), number=3) == b"7"


def test_a_forgotten_key_opens_nothing() -> None:
    key = SittingKey(SITTING)
    sealed = key.seal(b"7", number=1)
    key.forget()

    assert key.raw == b""
    with pytest.raises(Exception, match=r"[Kk]ey"):
        key.open(sealed, number=1)
