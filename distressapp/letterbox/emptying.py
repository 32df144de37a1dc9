"""Emptying the letterbox: reading what was posted, and deleting what the vault has."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from distressapp.core.journal import Head
from distressapp.letterbox.connection import committing, connect, telling
from distressapp.letterbox.digests import Row as Stored
from distressapp.letterbox.digests import call_from, checked, clear_rows, digested, head_in
from distressapp.letterbox.rows import Opening, Posted, Row, SetAside, Urgency

_SET_ASIDE: Final = "INSERT INTO set_aside VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

_DROP: Final = "DELETE FROM entry WHERE writer = ? AND number BETWEEN ? AND ?"
_CACHE_KIB: Final = 8_192
"""A batch and what SQLite needs beside it: each page is read once, and not again to delete it."""


class Emptying:
    """A second door to the letterbox, for whoever takes it in.

    Args:
        path: The letterbox's file.

    Raises:
        StoreError: From every method: what happened to the file, in plain words.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Every entry is checked when it is read; who reads none of them need not wait for that.
        self._database = connect(path, unread=("entry",))
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def close(self) -> None:
        """Truncate the WAL and close the file."""
        with telling(self._path):
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.close()

    def batch(self, size: int) -> tuple[Posted, ...]:
        """The oldest entries by writer and number, at most `size`."""
        with telling(self._path):
            found = self._database.execute(
                "SELECT * FROM entry ORDER BY writer, number LIMIT +?", (size,)
            ).fetchall()
        return tuple(
            Posted(
                head=Head(writer=each[0], number=each[1], chain=each[6]),
                sitting=each[2],
                ticket=each[3],
                day=each[4],
                key_id=each[5],
                sealed=each[7],
            )
            for each in self._checked("entry", found)
        )

    @property
    def head(self) -> Head:
        """How far this letterbox's own chain goes."""
        with telling(self._path):
            return head_in(self._database, name=self._path.name)

    def drop(self, entries: Sequence[Posted]) -> None:
        """Delete entries that the vault has committed, in one commit."""
        with committing(self._path, self._database) as database:
            database.executemany(_DROP, _runs(each.head for each in entries))

    def drafts(self) -> tuple[tuple[Opening, tuple[Row, ...]], ...]:
        """Sittings that never ended, each with its rows."""
        with telling(self._path):
            openings = self._database.execute(
                "SELECT * FROM sitting ORDER BY day, sitting"
            ).fetchall()
            return tuple(
                (self._opening(each), self._rows(each[0]))
                for each in self._checked("sitting", openings)
            )

    def drop_draft(self, sitting: str) -> None:
        """Delete the rows of a sitting that the vault has committed."""
        with committing(self._path, self._database) as database:
            database.execute("DELETE FROM answer WHERE sitting = ?", (sitting,))
            database.execute("DELETE FROM sitting WHERE sitting = ?", (sitting,))

    def drop_calls(self) -> None:
        """Forget calls that are over: withdrawn or ended, their sitting taken in."""
        with committing(self._path, self._database) as database:
            over = [
                (call.id,)
                for call in map(call_from, list(clear_rows(database, "call")))
                if call.urgency in {Urgency.WITHDRAWN, Urgency.ENDED}
            ]
            database.executemany(
                "DELETE FROM call WHERE id = ? AND id NOT IN (SELECT sitting FROM sitting)", over
            )

    def forget(self, subjects: Collection[str]) -> bool:
        """Delete what lies aside, and the calls, of these sittings and presses.

        Returns:
            Whether nothing of them is left in the WAL; False where a reader is in the way.
        """
        rows = [(each,) for each in subjects]
        with committing(self._path, self._database) as database:
            database.executemany("DELETE FROM set_aside WHERE sitting = ?", rows)
            database.executemany("DELETE FROM call WHERE id = ?", rows)
        with telling(self._path):
            row = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(row[0] == 0)

    def set_entry_aside(self, posted: Posted, *, reason: str) -> None:
        """Move an entry out of the way, whole, to be shown."""
        head = posted.head
        with committing(self._path, self._database) as database:
            database.execute(
                _SET_ASIDE,
                digested(
                    "set_aside",
                    (
                        *(reason, posted.sitting, posted.day, posted.key_id),
                        *(head.writer, head.number, head.chain, posted.sealed),
                    ),
                ),
            )
            database.execute(
                "DELETE FROM entry WHERE writer = ? AND number = ?", (head.writer, head.number)
            )

    def set_draft_aside(self, opening: Opening, rows: Sequence[Row], *, reason: str) -> None:
        """Move a draft out of the way, whole: row 0 is the opening, the rest its answers."""
        with committing(self._path, self._database) as database:
            about = (reason, opening.sitting, opening.day, opening.key_id, "")
            kept = [(0, opening.sealed), *((row.number, row.sealed) for row in rows)]
            database.executemany(
                _SET_ASIDE,
                [digested("set_aside", (*about, number, b"", sealed)) for number, sealed in kept],
            )
            database.execute("DELETE FROM answer WHERE sitting = ?", (opening.sitting,))
            database.execute("DELETE FROM sitting WHERE sitting = ?", (opening.sitting,))

    def set_aside(self) -> tuple[SetAside, ...]:
        """Everything that could not be taken in."""
        with telling(self._path):
            found = self._database.execute(
                "SELECT * FROM set_aside"
                " WHERE writer != '' OR number = 0 ORDER BY day, sitting, number"
            ).fetchall()
        return tuple(
            SetAside(
                reason=each[0],
                sitting=each[1],
                day=each[2],
                key_id=each[3],
                writer=each[4],
                number=each[5],
            )
            for each in self._checked("set_aside", found)
        )

    def _checked(self, table: str, rows: Sequence[Stored]) -> list[Stored]:
        return checked(table, rows, name=self._path.name)

    def _opening(self, row: Stored) -> Opening:
        sitting, ticket, day, key_id, sealed, _ = row
        return Opening(sitting=sitting, ticket=ticket, day=day, key_id=key_id, sealed=sealed)

    def _rows(self, sitting: str) -> tuple[Row, ...]:
        found = self._database.execute(
            "SELECT number, sealed FROM answer WHERE sitting = ? ORDER BY number", (sitting,)
        ).fetchall()
        return tuple(Row(number=number, sealed=sealed) for number, sealed in found)


def _runs(heads: Iterable[Head]) -> list[tuple[str, int, int]]:
    """Writer, first and last number of entries that follow each other."""
    found: list[tuple[str, int, int]] = []
    for each in heads:
        writer, first, last = found[-1] if found else ("", 0, 0)
        if each.writer == writer and each.number == last + 1:
            found[-1] = (writer, first, each.number)
        else:
            found.append((each.writer, each.number, each.number))
    return found
