"""The vault's key under a PIN: in memory only, for whoever comes back within the shift."""

from typing import Final, Self

from nacl.utils import random

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.sitting import KEY_BYTES, opened_with, sealed_with
from distressapp.keys.wrap import MODERATE, SALT_BYTES, Cost, derived_key

_ABOUT: Final = b"distressapp pin"


class WrongPinError(ExpectedError):
    """The PIN does not open what it should, or it is forgotten."""


@frozen(repr=False)
class Reopened:
    """What a PIN gives back."""

    key: bytes
    member: str


class PinWrap:
    """The vault's key and whose it is, under a PIN and a salt.

    Six digits keep nobody out who has the memory of the machine: this stands in no file, and
    guesses are counted by `core.pin`, outside of it.
    """

    def __init__(self, sealed: bytes, salt: bytes, cost: Cost) -> None:
        self._sealed = bytearray(sealed)
        self._salt = bytearray(salt)
        self._cost = cost

    @classmethod
    def of(cls, pin: str, *, key: bytes, member: str, cost: Cost = MODERATE) -> Self:
        """Put the key under the PIN; that the PIN will do is for `core.pin.check_pin`.

        Args:
            key: The vault's, 32 bytes.
            member: The id of whoever is signed in.
        """
        if len(key) != KEY_BYTES:
            raise ValueError("the vault's key has 256 bits")
        salt = random(SALT_BYTES)
        under = derived_key(pin, salt=salt, cost=cost)
        return cls(sealed_with(under, key + member.encode(), about=_ABOUT), salt, cost)

    @property
    def is_forgotten(self) -> bool:
        """Nothing is left in it."""
        return not self._sealed

    def open(self, pin: str) -> Reopened:
        """The key again; one guess, counted by the caller before.

        Raises:
            WrongPinError: Another PIN, or it is forgotten.
        """
        try:
            if self.is_forgotten:
                raise _wrong()
            under = derived_key(pin, salt=bytes(self._salt), cost=self._cost)
            plain = opened_with(under, bytes(self._sealed), about=_ABOUT)
        except CannotOpenError as error:
            raise _wrong() from error
        return Reopened(key=plain[:KEY_BYTES], member=plain[KEY_BYTES:].decode())

    def forget(self) -> None:
        """Overwrite it; only the passphrase opens the vault afterwards."""
        for each in (self._sealed, self._salt):
            each[:] = bytes(len(each))
            each.clear()


def _wrong() -> WrongPinError:
    return WrongPinError(
        "That PIN opens nothing", advice="Type it again, or sign in with the passphrase."
    )
