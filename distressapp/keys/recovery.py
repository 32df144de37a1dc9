"""The recovery code: 160 random bits on paper, and the pair that is derived from them."""

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import Final, Self

from nacl.bindings import crypto_box_seed_keypair
from nacl.utils import random

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.stores import StoreError, damaged
from distressapp.keys.clinic import PrivateKey, PublicKey
from distressapp.keys.staff import (
    SCHEMA,
    SealedKey,
    keys_from_table,
    keys_to_table,
    public_of,
    sealed_to,
    table_of,
)

BITS: Final = 160
GROUP: Final = 4

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Source: Crockford's base 32: no I, L, O and U."""
_DIGIT: Final = 5
_DIGITS: Final = BITS // _DIGIT
_CHECKS: Final = 4
_PRIME: Final = 1_048_573
"""The largest prime below 2 to the 20th.

A wrong character changes the number by d times a power of 32, and swapped neighbours by 31 d times
one, with d between 1 and 31: no such difference is a multiple of this prime.
"""
_READ_AS: Final = str.maketrans("OIL", "011")


class NotARecoveryCodeError(ExpectedError):
    """What was typed is not a recovery code."""


def new_code() -> str:
    """A new recovery code: nine groups of four, the last of them the checksum."""
    return _written(int.from_bytes(random(BITS // 8), "big"))


def pair_of(typed: str) -> PrivateKey:
    """The pair of a recovery code; its private half is kept nowhere.

    Blanks and dashes do not count, small letters are read as capitals, `o` as 0, `i` and `l` as 1.

    Raises:
        NotARecoveryCodeError: A character is wrong, missing, or in another's place.
    """
    bits = _read(typed).to_bytes(BITS // 8, "big")
    seed = blake2b(bits, digest_size=32, person=b"recovery pair").digest()
    public, private = crypto_box_seed_keypair(seed)
    return PrivateKey(public=PublicKey(public=public), private=private)


def _written(number: int) -> str:
    spelt = _spelt(number, _DIGITS) + _spelt(number % _PRIME, _CHECKS)
    return "-".join(spelt[at : at + GROUP] for at in range(0, len(spelt), GROUP))


def _read(typed: str) -> int:
    plain = "".join(each for each in typed.upper() if each.isalnum()).translate(_READ_AS)
    if len(plain) == _DIGITS + _CHECKS and set(plain) <= set(_ALPHABET):
        number, check = _number(plain[:_DIGITS]), _number(plain[_DIGITS:])
        if number % _PRIME == check:
            return number
    raise NotARecoveryCodeError(
        "That is not a recovery code",
        advice=f"It has {(_DIGITS + _CHECKS) // GROUP} groups of {GROUP} letters and digits; "
        "compare each group with the paper, and type it again.",
    )


def _spelt(number: int, count: int) -> str:
    steps = range((count - 1) * _DIGIT, -1, -_DIGIT)
    return "".join(_ALPHABET[number >> step & 31] for step in steps)


def _number(spelt: str) -> int:
    found = 0
    for each in spelt:
        found = found << _DIGIT | _ALPHABET.index(each)
    return found


@frozen
class RecoveryWrap:
    """What stands in `wraps/recovery.json`.

    Attributes:
        vault: The vault's key, the newest last; two only while a rotation is under way.
        is_proven: Somebody typed the code back from the paper. The vault knows better; this is
            for whoever asks while it is shut.
    """

    public: PublicKey
    vault: tuple[SealedKey, ...]
    is_proven: bool

    def with_keys(self, keys: Iterable[bytes]) -> Self:
        """The same with these keys of the vault sealed to its public half."""
        return replace(self, vault=sealed_to(self.public, keys))


def new_recovery_wrap(
    public: PublicKey, keys: Iterable[bytes], *, is_proven: bool = False
) -> RecoveryWrap:
    """The wrap of a recovery code, from its public half alone."""
    return RecoveryWrap(public=public, vault=sealed_to(public, keys), is_proven=is_proven)


def to_file(wrap: RecoveryWrap) -> bytes:
    """The content of the wrap's file."""
    found = {
        "schema": SCHEMA,
        "public": b64encode(wrap.public.public).decode(),
        "vault": keys_to_table(wrap.vault),
        "proven": wrap.is_proven,
    }
    return json.dumps(found, indent=1, sort_keys=True).encode() + b"\n"


def from_file(name: str, content: bytes) -> RecoveryWrap:
    """The wrap as its file has it.

    Raises:
        StoreError: The file is damaged, or of another version.
    """
    found = table_of(name, content)
    try:
        return RecoveryWrap(
            public=public_of(found),
            vault=keys_from_table(found["vault"]),
            is_proven=found["proven"] is True,
        )
    except StoreError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(name) from error
