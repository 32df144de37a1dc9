"""A random key under something a person knows: Argon2id, with its parameters beside it."""

import json
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import Final

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
from nacl.utils import random

from distressapp.core.stores import StoreError, WrongPassphraseError, damaged, too_new
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.sitting import KEY_BYTES, opened_with, sealed_with

SCHEMA: Final = 1
SALT_BYTES: Final = 16
_ABOUT: Final = b"distressapp vault key"


@dataclass(frozen=True, slots=True, kw_only=True)
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


def wrapped(secret: bytes, passphrase: str, *, cost: Cost = MODERATE) -> bytes:
    """The content of a wrap file: the secret, openable with the passphrase only."""
    salt = random(SALT_BYTES)
    key = derived_key(passphrase, salt=salt, cost=cost)
    found = {
        "schema": SCHEMA,
        "kdf": "argon2id13",
        "cost": asdict(cost),
        "salt": b64encode(salt).decode(),
        "sealed": b64encode(sealed_with(key, secret, about=_ABOUT)).decode(),
    }
    return json.dumps(found, indent=1, sort_keys=True).encode() + b"\n"


def unwrapped(name: str, content: bytes, passphrase: str) -> bytes:
    """The secret again.

    Args:
        name: Of the wrap file, for messages.

    Raises:
        WrongPassphraseError: The passphrase is another one.
        StoreError: The file is damaged or newer than this program.
    """
    salt, sealed, cost = _read(name, content)
    try:
        return opened_with(derived_key(passphrase, salt=salt, cost=cost), sealed, about=_ABOUT)
    except CannotOpenError as error:
        raise WrongPassphraseError(
            "That passphrase does not open the vault",
            advice="Type it again; capital letters and blanks count.",
        ) from error


def _read(name: str, content: bytes) -> tuple[bytes, bytes, Cost]:
    try:
        found = json.loads(content)
        if found["schema"] > SCHEMA:
            raise too_new(name, found=found["schema"], ours=SCHEMA)
        cost = Cost(
            passes=int(found["cost"]["passes"]), memory_kib=int(found["cost"]["memory_kib"])
        )
        salt = b64decode(found["salt"], validate=True)
        sealed = b64decode(found["sealed"], validate=True)
    except StoreError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(name) from error
    is_sane = (
        len(salt) == SALT_BYTES
        and found["kdf"] == "argon2id13"
        and _LEAST.passes <= cost.passes <= _MOST.passes
        and _LEAST.memory_kib <= cost.memory_kib <= _MOST.memory_kib
    )
    if not is_sane:
        raise damaged(name)
    return salt, sealed, cost
