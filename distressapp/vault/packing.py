"""What an entry says, small: payloads repeat each other, so they are kept packed in the file.

Packed is only what stands on the disk. Leaf and chain are made of the payload's own bytes, and
every reader gets exactly those back (docs/decisions/big-vault.md).
"""

import re
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from operator import sub
from typing import Final, TypeAlias

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
_MEMORY: Final = 8
"""Less of it is copied for each payload; what is packed stays as small."""
_NEAR: Final = (-14, 7)
"""The same two for what was put apart: its like stand at the end of the dictionary. A third is
copied, and what is packed grows by a hundredth; it is read as all else is."""
Apart: TypeAlias = tuple[bytes, bytes]
"""What is left of a payload whose times and answers were put aside, and the times as steps."""
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


def _pressed(text: bytes, bits: int = _BITS, memory: int = _MEMORY) -> bytes:
    press = _press(bits, memory).copy()
    return press.compress(text) + press.flush()


def _released(pressed: bytes) -> bytes:
    try:
        return zlib.decompressobj(_BITS, _words()).decompress(pressed)
    except zlib.error as error:
        raise damaged("vault.db") from error


_TIME: Final = re.compile(rb'"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)\+00:00"')
AT: Final = b'"\x02"'
"""Stands where a time stood: JSON has no such byte in a text."""
ANSWERS: Final = (b'"answers":', b',"is_help_reached"')
SAID: Final = b"\x03".join(ANSWERS)
_REVISION: Final = re.compile(rb'\{"answer":(.+?),"at":"\x02","key":("[^"]+")\}', re.DOTALL)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = 1_000_000
_MINUTE: Final = 60 * _SECOND
_SHORT: Final = 3
_LONG: Final = 8
_ESCAPE: Final = 0xFF
_ESCAPED: Final = bytes([_ESCAPE])
_MOST: Final = _ESCAPE << 16
_SECONDS: Final = 60
_TO_MINUTE: Final = len("2026-03-02T09:00:")
_TO_SECOND: Final = _TO_MINUTE + 2
ENDS: Final = b'+00:00"'
_SHAPE: Final = b'"0000-00-00T00:00:00.000000'
"""Of nearly every time, but for its end: the clock seldom stands at a whole second."""
_DIGITS: Final = bytes.maketrans(b"123456789", b"000000000")
_WHOLE_SECOND: Final = b".000000"
STAMP: Final = len(_SHAPE)
_SECOND_AT: Final = _TO_MINUTE + 1
_POINT_AT: Final = _TO_SECOND + 1
_MARKS: Final = b'"-T:.'
_ALL: Final = len("20260302090000000000")
"""Digits of a time; the last of them are its seconds."""
_FINE_AT: Final = len("202603020900")
_FINE: Final = _ALL - _FINE_AT
_FIFTY: Final = ord("5")
"""The first digit of the last seconds of a minute."""


def _without_times(payload: bytes) -> bytes | None:
    """Packed with its times as steps of microseconds, three bytes each; None where it has none.

    Times have no pattern, and take a quarter of what is packed when they are letters. Answers are
    left out where they are the last revision of each key. Both are left out only where the same
    bytes come back.
    """
    if b"\x02" in payload or b"\x03" in payload:
        return None
    try:
        text, times = _as_ever(payload) or _split(payload)
    except (ValueError, OverflowError):
        return None
    if len(times) <= _LONG:  # there is one at the most
        return None
    begin = text.find(ANSWERS[0]) + len(ANSWERS[0])
    end = text.find(ANSWERS[1], begin)
    short = text[:begin] + b"\x03" + text[end:]
    if end > begin and SAID in short and answers_in(short) == text[begin:end]:
        text = short
    return packed_apart((text, times))


def _with_times(kept: bytes) -> bytes:
    text, times = parted(kept)
    return whole(text, written(moments(times)))


def parted(kept: bytes) -> tuple[bytes, bytes]:
    """The text of what begins with `2`, and the times behind it.

    Raises:
        StoreDamagedError: It does not unpack.
    """
    reader = zlib.decompressobj(_BITS, _words())
    try:
        text = reader.decompress(kept[1:])
    except zlib.error as error:
        raise damaged("vault.db") from error
    if not reader.eof:
        raise damaged("vault.db")
    return text, reader.unused_data


def whole(text: bytes, times: list[bytes]) -> bytes:
    """The text with its answers and times.

    Raises:
        StoreDamagedError: There are more or fewer times than it has places for.
    """
    if SAID in text:
        text = text.replace(SAID, answers_in(text).join(ANSWERS), 1)
    parts = text.split(AT)
    if len(parts) != len(times) + 1:
        raise damaged("vault.db")
    found = [b""] * (2 * len(times) + 1)
    found[::2], found[1::2] = parts, times
    return b"".join(found)


def answers_in(text: bytes) -> bytes:
    """What the revisions say that was answered last, as it stands in the sitting."""
    return answers_of({key: answer for answer, key in _REVISION.findall(text)})


def answers_of(last: dict[bytes, bytes]) -> bytes:
    """The answers of a sitting as they stand in it, by what was last said to each key."""
    said = [key + b":" + last[key] for key in sorted(last) if last[key] != b"null"]
    return b"{%b}" % b",".join(said)


def _as_ever(payload: bytes) -> tuple[bytes, bytes] | None:
    """As `_split` does, sooner; None where a time is not as nearly all are."""
    *parts, end = payload.split(ENDS)
    steps = steps_of([each[-STAMP:] for each in parts])
    if steps is None:
        return None
    return AT.join([*(each[:-STAMP] for each in parts), end]), steps


def steps_of(stamps: list[bytes]) -> bytes | None:
    """The steps of times that stand like this, each but for its `ENDS`; None where one does not.

    Raises:
        ValueError: No calendar has one of them.
    """
    joined = b"".join(stamps)
    if joined.translate(_DIGITS) != _SHAPE * len(stamps) or _WHOLE_SECOND in joined:
        return None
    if max(joined[_SECOND_AT::STAMP], default=0) > _FIFTY:
        return None
    began = [each[1:_SECOND_AT] for each in stamps]
    minutes = {each: _minute(each) for each in set(began)}
    rest = joined.translate(None, _MARKS)
    micros = [int(rest[at : at + _FINE]) for at in range(_FINE_AT, len(rest), _ALL)]
    return _steps([minutes[each] + micro for each, micro in zip(began, micros, strict=True)])


def packed_apart(apart: Apart) -> bytes:
    """A payload as it stands in the file, of which times and answers were put aside."""
    text, steps = apart
    return bytes([_TIMED]) + _pressed(text, *_NEAR) + steps


def kept_from(apart: Apart | None) -> bytes:
    """The same; empty where nothing was put aside."""
    return b"" if apart is None else packed_apart(apart)


def _split(payload: bytes) -> tuple[bytes, bytes]:
    """The text without its times, and the steps from each to the next; no steps where it has none.

    Raises:
        ValueError: One is not as `datetime.isoformat` writes it.
    """
    texts = _TIME.split(payload)
    return AT.join(texts[::2]), _steps([_micros(each) for each in texts[1::2]])


def _micros(time: bytes) -> int:
    """Microseconds since 1970."""
    second, micro = int(time[_TO_MINUTE:_TO_SECOND]), int(time[_TO_SECOND + 1 :] or b"0")
    if second >= _SECONDS or (micro == 0) != (len(time) == _TO_SECOND):
        raise ValueError("no time as it is written here")
    return _minute(time[:_TO_MINUTE]) + second * _SECOND + micro


def _steps(times: list[int]) -> bytes:
    """From each time to the next: three bytes, or a long one."""
    steps = list(map(sub, times, [0, *times]))
    return b"".join(
        [
            step.to_bytes(_SHORT)
            if 0 <= step < _MOST
            else _ESCAPED + step.to_bytes(_LONG - 1, signed=True)
            for step in steps
        ]
    )


@lru_cache(maxsize=256)
def _minute(began: bytes) -> int:
    """Microseconds since 1970 of a time that has no seconds yet."""
    text = began.decode()
    moment = datetime.fromisoformat(f"{text}00+00:00")
    if moment.isoformat()[:_TO_MINUTE] != text:
        raise ValueError("no time as it is written here")
    return (moment - _EPOCH) // timedelta(minutes=1) * _MINUTE


def moments(steps: bytes) -> list[int]:
    """The times that stand as these steps, microseconds since 1970.

    Raises:
        StoreDamagedError: The last one is cut off.
    """
    at, now = 0, 0
    found: list[int] = []
    while at < len(steps):
        if steps[at] == _ESCAPE:
            now += int.from_bytes(steps[at + 1 : at + _LONG], signed=True)
            at += _LONG
            found.append(now)
            continue
        # All that follow until one is long, together.
        count = steps[at::_SHORT].find(_ESCAPE)
        part = steps[at:] if count < 0 else steps[at : at + _SHORT * count]
        for high, middle, low in zip(part[::3], part[1::3], part[2::3], strict=False):
            now += high << 16 | middle << 8 | low
            found.append(now)
        at += _SHORT * -(-len(part) // _SHORT)
    if at != len(steps):
        raise damaged("vault.db")
    return found


def written(moments: list[int]) -> list[bytes]:
    """These times as they stand in the text.

    Raises:
        StoreDamagedError: No calendar has one of them.
    """
    found: list[str] = []
    minute, so_far = -_MINUTE, ""
    for now in moments:
        if not 0 <= (rest := now - minute) < _MINUTE:
            minute = now - now % _MINUTE
            rest = now - minute
            try:
                so_far = (_EPOCH + timedelta(microseconds=minute)).isoformat()[:_TO_MINUTE]
            except OverflowError as error:
                raise damaged("vault.db") from error
        second, micro = divmod(rest, _SECOND)
        # As `datetime.isoformat` has it: nothing stands for no microseconds.
        fine = f".{micro:06}" if micro else ""
        found.append(f'"{so_far}{second:02}{fine}+00:00"')
    return "\n".join(found).encode().split(b"\n") if found else []


@cache
def _press(bits: int, memory: int) -> "zlib._Compress":
    # Made once and copied: to read the dictionary takes longer than to pack a payload.
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, bits, memory, zlib.Z_DEFAULT_STRATEGY, _words())


@cache
def _words() -> bytes:
    found = (resources() / "packing" / "1.txt").read_bytes()
    if sha256(found).hexdigest() != _SHA256:
        raise damaged("packing/1.txt")
    return found
