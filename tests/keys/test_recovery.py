import json
from itertools import pairwise

import pytest

from distressapp.core.stores import StoreDamagedError, StoreTooNewError
from distressapp.keys.recovery import (
    NotARecoveryCodeError,
    from_file,
    new_code,
    new_recovery_wrap,
    pair_of,
    to_file,
)
from distressapp.keys.staff import opened_keys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY = bytes(range(32))


def grouped(plain: str) -> str:
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def reads(plain: str) -> bool:
    try:
        pair_of(plain)
    except NotARecoveryCodeError:
        return False
    return True


def test_a_code_has_nine_groups_of_four_and_is_never_made_twice() -> None:
    first, second = new_code(), new_code()

    assert [len(each) for each in first.split("-")] == [4] * 9
    assert set(first) <= set(ALPHABET + "-")
    assert first != second


def test_any_single_wrong_character_is_noticed() -> None:
    plain = new_code().replace("-", "")

    wrong = [
        plain[:at] + other + plain[at + 1 :]
        for at, was in enumerate(plain)
        for other in ALPHABET
        if other != was
    ]

    assert len(wrong) == 36 * 31
    assert [each for each in wrong if reads(each)] == []


def test_any_two_neighbours_swapped_are_noticed() -> None:
    codes = [new_code().replace("-", "") for _ in range(50)]

    swapped = [
        plain[:at] + second + first + plain[at + 2 :]
        for plain in codes
        for at, (first, second) in enumerate(pairwise(plain))
        if first != second
    ]

    assert [each for each in swapped if reads(each)] == []


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    plain = code.replace("-", "")
    tolerant = plain.lower().replace("0", "o").replace("1", "l")

    for typed in (
        plain,
        code.lower(),
        f"  {grouped(tolerant)} ",
        " ".join(plain),
        tolerant.upper(),
    ):
        assert pair_of(typed).public == pair_of(code).public
    assert pair_of(plain.replace("1", "I")).private == pair_of(code).private


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "U" * 36, "0" * 35 + "1", "\N{CJK UNIFIED IDEOGRAPH-4E00}" * 36]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert not reads(typed)


def test_the_checksum_of_nothing_is_nothing() -> None:
    assert reads("0" * 36)


def test_the_code_opens_what_was_sealed_to_its_public_half() -> None:
    code = new_code()

    wrap = from_file("recovery.json", to_file(new_recovery_wrap(pair_of(code).public, [KEY])))

    assert not wrap.is_proven
    assert opened_keys(wrap.vault, pair_of(code)) == (KEY,)
    assert opened_keys(wrap.vault, pair_of(new_code())) == ()


def test_a_damaged_or_newer_file_is_refused() -> None:
    content = to_file(new_recovery_wrap(pair_of(new_code()).public, [KEY]))
    found = json.loads(content)

    changes: list[dict[str, object]] = [{"vault": [{}]}, {"public": "AAAA"}, {"schema": "x"}]
    for change in changes:
        with pytest.raises(StoreDamagedError):
            from_file("recovery.json", json.dumps({**found, **change}).encode())
    with pytest.raises(StoreTooNewError):
        from_file("recovery.json", json.dumps({**found, "schema": 3}).encode())
