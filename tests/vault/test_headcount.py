"""How many patients there are is known without counting them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.crowd import fill
from distressapp.vault import people
from distressapp.vault.vault import Vault
from tests.vault.statements import statements

MANY = 40


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = Vault.create(tmp_path / "vault.db", bytes(32), writer="f" * 32)
    fill(found, MANY)
    yield found
    found.close()


def set_merged(vault: Vault, patient: str, into: str | None) -> None:
    with vault.commit():
        vault.database.table("patient").update(patient, {"merged_into": into})


def test_nobody_is_counted_one_by_one(vault: Vault) -> None:
    with statements(vault) as asked:
        found = people.count(vault)

    assert found == MANY
    assert [each for each in asked if "patient " in each.lower()] == []


def test_the_count_follows_who_is_merged_parted_and_removed(vault: Vault) -> None:
    gone, stays, *_others = people.meant(vault, "", born=None)
    counts = []

    for into in (stays, stays, None):
        set_merged(vault, gone, into)
        counts.append(people.count(vault))
    set_merged(vault, gone, stays)
    for each in (gone, stays):
        with vault.commit():
            vault.database.table("patient").delete(each)
        counts.append(people.count(vault))

    assert counts == [MANY - 1, MANY - 1, MANY, MANY - 1, MANY - 2]


def test_a_rebuilt_vault_counts_whom_the_journal_knows(vault: Vault) -> None:
    vault.rebuild()

    assert people.count(vault) == 0
    assert people.beginning(vault, 5) == (0, ())


def test_a_beginning_says_how_many_there_are_and_who_is_first(vault: Vault) -> None:
    ids = people.meant(vault, "", born=None)

    count, first = people.beginning(vault, 5)

    assert count == MANY
    assert tuple(each.id for each in first) == ids[:5]
