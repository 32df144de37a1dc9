"""Where a Chinese sentence is parted: it has no blanks, so it is parted behind its signs.

Any two characters may stand on two lines, and the middle of a word is nowhere marked. A line
that ends with a comma or a full stop parts no word.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QTextBoundaryFinder

_ENDS: Final = frozenset({"Po", "Pe", "Pf"})
"""What Unicode calls a comma, a full stop and what closes a bracket or a quotation."""

_PARTED: Final = 0.35
"""What a line that ends inside a phrase costs, beside the square of its empty share."""


def are_wide(text: str) -> bool:
    """Whether any of it is Chinese."""
    return any(unicodedata.east_asian_width(each) == "W" for each in text)


@lru_cache(maxsize=512)
def unbroken(text: str) -> tuple[str, ...]:
    """The parts of a text that stand in one line each, whatever the width, in their order."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    found, start = [], 0
    while (end := finder.toNextBoundary()) >= 0:
        found.append(text[start:end])
        start = end
    return tuple(found)


def lines(parts: Sequence[str], widths: Sequence[float], room: float, most: int) -> list[str]:
    """The parts put together to lines that part as few phrases as can be.

    Args:
        widths: Of each part, in the unit of `room`.
        most: How many lines there may be.

    Returns:
        The lines; none where the parts do not stand in so many.
    """
    best: dict[tuple[int, int], tuple[float, list[str]]] = {(0, 0): (0.0, [])}
    for end in range(1, len(parts) + 1):
        for start in range(end - 1, -1, -1):
            empty = room - sum(widths[start:end])
            if empty < 0:
                break
            line = "".join(parts[start:end])
            cost = (empty / room) ** 2 + _cost_of_end(line, is_last=end == len(parts))
            for count in range(most):
                before = best.get((start, count))
                if before is None:
                    continue
                found = best.get((end, count + 1))
                if found is None or before[0] + cost < found[0]:
                    best[end, count + 1] = before[0] + cost, [*before[1], line]
    whole = [best[len(parts), count] for count in range(1, most + 1) if (len(parts), count) in best]
    return min(whole, default=(0.0, []))[1]


def _cost_of_end(line: str, *, is_last: bool) -> float:
    is_whole = is_last or unicodedata.category(line.rstrip()[-1:] or ".") in _ENDS
    return 0.0 if is_whole else _PARTED
