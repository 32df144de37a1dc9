"""How many sat on each day, by the worst band of their flags: kept by triggers.

So that no projection can forget it. It says the day as the sitting does: a function in a trigger
may fail, and SQLite copies each page that such a statement touches.
"""

from typing import Final

from sqlite_utils import Database

_TABLE: Final = (
    "CREATE TABLE tally (day TEXT, band INTEGER, sittings INTEGER, PRIMARY KEY (day, band))"
    " WITHOUT ROWID"
)
_IN: Final = (
    "INSERT INTO tally (day, band, sittings) VALUES (new.day, new.band, 1)"
    " ON CONFLICT (day, band) DO UPDATE SET sittings = sittings + 1;"
)
_OF_OLD: Final = "WHERE day = old.day AND band = old.band"
_OUT: Final = (
    f"UPDATE tally SET sittings = sittings - 1 {_OF_OLD};"  # noqa: S608  (constants)
    f" DELETE FROM tally {_OF_OLD} AND sittings = 0;"
)
_COUNTED: Final = (
    ("tally_in", "INSERT", _IN),
    ("tally_moved", "UPDATE OF day, band", f"{_OUT} {_IN}"),
    ("tally_out", "DELETE", _OUT),
)


def create(db: Database) -> None:
    """The table, in place of an older one, and what keeps it true."""
    stop(db)
    db.execute("DROP TABLE IF EXISTS tally")
    db.execute(_TABLE)
    count(db)


def stop(db: Database) -> None:
    """Keep no count, until `count` does it at once."""
    for name, _when, _acts in _COUNTED:
        db.execute(f"DROP TRIGGER IF EXISTS {name}")


def count(db: Database) -> None:
    """Count every sitting that is there, and keep that count from now on."""
    db.execute("DELETE FROM tally")
    db.execute("INSERT INTO tally SELECT day, band, count(*) FROM sitting GROUP BY day, band")
    for name, when, acts in _COUNTED:
        db.execute(f"CREATE TRIGGER {name} AFTER {when} ON sitting BEGIN {acts} END")
