"""Damage in the middle of SQLite's write-ahead log, which SQLite itself passes over in silence.

SQLite reads a log up to the first frame whose checksum is wrong, and takes what follows for the
rest of a power cut. With `synchronous=FULL` that is so only in the last transaction: every one
before it was synced before the next began. Whole frames behind a later commit are answers that
were kept and would be lost without a word.

Source:
    SQLite's documentation of its file format, section 4, "The Write-Ahead Log".
"""

import struct
from collections.abc import Callable, Iterator
from typing import Final

from distressapp.core.frozen import frozen

_MAGIC: Final = 0x377F0682
_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_SUMMED_OF_HEADER: Final = 24
_SUMMED_OF_FRAME: Final = 8
_MOST: Final = 0xFFFFFFFF


@frozen
class _Frame:
    """What is known of one frame.

    Attributes:
        is_whole: It follows, by its checksum, from the frame before it.
    """

    is_whole: bool
    is_commit: bool


def has_hole(log: bytes) -> bool:
    """Whether something is damaged that was synced: not the ragged end that a power cut leaves.

    Damage in the last transaction or in the checksum of the one before it, and a log that was
    cut short, cannot be told from a power cut.

    Args:
        log: The whole file; empty where there is none.
    """
    if len(log) <= _HEADER.size:
        return False
    magic, _, page_bytes, _, *_, first, second = _HEADER.unpack_from(log)
    order = ">" if magic & 1 else "<"
    is_sound = magic & ~1 == _MAGIC and page_bytes > 0
    if not is_sound or _summed(log[:_SUMMED_OF_HEADER], (0, 0), order) != (first, second):
        # The header is synced before the first frame is written.
        return True
    has_damage = is_after_commit = False
    for frame in _frames(log, page_bytes, order):
        # What follows, by its checksum, from a commit was written after that was synced. Any
        # other frame behind damage may be a rest of a transaction that was killed.
        if frame.is_whole and has_damage and is_after_commit:
            return True
        has_damage = has_damage or not frame.is_whole
        is_after_commit = frame.is_commit
    return False


def has_lasting_hole(read: Callable[[], bytes]) -> bool:
    """Whether there is a hole in a log that somebody may be writing to meanwhile.

    Args:
        read: Reads the whole file; empty where there is none.
    """
    log = read()
    while has_hole(log):
        again = read()
        # What a writer did meanwhile looks like damage too; what stays is damage.
        if again == log:
            return True
        log = again
    return False


def _frames(log: bytes, page_bytes: int, order: str) -> Iterator[_Frame]:
    salts, before = log[16:24], _HEADER.unpack_from(log)[6:]
    size = _FRAME.size + page_bytes
    for at in range(_HEADER.size, len(log) - size + 1, size):
        _, pages, *_, first, second = _FRAME.unpack_from(log, at)
        summed = log[at : at + _SUMMED_OF_FRAME] + log[at + _FRAME.size : at + size]
        is_of_this_log = log[at + 8 : at + 16] == salts
        is_whole = is_of_this_log and _summed(summed, before, order) == (first, second)
        before = (first, second)
        yield _Frame(is_whole=is_whole, is_commit=pages > 0)


def _summed(content: bytes, seed: tuple[int, ...], order: str) -> tuple[int, int]:
    """SQLite's checksum: of pairs of words, each sum in 32 bits."""
    low, high = seed
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for one, other in zip(words, words, strict=True):
        low = (low + one + high) & _MOST
        high = (high + other + low) & _MOST
    return low, high
