"""A stop as nearly every one comes in: read, and made ready to be packed, at once.

Its answers and revisions are more than half of it, and the same few hundred pieces again and again.
Each piece is proven once, the rest is read as ever. Where anything is otherwise, `parsed` and
`packed` do it: what comes out is the same.
"""

import json
import re
from typing import Any, Final

from distressapp.core.followup_record import STOPPED
from distressapp.core.frozen import frozen
from distressapp.core.journal import ChainError, Entry, parsed
from distressapp.core.record import Payload
from distressapp.vault.packing import (
    ANSWERS,
    AT,
    ENDS,
    SAID,
    STAMP,
    Apart,
    answers_of,
    kept_from,
    steps_of,
)

MOST_PIECES: Final = 5_000
"""That are held; each has some hundred bytes."""
_UNSURE: Final = (b"\\", b"\x02", b"\x03", b"\x7f")
"""Where one of these is in a payload, it is read as ever."""
_WRITTEN: Final = b'"written"'
_REVISED: Final = b'"revisions":['
_SHOWN: Final = b'],"shown":['
_KEY: Final = b',"key":'
_NEXT: Final = ENDS + _KEY
_ANSWER: Final = b'{"answer":'
_HERE: Final = "\x7f"
"""Stands where something was cut out, to see that it stood there and nowhere else."""
_CUT_ANSWERS: Final = b'"\x7f"'.join(ANSWERS)
_CUT_REVISIONS: Final = b'"revisions":"\x7f","shown":['
_ID: Final = rb'"[A-Za-z0-9_./-]{1,100}"'
_WHOLE: Final = rb"(?:0|-?[1-9][0-9]{0,5})"
_SIMPLE: Final = rb'null|\{"declined":true\}|\{"chosen":\[%b,%b\]\}|\{"picked":\[%b(?:,%b)*\]\}' % (
    _WHOLE,
    _WHOLE,
    _ID,
    _ID,
)
_OWN_WORDS: Final = rb'\{"language":%b,"written":"[ !#-*,-\[\]-~]{0,2000}"\}' % _ID
_BEGIN: Final = re.compile(rb'(?:(%b)\},)?\{"answer":(%b|%b),"at":' % (_ID, _SIMPLE, _OWN_WORDS))
_END: Final = re.compile(rb"(%b)\}" % _ID)


@frozen(repr=False)
class ReadStop:
    """What was posted and read.

    Attributes:
        payload: What it says. Where it is packed, but for its revisions, and for its answers where
            none is in the patient's own words: `core.readable.check` would take them.
        apart: All of it, ready to be packed; None where `packed` has to look at it.
    """

    payload: Payload
    apart: Apart | None = None

    @property
    def kept(self) -> bytes:
        """All of it as it stands in the file, see `packing`; empty where it is not apart."""
        return kept_from(self.apart)


class StopReader:
    """Reads stops, and knows the pieces that it has proven; for one take-in."""

    def __init__(self) -> None:
        self._pieces: dict[bytes, tuple[bytes, bytes]] = {}

    def either(self, entry: Entry) -> ReadStop:
        """What the entry says, read at once or as ever.

        Raises:
            ChainError: As `parsed`.
        """
        found = self.read(entry.payload) if entry.kind == STOPPED else None
        return ReadStop(payload=parsed(entry.payload)) if found is None else found

    def read(self, payload: bytes) -> ReadStop | None:
        """The stop; None where it has to be read as ever."""
        if any(each in payload for each in _UNSURE):
            return None
        before, _mark, rest = payload.partition(ANSWERS[0])
        said, _mark, rest = rest.partition(ANSWERS[1])
        between, _mark, rest = rest.partition(_REVISED)
        revised, shown, behind = rest.partition(_SHOWN)
        others = (before, between, behind)
        if not shown or any(_ANSWER in each for each in others) or ENDS in before + between:
            return None
        *parts, last = revised.split(_NEXT)
        texts = [each[:-STAMP] for each in parts]
        if self._answers(texts, last) != said:
            return None
        *tails, end = behind.split(ENDS)
        try:
            steps = steps_of([each[-STAMP:] for each in (*parts, *tails)])
        except (ValueError, OverflowError):
            return None
        found = None if steps is None else _without(before, between, behind)
        if steps is None or found is None:
            return None
        if _WRITTEN in said:
            found["sitting"]["answers"] = json.loads(said)
        text = b"".join(
            (
                *(before, SAID, between, _REVISED, (AT + _KEY).join([*texts, last]), _SHOWN),
                AT.join([*(each[:-STAMP] for each in tails), end]),
            )
        )
        return ReadStop(payload=found, apart=(text, steps))

    def _answers(self, texts: list[bytes], last: bytes) -> bytes | None:
        """The answers that these revisions leave; None where one is not as nearly all are."""
        found = [self._pieces.get(each) or self._proven(each) for each in texts]
        end = _END.fullmatch(last)
        if None in found or end is None:
            return None
        first, *keys = [each[0] for each in found if each is not None]
        if first or not all(keys):
            return None
        answers = [each[1] for each in found if each is not None]
        return answers_of(dict(zip([*keys, end[1]], answers, strict=True)))

    def _proven(self, text: bytes) -> tuple[bytes, bytes] | None:
        """The key that ends there, and the answer that begins."""
        match = _BEGIN.fullmatch(text)
        if match is None:
            return None
        found = (match[1] or b"", match[2])
        if len(self._pieces) < MOST_PIECES and _WRITTEN not in text:
            self._pieces[text] = found
        return found


def _without(before: bytes, between: bytes, behind: bytes) -> dict[str, Any] | None:
    """What is left of the payload; None where what was cut out is not where it has to be.

    No other text there is like the two that stand for what was cut out. Where both are found in
    their places, the payload is what is left with the answers and revisions in theirs.
    """
    try:
        found: dict[str, Any] = parsed(
            b"".join((before, _CUT_ANSWERS, between, _CUT_REVISIONS, behind))
        )
    except ChainError:
        return None
    sitting = found.get("sitting")
    if not isinstance(sitting, dict) or found.get("member") or found.get("by"):
        return None  # staff wrote it
    if sitting.get("answers") != _HERE or sitting.get("revisions") != _HERE:
        return None
    sitting["answers"], sitting["revisions"] = {}, []
    return found
