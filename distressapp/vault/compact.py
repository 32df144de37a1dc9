"""The tables of a big vault: rows by their own keys, an index for each question, counts by day.

Each follows from the journal and can be made again from it, but for `journal` itself: of that
only how it is kept changes, and not one byte of what it says.
"""

from typing import Final

from sqlite_utils import Database

from distressapp.vault.packing import packed
from distressapp.vault.said_by import who_says

_AT_ONCE: Final = 500
_BEFORE_DAY_ONE: Final = 1721424.5
"""Julian days before the days that `date.toordinal` counts."""
_DAY: Final = "CAST(julianday({row}.day) - {before} AS INTEGER)"

TABLES: Final = (
    (
        "CREATE TABLE stop (writer TEXT, number INTEGER, sitting TEXT, at_ms INTEGER, stop TEXT,"
        " draft TEXT, PRIMARY KEY (sitting, writer, number)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE flag (sitting TEXT, rule TEXT, trigger TEXT, band TEXT, because TEXT,"
        " profile TEXT, writer TEXT, number INTEGER, PRIMARY KEY (sitting, rule)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE page (writer TEXT, number INTEGER, sitting TEXT, at_ms INTEGER, copy TEXT,"
        " PRIMARY KEY (sitting, writer, number)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE event (writer TEXT, number INTEGER, subject TEXT, at_ms INTEGER, kind TEXT,"
        " is_own INTEGER, content TEXT, PRIMARY KEY (subject, writer, number)) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE tally (day INTEGER, band INTEGER, sittings INTEGER, PRIMARY KEY (day, band))"
        " WITHOUT ROWID"
    ),
)
"""In place of the older ones: their key was kept twice, and what is asked for once more."""

INDEXES: Final = (
    "CREATE INDEX stop_draft ON stop (draft) WHERE draft != ''",
    (
        "CREATE INDEX sitting_unread ON sitting (at_ms, sitting)"
        " WHERE has_text = 1 AND text_read_ms IS NULL"
    ),
    "CREATE INDEX sitting_unmatched ON sitting (at_ms, sitting) WHERE patient IS NULL",
    "CREATE INDEX sitting_unopened ON sitting (at_ms, sitting) WHERE opened_ms IS NULL",
    "CREATE INDEX admitted_at ON admitted (at_ms)",
    "CREATE INDEX followup_open ON followup (urgency, since_ms, person) WHERE is_open = 1",
    "CREATE INDEX print_waiting ON print (queued_ms, job) WHERE state NOT IN ('done', 'cancelled')",
    "CREATE INDEX print_at ON print (at_ms)",
)

_COUNTED: Final = (
    ("tally_in", "INSERT", ("new",)),
    ("tally_moved", "UPDATE OF day, band", ("old", "new")),
    ("tally_out", "DELETE", ("old",)),
)


def create(db: Database) -> None:
    """Pack the journal, and put these tables in place of the older ones."""
    _journal(db)
    db.table("sitting").add_column("band", int)
    db.table("sitting").add_column("scores", str)
    for name in ("stop", "flag", "page", "event", "tally"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    db.execute("DROP INDEX IF EXISTS idx_followup_is_open_urgency_since_ms_person")
    db.execute("DROP INDEX IF EXISTS idx_print_state")
    for each in (*TABLES, *INDEXES):
        db.execute(each)
    for name, when, rows in _COUNTED:
        acts = " ".join(_count(row) for row in rows)
        db.execute(f"CREATE TRIGGER {name} AFTER {when} ON sitting BEGIN {acts} END")


def _count(row: str) -> str:
    """One more in the tally for a new row, one less for an old one; no line stays at nothing."""
    day = _DAY.format(row=row, before=_BEFORE_DAY_ONE)
    if row == "new":
        return (
            f"INSERT INTO tally (day, band, sittings) VALUES ({day}, new.band, 1)"  # noqa: S608  (constants)
            " ON CONFLICT (day, band) DO UPDATE SET sittings = sittings + 1;"
        )
    where = f"WHERE day = {day} AND band = old.band"
    return (
        f"UPDATE tally SET sittings = sittings - 1 {where};"  # noqa: S608  (constants)
        f" DELETE FROM tally {where} AND sittings = 0;"
    )


def _journal(db: Database) -> None:
    """Who did it, in a column of its own: an index cannot look into what is packed."""
    db.execute("DROP INDEX IF EXISTS journal_who")
    db.table("journal").add_column("who", str)
    after, read = 0, "SELECT rowid, payload FROM journal WHERE rowid > ? ORDER BY rowid LIMIT +?"
    while rows := db.execute(read, [after, _AT_ONCE]).fetchall():
        after = rows[-1][0]
        db.conn.executemany(
            "UPDATE journal SET payload = ?, who = ? WHERE rowid = ?",
            [(packed(payload), who_says(payload), row) for row, payload in rows],
        )
    db.execute("CREATE INDEX journal_who ON journal (who, at_ms) WHERE who IS NOT NULL")
