"""What an entry says, small: payloads repeat each other, so they are kept packed in the file.

Packed is only what stands on the disk. Leaf and chain are made of the payload's own bytes, and
every reader gets exactly those back (docs/decisions/big-vault.md).
"""

import zlib
from functools import cache
from hashlib import sha256
from typing import Final

from distressapp.core.stores import damaged
from distressapp.paths import resources

_PLAIN: Final = 0
"""Begins a payload that is kept as it is, though its first byte would say otherwise."""
_PACKED: Final = 1
"""Begins what was packed with the first dictionary; a better one gets a number of its own."""
_LEVEL: Final = 6
_BITS: Final = -15
_MEMORY: Final = 9
_SHA256: Final = "6af78aaf76a85ff40a28ede5dddef07a912f80165e2ea059c49d18b0ea8653af"
"""Of the dictionary: with another one nothing could be read, so it never changes."""


def packed(payload: bytes) -> bytes:
    """The payload as it stands in the file; an empty one, that was erased, stays empty."""
    if not payload:
        return payload
    press = _press().copy()
    found = bytes([_PACKED]) + press.compress(payload) + press.flush()
    if len(found) < len(payload):
        return found
    return bytes([_PLAIN]) + payload if payload[:1] in {b"\x00", b"\x01"} else payload


def unpacked(kept: bytes) -> bytes:
    """The payload's own bytes; also of one that an older program kept as it was.

    Raises:
        StoreDamagedError: It does not unpack.
    """
    first = kept[:1]
    if first == b"\x00":
        return kept[1:]
    if first != b"\x01":
        return kept
    try:
        return zlib.decompressobj(_BITS, _words()).decompress(kept[1:])
    except zlib.error as error:
        raise damaged("vault.db") from error


@cache
def _press() -> "zlib._Compress":
    # Made once and copied: to read the dictionary takes longer than to pack a payload.
    return zlib.compressobj(
        _LEVEL, zlib.DEFLATED, _BITS, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _words()
    )


@cache
def _words() -> bytes:
    found = (resources() / "packing" / "1.txt").read_bytes()
    if sha256(found).hexdigest() != _SHA256:
        raise damaged("packing/1.txt")
    return found
