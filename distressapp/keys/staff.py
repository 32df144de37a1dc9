"""A member of staff: a pair of their own, and the vault's key sealed to it.

The private half stands in the wrap under the passphrase. The vault's key is sealed to the public
half, so that a new one can be given to somebody who is not there to type.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from hmac import compare_digest
from typing import Any, Final, Self

from nacl.bindings import crypto_box_PUBLICKEYBYTES

from distressapp.core.frozen import frozen
from distressapp.core.journal import canonical
from distressapp.core.stores import StoreError, damaged, too_new
from distressapp.keys.clinic import (
    CannotOpenError,
    PrivateKey,
    PublicKey,
    cannot_open,
    new_pair,
    pair_from,
)
from distressapp.keys.sitting import KEY_BYTES
from distressapp.keys.wrap import MODERATE, Cost, Locked, from_table, locked, to_table, unlocked

SCHEMA: Final = 2
"""Of all files in `wraps/`. Schema 1, one wrap for everybody, was never released."""


@frozen
class SealedKey:
    """One of the vault's keys, sealed to a public half.

    Attributes:
        key: The id of what is sealed, see `key_id`.
        proof: What only somebody who has that key can have written beside it.
    """

    key: str
    sealed: bytes
    proof: bytes

    def is_of(self, key: bytes, public: PublicKey) -> bool:
        """Whether that key stands in it, sealed to that public half: told without opening it."""
        expected = _proof(key, public, self.sealed)
        return self.key == key_id(key) and compare_digest(self.proof, expected)


@frozen
class Wrap:
    """What stands in `wraps/<member>.json`.

    Attributes:
        member: Random id, hexadecimal.
        private: The private half, under the passphrase; bound to member, name and public half.
        vault: The vault's key, the newest last; two only while a rotation is under way.
    """

    member: str
    name: str
    public: PublicKey
    private: Locked
    vault: tuple[SealedKey, ...]

    def with_keys(self, keys: Iterable[bytes]) -> Self:
        """The same with these keys of the vault sealed to its public half."""
        return replace(self, vault=sealed_to(self.public, keys))


def key_id(key: bytes) -> str:
    """A short name of a key of the vault, from which nothing can be learned: 16 digits."""
    return blake2b(key, digest_size=8, person=b"distressapp key").hexdigest()


def sealed_to(public: PublicKey, keys: Iterable[bytes]) -> tuple[SealedKey, ...]:
    """These keys of the vault, for the holder of the private half."""
    return tuple(_sealed(public, each) for each in keys)


def opened_keys(sealed: Iterable[SealedKey], pair: PrivateKey) -> tuple[bytes, ...]:
    """The keys again, the newest first; what does not open, or lies about its id, is left out."""
    found: list[bytes] = []
    for each in sealed:
        try:
            key = pair.open(each.sealed)
        except CannotOpenError:
            continue
        if len(key) == KEY_BYTES and key_id(key) == each.key:
            found.append(key)
    return tuple(reversed(found))


def new_wrap(
    *, member: str, name: str, passphrase: str, keys: Iterable[bytes], cost: Cost = MODERATE
) -> Wrap:
    """A new pair for a member, its private half under the passphrase."""
    pair = new_pair()
    about = _about(member, name, pair.public)
    return Wrap(
        member=member,
        name=name,
        public=pair.public,
        private=locked(pair.private, passphrase, about=about, cost=cost),
        vault=sealed_to(pair.public, keys),
    )


def private_half(wrap: Wrap, passphrase: str) -> PrivateKey:
    """The member's pair.

    Raises:
        CannotOpenError: Another passphrase, or a file that somebody changed.
    """
    about = _about(wrap.member, wrap.name, wrap.public)
    pair = pair_from(unlocked(wrap.private, passphrase, about=about))
    if pair.public != wrap.public:
        raise cannot_open()
    return pair


def to_file(wrap: Wrap) -> bytes:
    """The content of the wrap's file."""
    found = {
        "schema": SCHEMA,
        "member": wrap.member,
        "name": wrap.name,
        "public": b64encode(wrap.public.public).decode(),
        "private": to_table(wrap.private),
        "vault": keys_to_table(wrap.vault),
    }
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def from_file(name: str, content: bytes) -> Wrap:
    """The wrap as its file has it; whether the passphrase fits is not known yet.

    Args:
        name: Of the file, for messages.

    Raises:
        StoreError: The file is damaged, or of another version.
    """
    found = table_of(name, content)
    try:
        return Wrap(
            member=str(found["member"]),
            name=_plain(found["name"]),
            public=public_of(found),
            private=from_table(name, found["private"]),
            vault=keys_from_table(found["vault"]),
        )
    except StoreError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(name) from error


def name_in(content: bytes) -> str:
    """Whose name stands in a wrap of whatever version; empty where none can be read."""
    try:
        return _plain(json.loads(content)["name"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def table_of(name: str, content: bytes) -> dict[str, Any]:
    """What stands in a file of `wraps/`.

    Raises:
        StoreTooNewError: Another version of the program wrote it.
        StoreDamagedError: It is not one of ours.
    """
    try:
        found: dict[str, Any] = json.loads(content)
        schema = int(found["schema"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise damaged(name) from error
    if schema > SCHEMA:
        raise too_new(name, found=schema, ours=SCHEMA)
    if schema < SCHEMA:
        raise StoreError(
            f"{name} was written by a version that was never released",
            advice="Set up a new folder; this version does not read the old one.",
        )
    return found


def public_of(found: Mapping[str, Any]) -> PublicKey:
    """The public half in a table.

    Raises:
        ValueError: It is not one.
    """
    public = b64decode(found["public"], validate=True)
    if len(public) != crypto_box_PUBLICKEYBYTES:
        raise ValueError("a public half has 32 bytes")
    return PublicKey(public=public)


def keys_to_table(keys: Iterable[SealedKey]) -> list[dict[str, str]]:
    """As they stand in a file."""
    return [
        {
            "key": each.key,
            "sealed": b64encode(each.sealed).decode(),
            "proof": each.proof.hex(),
        }
        for each in keys
    ]


def keys_from_table(table: Iterable[Mapping[str, Any]]) -> tuple[SealedKey, ...]:
    """As they stood in a file.

    Raises:
        ValueError: They are not whole; or `KeyError`, or `TypeError`.
    """
    return tuple(
        SealedKey(
            key=str(each["key"]),
            sealed=b64decode(each["sealed"], validate=True),
            proof=bytes.fromhex(each["proof"]),
        )
        for each in table
    )


def _sealed(public: PublicKey, key: bytes) -> SealedKey:
    sealed = public.seal(key)
    return SealedKey(key=key_id(key), sealed=sealed, proof=_proof(key, public, sealed))


def _proof(key: bytes, public: PublicKey, sealed: bytes) -> bytes:
    """Anybody can seal to a public half; nobody without the key can name it like this."""
    about = public.public + sealed
    return blake2b(about, key=key, digest_size=16, person=b"distressapp wrap").digest()


def _plain(name: object) -> str:
    plain = str(name)
    plain.encode()  # half of a surrogate pair is no name, and could not be written again
    return plain


def _about(member: str, name: str, public: PublicKey) -> bytes:
    return canonical(["distressapp member", SCHEMA, member, name, public.public.hex()])
