"""What a stop says for the lists, read from its packed payload without its revisions.

They are half of what a sitting says, and no list is made from them: to make a million lists again
takes half as long without.
"""

import json
from typing import Any, Final

from distressapp.core.journal import nests_little
from distressapp.vault.packing import (
    ANSWERS,
    AT,
    SAID,
    answers_in,
    moments,
    parted,
    unpacked,
    whole,
    written,
)

_BEGINS: Final = b'"revisions":['
_ENDS: Final = b'],"shown":['
_HERE: Final = "\x7f"
"""Stands where the revisions stood, to see that it was there and nowhere else."""
_LEFT_OUT: Final = b'"revisions":"\x7f","shown":['
_UNSURE: Final = (b"\\", b"\x7f")
"""Where one of these is in a text, everything is read."""


def brief(kept: bytes) -> dict[str, Any]:
    """What the payload of a stop says, but for its revisions; they are none, or all.

    Where nobody wrote a word of their own, the answers too may be none.

    Raises:
        StoreDamagedError: It does not unpack.
        ValueError: It is no JSON.
    """
    if kept[:1] != b"\x02":
        return _read(unpacked(kept))
    text, times = parted(kept)
    found = _without_revisions(text, moments(times))
    return _read(unpacked(kept)) if found is None else found


def _without_revisions(text: bytes, at: list[int]) -> dict[str, Any] | None:
    """None where it is not sure that what is cut out is what the sitting has as its revisions."""
    before, _begins, rest = text.partition(_BEGINS)
    within, ends, behind = rest.partition(_ENDS)
    # Without a backslash each quote begins or ends a text: so that name can only be a key, and
    # what is nested evenly within ends where its list does.
    if not ends or any(each in text for each in _UNSURE) or not nests_little(b"[%b]" % within):
        return None
    if SAID in before:
        said = answers_in(text) if b'"written"' in text else b"{}"
        before = before.replace(SAID, said.join(ANSWERS), 1)
    first = before.count(AT)
    last = first + within.count(AT)
    times = written([*at[:first], *at[last:]])
    return _proven(whole(before + _LEFT_OUT + behind, times))


def _proven(text: bytes) -> dict[str, Any] | None:
    try:
        found = _read(text)
        if found["sitting"]["revisions"] != _HERE:
            return None
    except (ValueError, LookupError, TypeError):
        return None
    found["sitting"]["revisions"] = []
    return found


def _read(payload: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(payload.decode("utf-8", "surrogatepass"))
    return found
