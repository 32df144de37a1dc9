"""Where in a TOML file a key stands: good enough to send a person to the right line."""

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top of the file, `("scales", 1, "low")`."""

_HEADER: Final = re.compile(r'^\s*(\[\[?)\s*([\w."-]+)\s*\]')
_KEY: Final = re.compile(r'^\s*([\w"-]+)\s*=')


def lines_of(text: str) -> Mapping[Place, int]:
    """The first line of every table and key, counted from 1."""
    found: dict[Place, int] = {(): 1}
    last: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _table(header[2].replace('"', "").split("."), last, is_list=header[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1].strip('"')), number)
    return found


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of that place, or of the nearest table around it."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _table(names: list[str], last: dict[Place, int], *, is_list: bool) -> Place:
    """The place a header opens; `last` remembers how far each list has come."""
    place: Place = ()
    for depth, name in enumerate(names, start=1):
        place = (*place, name)
        if is_list and depth == len(names):
            last[place] = last.get(place, -1) + 1
        if place in last:
            place = (*place, last[place])
    return place
