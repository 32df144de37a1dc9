"""An upgrade of the vault has its backup before the first byte is changed."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.stores import StoreFullError, StoreTooNewError
from distressapp.service.archive import in_folder, read_manifest
from distressapp.service.copying import check
from distressapp.service.house import House
from distressapp.vault import connection, schema, tables
from distressapp.vault.packing import unpacked
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE


@pytest.fixture
def key(house: House) -> bytes:
    session = sign_in(house, PASSPHRASE)
    session.close()
    return session.key


def version(path: Path, key: bytes) -> int:
    database = connection.look(path, key)
    try:
        return int(database.execute("PRAGMA user_version").fetchone()[0])
    finally:
        database.close()


def aged(house: House, key: bytes) -> None:
    """The vault as it was before the staff's room."""
    vault = Vault.open(house.folder.vault, key)
    names = [each.name for each in schema.migrations.applied(vault.database)]
    with vault.commit():
        for name in names[names.index("staffs_room") :]:
            vault.database.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [name])
        for table in tables.STAFFS_ROOM:
            vault.database.table(table).drop()
        made = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'journal'"
        for (name,) in vault.database.execute(f"{made} AND sql LIKE '%at_ms%'").fetchall():
            vault.database.execute(f"DROP INDEX {name}")
        rows = vault.database.execute("SELECT rowid, payload FROM journal").fetchall()
        for row, payload in rows:
            told = [unpacked(payload), row]
            vault.database.execute("UPDATE journal SET payload = ? WHERE rowid = ?", told)
        vault.database.execute("ALTER TABLE journal DROP COLUMN who")
        vault.database.execute("PRAGMA user_version = 2")
    vault.close()


def test_an_older_vault_is_backed_up_under_a_name_of_its_own_and_then_upgraded(
    house: House, key: bytes, tmp_path: Path
) -> None:
    aged(house, key)

    session = sign_in(house, PASSPHRASE)
    session.vault.verify()
    session.close()

    (before,) = in_folder(house.folder.backups)
    assert before.name == "before-upgrade-v2-20260302T090000Z.tar"
    assert read_manifest(before).vault_schema == 2
    assert version(house.folder.vault, key) == schema.VERSION
    assert check(before, tmp_path / "opened", key).is_chain_whole
    sign_in(house, PASSPHRASE).close()
    assert len(in_folder(house.folder.backups)) == 1


def test_without_room_for_the_backup_the_old_vault_stays(
    house: House, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(house, key)
    usage = shutil.disk_usage(house.folder.root)._replace(free=10_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    with pytest.raises(StoreFullError):
        sign_in(house, PASSPHRASE)

    assert version(house.folder.vault, key) == 2


def test_a_newer_vault_is_refused_and_left_as_it_is(house: House, key: bytes) -> None:
    vault = Vault.open(house.folder.vault, key)
    vault.database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    vault.close()
    before = sha256(house.folder.vault.read_bytes()).digest()

    with pytest.raises(StoreTooNewError, match="Update"):
        sign_in(house, PASSPHRASE)

    assert sha256(house.folder.vault.read_bytes()).digest() == before
    assert in_folder(house.folder.backups) == ()
