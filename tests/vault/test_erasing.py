import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.erasure import ERASED, Erased, erased_payload
from distressapp.core.journal import ChainError, Entry, Head, Json, Linked, canonical, link
from distressapp.vault import erasing
from distressapp.vault.vault import Inserted, Vault
from tests.vault.plain import pages

KEY: Final = bytes(range(32))
WRITER: Final = "a" * 32
OTHER: Final = "b" * 32
NOBODY: Final = "0" * 32
ONE: Final = "1" * 32
TWO: Final = "2" * 32
CANARY: Final = "CANARY-" * 900
"""Longer than a page, so that part of it stands on pages of its own."""


def entry(head: Head, subject: str, payload: Json, kind: str = "now.asked") -> Entry:
    return Entry(
        writer=head.writer,
        number=head.number + 1,
        at_ms=1_000,
        offset_min=0,
        kind=kind,
        schema=1,
        subject=subject,
        salt=b"salt of sixteen!",
        payload=canonical(payload),
    )


def asked(vault: Vault, subject: str, words: str = CANARY) -> Linked:
    with vault.commit():
        return vault.append(
            lambda head: entry(head, subject, {"has_sitting": True, "ticket": words})
        )


def erased(vault: Vault, *subjects: str) -> tuple[Erased, ...]:
    """Empty everything about these subjects, as the service does."""
    with vault.commit():
        found = erasing.entries_about(vault.database, subjects)
        erasing.erase(vault.database, found)
        payload: Json = {"erased": erased_payload(found)}
        vault.append(lambda head: entry(head, NOBODY, payload, ERASED))
    return found


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = Vault.create(tmp_path / "vault.db", KEY, writer=WRITER)
    yield found
    found.close()


def test_an_erased_entry_keeps_its_place_in_a_chain_that_holds(vault: Vault) -> None:
    before = [asked(vault, ONE), asked(vault, TWO), asked(vault, ONE)]

    erased(vault, ONE)

    after = list(vault.entries(WRITER))
    assert vault.verify() == 4
    assert [each.entry.is_erased for each in after] == [True, False, True, False]
    assert [each.chain for each in after[:3]] == [each.chain for each in before]
    assert after[0].entry.payload == b""
    assert after[1] == before[1]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl reads the raw pages")
def test_no_page_of_the_file_holds_what_was_erased(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    for _ in range(20):
        asked(vault, ONE)
    asked(vault, TWO, "STAYS")
    assert erasing.settle(vault.database)
    assert b"CANARY" in pages(path, KEY)

    erased(vault, ONE)

    assert erasing.settle(vault.database)
    found = pages(path, KEY)
    assert b"CANARY" not in found
    assert b"STAYS" in found
    assert (tmp_path / "vault.db-wal").stat().st_size == 0


def test_an_entry_that_was_emptied_on_the_quiet_is_convicted(vault: Vault) -> None:
    asked(vault, ONE)
    with vault.commit():
        found = erasing.entries_about(vault.database, {ONE})
        erasing.erase(vault.database, found)

    with pytest.raises(ChainError, match="no erasure names it"):
        vault.verify()


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE journal SET payload = x'', salt = x'' WHERE number = 2",
        "UPDATE journal SET leaf = zeroblob(32) WHERE number = 1",
        "UPDATE journal SET leaf = NULL WHERE number = 1",
        "UPDATE journal SET payload = CAST('{}' AS BLOB) WHERE number = 1",
        "UPDATE journal SET salt = zeroblob(16) WHERE number = 1",
        "UPDATE journal SET leaf = zeroblob(32) WHERE number = 2",
        "UPDATE journal SET subject = 'x' WHERE number = 1",
        "DELETE FROM journal WHERE number = 1",
    ],
)
def test_a_change_beside_an_erasure_is_convicted(vault: Vault, crime: str) -> None:
    asked(vault, ONE)
    asked(vault, TWO)
    erased(vault, ONE)
    with vault.commit():
        vault.database.execute(crime)

    with pytest.raises(ChainError):
        vault.verify()


def test_an_entry_that_was_erased_is_not_taken_in_again(vault: Vault) -> None:
    head = Head(writer=OTHER)
    linked = link(head, entry(head, ONE, {"has_sitting": True, "ticket": CANARY}))
    with vault.commit():
        vault.insert(linked)
    erased(vault, ONE)

    with vault.commit():
        assert vault.insert(linked) is Inserted.SAME
        forged = replace(linked, entry=replace(linked.entry, payload=b"{}"))
        assert vault.insert(forged) is Inserted.CONFLICT

    (left,) = vault.entries(OTHER)
    assert left.entry.is_erased


def test_an_erased_entry_can_be_taken_in_as_it_is(vault: Vault, tmp_path: Path) -> None:
    asked(vault, ONE)
    erased(vault, ONE)
    other = Vault.create(tmp_path / "other.db", KEY, writer=OTHER)

    with other.commit():
        found = [other.insert(each) for each in vault.entries(WRITER)]

    assert found == [Inserted.NEW, Inserted.NEW]
    assert list(other.entries(WRITER)) == list(vault.entries(WRITER))
    assert other.verify() == 2
    other.close()


def test_an_older_vault_takes_an_erased_entry_for_the_one_it_has_in_full(
    vault: Vault, tmp_path: Path
) -> None:
    asked(vault, ONE)
    older = Vault.create(tmp_path / "older.db", KEY, writer=OTHER)
    with older.commit():
        before = [older.insert(each) for each in vault.entries(WRITER)]
    erased(vault, ONE)

    with older.commit():
        after = [older.insert(each) for each in vault.entries(WRITER)]

    assert before == [Inserted.NEW]
    assert after == [Inserted.SAME, Inserted.NEW]
    assert erasing.returned(older.database) == (ONE,)
    older.close()


def test_what_is_about_nobody_is_never_erased(vault: Vault) -> None:
    with vault.commit():
        vault.append(lambda head: entry(head, NOBODY, {}, "settings.tried"))
        vault.append(lambda head: entry(head, TWO, {}, "staff.tried"))

    assert erased(vault, NOBODY, TWO) == ()


def test_an_erased_subject_that_comes_back_is_named_until_it_is_erased_again(vault: Vault) -> None:
    asked(vault, ONE)
    erased(vault, ONE)
    assert erasing.returned(vault.database) == ()

    asked(vault, ONE)
    shown = erasing.returned(vault.database)
    erased(vault, ONE)

    assert shown == (ONE,)
    assert erasing.returned(vault.database) == ()
    (both,) = erasing.named(vault.database)
    assert both == Erased(subject=ONE, entries=((WRITER, 1), (WRITER, 3)))


def test_a_reader_in_the_way_of_the_wal_is_said(vault: Vault, tmp_path: Path) -> None:
    reader = Vault.open(tmp_path / "vault.db", KEY)
    reader.database.execute("BEGIN")
    reader.database.execute("SELECT count(*) FROM journal").fetchone()
    vault.database.execute("PRAGMA busy_timeout = 1")
    asked(vault, ONE)

    was_in_the_way = not erasing.settle(vault.database)
    reader.database.execute("COMMIT")

    assert was_in_the_way
    assert erasing.settle(vault.database)
    reader.close()
