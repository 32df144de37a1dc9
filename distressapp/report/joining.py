"""Arabic letters as they join: each in the shape that its neighbours ask for.

The shapes are characters of their own (Unicode, Arabic Presentation Forms), so that a font is
asked for them as for any other character. Nothing is put in order here, and nothing is left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from arabic_reshaper import ArabicReshaper

_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_JOINER: Final = ArabicReshaper(
    configuration={"delete_harakat": False, "support_ligatures": False, "support_zwj": False}
)
"""Letter for letter; the one pair that must melt together is done here, so that it is known
which letters stand behind it."""

_LAM: Final = {"\ufedf": 0, "\ufee0": 1}
"""Lam joined to what follows; the number says whether it is joined to what stands before."""
_ALEF: Final = {"\ufe82": 0xFEF5, "\ufe84": 0xFEF7, "\ufe88": 0xFEF9, "\ufe8e": 0xFEFB}
"""Alef joined to a lam, and the one sign for both."""


def joined(text: str) -> Iterator[tuple[str, str]]:
    """What is drawn, sign by sign in reading order, each with the letters it stands for."""
    shapes = str(_JOINER.reshape(text)) if _ARABIC.search(text) else text
    if len(shapes) != len(text):
        shapes = text
    place = 0
    while place < len(text):
        end = _end_of_pair(shapes, place)
        if end:
            sign = chr(_ALEF[shapes[end - 1]] + _LAM[shapes[place]])
            yield sign + shapes[place + 1 : end - 1], text[place:end]
            place = end
        else:
            yield shapes[place], text[place]
            place += 1


def _end_of_pair(shapes: str, place: int) -> int:
    """Where a lam with its alef ends, accents between them included; 0 where there is none."""
    if shapes[place] not in _LAM:
        return 0
    after = place + 1
    while after < len(shapes) and unicodedata.combining(shapes[after]):
        after += 1
    return after + 1 if after < len(shapes) and shapes[after] in _ALEF else 0
