"""What entries of the journal say for the ledgers of follow-up, read once where that is enough."""

import json
from collections.abc import Collection, Iterable
from typing import Final

from sqlite_utils import Database

from distressapp.core.followup import Event
from distressapp.core.followup_record import KINDS, events, short
from distressapp.core.journal import Entry, parsed
from distressapp.core.record import SCHEMA, Payload
from distressapp.vault.packing import unpacked

MOST_HELD: Final = 200_000
"""Subjects that are held at once: each some 500 bytes."""

_KINDS: Final = frozenset(KINDS)
_SAID: Final = (
    "SELECT writer, number, at_ms, kind, schema, subject, payload FROM journal"
    " WHERE subject = ? AND leaf IS NULL"
)
"""Of every kind: a list of kinds here would be a table that SQLite makes, and wipes, each time."""


class Heard:
    """What was read of entries just now; of all others the journal is asked.

    Args:
        own: The chains that this vault wrote itself.
        is_all: It is told every entry of the journal, so that nobody need be asked of a subject
            that it holds.
        most: Subjects that it holds.
    """

    def __init__(
        self, own: Collection[str], *, is_all: bool = False, most: int = MOST_HELD
    ) -> None:
        self._own = own
        self._is_all = is_all
        self._most = most
        self._held: dict[str, dict[tuple[str, int], tuple[int, str, bytes]]] = {}
        self._left_out: set[str] = set()

    def hear(self, entry: Entry, content: bytes) -> None:
        """Hold what the entry says.

        Args:
            content: Of its payload what `short` leaves, as JSON: a collector of garbage walks
                through whatever is held as objects.
        """
        about = self._held.get(entry.subject)
        if about is None:
            if len(self._held) >= self._most or entry.subject in self._left_out:
                self._left_out.add(entry.subject)
                return
            about = self._held[entry.subject] = {}
        about[entry.writer, entry.number] = (entry.at_ms, entry.kind, content)

    def hear_again(self, entry: Entry, payload: Payload) -> None:
        """Hold what an entry says that was proven when it was written."""
        if entry.kind in _KINDS:
            self.hear(entry, json.dumps(short(entry, payload)).encode())

    def subjects(self) -> tuple[str, ...]:
        """Everybody of whom something was heard."""
        return (*self._held, *self._left_out)

    def about(self, db: Database, subjects: Iterable[str]) -> list[Event]:
        """Everything that was said of these, in no order."""
        found: list[Event] = []
        for subject in subjects:
            held = self._held.get(subject, {})
            if held and self._is_all:
                for (writer, number), (at_ms, kind, content) in held.items():
                    header = _header(writer, number, at_ms, kind, SCHEMA, subject)
                    found += self._events(header, json.loads(content))
            else:
                found += self._read(db, subject, held)
        return found

    def _read(
        self,
        db: Database,
        subject: str,
        held: dict[tuple[str, int], tuple[int, str, bytes]],
    ) -> list[Event]:
        found: list[Event] = []
        for *told, payload in db.conn.execute(_SAID, (subject,)).fetchall():
            header = _header(*told)
            if header.kind not in _KINDS:
                continue
            known = held.get((header.writer, header.number))
            if known is None:
                found += self._events(header, short(header, parsed(unpacked(payload))))
            else:
                found += self._events(header, json.loads(known[2]))
        return found

    def _events(self, header: Entry, content: Payload) -> tuple[Event, ...]:
        return events(header, content, is_own=header.writer in self._own)


def _header(  # noqa: PLR0913, PLR0917  (the columns of a row)
    writer: str, number: int, at_ms: int, kind: str, schema: int, subject: str
) -> Entry:
    return Entry(
        writer=writer,
        number=number,
        at_ms=at_ms,
        offset_min=0,
        kind=kind,
        schema=schema,
        subject=subject,
        salt=b"",
        payload=b"",
    )
