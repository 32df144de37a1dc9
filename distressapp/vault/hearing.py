"""What entries of the journal say for the ledgers of follow-up, read once where that is enough."""

import json
import sys
from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.followup import Event
from distressapp.core.followup_record import KINDS, STOPPED, events, events_of_stop, short
from distressapp.core.journal import Entry, parsed
from distressapp.core.record import SCHEMA, Payload, flag_from
from distressapp.core.results import Flag
from distressapp.vault.packing import unpacked

MOST_HELD: Final = 1_000_000
"""Subjects that are held at once: each some 300 bytes."""

_MOST_FLAGS: Final = 2_000
"""Different ones: the same few come again and again."""
_LONGEST: Final = 500
"""Characters of one that is held for others."""
_KINDS: Final = frozenset(KINDS)
_NAMES: Final = ("rule", "trigger", "band", "because", "profile")
_FLAG: Final = itemgetter(*_NAMES)
_Held: TypeAlias = tuple[str, int, int, str, bytes | tuple[Flag, ...]]
"""Writer and number, when, of which kind, and what: of a stop its flags, else what `short` leaves,
as JSON. Flags are shared."""
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
        self._held: dict[str, _Held | list[_Held]] = {}
        self._left_out: set[str] = set()
        self._flags: dict[tuple[Any, ...], Flag] = {}

    def hear(self, entry: Entry, content: bytes | tuple[Flag, ...]) -> None:
        """Hold what the entry says.

        Args:
            content: Of a stop its flags; else of its payload what `short` leaves, as JSON.
        """
        # A row has words of its own; of few writers and kinds one each is enough.
        writer, kind = sys.intern(entry.writer), sys.intern(entry.kind)
        what = (writer, entry.number, entry.at_ms, kind, content)
        about = self._held.get(entry.subject)
        if isinstance(about, list):
            about.append(what)
        elif about is not None:
            self._held[entry.subject] = [about, what]
        elif len(self._held) < self._most and entry.subject not in self._left_out:
            self._held[entry.subject] = what  # of most there is one stop, and no list of one
        else:
            self._left_out.add(entry.subject)

    def hear_again(self, entry: Entry, payload: Payload) -> None:
        """Hold what an entry says that was proven when it was written."""
        if entry.kind == STOPPED:
            self.hear_stop_again(entry, payload)
        elif entry.kind in _KINDS:
            self.hear(entry, json.dumps(short(entry, payload)).encode())

    def hear_stop_again(self, entry: Entry, payload: Payload) -> tuple[Flag, ...]:
        """The same of a stop; its flags."""
        flags, _is_text = self.flags(short(entry, payload))
        self.hear(entry, flags)
        return flags

    def flags(self, content: Payload) -> tuple[tuple[Flag, ...], bool]:
        """The flags of a stop, and whether they are surely nothing but text that can be shown.

        Args:
            content: As `short` leaves it.
        """
        found, is_text = [], True
        for each in content["flags"]:
            known = self._known(each)
            is_text = is_text and known is not None and len(each) == len(_NAMES)
            found.append(flag_from(each) if known is None else known)
        return tuple(found), is_text

    def _known(self, said: Payload) -> Flag | None:
        """The flag, made once for all who have it; None where it has to be made for this one."""
        try:
            key = _FLAG(said)
            known = self._flags.get(key)
        except TypeError:
            return None
        if known is None and len(self._flags) < _MOST_FLAGS and _is_text(key):
            known = self._flags[key] = flag_from(said)
        return known

    def has(self, subject: str) -> bool:
        """Whether anything was heard of it, held or not."""
        return subject in self._held or subject in self._left_out

    def subjects(self) -> tuple[str, ...]:
        """Everybody of whom something was heard."""
        return (*self._held, *self._left_out)

    def about(self, db: Database, subjects: Iterable[str]) -> list[Event]:
        """Everything that was said of these, in no order."""
        found: list[Event] = []
        for subject in subjects:
            held = self._held.get(subject, [])
            about = held if isinstance(held, list) else [held]
            if about and self._is_all:
                for each in about:
                    found += self._held_events(subject, each)
            else:
                found += self._read(db, subject, {each[:2]: each for each in about})
        return found

    def _read(
        self,
        db: Database,
        subject: str,
        held: dict[tuple[str, int], _Held],
    ) -> list[Event]:
        found: list[Event] = []
        for *told, payload in db.conn.execute(_SAID, (subject,)).fetchall():
            place = (told[0], told[1])
            if place in held:
                found += self._held_events(subject, held[place])
            elif told[3] in _KINDS:
                header = _header(*told)
                found += self._events(header, short(header, parsed(unpacked(payload))))
        return found

    def _held_events(self, subject: str, held: _Held) -> tuple[Event, ...]:
        writer, number, at_ms, kind, content = held
        if isinstance(content, bytes):
            header = _header(writer, number, at_ms, kind, SCHEMA, subject)
            return self._events(header, json.loads(content))
        return events_of_stop(subject, content, writer=writer, number=number, at_ms=at_ms)

    def _events(self, header: Entry, content: Payload) -> tuple[Event, ...]:
        return events(header, content, is_own=header.writer in self._own)


def _is_text(key: tuple[Any, ...]) -> bool:
    *said, profile = key
    if profile is not None:
        said.append(profile)
    if not all(type(each) is str and len(each) <= _LONGEST for each in said):
        return False
    try:
        "".join(said).encode()
    except UnicodeEncodeError:
        return False
    return True


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
