import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distressapp.core.stores import StoreDamagedError, StoreTooNewError, WrongPassphraseError
from distressapp.keys.wrap import MODERATE, unwrapped, wrapped
from tests.clinics import CHEAP

KEY = bytes(range(32))


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=40))
def test_the_passphrase_opens_what_it_wrapped(passphrase: str) -> None:
    content = wrapped(KEY, passphrase, cost=CHEAP)

    assert unwrapped("vault.json", content, passphrase) == KEY


def test_another_passphrase_does_not_open_it() -> None:
    content = wrapped(KEY, "one two three four five", cost=CHEAP)

    with pytest.raises(WrongPassphraseError):
        unwrapped("vault.json", content, "one two three four Five")


def test_two_spellings_of_one_letter_are_one_passphrase() -> None:
    composed, decomposed = "\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}"

    content = wrapped(KEY, composed * 15, cost=CHEAP)

    assert unwrapped("vault.json", content, decomposed * 15) == KEY


def test_a_guess_costs_64_mib_by_default_and_the_file_says_so() -> None:
    content = wrapped(KEY, "one two three four five")

    assert json.loads(content)["cost"] == {"passes": 3, "memory_kib": 65536}
    assert MODERATE.memory_kib == 65536
    assert unwrapped("vault.json", content, "one two three four five") == KEY


def test_a_newer_wrap_is_refused() -> None:
    content = json.dumps({**json.loads(wrapped(KEY, "x", cost=CHEAP)), "schema": 2}).encode()

    with pytest.raises(StoreTooNewError):
        unwrapped("vault.json", content, "x")


@pytest.mark.parametrize(
    "change",
    [
        {"cost": {"passes": 3, "memory_kib": 2**40}},
        {"cost": {"passes": 0, "memory_kib": 8}},
        {"salt": "AAAA"},
        {"kdf": "scrypt"},
        {"sealed": "?"},
    ],
)
def test_a_damaged_wrap_is_refused_before_anything_is_tried(change: dict[str, object]) -> None:
    content = json.dumps({**json.loads(wrapped(KEY, "x", cost=CHEAP)), **change}).encode()

    with pytest.raises(StoreDamagedError):
        unwrapped("vault.json", content, "x")


def test_half_a_wrap_is_refused() -> None:
    with pytest.raises(StoreDamagedError):
        unwrapped("vault.json", wrapped(KEY, "x", cost=CHEAP)[:40], "x")
