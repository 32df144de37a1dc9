"""The key of a paused sitting: made of the two identifiers staff must give again."""

from datetime import date
from hashlib import blake2b

from nacl.utils import random

from distressapp.core.frozen import frozen
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.sitting import opened_with, sealed_with
from distressapp.keys.wrap import MODERATE, SALT_BYTES, Cost, derived_key


@frozen(repr=False)
class PauseKey:
    """What the two identifiers open, in this process only."""

    key: bytes

    def seal(self, plain: bytes) -> bytes:
        """The state of a sitting, sealed."""
        return sealed_with(self.key, plain, about=b"pause")

    def open(self, sealed: bytes) -> bytes | None:
        """The state again; None where it was sealed under other identifiers."""
        try:
            return opened_with(self.key, sealed, about=b"pause")
        except CannotOpenError:
            return None


def new_salt() -> bytes:
    """A salt that lives as long as the process."""
    return random(SALT_BYTES)


def pause_key(record_number: str, born: date, *, salt: bytes, cost: Cost = MODERATE) -> PauseKey:
    """The key of two identifiers; takes about a quarter of a second at full cost."""
    return PauseKey(key=derived_key(f"{born}\n{record_number}", salt=salt, cost=cost))


def keyed_digest(key: bytes, text: str) -> str:
    """A name for the text that tells nothing without the key: 32 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=16).hexdigest()
