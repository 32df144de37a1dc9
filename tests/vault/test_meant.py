"""Who is meant, among twenty thousand: all of them, by an index, in the order of their names."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.crowd import fill
from distressapp.core.names import folded
from distressapp.vault import people
from distressapp.vault.vault import Vault

MANY = 20_000
BORN = date(1930, 1, 4)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    found = Vault.create(tmp_path_factory.mktemp("crowd") / "vault.db", bytes(32), writer="f" * 32)
    fill(found, MANY)
    yield found
    found.close()


def plans(vault: Vault, words: str) -> list[str]:
    """How SQLite answers each question that is asked meanwhile."""
    asked: list[str] = []
    vault.database.conn.set_trace_callback(asked.append)
    try:
        people.meant(vault, words, born=None)
    finally:
        vault.database.conn.set_trace_callback(None)
    found = [vault.database.execute(f"EXPLAIN QUERY PLAN {each}").fetchall() for each in asked]
    return [str(row[3]) for rows in found for row in rows]


def test_everybody_is_meant_by_no_words_in_the_order_of_names(vault: Vault) -> None:
    ids = people.meant(vault, "", born=None)

    known = people.many(vault, ids)
    spelt = [folded(known[each].name) for each in ids]
    assert len(set(ids)) == len(known) == people.count(vault) == MANY
    assert spelt == sorted(spelt)


@pytest.mark.parametrize("words", ["", "ador", "MRN-00077", "ada lund"])
def test_an_index_alone_answers_in_its_own_order(vault: Vault, words: str) -> None:
    (plan,) = plans(vault, words)

    assert plan == "SEARCH patient USING COVERING INDEX patient_by_name (merged_into=?)"


def test_a_number_comes_first_then_who_is_called_so(vault: Vault) -> None:
    number = people.search(vault, "mrn-00077", born=None, limit=2)
    called = people.search(vault, "celik", born=None, limit=MANY)

    assert number[0].record_number == "MRN-00077"
    spelt = [folded(each.name) for each in called]
    assert spelt == sorted(spelt, key=lambda each: (not each.startswith("celik"), each))
    assert 0 < sum(each.startswith("celik") for each in spelt) < len(spelt)


def test_who_was_born_that_day_is_meant_whatever_the_words(vault: Vault) -> None:
    (found,) = people.search(vault, "whoever", born=BORN, limit=MANY)

    assert found.born == BORN


def test_whoever_was_merged_away_is_not_meant(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "vault.db", bytes(32), writer="e" * 32)
    fill(vault, 3)
    gone, stays, other = people.meant(vault, "", born=None)
    with vault.commit():
        vault.database.table("patient").update(gone, {"merged_into": stays})

    assert people.meant(vault, "", born=None) == (stays, other)
    assert people.meant(vault, "mrn", born=None) == (stays, other)
    assert people.merged_ids(vault, stays) == (gone,)
    vault.close()
