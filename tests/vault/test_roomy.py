"""Lists that are made again have more room for pages, and nothing has it afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.vault.roomy import CACHE_KIB, roomy
from distressapp.vault.vault import Vault
from tests.vault.statements import statements


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = Vault.create(tmp_path / "vault.db", bytes(32), writer="f" * 32)
    yield found
    found.close()


def room(vault: Vault) -> int:
    """As SQLite tells it: pages, or less than 0 for KiB."""
    (found,) = vault.database.conn.execute("PRAGMA cache_size").fetchone()
    return int(found)


def test_lists_are_made_again_with_more_room_and_leave_what_there_was(vault: Vault) -> None:
    before = room(vault)

    with statements(vault) as asked:
        vault.rebuild()

    sizes = [each for each in asked if each.startswith("PRAGMA cache_size =")]
    assert sizes == [f"PRAGMA cache_size = -{CACHE_KIB}", f"PRAGMA cache_size = {before}"]
    assert room(vault) == before


def test_what_fails_leaves_the_room_that_there_was(vault: Vault) -> None:
    before = room(vault)
    lent = roomy(vault.database)
    lent.__enter__()
    inside = room(vault)

    lent.__exit__(ValueError, ValueError(), None)

    assert (inside, room(vault)) == (-CACHE_KIB, before)


def test_lists_are_emptied_without_keeping_what_was_in_them(vault: Vault) -> None:
    with statements(vault) as asked:
        vault.rebuild()

    assert "DELETE FROM sitting" in asked
    assert not any("SAVEPOINT" in each for each in asked)
