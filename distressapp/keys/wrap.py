"""A secret under something a person knows: Argon2id, with its parameters beside it."""

import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
from nacl.utils import random

from distressapp.core.frozen import frozen
from distressapp.core.stores import damaged
from distressapp.keys.sitting import KEY_BYTES, opened_with, sealed_with

SALT_BYTES: Final = 16
_KDF: Final = "argon2id13"


@frozen
class Cost:
    """What one guess costs.

    Attributes:
        passes: Argon2id passes over the memory.
        memory_kib: Memory of one guess.
    """

    passes: int
    memory_kib: int


MODERATE: Final = Cost(passes=3, memory_kib=64 * 1024)
"""About a quarter of a second on a clinic's computer.

Source:
    RFC 9106, section 4: the second recommended option, 3 passes over 64 MiB.
"""

_LEAST: Final = Cost(passes=1, memory_kib=8)
_MOST: Final = Cost(passes=100, memory_kib=4 * 1024 * 1024)


@frozen(repr=False)
class Locked:
    """A secret under words, with what it takes to try them."""

    cost: Cost
    salt: bytes
    sealed: bytes


def derived_key(words: str, *, salt: bytes, cost: Cost) -> bytes:
    """256 bits from words a person knows; Unicode spellings of the same words agree."""
    spelt = unicodedata.normalize("NFKC", words).encode("utf-8", "surrogatepass")
    return crypto_pwhash_alg(
        KEY_BYTES,
        spelt,
        salt,
        cost.passes,
        cost.memory_kib * 1024,
        crypto_pwhash_ALG_ARGON2ID13,
    )


def locked(secret: bytes, words: str, *, about: bytes, cost: Cost = MODERATE) -> Locked:
    """The secret, openable with these words only.

    Args:
        about: Bound to the secret, not hidden; opening it needs the same.
    """
    salt = random(SALT_BYTES)
    key = derived_key(words, salt=salt, cost=cost)
    return Locked(cost=cost, salt=salt, sealed=sealed_with(key, secret, about=about))


def unlocked(lock: Locked, words: str, *, about: bytes) -> bytes:
    """The secret again.

    Raises:
        CannotOpenError: Other words, another place, or changed since.
    """
    key = derived_key(words, salt=lock.salt, cost=lock.cost)
    return opened_with(key, lock.sealed, about=about)


def to_table(lock: Locked) -> dict[str, Any]:
    """As it stands in a file."""
    return {
        "kdf": _KDF,
        "cost": asdict(lock.cost),
        "salt": b64encode(lock.salt).decode(),
        "sealed": b64encode(lock.sealed).decode(),
    }


def from_table(name: str, table: Mapping[str, Any]) -> Locked:
    """As it stood in a file; numbers out of bounds are refused before memory is asked for.

    Args:
        name: Of the file, for messages.

    Raises:
        StoreDamagedError: It is not one of ours, or not whole.
    """
    try:
        cost = Cost(
            passes=int(table["cost"]["passes"]), memory_kib=int(table["cost"]["memory_kib"])
        )
        salt = b64decode(table["salt"], validate=True)
        sealed = b64decode(table["sealed"], validate=True)
        is_ours = table["kdf"] == _KDF
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise damaged(name) from error
    is_sane = (
        len(salt) == SALT_BYTES
        and is_ours
        and _LEAST.passes <= cost.passes <= _MOST.passes
        and _LEAST.memory_kib <= cost.memory_kib <= _MOST.memory_kib
    )
    if not is_sane:
        raise damaged(name)
    return Locked(cost=cost, salt=salt, sealed=sealed)
