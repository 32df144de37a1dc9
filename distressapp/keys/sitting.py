"""The key of one sitting: seals each answer as it is given, and is forgotten at the end."""

from typing import Final, Self

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    sodium_pad,
    sodium_unpad,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from distressapp.keys.clinic import STEP_BYTES, cannot_open

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES


def random_bytes(count: int) -> bytes:
    """That many bytes nobody can guess."""
    return random(count)


def sealed_with(key: bytes, plain: bytes, *, about: bytes) -> bytes:
    """The words, padded to 64-byte steps and sealed; `about` is bound to them, not hidden."""
    nonce = random(_NONCE_BYTES)
    padded = sodium_pad(plain, STEP_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(padded, about, nonce, key)


def opened_with(key: bytes, sealed: bytes, *, about: bytes) -> bytes:
    """The words again.

    Raises:
        CannotOpenError: Another key, another place, or changed since.
    """
    nonce, cipher = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        padded = crypto_aead_xchacha20poly1305_ietf_decrypt(cipher, about, nonce, key)
        return sodium_unpad(padded, STEP_BYTES)
    except (CryptoError, ValueError) as error:
        raise cannot_open() from error


class SittingKey:
    """A random 256-bit key for the answers of one sitting.

    Args:
        sitting: The sitting's id, hexadecimal; bound to everything sealed, with its number.
        key: The 32 bytes, as they stood in the opening row; new ones where None.
    """

    def __init__(self, sitting: str, key: bytes | None = None) -> None:
        self._sitting = bytes.fromhex(sitting)
        self._key = bytearray(random(KEY_BYTES) if key is None else key)

    @classmethod
    def of(cls, sitting: str, key: bytes) -> Self:
        """The key that was read from an opening row."""
        return cls(sitting, key)

    @property
    def raw(self) -> bytes:
        """The bytes, to be sealed into the opening row and nowhere else."""
        return bytes(self._key)

    def seal(self, plain: bytes, *, number: int) -> bytes:
        """One row of the sitting, sealed."""
        return sealed_with(self.raw, plain, about=self._about(number))

    def open(self, sealed: bytes, *, number: int) -> bytes:
        """One row of the sitting, read again.

        Raises:
            CannotOpenError: It is not the row of that sitting and number.
        """
        return opened_with(self.raw, sealed, about=self._about(number))

    def forget(self) -> None:
        """Overwrite the key; nothing can be sealed or opened afterwards."""
        self._key[:] = bytes(len(self._key))
        self._key.clear()

    def _about(self, number: int) -> bytes:
        return self._sitting + number.to_bytes(8, "big")
