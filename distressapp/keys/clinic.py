"""The clinic's key pair: whoever holds the public half can post, only the vault can read."""

import json
from base64 import b64decode, b64encode
from hashlib import blake2b
from typing import Final

from nacl.bindings import (
    crypto_box_keypair,
    crypto_box_PUBLICKEYBYTES,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_scalarmult_base,
    sodium_pad,
    sodium_unpad,
)
from nacl.exceptions import CryptoError

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.stores import damaged, missing

NAME: Final = "clinic.pub"
STEP_BYTES: Final = 64
"""What is sealed is padded to a multiple of this, so that a length tells little."""


class CannotOpenError(ExpectedError):
    """Something sealed does not open with this key."""


def cannot_open() -> CannotOpenError:
    """Something sealed does not open: another key, or changed bytes."""
    return CannotOpenError(
        "Something that was sealed does not open with this key",
        advice="It is set aside; keep the data folder as it is and ask for help.",
    )


@frozen
class PublicKey:
    """The half that can only post."""

    public: bytes

    @property
    def id(self) -> str:
        """A short name of the pair: 16 hexadecimal digits."""
        return blake2b(self.public, digest_size=8).hexdigest()

    def seal(self, plain: bytes) -> bytes:
        """The words, padded, readable only with the other half; proves no sender.

        Raises:
            StoreError: It is `NO_KEY`.
        """
        if not self.public:
            raise missing(NAME)
        return crypto_box_seal(sodium_pad(plain, STEP_BYTES), self.public)

    def as_file(self) -> bytes:
        """What stands in `clinic.pub`."""
        found = {"key": self.id, "public": b64encode(self.public).decode(), "schema": 1}
        return json.dumps(found, indent=1, sort_keys=True).encode() + b"\n"


NO_KEY: Final = PublicKey(public=b"")
"""In the place of a `clinic.pub` that is gone, until the vault is open; seals nothing."""


@frozen(repr=False)
class PrivateKey:
    """Both halves; the private one lives only inside the vault."""

    public: PublicKey
    private: bytes

    def open(self, sealed: bytes) -> bytes:
        """The words that were sealed with the public half.

        Raises:
            CannotOpenError: Sealed with another key, or changed since.
        """
        try:
            padded = crypto_box_seal_open(sealed, self.public.public, self.private)
            return sodium_unpad(padded, STEP_BYTES)
        except (CryptoError, ValueError) as error:
            raise cannot_open() from error


def new_pair() -> PrivateKey:
    """A new random pair."""
    public, private = crypto_box_keypair()
    return PrivateKey(public=PublicKey(public=public), private=private)


def pair_from(private: bytes) -> PrivateKey:
    """The pair of a private half."""
    public = crypto_scalarmult_base(private)
    return PrivateKey(public=PublicKey(public=public), private=private)


def public_from_file(name: str, content: bytes) -> PublicKey:
    """The public half as `clinic.pub` has it.

    Raises:
        StoreDamagedError: The file is not one of ours, or not whole.
    """
    try:
        found = json.loads(content)
        key = PublicKey(public=b64decode(found["public"], validate=True))
        is_whole = len(key.public) == crypto_box_PUBLICKEYBYTES and found["key"] == key.id
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(name) from error
    if not is_whole:
        raise damaged(name)
    return key
