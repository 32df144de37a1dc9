import json
from dataclasses import replace

import pytest

from distressapp.core.stores import StoreDamagedError, StoreError, StoreTooNewError
from distressapp.keys.clinic import CannotOpenError, new_pair
from distressapp.keys.staff import (
    Wrap,
    from_file,
    key_id,
    new_wrap,
    opened_keys,
    private_half,
    sealed_to,
    to_file,
)
from tests.clinics import CHEAP

KEY, NEWER = bytes(range(32)), bytes(range(32, 64))
WORDS = "blue cows swim over hills"


def wrap(*keys: bytes) -> Wrap:
    return new_wrap(
        member="0a" * 16, name="Ana Ito", passphrase=WORDS, keys=keys or (KEY,), cost=CHEAP
    )


def changed(of: Wrap, **change: object) -> bytes:
    return json.dumps({**json.loads(to_file(of)), **change}).encode()


def test_the_passphrase_opens_the_pair_and_the_pair_the_vaults_key() -> None:
    found = from_file("a.json", to_file(wrap()))

    pair = private_half(found, WORDS)

    assert pair.public == found.public
    assert opened_keys(found.vault, pair) == (KEY,)


def test_of_two_keys_the_newest_comes_first() -> None:
    found = wrap(KEY, NEWER)

    assert opened_keys(found.vault, private_half(found, WORDS)) == (NEWER, KEY)
    assert [each.key for each in found.vault] == [key_id(KEY), key_id(NEWER)]


def test_a_new_key_is_sealed_without_the_passphrase() -> None:
    before = wrap()

    after = before.with_keys([NEWER])

    assert opened_keys(after.vault, private_half(after, WORDS)) == (NEWER,)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(CannotOpenError):
        private_half(wrap(), WORDS + "!")


@pytest.mark.parametrize(
    "change",
    [{"name": "Bea Ito"}, {"member": "0b" * 16}, {"public": "A" * 43 + "="}],
    ids=["name", "member", "public half"],
)
def test_a_wrap_whose_owner_was_changed_opens_nothing(change: dict[str, object]) -> None:
    found = from_file("a.json", changed(wrap(), **change))

    with pytest.raises(CannotOpenError):
        private_half(found, WORDS)


def test_a_key_that_lies_about_its_name_is_left_out() -> None:
    pair = new_pair()
    first, second = sealed_to(pair.public, (KEY, NEWER))

    swapped = [replace(first, key=second.key), second]

    assert opened_keys(swapped, pair) == (NEWER,)


def test_what_is_sealed_is_known_without_the_private_half() -> None:
    public, other = new_pair().public, new_pair().public
    (found,) = sealed_to(public, [KEY])
    (foreign,) = sealed_to(public, [NEWER])

    assert found.is_of(KEY, public)
    assert not found.is_of(NEWER, public)
    assert not found.is_of(KEY, other)
    assert not replace(found, sealed=public.seal(KEY)).is_of(KEY, public)
    assert not replace(foreign, key=found.key).is_of(KEY, public)


def test_neither_key_nor_name_of_the_key_tells_the_other() -> None:
    assert key_id(KEY) != KEY.hex()[:16]
    assert KEY.hex() not in to_file(wrap()).decode()


@pytest.mark.parametrize(
    "change", [{"vault": 3}, {"public": "AAAA"}, {"private": {}}, {"schema": None}]
)
def test_a_damaged_wrap_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(StoreDamagedError):
        from_file("a.json", changed(wrap(), **change))


def test_half_a_wrap_is_refused() -> None:
    with pytest.raises(StoreDamagedError):
        from_file("a.json", to_file(wrap())[:80])


def test_a_wrap_of_another_version_is_refused() -> None:
    with pytest.raises(StoreTooNewError, match="version 3"):
        from_file("a.json", changed(wrap(), schema=3))
    with pytest.raises(StoreError, match="never released"):
        from_file("a.json", changed(wrap(), schema=1))
