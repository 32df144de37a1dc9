"""The tables of a slim vault: nothing is kept twice that an entry of the journal says.

A sitting's flags stand in the entry of its stop; beside it stands only which bands they have.
What was said for a person's follow-up is read from the journal, by subject.
"""

from collections.abc import Mapping
from typing import Final

from sqlite_utils import Database

from distressapp.vault import headcount, tally

TABLES: Final = (
    (
        "CREATE TABLE stop (writer TEXT, number INTEGER, sitting TEXT, at_ms INTEGER, draft TEXT,"
        " PRIMARY KEY (sitting, writer, number)) WITHOUT ROWID"
    ),
    "CREATE TABLE flag (sitting TEXT PRIMARY KEY, flags BLOB) WITHOUT ROWID",
    (
        "CREATE TABLE followup_of (sitting TEXT, person TEXT, PRIMARY KEY (sitting, person))"
        " WITHOUT ROWID"
    ),
    "ALTER TABLE sitting DROP COLUMN writer",
    "ALTER TABLE sitting DROP COLUMN number",
    "ALTER TABLE sitting ADD COLUMN place INTEGER",
    "ALTER TABLE sitting ADD COLUMN flags BLOB",
    "ALTER TABLE sitting ADD COLUMN bands INTEGER",
)
"""`stop` has only what take-in scored; `flag` what was raised of a call without a sitting, and
`sitting.flags` only what the entry of its last stop does not say. `followup_of` tells whose flags
are of a sitting that is not theirs."""

INDEXES: Final = (
    "CREATE INDEX stop_draft ON stop (draft)",
    ("CREATE INDEX sitting_unread ON sitting (at_ms) WHERE has_text = 1 AND text_read_ms IS NULL"),
    "CREATE INDEX sitting_unmatched ON sitting (at_ms) WHERE patient IS NULL",
    "CREATE INDEX sitting_unopened ON sitting (at_ms) WHERE opened_ms IS NULL",
    "CREATE INDEX idx_sitting_patient ON sitting (patient) WHERE patient IS NOT NULL",
    "CREATE INDEX followup_open ON followup (urgency, since_ms) WHERE is_open = 1",
)
"""In place of wider ones: rows of one millisecond are put in order when they are read."""


LAST_STOP: Final = (
    "SELECT {columns} FROM sitting s JOIN journal j ON j.rowid = s.place AND j.subject = s.sitting"
    " AND j.leaf IS NULL WHERE s.sitting = ?"
)
"""The entry of a sitting's last stop. Its subject is compared: no other sitting's may ever show."""

_LETTERS: Final = {
    "dt.rating": "d",
    "hads.anxiety": "a",
    "hads.depression": "b",
    "pss10.total": "p",
}
_WORDS: Final = {letter: word for word, letter in _LETTERS.items()}


def shortened(scores: str) -> str:
    """What `core.summary_scores.brief` wrote, with a letter for each word that is known here."""
    return _named(scores, _LETTERS)


def lengthened(scores: str) -> str:
    """What was shortened."""
    return _named(scores, _WORDS)


def _named(scores: str, names: Mapping[str, str]) -> str:
    found = (each.partition("=") for each in scores.split(" "))
    return " ".join(f"{names.get(name, name)}{sign}{value}" for name, sign, value in found)


def create(db: Database) -> None:
    """Put these tables in place of the older ones; who migrates makes them again."""
    for name in ("stop", "flag", "event", "followup_flag"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    for each in INDEXES:
        db.execute(f"DROP INDEX IF EXISTS {each.split()[2]}")
    for each in (*TABLES, *INDEXES):
        db.execute(each)
    headcount.create(db)
    tally.create(db)
