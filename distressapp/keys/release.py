"""Who may bring this program up to date: a release is signed, and signed by a key that is known.

Ed25519. The private half never stands on a clinic's computer; the public halves stand beside the
program and in a folder of the administrator's. None comes with the source.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.stores import damaged
from distressapp.keys.wrap import MODERATE, Cost, from_table, locked, to_table, unlocked
from distressapp.text import _

SIGNATURE_BYTES: Final = 64
MOST_FILE_BYTES: Final = 16 * 1024
"""Of a file with one half; ours have a few hundred."""

_PUBLIC_BYTES: Final = 32
_LONGEST_NAME: Final = 80
_SCHEMA: Final = 1
_ABOUT: Final = b"distressapp release key 1"


class NotSignedError(ExpectedError):
    """A release that nobody signed who is known here."""


@frozen
class ReleaseKey:
    """The half that checks.

    Attributes:
        name: Whose it is, in their own words; at most 80 characters.
    """

    public: bytes
    name: str

    @property
    def id(self) -> str:
        """A short name of the pair: 16 hexadecimal digits, to be compared by eye."""
        return blake2b(self.public, digest_size=8).hexdigest()

    def as_file(self) -> bytes:
        """What stands in a `.pub` file."""
        return _written(
            {"key": self.id, "name": self.name, "public": b64encode(self.public).decode()}
        )


@frozen(repr=False)
class SigningPair:
    """Both halves; whoever holds this decides what clinics install."""

    public: ReleaseKey
    seed: bytes

    def sign(self, content: bytes) -> bytes:
        """64 bytes that nobody else can make for this content."""
        return SigningKey(self.seed).sign(content).signature

    def as_file(self, words: str, *, cost: Cost = MODERATE) -> bytes:
        """What stands in a `.key` file: the private half under words that a person knows."""
        lock = locked(self.seed, words, about=_ABOUT, cost=cost)
        return _written({"key": self.public.id, "name": self.public.name, "locked": to_table(lock)})


def new_signing_pair(name: str) -> SigningPair:
    """A new random pair.

    Raises:
        ValueError: The name is longer than 80 characters or cannot be printed.
    """
    return _pair(bytes(SigningKey.generate()), name)


def public_from_release_file(file: str, content: bytes) -> ReleaseKey:
    """The half that checks, as a `.pub` file has it.

    Raises:
        StoreDamagedError: The file is not one of ours, or not whole.
    """
    try:
        found = json.loads(content)
        key = ReleaseKey(public=b64decode(found["public"], validate=True), name=_named(found))
        is_whole = (
            len(key.public) == _PUBLIC_BYTES
            and found["key"] == key.id
            and found["schema"] == _SCHEMA
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(file) from error
    if not is_whole:
        raise damaged(file)
    return key


def pair_from_release_file(file: str, content: bytes, words: str) -> SigningPair:
    """Both halves, as a `.key` file has them.

    Raises:
        CannotOpenError: Other words.
        StoreDamagedError: The file is not one of ours, or not whole.
    """
    try:
        found = json.loads(content)
        name, lock = _named(found), from_table(file, found["locked"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(file) from error
    return _pair(unlocked(lock, words, about=_ABOUT), name)


def check_signed(
    keys: Iterable[ReleaseKey], content: bytes, signature: bytes, *, by: str
) -> ReleaseKey:
    """The key that signed exactly this content.

    Args:
        by: Id of the key that the release names.

    Raises:
        NotSignedError: That key is not known here, or did not sign this.
    """
    found = [each for each in keys if each.id == by]
    if not found:
        raise NotSignedError(
            _("The update is signed with a key that this computer does not know"),
            advice=_(
                "Nothing was changed. Ask who gave it to you; an administrator of the computer "
                "puts the makers' public key into the folder of release keys."
            ),
        )
    try:
        VerifyKey(found[0].public).verify(content, signature)
    except (CryptoError, ValueError, TypeError) as error:
        raise NotSignedError(
            _("The update is not what its makers signed"),
            advice=_("Nothing was changed. Do not use the file; fetch it again from its makers."),
        ) from error
    return found[0]


def _pair(seed: bytes, name: str) -> SigningPair:
    _named({"name": name})
    public = bytes(SigningKey(seed).verify_key)
    return SigningPair(public=ReleaseKey(public=public, name=name), seed=seed)


def _named(found: dict[str, object]) -> str:
    name = str(found["name"])
    if not name.isprintable() or len(name) > _LONGEST_NAME:
        raise ValueError("the name of a key is one line of at most 80 characters")
    return name


def _written(table: dict[str, object]) -> bytes:
    found = {**table, "schema": _SCHEMA}
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
