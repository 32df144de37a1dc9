"""The order in which signs stand on a line: Unicode's bidirectional algorithm (UAX 9).

Left out are the controls that turn text round (embeddings, overrides), since none is ever
obeyed here: they are printed as what they are. Isolates are, around figures and names.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

LEFT_TO_RIGHT: Final = 0
RIGHT_TO_LEFT: Final = 1

LRI: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
FSI: Final = "\N{FIRST STRONG ISOLATE}"
PDI: Final = "\N{POP DIRECTIONAL ISOLATE}"
ISOLATES: Final = frozenset((LRI, FSI, PDI))

_BRACKETS: Final = "()[]{}\u27e8\u27e9\uff08\uff09\uff3b\uff3d\u3008\u3009\u300c\u300d\u3010\u3011"
_CLOSING: Final = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_PAIRS: Final = _BRACKETS + "<>\u00ab\u00bb\u2039\u203a\u2264\u2265"
_MIRRORED: Final[Mapping[str, str]] = {
    **dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)),
    **dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True)),
}
_STRONG: Final = {"L", "R"}
_AS_STRONG: Final[Mapping[str, str]] = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_NEUTRAL: Final = {"B", "S", "WS", "ON", "BN"}
_SPACES: Final = {"B", "S", "WS", "BN"}


def direction(text: str, *, otherwise: int = LEFT_TO_RIGHT) -> int:
    """The direction of the first letter that has one; what is isolated does not count."""
    depth = 0
    for each in text:
        if each in ISOLATES:
            depth = max(0, depth - 1) if each == PDI else depth + 1
        elif not depth and (kind := unicodedata.bidirectional(each)) in {"L", "R", "AL"}:
            return LEFT_TO_RIGHT if kind == "L" else RIGHT_TO_LEFT
    return otherwise


def runs_left(text: str) -> bool:
    """Whether anything in it is written from right to left."""
    # Most text of most pages is ASCII, of which nothing is: looked at as one.
    return not text.isascii() and any(
        unicodedata.bidirectional(each) in {"R", "AL", "AN"} for each in text
    )


def levels(text: str, base: int) -> list[int]:
    """The level of each character of a paragraph: even runs to the right, odd to the left.

    Args:
        base: The level of the paragraph; a deeper one inside an isolate.
    """
    found = [base] * len(text)
    outside: list[int] = []
    place = 0
    while place < len(text):
        outside.append(place)
        if text[place] in {LRI, FSI}:
            end = _end_of_isolate(text, place)
            inner = text[place + 1 : end]
            way = LEFT_TO_RIGHT if text[place] == LRI else direction(inner)
            deeper = base + 1 if (base + 1) % 2 == way else base + 2
            found[place + 1 : end] = levels(inner, deeper)
            place = end
        else:
            place += 1
    for at, level in zip(outside, _run([text[at] for at in outside], base), strict=True):
        found[at] = level
    return found


def placed(line: str, found: Sequence[int], base: int) -> list[int]:
    """The places of a line's characters from left to right.

    Args:
        found: The level of each; those of spaces at the end do not count.
    """
    count = [*found]
    for at in range(len(line) - 1, -1, -1):
        if unicodedata.bidirectional(line[at]) not in _SPACES and line[at] not in ISOLATES:
            break
        count[at] = base
    order = list(range(len(line)))
    for level in range(max(count, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and count[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def mirrored(sign: str) -> str:
    """The sign as it stands where text runs to the left: brackets open the other way."""
    return _MIRRORED.get(sign, sign)


def _end_of_isolate(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        if text[at] in ISOLATES:
            depth += -1 if text[at] == PDI else 1
            if not depth:
                return at
    return len(text)


def _run(signs: Sequence[str], base: int) -> list[int]:
    """The levels of what stands on one level, isolates being one sign each."""
    edge = "R" if base % 2 else "L"
    kinds = ["ON" if each in ISOLATES else _kind(each) for each in signs]
    _settle_accents(signs, kinds, edge)
    _settle_figures(kinds, edge)
    _settle_brackets(signs, kinds, edge)
    _settle_neutrals(kinds, edge)
    if base % 2:
        return [base if each == "R" else base + 1 for each in kinds]
    return [{"L": base, "R": base + 1}.get(each, base + 2) for each in kinds]


def _kind(sign: str) -> str:
    return unicodedata.bidirectional(sign) or "L"


def _settle_accents(signs: Sequence[str], kinds: list[str], edge: str) -> None:
    """W1."""
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = edge if not at else "ON" if signs[at - 1] in ISOLATES else kinds[at - 1]


def _settle_figures(kinds: list[str], edge: str) -> None:
    """W2 to W7: what becomes of numbers, and of the marks in and beside them."""
    for at, strong in _strong_before(kinds, edge, {"L", "R", "AL"}):
        if kinds[at] == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if each == "AL" else each for each in kinds]
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind, before) == ("ES", "EN") or _is_comma(kind, before)):
            kinds[at] = before
    for at, end in _stretches(kinds, {"ET"}):
        beside = kinds[max(at - 1, 0) : at] + kinds[end : end + 1]
        kinds[at:end] = ["EN" if "EN" in beside else "ON"] * (end - at)
    kinds[:] = ["ON" if each in {"ES", "CS"} else each for each in kinds]
    for at, strong in _strong_before(kinds, edge, _STRONG):
        if kinds[at] == "EN" and strong == "L":
            kinds[at] = "L"


def _is_comma(kind: str, number: str) -> bool:
    return kind == "CS" and number in {"EN", "AN"}


def _strong_before(kinds: Sequence[str], edge: str, strong: set[str]) -> Iterator[tuple[int, str]]:
    last = edge
    for at, kind in enumerate(kinds):
        yield at, last
        last = kind if kind in strong else last


def _settle_brackets(signs: Sequence[str], kinds: list[str], edge: str) -> None:
    """N0: two brackets that belong together look the same way."""
    for first, last in sorted(_bracketed(signs, kinds)):
        inside = {_AS_STRONG[each] for each in kinds[first + 1 : last] if each in _AS_STRONG}
        if not inside:
            continue
        before = (_AS_STRONG[each] for each in reversed(kinds[:first]) if each in _AS_STRONG)
        way = edge if edge in inside else next(before, edge)
        kinds[first] = kinds[last] = way


def _bracketed(signs: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    for at, each in enumerate(signs):
        if kinds[at] != "ON":
            continue
        if each in _CLOSING:
            waiting.append((_CLOSING[each], at))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == each:
                yield waiting[depth][1], at
                del waiting[depth:]
                break


def _settle_neutrals(kinds: list[str], edge: str) -> None:
    """N1 and N2: what stands between two of one direction goes with them."""
    for at, end in _stretches(kinds, _NEUTRAL):
        before = _AS_STRONG[kinds[at - 1]] if at else edge
        after = _AS_STRONG[kinds[end]] if end < len(kinds) else edge
        kinds[at:end] = [before if before == after else edge] * (end - at)


def _stretches(kinds: Sequence[str], wanted: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where each unbroken stretch of these kinds begins and ends."""
    sought, start = set(wanted), 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in sought:
            end += 1
        if end > start:
            yield start, end
        start = end + 1
