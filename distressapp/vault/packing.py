"""What an entry says, small: payloads repeat each other, so they are kept packed in the file.

Packed is only what stands on the disk. Leaf and chain are made of the payload's own bytes, and
every reader gets exactly those back (docs/decisions/big-vault.md).
"""

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Final

from distressapp.core.stores import damaged
from distressapp.paths import resources

_PLAIN: Final = 0
"""Begins a payload that is kept as it is, though its first byte would say otherwise."""
_PACKED: Final = 1
"""Begins what was packed with the first dictionary; a better one gets a number of its own."""
_TIMED: Final = 2
"""Begins what was packed in the same way once its times, and answers said twice, were put aside."""
_LEVEL: Final = 6
_BITS: Final = -15
_MEMORY: Final = 9
_SHA256: Final = "6af78aaf76a85ff40a28ede5dddef07a912f80165e2ea059c49d18b0ea8653af"
"""Of the dictionary: with another one nothing could be read, so it never changes."""


def packed(payload: bytes) -> bytes:
    """The payload as it stands in the file; an empty one, that was erased, stays empty."""
    if not payload:
        return payload
    found = _without_times(payload) or bytes([_PACKED]) + _pressed(payload)
    if len(found) < len(payload):
        return found
    is_marked = payload[:1] in {b"\x00", b"\x01", b"\x02"}
    return bytes([_PLAIN]) + payload if is_marked else payload


def unpacked(kept: bytes) -> bytes:
    """The payload's own bytes; also of one that an older program kept as it was.

    Raises:
        StoreDamagedError: It does not unpack.
    """
    first = kept[:1]
    if first == b"\x01":
        return _released(kept[1:])
    if first == b"\x02":
        return _with_times(kept)
    return kept[1:] if first == b"\x00" else kept


def _pressed(text: bytes) -> bytes:
    press = _press().copy()
    return press.compress(text) + press.flush()


def _released(pressed: bytes) -> bytes:
    try:
        return zlib.decompressobj(_BITS, _words()).decompress(pressed)
    except zlib.error as error:
        raise damaged("vault.db") from error


_TIME: Final = re.compile(rb'"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?\+00:00)"')
_AT: Final = b'"\x02"'
"""Stands where a time stood: JSON has no such byte in a text."""
_SAID: Final = b'"answers":\x03,"is_help_reached"'
_ANSWERS: Final = re.compile(rb'"answers":(\{.*?\}),"is_help_reached"', re.DOTALL)
_REVISION: Final = re.compile(rb'\{"answer":(.+?),"at":"\x02","key":("[^"]+")\}', re.DOTALL)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_SHORT: Final = 3
_LONG: Final = 8
_ESCAPE: Final = 0xFF
_MOST: Final = _ESCAPE << 16
_MANY: Final = 256


def _without_times(payload: bytes) -> bytes | None:
    """Packed with its times as steps of microseconds, three bytes each; None where it has none.

    Times have no pattern, and take a quarter of what is packed when they are letters. Answers are
    left out where they are the last revision of each key. Nothing is believed: it is put together
    again, and where one byte is another, it is not packed in this way.
    """
    texts = _TIME.split(payload)
    count = len(texts) // 2
    if not 1 < count < _MANY or b"\x02" in payload or b"\x03" in payload:
        return None
    text = _AT.join(texts[::2])
    said = _ANSWERS.search(text)
    if said is not None and said[1] == _answers(text):
        text = text[: said.start()] + _SAID + text[said.end() :]
    try:
        kept = bytes([_TIMED, count]) + b"".join(_steps(texts[1::2]))
        times, _end = _times(kept)
        return kept + _pressed(text) if _whole(text, times) == payload else None
    except (ValueError, OverflowError):
        return None


def _with_times(kept: bytes) -> bytes:
    try:
        times, end = _times(kept)
        return _whole(_released(kept[end:]), times)
    except (LookupError, ValueError, OverflowError) as error:
        raise damaged("vault.db") from error


def _whole(text: bytes, times: list[bytes]) -> bytes:
    """The text with its answers and times."""
    if _SAID in text:
        text = text.replace(_SAID, b'"answers":' + _answers(text) + b',"is_help_reached"', 1)
    found = [b""] * (2 * len(times) + 1)
    found[::2], found[1::2] = text.split(_AT), times
    return b"".join(found)


def _answers(text: bytes) -> bytes:
    """What the revisions say that was answered last, as it stands in the sitting."""
    last = {key: answer for answer, key in _REVISION.findall(text)}
    return b"{%b}" % b",".join(
        b"%b:%b" % each for each in sorted(last.items()) if each[1] != b"null"
    )


def _steps(times: list[bytes]) -> Iterator[bytes]:
    before = 0
    for each in times:
        moment = datetime.fromisoformat(each.decode())
        at = int(moment.timestamp()) * _SECOND + moment.microsecond
        step, before = at - before, at
        if 0 <= step < _MOST:
            yield step.to_bytes(_SHORT)
        else:
            yield bytes([_ESCAPE]) + step.to_bytes(_LONG - 1, signed=True)


def _times(kept: bytes) -> tuple[list[bytes], int]:
    """The times, as they stand in the text, and where what was pressed begins."""
    found: list[str] = []
    at, now, minute, so_far = 2, 0, -_MINUTE, ""
    for _nth in range(kept[1]):
        if kept[at] == _ESCAPE:
            now += int.from_bytes(kept[at + 1 : at + _LONG], signed=True)
            at += _LONG
        else:
            now += int.from_bytes(kept[at : at + _SHORT])
            at += _SHORT
        if not 0 <= (rest := now - minute) < _MINUTE:
            minute = now - now % _MINUTE
            rest = now - minute
            so_far = (_EPOCH + timedelta(microseconds=minute)).isoformat()[:17]
        second, micro = divmod(rest, _SECOND)
        # As `datetime.isoformat` has it: nothing stands for no microseconds.
        fine = f".{micro:06}" if micro else ""
        found.append(f'"{so_far}{second:02}{fine}+00:00"')
    return "\n".join(found).encode().split(b"\n"), at


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
