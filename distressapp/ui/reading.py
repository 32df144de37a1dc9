"""What Listen reads of one screen: pieces in order, each from a recording or said by a voice.

Nothing here knows an answer. Where a question comes from what was marked before (the concerns
among which the patient chooses three), its pieces say so, and are kept for the patient's ears.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

from distressapp.core.frozen import frozen

R = TypeVar("R")


@frozen
class Piece:
    """One sentence or one option, as it is read.

    Attributes:
        words: What a voice says; empty for nothing.
        recorded: Instrument and key under which a pack may hold it recorded: `"hads/6"`,
            `"hads/6/0"`, `"hads/intro"`; empty for the program's own sentences.
        within: Another such key, of a recording that says this too where no piece within it
            has one of its own: a question recorded together with its options.
        is_needed: The question is not complete without it.
        tells: It shows what was marked before, so others must not hear it.
    """

    words: str
    recorded: str = ""
    within: str = ""
    is_needed: bool = True
    tells: bool = False


def keys(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """The recordings to look for, each once, in order."""
    return tuple(dict.fromkeys(each.recorded for each in pieces if each.recorded))


def script(
    pieces: tuple[Piece, ...],
    recordings: Mapping[str, R],
    *,
    has_voice: Callable[[], bool],
    is_private: bool,
) -> tuple[R | str, ...] | None:
    """What is played and what is said, in order.

    Each piece by itself: a speech service goes on with what it has, even when the program dies.

    Args:
        recordings: Those that can be played, by key.
        has_voice: Asked only where something is not recorded: to find a voice takes a while.
        is_private: Nobody but the patient hears it.

    Returns:
        Recordings and sentences; None where a needed piece is neither recorded nor can be said.
    """
    heard = [each for each in pieces if each.words.strip() and (is_private or not each.tells)]
    apart = {each.within for each in heard if each.recorded in recordings}
    said: list[R | str] = []
    for each in heard:
        if each.recorded in recordings:
            said.append(recordings[each.recorded])
        elif each.within in recordings and each.within not in apart:
            continue
        elif has_voice():
            said.append(_sentence(each.words))
        elif each.is_needed:
            return None
    return tuple(said) or None


def _sentence(words: str) -> str:
    """With a full stop where it has no end, so that a voice rests between two options."""
    words = words.strip()
    is_closed = unicodedata.category(words[-1]).startswith("P")
    return words if is_closed else f"{words}."
