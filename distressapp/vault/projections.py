"""Tables that follow from the journal, made so that lists are fast."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.instrument import Band
from distressapp.core.journal import Entry, parsed
from distressapp.core.readable import check
from distressapp.core.record import Payload
from distressapp.core.results import Flag, Trigger
from distressapp.core.stopped import stopped
from distressapp.settings import SettingsError, from_table, hash_of
from distressapp.vault import (
    backed,
    cases,
    opening,
    papers,
    patients,
    printed,
    staffing,
    tally,
    visits,
)
from distressapp.vault.brief import brief
from distressapp.vault.flagging import (
    bands_of,
    flags_of,
    flags_said,
    keep,
    raise_flags,
    raised,
    withdraw,
    worst_of,
)
from distressapp.vault.gaps import own_writers
from distressapp.vault.hearing import Heard
from distressapp.vault.packing import unpacked
from distressapp.vault.roomy import roomy
from distressapp.vault.schema import PROJECTIONS
from distressapp.vault.slim import shortened
from distressapp.vault.uncollected import uncollected

Project: TypeAlias = Callable[[Database, Entry, Payload], None]
Row: TypeAlias = Mapping[str, Any]

_EPOCH: Final = date(1970, 1, 1)
_DAY_MIN: Final = 24 * 60


_STOPPED: Final = "sitting.stopped"
_AT_ONCE: Final = 500
_JOURNAL: Final = (
    "SELECT rowid, writer, number, at_ms, offset_min, kind, schema, subject, payload, leaf"
    " FROM journal WHERE rowid > ? ORDER BY rowid LIMIT +?"
)


def project(
    db: Database,
    entry: Entry,
    payload: Payload | None = None,
    *,
    batch: cases.Batch | None = None,
) -> None:
    """Bring the tables up to that entry; an erased one, or a kind without a table, changes none.

    Args:
        payload: As `parsed` reads it; None where nobody has read it yet.
        batch: What folds the cases at its end; None to fold them at once.
    """
    acts = _PROJECT.get(entry.kind, ())
    if acts and not entry.is_erased:
        found = parsed(entry.payload) if payload is None else payload
        for act in acts:
            if batch is not None and act is cases.take:
                batch.take(entry, found)
            else:
                act(db, entry, found)


def again(db: Database) -> None:
    """Make every projection again from the journal, in the order it was written.

    What was taken in once is what it says: it is not proven a second time. Cases are folded at
    the end, once for each person, from everything that was said by then.
    """
    with roomy(db), uncollected():
        tally.stop(db)
        empty(db)
        heard = Heard(own_writers(db), is_all=True)
        first: list[Row] = []
        for place, entry, payload in _written(db):
            if entry.kind == _STOPPED and not heard.has(entry.subject):
                flags = heard.hear_stop_again(entry, payload)
                first.append(stop_row(db, entry, payload, flags=flags, place=place))
            else:
                _insert(db, first)  # what comes now may look at any of them
                for act in _AGAIN[entry.kind]:
                    act(db, entry, payload)
                heard.hear_again(entry, payload)
            if len(first) == _AT_ONCE:
                _insert(db, first)
        _insert(db, first)
        cases.fold_all(db, heard)
        tally.count(db)


def _insert(db: Database, first: list[Row]) -> None:
    """Write these stops of sittings that were not heard of before, and let go of them."""
    db.conn.executemany(_FIRST, first)
    first.clear()


def _written(db: Database) -> Iterator[tuple[int, Entry, Payload]]:
    """The entries that a table knows, in their order: their rows, themselves and their payloads.

    Some hundred at a time: a big journal fits into no memory. Of a stop its revisions are left
    out, and the bytes of its payload.
    """
    after = 0
    while rows := db.conn.execute(_JOURNAL, (after, _AT_ONCE)).fetchall():
        after = rows[-1][0]
        for row, writer, number, at_ms, offset, kind, schema, subject, kept, leaf in rows:
            if kind not in _AGAIN or leaf is not None:
                continue
            payload, read = (b"", brief(kept)) if kind == _STOPPED else _read(unpacked(kept))
            entry = Entry(
                writer=writer,
                number=number,
                at_ms=at_ms,
                offset_min=offset,
                kind=kind,
                schema=schema,
                subject=subject,
                salt=b"",
                payload=payload,
            )
            yield row, entry, read


def _read(payload: bytes) -> tuple[bytes, Payload]:
    return payload, json.loads(payload.decode("utf-8", "surrogatepass"))


def empty(db: Database) -> None:
    """Empty every projection."""
    for name in PROJECTIONS:
        # Plain SQL: inside a savepoint of sqlite-utils each page would be kept until its end.
        db.conn.execute(f"DELETE FROM {name}")  # noqa: S608  (names from above)


def contents(db: Database) -> dict[str, list[Mapping[str, Any]]]:
    """Every row of every projection, in the order of their keys; to compare two makings."""
    return {
        name: sorted(db.table(name).rows, key=lambda row: [str(each) for each in row.values()])
        for name in PROJECTIONS
    }


def local_day(entry: Entry) -> str:
    """The clinic's date when the entry was written, ISO."""
    return _day((entry.at_ms // 60_000 + entry.offset_min) // _DAY_MIN)


@lru_cache(maxsize=1024)
def _day(since_1970: int) -> str:
    return (_EPOCH + timedelta(days=since_1970)).isoformat()


_STOP: Final = "INSERT INTO stop (writer, number, sitting, at_ms, draft) VALUES (?, ?, ?, ?, ?)"
"""Plain SQL: sqlite-utils asks for the shape of the table each time (sqlite-utils 4.2)."""

_OF_SITTING: Final = (
    *("ticket", "day", "at_ms", "record_number", "born", "stop", "who", "started_ms", "source"),
    *("has_text", "scores"),
)
_FIRST: Final = (
    f"INSERT OR FAIL INTO sitting (sitting, place, bands, band, {', '.join(_OF_SITTING)})"  # noqa: S608  (constants)
    " VALUES (:sitting, coalesce(:place, (SELECT rowid FROM journal WHERE writer = :writer"
    f" AND number = :number)), :bands, :band, {', '.join(f':{each}' for each in _OF_SITTING)})"
)
"""Of a sitting that is not there: what fails takes the commit back, so that SQLite need not be able
to take back a half of the statement. It would copy every page that a trigger touches."""
_SITTING: Final = (
    f"{_FIRST.replace('INSERT OR FAIL', 'INSERT')}"
    " ON CONFLICT (sitting) DO UPDATE SET text_read_ms = NULL, opened_ms = NULL,"
    " place = excluded.place,"
    f" {', '.join(f'{each} = excluded.{each}' for each in _OF_SITTING)}"
    " WHERE sitting.at_ms <= excluded.at_ms"
)
"""A later stop takes the place of an earlier one; somebody has to read it anew."""

_STOOD: Final = (
    "SELECT sitting FROM sitting WHERE sitting IN (SELECT value FROM json_each(:ids))"
    " UNION ALL SELECT sitting FROM flag WHERE sitting IN (SELECT value FROM json_each(:ids))"
)


def _stopped(db: Database, entry: Entry, payload: Payload) -> None:
    check(payload, schema=entry.schema)  # raises where it is not what it says
    _write_stop(db, entry, payload)


def _write_stop(db: Database, entry: Entry, payload: Payload) -> None:
    flags = flags_said(payload, schema=entry.schema)
    write_stops(db, {entry.subject: (stop_row(db, entry, payload, flags=flags), flags)})


def write_stops(db: Database, stops: Mapping[str, tuple[Row, tuple[Flag, ...]]]) -> None:
    """Write what these stops say for the lists.

    Args:
        stops: By sitting, as `stop_row` makes them.
    """
    asked = {"ids": json.dumps(list(stops))}
    stood = {str(row[0]) for row in db.conn.execute(_STOOD, asked).fetchall()}
    db.conn.executemany(
        _FIRST, [row for sitting, (row, _) in stops.items() if sitting not in stood]
    )
    for sitting in stood:
        row, flags = stops[sitting]
        before = flags_of(db, sitting)
        written = db.conn.execute(_SITTING, row)
        after = raised(before, flags)
        is_said = written.rowcount == 1 and after == raised({}, flags)
        keep(db, sitting, after, is_said=is_said)


def stop_row(
    db: Database,
    entry: Entry,
    payload: Payload,
    *,
    flags: Sequence[Flag],
    place: int | None = None,
) -> Row:
    """A sitting's row as its stop says it.

    Args:
        flags: That it raised.
        place: The journal's row of the entry; None where SQLite has to look for it.
    """
    found = stopped(payload, schema=entry.schema)
    if found.sitting != entry.subject:
        raise ValueError("a stop is about the sitting that its header names")
    if not isinstance(found.record_number, str) or not isinstance(found.ticket, str):
        raise TypeError("what a stop is looked up by is text")
    if found.draft:
        at = (entry.writer, entry.number, found.sitting, entry.at_ms)
        db.conn.execute(_STOP, (*at, found.draft))
    bands = bands_of(flags)
    return {
        "sitting": found.sitting,
        "place": place,
        "writer": entry.writer,
        "number": entry.number,
        "ticket": found.ticket,
        "day": found.filled or local_day(entry),
        "at_ms": entry.at_ms,
        "record_number": found.record_number,
        "born": found.born,
        "stop": found.stop,
        "who": found.who,
        "started_ms": found.started_ms,
        "source": "kiosk" if found.filled is None else "paper",
        "has_text": int(found.has_text),
        "scores": shortened(found.scores),
        "bands": bands,
        "band": worst_of(bands),
    }


def _asked(db: Database, entry: Entry, payload: Payload) -> None:
    if not payload["has_sitting"]:
        flag = Flag(
            rule="request.now",
            trigger=Trigger.REQUEST,
            band=Band.NOW,
            because="Asked to speak to someone now, without a sitting",
        )
        raise_flags(db, entry.subject, [flag])


def _withdrawn(db: Database, entry: Entry, payload: Payload) -> None:
    if not payload["has_sitting"]:
        withdraw(db, entry.subject, ["request.now"])
        flag = Flag(
            rule="request.now_withdrawn",
            trigger=Trigger.REQUEST,
            band=Band.TALK,
            because="Asked to speak to someone now and went back, without a sitting",
        )
        raise_flags(db, entry.subject, [flag])


def _changed(db: Database, entry: Entry, payload: Payload) -> None:
    """Settings that somebody set who was signed in, or a test of the call for help.

    Anybody can post: what else came by the letterbox waits for somebody who may confirm it.
    """
    before = next(db.table("setting").rows_where("name = 'kiosk.json'"), None)
    if before is not None and before["at_ms"] > entry.at_ms:
        return
    at_ms = entry.at_ms
    if entry.writer not in own_writers(db):
        if before is None or not _is_tested_only(before["content"], payload):
            return
        at_ms = before["at_ms"]  # what was posted with a clock of its own keeps nothing later out
    db.table("setting").upsert(
        {
            "name": "kiosk.json",
            "hash": payload["hash"],
            "content": entry.payload.decode("utf-8", "surrogatepass"),
            "at_ms": at_ms,
        },
        pk="name",
    )


def _is_tested_only(content: str, payload: Payload) -> bool:
    """Whether nothing changed but who tested the call for help, and when."""
    try:
        before = from_table(json.loads(content)["settings"], file="kiosk.json")
        after = from_table(payload["settings"], file="kiosk.json")
    except SettingsError:
        return False
    now = replace(before.now, tested_by=after.now.tested_by, tested_at=after.now.tested_at)
    is_tested = after.now.tested_by is not None and after.now.tested_at is not None
    is_said = payload["hash"] == hash_of(after)
    return is_said and is_tested and after == replace(before, now=now)


def _printed(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("page").insert(
        {
            "writer": entry.writer,
            "number": entry.number,
            "sitting": entry.subject,
            "at_ms": entry.at_ms,
            "copy": payload["copy"],
        }
    )


_SITTINGS: Final[Mapping[str, Project]] = {
    _STOPPED: _stopped,
    "now.asked": _asked,
    "now.withdrawn": _withdrawn,
    "settings.changed": _changed,
    "page.made": _printed,
}
_AREAS: Final = (
    _SITTINGS,
    patients.PROJECT,
    visits.PROJECT,
    opening.PROJECT,
    staffing.PROJECT,
    backed.PROJECT,
    printed.PROJECT,
    papers.PROJECT,
)
"""Each kind of entry is told to every area that knows it, in this order."""
_ALL: Final = (*_AREAS, cases.PROJECT)
"""Cases last: whose something is, the others say."""

_PROJECT: Final[Mapping[str, tuple[Project, ...]]] = {
    kind: tuple(area[kind] for area in _ALL if kind in area)
    for kind in dict.fromkeys(kind for area in _ALL for kind in area)
}
_AGAIN: Final[Mapping[str, tuple[Project, ...]]] = {
    kind: tuple(_write_stop if act is _stopped else act for act in acts if act is not cases.take)
    for kind, acts in _PROJECT.items()
}
