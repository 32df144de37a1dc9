"""A vault of the version before opens with the same lists, and nothing of its journal is lost."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from distressapp.core.sitting import Stop
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.moving import move
from distressapp.service.takein import take_in
from distressapp.vault import connection, lists, schema
from distressapp.vault.vault import Vault
from tests.clinics import Clock, closed, rated, seated
from tests.service.following import ANNA, BERTA, flagged, patient, sat

KEY: Final = bytes(range(32))
JOURNAL: Final = (
    "writer, number, at_ms, offset_min, kind, schema, subject, salt, payload, chain, leaf, who"
)
"""As it stood in version 5."""
BESIDE: Final = ("secret", "used")


def older(vault: Vault, path: Path, *, before: str) -> None:
    """The same vault as the program wrote it before that migration, without its lists."""
    database = connection._opened(path, KEY)  # noqa: SLF001  (nobody else can write an old one)
    connection._set_up(database)  # noqa: SLF001  (the same)
    schema.migrations.apply(database, stop_before=before)
    with vault.reading() as db:
        rows = db.conn.execute(f"SELECT {JOURNAL} FROM journal ORDER BY rowid").fetchall()  # noqa: S608  (constants)
        marks = ", ".join("?" for _ in rows[0])
        database.conn.executemany(f"INSERT INTO journal ({JOURNAL}) VALUES ({marks})", rows)  # noqa: S608  (constants)
        for name in (*BESIDE, "chain"):
            for row in db.table(name).rows:
                database.table(name).insert({k: v for k, v in row.items() if k != "no"})
    database.conn.commit()
    database.close()


def contents(vault: Vault) -> Mapping[str, list[Mapping[str, Any]]]:
    return vault.projections()


@pytest.fixture
def lived(house: House, session: Session, clock: Clock) -> Vault:
    """Patients, a sitting that nobody matched, one that is another's, and a second stop."""
    flagged(house, session, ANNA, value=9)
    clock.at += timedelta(days=20)
    flagged(house, session, BERTA, value=5)
    second = sat(house, session, ANNA, value=10, food=True)
    confirm(house, session, sitting=second, patient=ANNA)
    move(house, session, sitting=second, to=patient(session.vault, BERTA), reason="Mistyped")
    sat(house, session, BERTA, value=1)
    running = seated(house)
    running.keep(rated(house, 9))
    closed(house, running, Stop.CALLED)
    assert running.closed is not None
    begun, sitting = running._begun, running.closed.record.sitting  # noqa: SLF001  (as a resume does)
    later = type(running).reopen(house, begun, sitting, at="rating")
    later.keep(rated(house, 1))
    closed(house, later)
    take_in(house, session.vault)
    return session.vault


def test_a_vault_of_the_version_before_has_the_same_lists(lived: Vault, tmp_path: Path) -> None:
    older(lived, tmp_path / "old.db", before="slim_vault")

    told: list[int] = []
    vault = Vault.open(tmp_path / "old.db", KEY, before_upgrade=lambda _, found: told.append(found))

    assert told == [5]
    assert contents(vault) == contents(lived)
    assert vault.verify() == lived.verify()
    assert lists.flags_of(vault, lists.all_sittings(vault)[0])
    vault.close()


def test_a_vault_that_is_made_again_is_the_same(lived: Vault) -> None:
    before = contents(lived)

    lived.rebuild()

    assert contents(lived) == before
