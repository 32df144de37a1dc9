"""The day's list as another program wrote it: its lines, its columns, its dates and its traps."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.names import folded

DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_LINES: Final = 5
"""Lines of one record; a quotation mark that is not closed sooner was never meant to be opened."""
_MOST_LETTERS: Final = 100_000
"""Of one record; the reader of the standard library stops a little above."""
_SHORTENED: Final = re.compile(r"[0-9]+[.,]?[0-9]*[eE]\+[0-9]+")
_TO_ITS_END: Final = re.compile(r'[^"]*(?:""[^"]*)*"(?!")')
"""Of a cell in quotation marks, from behind the first of them; a doubled one is a letter."""
_WRAPPED: Final = re.compile(r'=\s*"([^"]*)"')


class Part(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    BORN = "born"
    DAY = "day"
    TIME = "time"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    PHONE = "phone"
    NOTE = "note"


class Order(StrEnum):
    """How dates are written where they are not written as ISO 8601."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class DayListError(ValueError):
    """A cell does not read as what its column holds."""


@frozen
class Record:
    """One line of the list.

    Attributes:
        line: Counted from 1, as an editor counts.
        cells: Empty where a quotation mark is not closed.
    """

    line: int
    cells: tuple[str, ...]


_KNOWN: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.NUMBER: ("mrn", "record number", "medical record number", "patient id", "patient number",
                  "hospital number", "id", "nhs number", "number", "chart number"),
    Part.NAME: ("name", "patient name", "patient", "full name"),
    Part.FAMILY: ("last name", "surname", "family name", "lastname"),
    Part.GIVEN: ("first name", "given name", "forename", "firstname", "first names"),
    Part.BORN: ("dob", "date of birth", "birth date", "birthdate", "born", "birthday"),
    Part.DAY: ("date", "day", "appointment date", "visit date"),
    Part.TIME: ("time", "start", "appointment time", "start time", "at", "appointment"),
    Part.LANGUAGE: ("language", "preferred language", "lang"),
    Part.INTERPRETER: ("interpreter", "interpreter needed", "interpreter language"),
    Part.PHONE: ("phone", "telephone", "mobile", "phone number", "tel"),
    Part.NOTE: ("note", "notes", "comment", "reason"),
}  # fmt: skip


def delimiter_of(text: str) -> str:
    """What parts the cells: what the first line with anything in it has most of, outside quotes."""
    first = next((each for each in text.splitlines() if each.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The lines of the list as cells; empty ones are left out.

    A cell in quotation marks may hold a few new lines; a mark that is not closed spoils its own
    line and no other.
    """
    held: list[str] = []
    first = 0
    for number, line in enumerate(lines, start=1):
        held.append(line.replace("\r", " ").replace("\n", " "))
        first = first or number
        if _is_open("\n".join(held), delimiter) and len(held) < _MOST_LINES:
            continue
        yield from _closed(held, first, delimiter)
        held, first = [], 0
    yield from _closed(held, first, delimiter)


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a cell that begins with a quotation mark has no end; elsewhere a mark is a letter."""
    at: int | None = 0 if '"' in text else None
    while at is not None:
        while text.startswith(" ", at):
            at += 1
        if text.startswith('"', at):
            cell = _TO_ITS_END.match(text, at + 1)
            if cell is None:
                return True
            at = cell.end()
        following = text.find(delimiter, at)
        at = following + 1 if following >= 0 else None
    return False


def _closed(held: Sequence[str], first: int, delimiter: str) -> Iterator[Record]:
    joined = "\n".join(held)
    if _is_open(joined, delimiter):
        yield Record(line=first, cells=())
        yield from (
            Record(line=first + at + 1, cells=each.cells)
            for at, line in enumerate(held[1:])
            for each in _closed([line], 0, delimiter)
        )
        return
    if not joined.strip():
        return
    if len(joined) > _MOST_LETTERS:
        yield Record(line=first, cells=())
        return
    cells = next(csv.reader([joined], delimiter=delimiter, skipinitialspace=True), [])
    found = tuple(plain(each) for each in cells)
    if any(found):
        yield Record(line=first, cells=found)


def plain(cell: str) -> str:
    """The text that is meant: blanks at the ends go, and what a spreadsheet wraps text in."""
    text = cell.strip()
    wrapped = _WRAPPED.fullmatch(text)
    return wrapped.group(1).strip() if wrapped else text.removeprefix("'")


def guessed(titles: Sequence[str]) -> dict[str, Part]:
    """Which column holds what, as far as its title says it; each part once."""
    found: dict[str, Part] = {}
    for part, known in _KNOWN.items():
        spelt = {folded(each): each for each in reversed(titles) if each not in found}
        title = next((spelt[each] for each in known if each in spelt), None)
        if title is not None:
            found[title] = part
    if {Part.FAMILY, Part.GIVEN} <= set(found.values()):
        found = {title: part for title, part in found.items() if part is not Part.NAME}
    return found


def order_of(dates: Iterable[str]) -> Order | None:
    """How these dates are written, where one of them shows it; None where none does."""
    for each in dates:
        figures = _figures(each)
        if figures is None or len(figures[0]) > _SHORT:
            continue
        first, second = int(figures[0]), int(figures[1])
        if first > _MONTHS >= second:
            return Order.DAY_FIRST
        if second > _MONTHS >= first:
            return Order.MONTH_FIRST
    return None


_MONTHS: Final = 12
_SHORT: Final = 2
_YEAR: Final = 4


def day_of(text: str, order: Order) -> date:
    """The day that is written; a time behind it does not count.

    Raises:
        DayListError: It is none, or its year has two figures and so could be two years.
    """
    words = text.split("T", maxsplit=1)[0].split()
    figures = _figures(words[0]) if words else None
    if figures is None:
        raise DayListError(text)
    if len(figures[0]) == _YEAR:
        parts = figures
    elif len(figures[2]) == _YEAR:
        first, second, year = figures
        parts = [year, second, first] if order is Order.DAY_FIRST else [year, first, second]
    else:
        raise DayListError(text)
    try:
        return date(*(int(each) for each in parts))
    except ValueError as error:
        raise DayListError(text) from error


def _figures(text: str) -> list[str] | None:
    """Three numbers, as text; None where it has another shape."""
    whole = text.strip()
    if re.fullmatch(r"[0-9]{8}", whole):
        return [whole[:4], whole[4:6], whole[6:]]
    found = re.fullmatch(r"([0-9]{1,4})[-./]([0-9]{1,2})[-./]([0-9]{1,4})\.?.*", whole)
    return None if found is None else list(found.groups())


def time_of(text: str) -> time | None:
    """The time that is written, `9:05`, `09.05`, `0905`, `9:05 pm`; None where nothing is.

    Raises:
        DayListError: It is none.
    """
    said = text.strip().casefold().replace(".", ":")
    if not said:
        return None
    found = re.fullmatch(
        r"(?:.*[t ])?([0-9]{1,2}):?([0-9]{2})(?::[0-9]{2}(?::[0-9]+)?)?\s*([ap]):?m?:?", said
    )
    found = found or re.fullmatch(r"(?:.*[t ])?([0-9]{1,2}):?([0-9]{2})(?::[0-9]{2})?()z?", said)
    if found is None:
        raise DayListError(text)
    hour, minute, half = int(found.group(1)), int(found.group(2)), found.group(3)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise DayListError(text) from error


def is_spoilt(number: str) -> bool:
    """Whether a spreadsheet shortened that number, or a formula stands in its place."""
    return _SHORTENED.fullmatch(number) is not None or number.startswith("=")
