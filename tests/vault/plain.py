"""The vault's file as whoever has its key can read it: every page, free ones too."""

import re
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from distressapp.vault.packing import _words, unpacked

PAGE: Final = 4096
RESERVED: Final = 80
"""At the end of a page SQLCipher keeps 16 bytes that begin the cipher, and 64 that vouch for it."""

SALT: Final = 16
BLOCK: Final = 16


def pages(path: Path, key: bytes) -> bytes:
    """Every page of the file decrypted one by one, as no query would show them.

    SQLCipher 4 writes AES-256-CBC; all blocks are decrypted at once and then unchained.
    """
    content = path.read_bytes()
    blocks = _unchained(
        content,
        subprocess.run(
            ["openssl", "enc", "-d", "-aes-256-ecb", "-nopad", "-K", key.hex()],
            input=content,
            capture_output=True,
            check=True,
        ).stdout,
    )
    whole = b"".join(blocks)
    return whole + b"".join(_inflated(whole))


def reads_payloads(db: Database) -> None:
    """From here on SQL over this connection has `unpacked`, to look into what entries say."""
    db.conn.create_function("unpacked", 1, unpacked)


def _inflated(content: bytes) -> Iterator[bytes]:
    """What every packed payload says that begins anywhere, as far as it is still there."""
    words = _words()
    at = _next(content, 0)
    while at >= 0:
        found, reader = b"", zlib.decompressobj(-15, words)
        with suppress(zlib.error):
            for start in range(at + 1, at + 1 + PAGE, 32):
                found += reader.decompress(content[start : start + 32])
                if reader.eof or not b'{"'.startswith(found[:2]):
                    break
        if found.startswith(b'{"'):
            yield found
        at = _next(content, at + 1)


def _next(content: bytes, at: int) -> int:
    """Where a packed payload may begin; -1 behind the last place."""
    found = re.compile(rb"[\x01\x02]").search(content, at)
    return -1 if found is None else found.start()


def _unchained(content: bytes, decrypted: bytes) -> list[bytes]:
    found = []
    for at in range(0, len(content), PAGE):
        first = at + (SALT if at == 0 else 0)
        end = at + PAGE - RESERVED
        before = content[end : end + BLOCK] + content[first : end - BLOCK]
        plain = int.from_bytes(decrypted[first:end]) ^ int.from_bytes(before)
        found.append(plain.to_bytes(end - first))
    return found
