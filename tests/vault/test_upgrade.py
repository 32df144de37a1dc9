"""An older vault is migrated after its backup, whole or not at all; a newer one is left alone."""

import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from sqlite_utils import Database

from distressapp.core.journal import Entry, Head, canonical, head_after, link
from distressapp.core.stores import StoreError, StoreFullError, StoreTooNewError
from distressapp.vault import connection
from distressapp.vault.rows import row_from
from distressapp.vault.schema import VERSION, migrations
from distressapp.vault.vault import Vault

ROOT: Final = Path(__file__).resolve().parents[2]
KEY: Final = bytes(range(32))
WRITER: Final = "a" * 32

MIGRATES: Final = """
import os, signal, sys
from pathlib import Path
from distressapp.vault import connection, schema
from distressapp.vault.vault import Vault
last = int(sys.argv[2])
seen = 0
def count(sql):
    global seen
    seen += 1
    if seen == last:
        os.kill(os.getpid(), signal.SIGKILL)
migrate = connection._migrate
def killed(database):
    database.conn.set_trace_callback(count)
    migrate(database)
connection._migrate = killed
Vault.open(Path(sys.argv[1]), bytes(range(32)), before_upgrade=lambda *_: None).close()
print(seen)
"""


def entry(head: Head) -> Entry:
    return Entry(
        writer=head.writer,
        number=head.number + 1,
        at_ms=1_000,
        offset_min=0,
        kind="tested",
        schema=1,
        subject="0" * 32,
        salt=bytes(16),
        payload=canonical({}),
    )


def old_vault(path: Path) -> None:
    """A vault as version 1 wrote it, with one entry."""
    database = connection._opened(path, KEY)  # noqa: SLF001  (nobody else can write an old one)
    connection._set_up(database)  # noqa: SLF001  (the same)
    migrations.apply(database, stop_before="staff_backups_and_erasure")
    vault = Vault(path, database)
    with vault.commit():
        vault.keep_secret("writer", WRITER.encode())
        linked = link(Head(writer=WRITER), entry(Head(writer=WRITER)))
        row = row_from(linked)
        old = {name: row[name] for name in database.table("journal").columns_dict}
        database.table("journal").insert({**old, "payload": linked.entry.payload})
        vault.write_heads([head_after(linked)])
    vault.close()


def version(path: Path) -> int:
    database: Database = connection._opened(path, KEY)  # noqa: SLF001  (looked at, not migrated)
    try:
        return int(database.execute("PRAGMA user_version").fetchone()[0])
    finally:
        database.close()


def test_an_older_vault_is_upgraded_after_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    old_vault(path)
    told: list[int] = []

    def keeps(vault: Vault, found: int) -> None:
        told.append(found)
        vault.copy(tmp_path / "before.db", KEY)

    vault = Vault.open(path, KEY, before_upgrade=keeps)
    count = vault.verify()
    vault.close()

    assert (told, count) == ([1], 1)
    assert (version(path), version(tmp_path / "before.db")) == (VERSION, 1)


def test_an_older_vault_is_left_alone_where_nobody_makes_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    old_vault(path)

    with pytest.raises(ValueError, match="backup"):
        Vault.open(path, KEY)

    assert version(path) == 1


def test_a_backup_that_fails_keeps_the_old_vault(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    old_vault(path)

    def fails(_vault: Vault, _found: int) -> None:
        raise StoreFullError("full", advice="")

    with pytest.raises(StoreFullError):
        Vault.open(path, KEY, before_upgrade=fails)

    assert version(path) == 1


def test_a_newer_vault_is_refused_and_not_one_byte_is_written(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    old_vault(path)
    database = connection._opened(path, KEY)  # noqa: SLF001  (a version that does not exist)
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    before = sha256(path.read_bytes()).digest()

    with pytest.raises(StoreTooNewError):
        Vault.open(path, KEY, before_upgrade=lambda *_: None)

    assert sha256(path.read_bytes()).digest() == before
    assert [each.name for each in tmp_path.iterdir()] == ["vault.db"]


def test_a_migration_that_is_killed_leaves_the_old_vault_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    found: list[int] = []
    last = 0
    while True:
        last += 1
        path.unlink(missing_ok=True)
        for each in ("-wal", "-shm"):
            path.with_name(f"{path.name}{each}").unlink(missing_ok=True)
        old_vault(path)
        done = subprocess.run(
            [sys.executable, "-c", MIGRATES, str(path), str(last * 9)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        found.append(version(path))
        vault = Vault.open(path, KEY, before_upgrade=lambda *_: None)
        assert vault.verify() == 1
        vault.close()
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr

    assert set(found) == {1, VERSION}
    assert len(found) > 3


def test_a_copy_is_nobody_elses_and_stands_over_nothing(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "vault.db", KEY, writer=WRITER)
    vault.copy(tmp_path / "copy.db", KEY)

    with pytest.raises(StoreError, match="copy"):
        vault.copy(tmp_path / "copy.db", KEY)

    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    vault.close()


def test_a_copy_under_another_key_does_not_open_with_the_first(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "vault.db", KEY, writer=WRITER)
    with vault.commit():
        vault.append(entry)
    other = bytes(reversed(KEY))

    vault.copy(tmp_path / "copy.db", other)
    vault.close()

    with pytest.raises(StoreError):
        Vault.open(tmp_path / "copy.db", KEY)
    copied = Vault.open(tmp_path / "copy.db", other)
    assert copied.verify() == 1
    copied.close()
