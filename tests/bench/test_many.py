"""A vault that was multiplied is one that the real path could have written."""

from pathlib import Path

from bench.sittings import PASSPHRASE, set_up
from bench.vault import fill
from distressapp.bootstrap import open_house, sign_in
from distressapp.keys.wrap import Cost
from distressapp.vault import lists

CHEAP = Cost(passes=1, memory_kib=8 * 1024)


def test_lists_of_sittings_that_were_multiplied_are_those_their_journal_gives(
    tmp_path: Path,
) -> None:
    set_up(tmp_path / "clinic", cost=CHEAP)
    house = open_house(tmp_path / "clinic")
    session = sign_in(house, PASSPHRASE)

    fill(house, session, 60, real=12)

    written = session.vault.projections()
    session.vault.verify()
    session.vault.rebuild()
    again = session.vault.projections()
    assert {name: len(rows) for name, rows in written.items()} == {
        name: len(rows) for name, rows in again.items()
    }
    assert written == again
    assert len(set(lists.all_sittings(session.vault))) == 60
    session.close()
    house.close()


def test_sittings_that_were_multiplied_are_spread_over_the_years(tmp_path: Path) -> None:
    set_up(tmp_path / "clinic", cost=CHEAP)
    house = open_house(tmp_path / "clinic")
    session = sign_in(house, PASSPHRASE)

    filled = fill(house, session, 200, real=12)

    days = [each["day"] for each in session.vault.projections()["sitting"]]
    assert len(set(days)) > 150
    assert max(days) == house.today().isoformat()
    found = lists.sitting(session.vault, filled.sitting)
    assert found is not None
    assert found.record.sitting.plan.sitting == filled.sitting
    session.close()
    house.close()
