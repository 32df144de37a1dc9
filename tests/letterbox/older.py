"""A letterbox as version 1 left it: without digests."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_TABLES: Final = {
    "head": "one INTEGER PRIMARY KEY CHECK (one = 1), writer TEXT NOT NULL,"
    " number INTEGER NOT NULL, chain BLOB NOT NULL",
    "sitting": "sitting TEXT PRIMARY KEY, ticket TEXT NOT NULL, day TEXT NOT NULL,"
    " key_id TEXT NOT NULL, sealed BLOB NOT NULL",
    "answer": "sitting TEXT NOT NULL, number INTEGER NOT NULL, sealed BLOB NOT NULL,"
    " PRIMARY KEY (sitting, number)",
    "entry": "writer TEXT NOT NULL, number INTEGER NOT NULL, sitting TEXT NOT NULL,"
    " ticket TEXT NOT NULL, day TEXT NOT NULL, key_id TEXT NOT NULL, chain BLOB NOT NULL,"
    " sealed BLOB NOT NULL, PRIMARY KEY (writer, number)",
    "call": "id TEXT PRIMARY KEY, ticket TEXT NOT NULL, day TEXT NOT NULL, urgent INTEGER NOT NULL",
    "ticket": "day TEXT NOT NULL, ticket TEXT NOT NULL, PRIMARY KEY (day, ticket)",
    "set_aside": "reason TEXT NOT NULL, sitting TEXT NOT NULL, day TEXT NOT NULL,"
    " key_id TEXT NOT NULL, writer TEXT NOT NULL, number INTEGER NOT NULL, chain BLOB NOT NULL,"
    " sealed BLOB NOT NULL",
}


def made_older(path: Path) -> None:
    """Make the letterbox there, which nobody has open, what version 1 wrote."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("BEGIN")
        for table, columns in _TABLES.items():
            kept = [
                row[:-1]
                for row in database.execute(f"SELECT * FROM {table}")  # noqa: S608  (names from the list above)
            ]
            database.execute(f"DROP TABLE {table}")
            rowid = "" if table in {"head", "set_aside"} else " WITHOUT ROWID"
            database.execute(f"CREATE TABLE {table} ({columns}){rowid}")
            for row in kept:
                marks = ", ".join("?" for _ in row)
                database.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  (the same)
        database.execute("PRAGMA user_version = 1")
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("VACUUM")
