"""A vault as the version before this one left it.

That version knew nothing of members; without them nobody signs in. So they wait in a table of
their own, and the migration that brings their table brings them back in its one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from distressapp.bootstrap import sign_in
from distressapp.vault.schema import migrations
from tests.clinics import PASSPHRASE, opened

LATER: Final = "staff_backups_and_erasure"
TABLES: Final = ("member", "backup")


def downgrade(root: Path) -> None:
    """Make the vault there what version 1 wrote."""
    house = opened(root)
    session = sign_in(house, PASSPHRASE)
    database = session.vault.database
    with database.atomic():
        for table in TABLES:
            database.execute(f"ALTER TABLE {table} RENAME TO kept_{table}")
        database.execute("ALTER TABLE journal DROP COLUMN leaf")
        database.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [LATER])
        database.execute("PRAGMA user_version = 1")
    session.close()
    house.close()


@contextmanager
def members_kept() -> Iterator[None]:
    """The migration finds the members that the older version cannot have had."""
    (migration,) = (each for each in migrations._migrations if each.name == LATER)  # noqa: SLF001  (the seam between old and new)
    sound: Any = migration.fn

    def with_members(database: Any) -> None:  # noqa: ANN401  (as sqlite-utils hands it over)
        sound(database)
        for table in TABLES:
            database.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608  (names from the list above)
            database.execute(f"DROP TABLE kept_{table}")

    migration.fn = with_members
    try:
        yield
    finally:
        migration.fn = sound
