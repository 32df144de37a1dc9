"""Reading a QR code of version 1 as a scanner does, without its repair."""

from collections.abc import Iterator, Sequence
from typing import Final

SIDE: Final = 21
_ALPHANUMERIC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_FORMAT_MASK: Final = 0b101010000010010
_LEVEL_H: Final = 0b10


def read(modules: Sequence[Sequence[bool]]) -> str:
    """The text of a code at the highest level of repair, from its dark and light squares."""
    assert len(modules) == SIDE
    level, mask = _format(modules)
    assert level == _LEVEL_H
    bits = "".join(
        str(int(modules[row][column] ^ _is_masked(mask, row, column))) for row, column in _path()
    )
    assert bits[:4] == "0010", "alphanumeric"
    count = int(bits[4:13], 2)
    at, text = 13, ""
    while len(text) < count:
        if count - len(text) == 1:
            text += _ALPHANUMERIC[int(bits[at : at + 6], 2)]
            break
        first, second = divmod(int(bits[at : at + 11], 2), 45)
        text += _ALPHANUMERIC[first] + _ALPHANUMERIC[second]
        at += 11
    return text


def _format(modules: Sequence[Sequence[bool]]) -> tuple[int, int]:
    columns = (0, 1, 2, 3, 4, 5, 7, 8)
    first = [modules[8][column] for column in columns]
    rest = [modules[row][8] for row in (7, 5, 4, 3, 2, 1, 0)]
    number = int("".join(str(int(each)) for each in (*first, *rest)), 2) ^ _FORMAT_MASK
    return number >> 13, (number >> 10) & 0b111


def _is_masked(mask: int, row: int, column: int) -> bool:
    return (
        (row + column) % 2 == 0,
        row % 2 == 0,
        column % 3 == 0,
        (row + column) % 3 == 0,
        (row // 2 + column // 3) % 2 == 0,
        (row * column) % 2 + (row * column) % 3 == 0,
        ((row * column) % 2 + (row * column) % 3) % 2 == 0,
        ((row + column) % 2 + (row * column) % 3) % 2 == 0,
    )[mask]


def _path() -> Iterator[tuple[int, int]]:
    """The squares that hold data, in their order: up and down in pairs of columns."""
    is_up = True
    for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1):
        rows = range(SIDE - 1, -1, -1) if is_up else range(SIDE)
        for row in rows:
            for column in (right, right - 1):
                if not _is_fixed(row, column):
                    yield row, column
        is_up = not is_up


def _is_fixed(row: int, column: int) -> bool:
    corners = (row < 9 and column < 9) or (row < 9 and column > 12) or (row > 12 and column < 9)
    return corners or 6 in {row, column}
