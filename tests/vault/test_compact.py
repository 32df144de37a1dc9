"""A big vault: what is packed reads back to the byte, and what is counted adds up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.stores import StoreDamagedError
from distressapp.vault.packing import packed, unpacked
from distressapp.vault.said_by import who_says


@given(st.binary())
def test_any_payload_reads_back_to_the_byte(payload: bytes) -> None:
    kept = packed(payload)

    assert unpacked(kept) == payload
    assert len(kept) <= len(payload) + 1


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_what_an_older_program_kept_as_it_was_reads_as_it_is(said: dict[str, object]) -> None:
    payload = json.dumps(said).encode()

    assert unpacked(payload) == payload


def test_an_erased_payload_stays_empty() -> None:
    assert packed(b"") == b""
    assert unpacked(b"") == b""


def test_what_does_not_unpack_is_damaged() -> None:
    with pytest.raises(StoreDamagedError):
        unpacked(b"\x01" + bytes(range(100, 200)))


def test_whoever_cannot_be_read_is_nobody() -> None:
    told = (b'{"by":"A","member":"b"}', b'{"by":"A","member":""}', b'{"by":7}', b'"by"', b"{}")

    assert [who_says(each) for each in told] == ["b", "A", None, None, None]
