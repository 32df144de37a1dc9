from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
import sqlcipher3

from distressapp.core.journal import ChainError, Entry, Head, Linked, canonical, link
from distressapp.core.stores import StoreDamagedError, StoreError, StoreTooNewError
from distressapp.vault import lists
from distressapp.vault.connection import begins_as_under
from distressapp.vault.vault import Inserted, Vault

KEY: Final = bytes(range(32))
WRITER: Final = "a" * 32
OTHER: Final = "b" * 32


def entry(head: Head, payload: bytes = b"{}") -> Entry:
    return Entry(
        writer=head.writer,
        number=head.number + 1,
        at_ms=1_000,
        offset_min=0,
        kind="tested",
        schema=1,
        subject="0" * 32,
        salt=bytes(16),
        payload=payload,
    )


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = Vault.create(tmp_path / "vault.db", KEY, writer=WRITER)
    yield found
    found.close()


def three(vault: Vault) -> list[Linked]:
    with vault.commit():
        return [vault.append(lambda head: entry(head, canonical({}))) for _ in range(3)]


def test_nothing_in_the_file_can_be_read_without_the_key(vault: Vault, tmp_path: Path) -> None:
    with vault.commit():
        vault.append(lambda head: entry(head, b'{"it":"CANARY"}'))
    vault.close()

    for path in tmp_path.iterdir():
        assert b"CANARY" not in path.read_bytes()
        assert b"SQLite" not in path.read_bytes()
    assert (tmp_path / "vault.db").stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreDamagedError):
        Vault.open(tmp_path / "vault.db", bytes(32))


def test_the_vault_opens_again_with_its_key(vault: Vault, tmp_path: Path) -> None:
    written = three(vault)
    vault.close()

    again = Vault.open(tmp_path / "vault.db", KEY)

    assert list(again.entries(WRITER)) == written
    assert again.writer == WRITER
    assert again.verify() == 3
    again.close()


def test_the_first_bytes_of_a_file_tell_its_own_key_from_others(
    vault: Vault, tmp_path: Path
) -> None:
    other = bytes(32)
    vault.copy(tmp_path / "copy.db", other)
    vault.close()
    paths = tmp_path / "vault.db", tmp_path / "copy.db"

    found = [(begins_as_under(each, KEY), begins_as_under(each, other)) for each in paths]

    assert found == [(True, False), (False, True)]
    assert not begins_as_under(tmp_path / "none.db", KEY)
    assert KEY[:16] not in paths[0].read_bytes()
    Vault.open(paths[1], other).close()


def test_a_vault_whose_salt_was_drawn_still_opens(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    with closing(sqlcipher3.connect(str(path))) as older:
        older.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        vault.database.conn.backup(older)

    again = Vault.open(path, KEY)

    assert not begins_as_under(path, KEY)
    assert again.writer == WRITER
    again.close()


def test_a_newer_vault_is_refused(vault: Vault, tmp_path: Path) -> None:
    vault.database.execute("PRAGMA user_version = 99")
    vault.close()

    with pytest.raises(StoreTooNewError, match="version 99"):
        Vault.open(tmp_path / "vault.db", KEY)


def test_a_vault_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="distressapp setup"):
        Vault.open(tmp_path / "vault.db", KEY)


def test_a_vault_is_not_made_over_another(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"vault\.db"):
        Vault.create(tmp_path / "vault.db", KEY, writer=vault.writer)


def test_a_failed_commit_leaves_nothing(vault: Vault) -> None:
    def fails(head: Head) -> Entry:
        vault.append(entry)
        return entry(replace(head, number=7))

    with pytest.raises(ValueError, match="follows"), vault.commit():
        vault.append(fails)

    assert vault.heads() == {}
    assert list(vault.entries(WRITER)) == []


def test_taking_the_same_entry_in_twice_writes_it_once(vault: Vault) -> None:
    linked = link(Head(writer=OTHER), entry(Head(writer=OTHER)))

    with vault.commit():
        assert vault.insert(linked) is Inserted.NEW
        assert vault.insert(linked) is Inserted.SAME

    assert list(vault.entries(OTHER)) == [linked]


def test_another_entry_under_the_same_number_is_a_conflict(vault: Vault) -> None:
    head = Head(writer=OTHER)
    linked, forged = link(head, entry(head)), link(head, entry(head, b'{"forged":1}'))

    with vault.commit():
        vault.insert(linked)
        assert vault.insert(forged) is Inserted.CONFLICT
        assert vault.insert(replace(linked, chain=b"x" * 32)) is Inserted.CONFLICT

    assert list(vault.entries(OTHER)) == [linked]


def test_an_entry_that_does_not_follow_from_the_last_is_a_conflict(vault: Vault) -> None:
    head = Head(writer=OTHER)
    first = link(head, entry(head))
    second = Linked(entry=replace(first.entry, number=2), chain=b"x" * 32)

    with vault.commit():
        vault.insert(first)
        assert vault.insert(second) is Inserted.CONFLICT


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE journal SET payload = CAST('{\"x\":1}' AS BLOB) WHERE number = 2",
        "UPDATE journal SET at_ms = 5 WHERE number = 2",
        "DELETE FROM journal WHERE number = 2",
        "DELETE FROM journal WHERE number = 3",
        "DELETE FROM journal",
        "DELETE FROM chain",
        "UPDATE chain SET number = 2",
        "UPDATE journal SET number = CASE number WHEN 2 THEN 9 ELSE number END",
        (
            "INSERT INTO journal SELECT writer, 4, 0, 0, kind, 1, subject, salt, payload,"
            " chain, leaf, NULL FROM journal WHERE number = 3"
        ),
    ],
)
def test_a_change_behind_our_back_is_convicted(vault: Vault, crime: str) -> None:
    three(vault)
    with vault.commit():
        vault.database.execute(crime)

    with pytest.raises(ChainError):
        vault.verify()


def test_a_flipped_bit_in_the_file_is_convicted(vault: Vault, tmp_path: Path) -> None:
    three(vault)
    vault.close()
    path = tmp_path / "vault.db"
    content = bytearray(path.read_bytes())
    content[len(content) - 2000] ^= 1
    path.write_bytes(bytes(content))

    with pytest.raises(StoreDamagedError):
        Vault.open(path, KEY).verify()


def test_secrets_and_what_was_used_are_kept(vault: Vault) -> None:
    with vault.commit():
        vault.keep_secret("clinic.1", b"private")
        vault.keep_used("00ff", kind="definition", name="dt", content="id = 1")
        vault.keep_used("00ff", kind="definition", name="dt", content="id = 1")

    assert vault.secret("clinic.1") == b"private"
    assert vault.has_secret("clinic.1")
    assert not vault.has_secret("clinic.2")
    assert vault.database.table("used").count == 1
    with pytest.raises(StoreDamagedError):
        vault.secret("clinic.2")


def test_what_is_not_there_is_not_made_up(vault: Vault) -> None:
    assert lists.sitting(vault, "c" * 32) is None
    assert lists.patient_of(vault, "4711") is None
    assert lists.settings_hash(vault) is None
    with pytest.raises(StoreDamagedError):
        vault.entry(WRITER, 1)
