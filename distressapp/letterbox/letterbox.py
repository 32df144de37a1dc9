"""The letterbox: what the kiosk writes while nobody holds a key."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from distressapp.core.journal import Head
from distressapp.letterbox.connection import committing, connect, telling
from distressapp.letterbox.digests import (
    CLEAR,
    call_from,
    checked,
    clear_rows,
    digested,
    head_in,
    set_head,
)
from distressapp.letterbox.rows import Call, Opening, Posted, Row

Build: TypeAlias = Callable[[Head], Posted]
"""Makes the next entry, given how far the writer's chain goes."""

_TRIES: Final = 3
_ENTRY: Final = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Letterbox:
    """One open letterbox. Each method is one commit; after it returns, it is on the disk.

    Args:
        path: The file, made by `create`.

    Raises:
        StoreError: From every method: what happened to the file, in plain words.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = connect(path)
        self.is_settled = True

    def close(self) -> None:
        """Close the file; nothing is lost that was committed."""
        self._database.close()

    @property
    def head(self) -> Head:
        """How far this letterbox's chain goes."""
        with telling(self._path):
            return head_in(self._database, name=self._path.name)

    def open_sitting(self, opening: Opening, rows: Sequence[Row] = ()) -> None:
        """Begin a sitting; of the same sitting, what stood before is replaced."""
        with committing(self._path, self._database) as database:
            database.execute("DELETE FROM answer WHERE sitting = ?", (opening.sitting,))
            database.execute(
                "INSERT OR REPLACE INTO sitting VALUES (?, ?, ?, ?, ?, ?)",
                digested(
                    "sitting",
                    (opening.sitting, opening.ticket, opening.day, opening.key_id, opening.sealed),
                ),
            )
            self._insert_rows(opening.sitting, rows)

    def keep(self, sitting: str, rows: Sequence[Row]) -> None:
        """Keep these rows, all or none. A row kept twice by number is kept once."""
        with committing(self._path, self._database):
            self._insert_rows(sitting, rows)

    def rows(self, sitting: str) -> tuple[Row, ...]:
        """Everything kept of a running sitting, by number."""
        with telling(self._path):
            found = self._database.execute(
                "SELECT number, sealed FROM answer WHERE sitting = ? ORDER BY number", (sitting,)
            ).fetchall()
        return tuple(Row(number=number, sealed=sealed) for number, sealed in found)

    def is_running(self, sitting: str) -> bool:
        """Whether that sitting was opened and has not ended."""
        with telling(self._path):
            row = self._database.execute("SELECT 1 FROM sitting WHERE sitting = ?", (sitting,))
            return row.fetchone() is not None

    def post(self, build: Build, *, call: Call | None = None) -> Posted:
        """Append one entry, and set what became of a call in the same commit."""
        with committing(self._path, self._database) as database:
            if call is not None:
                database.execute(
                    "INSERT OR REPLACE INTO call VALUES (?, ?, ?, ?, ?)",
                    digested("call", (call.id, call.ticket, call.day, int(call.urgency))),
                )
            return self._append(build)

    def finish(self, sitting: str, build: Build) -> Posted:
        """Replace a sitting's rows by its one entry, and leave no trace of them in the WAL."""
        with committing(self._path, self._database) as database:
            posted = self._append(build)
            database.execute("DELETE FROM answer WHERE sitting = ?", (sitting,))
            database.execute("DELETE FROM sitting WHERE sitting = ?", (sitting,))
        self.settle()
        return posted

    def settle(self) -> bool:
        """Truncate the WAL, so that deleted rows are gone; False where a reader is in the way.

        What was committed stays committed either way, and the next `finish` tries again.
        """
        self.is_settled = False
        try:
            for _ in range(_TRIES):
                row = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if row[0] == 0:
                    self.is_settled = True
                    break
        except sqlite3.Error:
            # The entry is safe in the WAL; a full disk can be settled later.
            return False
        return self.is_settled

    def calls(self) -> tuple[Call, ...]:
        """Every press that was not dropped yet; one whose row is damaged sounds."""
        with telling(self._path):
            found = list(clear_rows(self._database, "call"))
        return tuple(sorted(map(call_from, found), key=lambda each: (each.day, each.id)))

    def take_ticket(self, ticket: str, *, day: str) -> bool:
        """Reserve a ticket word for that day; False where it is in use."""
        with committing(self._path, self._database) as database:
            database.execute("DELETE FROM ticket WHERE day < ?", (day,))
            row = digested("ticket", (day, ticket))
            done = database.execute("INSERT OR IGNORE INTO ticket VALUES (?, ?, ?)", row)
            return done.rowcount == 1

    def tickets(self, day: str) -> frozenset[str]:
        """The ticket words in use that day."""
        with telling(self._path):
            found = checked("ticket", clear_rows(self._database, "ticket"), name=self._path.name)
        return frozenset(str(ticket) for of, ticket, _ in found if of == day)

    def oldest_day(self) -> str | None:
        """The day of the oldest entry or sitting nobody has opened; None when all is taken in."""
        with telling(self._path):
            days = [
                str(row[CLEAR[table].index("day")])
                for table in ("entry", "sitting")
                for row in checked(table, clear_rows(self._database, table), name=self._path.name)
            ]
        return min(days, default=None)

    def _insert_rows(self, sitting: str, rows: Sequence[Row]) -> None:
        self._database.executemany(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)",
            [digested("answer", (sitting, row.number, row.sealed)) for row in rows],
        )

    def _append(self, build: Build) -> Posted:
        posted = build(self.head)
        head = posted.head
        entry = (
            *(head.writer, head.number, posted.sitting, posted.ticket, posted.day),
            *(posted.key_id, head.chain, posted.sealed),
        )
        self._database.execute(_ENTRY, digested("entry", entry))
        set_head(self._database, head)
        return posted
