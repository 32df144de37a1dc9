"""The vault's file as whoever has its key can read it: every page, free ones too."""

import subprocess
from pathlib import Path
from typing import Final

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
    return b"".join(blocks)


def _unchained(content: bytes, decrypted: bytes) -> list[bytes]:
    found = []
    for at in range(0, len(content), PAGE):
        first = at + (SALT if at == 0 else 0)
        end = at + PAGE - RESERVED
        before = content[end : end + BLOCK] + content[first : end - BLOCK]
        plain = int.from_bytes(decrypted[first:end]) ^ int.from_bytes(before)
        found.append(plain.to_bytes(end - first))
    return found
