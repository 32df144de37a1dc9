"""Lists that are made again: the same, or the old ones, at a cost that is counted."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlite_utils import Database

from distressapp.core.stores import StoreDamagedError
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import projections
from distressapp.vault.schema import migrations
from distressapp.vault.vault import Vault
from tests.clinics import Clock, closed, rated, seated
from tests.service.following import ANNA, flagged, sat
from tests.vault.statements import statements

ROOT: Final = Path(__file__).resolve().parents[2]
MOST_STATEMENTS: Final = 3
"""For one more sitting: its row, whose it is, and its case."""
STEPS: Final = 6

KILLED: Final = """
import os, signal, sys
from pathlib import Path
from distressapp.vault.vault import Vault
vault = Vault.open(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read()))
last, seen = int(sys.argv[2]), 0
def count(sql):
    global seen
    seen += 1
    if seen == last:
        os.kill(os.getpid(), signal.SIGKILL)
vault.database.conn.set_trace_callback(count)
vault.rebuild()
print(seen)
"""


def schema(db: Database) -> list[tuple[Any, ...]]:
    """Every table, index and trigger, in the order that SQLite keeps them."""
    asked = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
    return list(db.conn.execute(asked).fetchall())


def sit(house: House, vault: Vault, count: int) -> None:
    for value in range(count):
        running = seated(house, number=f"MRN-{value}")
        running.keep(rated(house, 9))
        closed(house, running)
    take_in(house, vault)


def cost(vault: Vault) -> int:
    """Statements of making the lists again, but for those of triggers."""
    with statements(vault) as said:
        vault.rebuild()
    return sum(not each.startswith("--") for each in said)


@pytest.fixture
def lived(house: House, session: Session, clock: Clock) -> Vault:
    """A patient, and sittings that nobody matched."""
    flagged(house, session, ANNA)
    clock.at += timedelta(days=20)
    sit(house, session.vault, 3)
    return session.vault


def test_tables_indexes_and_triggers_are_as_the_migrations_make_them(lived: Vault) -> None:
    plain = Database(memory=True)
    migrations.apply(plain)
    made = schema(plain)
    plain.close()
    before = schema(lived.database)

    lived.rebuild()

    assert schema(lived.database) == before == made


def test_what_cannot_be_read_leaves_the_lists_that_there_were(lived: Vault) -> None:
    with lived.commit():
        lived.database.execute(
            "UPDATE journal SET payload = x'02ff' WHERE rowid = (SELECT max(rowid) FROM journal"
            " WHERE kind = 'sitting.stopped')"
        )
    rows, tables = lived.projections(), schema(lived.database)

    with pytest.raises(StoreDamagedError):
        lived.rebuild()

    assert (lived.projections(), schema(lived.database)) == (rows, tables)
    assert not lived.database.conn.in_transaction


def test_who_is_killed_leaves_the_lists_that_there_were(lived: Vault, session: Session) -> None:
    rows, tables = lived.projections(), schema(lived.database)
    path, key = lived.database.conn.execute("PRAGMA database_list").fetchone()[2], session.key

    def rebuild(last: int) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", KILLED, path, str(last)],
            cwd=ROOT,
            input=key.hex(),
            capture_output=True,
            text=True,
            check=False,
        )

    whole = rebuild(0)
    every = int(whole.stdout) // STEPS
    killed = [rebuild(every * step).returncode for step in range(1, STEPS)]

    assert killed == [-signal.SIGKILL] * (STEPS - 1)
    assert (lived.projections(), schema(lived.database)) == (rows, tables)
    assert lived.verify() > 0


def test_one_more_sitting_takes_few_statements(house: House, vault: Vault) -> None:
    vault.rebuild()  # sqlite-utils tries once what this SQLite can do
    sit(house, vault, 2)
    few = cost(vault)
    sit(house, vault, 4)

    many = cost(vault)

    assert (many - few) / 4 <= MOST_STATEMENTS


def test_what_waits_is_written_before_anything_looks_at_it(
    house: House, session: Session, vault: Vault
) -> None:
    sat(house, session)
    flagged(house, session, ANNA)
    before = vault.projections()

    with statements(vault) as said:
        vault.rebuild()

    assert vault.projections() == before
    written = [at for at, each in enumerate(said) if each.startswith("INSERT OR FAIL INTO sitting")]
    matched = next(
        at for at, each in enumerate(said) if each.startswith("UPDATE sitting SET patient")
    )
    assert len(written) == 2
    assert max(written) < matched


def test_only_some_hundred_sittings_wait_at_once(
    house: House, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(house, vault, 5)
    before = vault.projections()
    monkeypatch.setattr(projections, "_AT_ONCE", 2)

    with statements(vault) as said:
        vault.rebuild()

    assert vault.projections() == before
    inserts = [at for at, each in enumerate(said) if each.startswith("INSERT OR FAIL INTO sitting")]
    reads = [at for at, each in enumerate(said) if "FROM journal WHERE rowid >" in each]
    assert len(inserts) == 5
    assert sum(at < reads[-1] for at in inserts) >= 4
