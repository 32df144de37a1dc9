"""A digest of what stands in clear in each row, against a disk that fails.

What is sealed witnesses itself. A ticket word, a day and the bit that says a call sounds are read
with the vault shut, and a bit that flips there would change them without a word. The digest has no
key: it is no help against somebody who writes to the file, who makes another one.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final, TypeAlias

from distressapp.core.journal import Head
from distressapp.core.stores import damaged
from distressapp.letterbox.rows import Call, Urgency

Row: TypeAlias = tuple[Any, ...]
"""The columns of a table in their order: what is clear, then what is sealed, then the digest."""

CLEAR: Final[Mapping[str, tuple[str, ...]]] = {
    "head": ("one", "writer", "number", "chain"),
    "entry": ("writer", "number", "sitting", "ticket", "day", "key_id", "chain"),
    "sitting": ("sitting", "ticket", "day", "key_id"),
    "answer": ("sitting", "number"),
    "call": ("id", "ticket", "day", "urgent"),
    "ticket": ("day", "ticket"),
    "set_aside": ("reason", "sitting", "day", "key_id", "writer", "number", "chain"),
}
"""The clear columns of each table, the first ones it has."""

DIGEST_BYTES: Final = 8


def digested(table: str, row: Sequence[object]) -> Row:
    """The row as it is written: with the digest of its clear columns at its end."""
    return (*row, _digest(table, row))


def is_as_written(table: str, row: Sequence[object]) -> bool:
    """Whether the clear columns of that row, read whole, are what was written there."""
    return row[-1] == _digest(table, row[:-1])


def checked(table: str, rows: Iterable[Row], *, name: str) -> list[Row]:
    """The same rows.

    Args:
        name: Of the file.

    Raises:
        StoreDamagedError: One is not as it was written.
    """
    found = list(rows)
    if not all(is_as_written(table, row) for row in found):
        raise damaged(name)
    return found


def check_all(database: sqlite3.Connection, *, name: str, but: Collection[str] = ()) -> None:
    """Nothing where every row of every table, but for those, is as it was written.

    Raises:
        StoreDamagedError: One is not.
    """
    for table in (each for each in CLEAR if each not in but):
        checked(table, clear_rows(database, table), name=name)


def clear_rows(database: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The clear columns of a table, each row with its digest."""
    names = ", ".join(CLEAR[table])
    yield from database.execute(f"SELECT {names}, digest FROM {table}")  # noqa: S608  (names from the list above)


def call_from(row: Row) -> Call:
    """The call that stands there. One that is damaged sounds: it must not fall silent."""
    is_good = is_as_written("call", row)
    name, ticket, day, urgent, _ = row
    return Call(
        id=str(name),
        ticket=str(ticket),
        day=str(day),
        urgency=Urgency(urgent) if is_good else Urgency.SOUNDING,
    )


def head_in(database: sqlite3.Connection, *, name: str) -> Head:
    """How far the letterbox's own chain goes.

    Raises:
        StoreDamagedError: It cannot be told any more.
    """
    found = checked("head", clear_rows(database, "head"), name=name)
    if not found:
        raise damaged(name)
    _, writer, number, chain, _ = found[0]
    return Head(writer=writer, number=number, chain=chain)


def set_head(database: sqlite3.Connection, head: Head) -> None:
    """From here on the letterbox's own chain goes that far; inside `committing`."""
    row = digested("head", (1, head.writer, head.number, head.chain))
    database.execute("INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?, ?)", row)


def _digest(table: str, row: Sequence[object]) -> bytes:
    clear = row[: len(CLEAR[table])]
    content = b"".join([_marked(each) for each in clear])
    return blake2b(content, digest_size=DIGEST_BYTES, person=table.encode()).digest()


def _marked(value: object) -> bytes:
    """The value with its type and its length: no two rows give the same bytes."""
    # Not by `match`: some ten thousand are asked in a take-in.
    if isinstance(value, str):
        kind, content = b"t", value.encode("utf-8", "surrogatepass")
    elif isinstance(value, bytes):
        kind, content = b"b", value
    elif isinstance(value, int):
        kind, content = b"i", str(value).encode()
    else:  # nothing that is written here: only damage makes it
        kind, content = b"?", b""
    return kind + len(content).to_bytes(8, "big") + content
