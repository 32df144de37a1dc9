"""The day's list from a file: read, its columns named once, looked through, then written.

Nothing in a cell is ever run: a formula is text. Nothing that staff wrote down is overwritten by
a list; what is empty is filled.
"""

import codecs
from collections.abc import Generator, Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

from distressapp.core.daylist import (
    Order,
    Part,
    Record,
    delimiter_of,
    guessed,
    order_of,
    records,
)
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json, parsed
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import lists

COLUMNS: Final = "list.columns"
MOST_BYTES: Final = 64 * 1024 * 1024
MOST_COLUMNS: Final = 200
_SAMPLES: Final = 200
_STEP: Final = 1000
"""Lines between two looks at the window."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""How a file may begin, how it is read then, and how that is called."""

Steps: TypeAlias = Generator[tuple[int, int], None, None]
"""Long work: how far it has come, and of how much; between two steps a window can move."""


class DayFileError(ExpectedError):
    """The file is no list that can be read; nothing was changed."""


@frozen
class Table:
    """The list as it stands in the file.

    Attributes:
        titles: Of the columns, each once.
        records: The lines below the titles.
        encoding: As it was read, in words for staff.
        delimiter: What parts the cells.
        digest: SHA-256 of the file, hexadecimal.
    """

    titles: tuple[str, ...]
    records: tuple[Record, ...]
    encoding: str
    delimiter: str
    digest: str

    def column(self, title: str) -> tuple[str, ...]:
        """The first cells of that column, to be shown or guessed from."""
        at = self.titles.index(title)
        return tuple(each.cells[at] for each in self.records[:_SAMPLES] if len(each.cells) > at)


@frozen
class Columns:
    """What the columns hold, as staff said once.

    Attributes:
        parts: Title to what stands below it; a column that is not named is not read.
        order: How dates are written that are not ISO.
    """

    parts: Mapping[str, Part] = field(default_factory=dict)
    order: Order = Order.DAY_FIRST

    @property
    def missing(self) -> tuple[Part, ...]:
        """What must be named and is not."""
        there = set(self.parts.values())
        is_named = Part.NAME in there or {Part.FAMILY, Part.GIVEN} <= there
        found = [] if Part.NUMBER in there else [Part.NUMBER]
        return (*found, *(() if is_named else (Part.NAME,)))


def read(path: Path) -> Table:
    """The list in that file, in one go.

    Raises:
        DayFileError: It cannot be read, is too large, holds no text, or no lines.
    """
    found: list[Table] = []
    for _step in reading(path, found):
        pass
    return found[0]


def reading(path: Path, into: list[Table]) -> Steps:
    """Read the list in that file, a thousand lines at a time.

    Args:
        into: The list is put there once all of it is read.

    Raises:
        DayFileError: It cannot be read, is too large, holds no text, or no lines.
    """
    return _parted(_content(path), into)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DayFileError(
            _("The file cannot be opened"),
            advice=_("See whether it is still there and who may read it, then choose it again."),
        ) from error
    if len(content) > MOST_BYTES:
        raise DayFileError(
            _("The file is larger than {most} MB, so it is not read").format(
                most=MOST_BYTES // 1024 // 1024
            ),
            advice=_("Export one day, or part it into smaller files."),
        )
    return content


def _parted(content: bytes, into: list[Table]) -> Steps:
    text, encoding = _decoded(content)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    delimiter = delimiter_of(text[:100_000])
    found: list[Record] = []
    for each in records(lines, delimiter):
        found.append(each)
        if len(found) % _STEP == 0:
            yield min(each.line, len(lines)), len(lines)
    if not found or not found[0].cells:
        raise _no_list()
    into.append(
        Table(
            titles=_titles(found[0].cells),
            records=tuple(found[1:]),
            encoding=encoding,
            delimiter=delimiter,
            digest=sha256(content).hexdigest(),
        )
    )
    yield len(lines), len(lines)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and how it was read.

    What is neither marked nor UTF-8 is read as Windows writes it in Western Europe: every byte
    means something there, so staff look at the names before anything is written.
    """
    for mark, name, words in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name), words
            except UnicodeDecodeError as error:
                raise _no_list() from error
    if b"\x00" in content:
        raise _no_list()
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _no_list() -> DayFileError:
    return DayFileError(
        _("The file holds no list that can be read"),
        advice=_("Export the list as CSV: a line of titles, then a line for each patient."),
    )


def _titles(cells: Sequence[str]) -> tuple[str, ...]:
    """The titles, each once: a column without one, or with one that stands twice, is numbered."""
    found: list[str] = []
    for at, each in enumerate(cells[:MOST_COLUMNS], start=1):
        title = each or _("Column {number}").format(number=at)
        found.append(title if title not in found else f"{title} ({at})")
    return tuple(found)


def columns_for(session: Session, table: Table) -> Columns:
    """The columns as they were named the last time, where they are the same; else a guess."""
    linked = lists.last_of(session.vault, [COLUMNS])
    if linked is not None and not linked.entry.is_erased:
        payload = parsed(linked.entry.payload)
        parts, order = payload["parts"], payload["order"]
        if isinstance(parts, dict) and set(parts) <= set(table.titles):
            known = {title: Part(str(each)) for title, each in parts.items()}
            return Columns(parts=known, order=Order(str(order)))
    parts = guessed(table.titles)
    dates = [
        cell
        for title, each in parts.items()
        if each in {Part.BORN, Part.DAY}
        for cell in table.column(title)
    ]
    return Columns(parts=parts, order=order_of(dates) or Order.DAY_FIRST)


def remember(house: House, session: Session, columns: Columns) -> None:
    """Keep what the columns hold, for the next list; what is kept already is not kept twice.

    Raises:
        NotAllowedError: The role does not import.
    """
    check_may(session, Act.REGISTER)
    payload: dict[str, Json] = {
        "parts": {title: part.value for title, part in columns.parts.items()},
        "order": columns.order.value,
    }
    linked = lists.last_of(session.vault, [COLUMNS])
    if linked is not None:
        before = parsed(linked.entry.payload)
        if {each: before.get(each) for each in payload} == payload:
            return
    member = session.member
    with session.vault.commit():
        append(
            house,
            session.vault,
            News(kind=COLUMNS, payload={**payload, "by": member.name, "member": member.id}),
        )
