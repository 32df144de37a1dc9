"""The counts of a year: they add up to the rows, and no list of staff's reads a whole table."""

import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from distressapp.core.instrument import Band
from distressapp.core.stores import StoreError, StoreTooNewError, StoreTooOldError
from distressapp.service.access import Session
from distressapp.service.erasure import erase
from distressapp.service.house import House
from distressapp.service.owed import owed
from distressapp.service.timeline import person
from distressapp.service.today import today
from distressapp.vault import counting, days, lists
from distressapp.vault.opened import asked
from distressapp.vault.vault import Vault
from distressapp.vault.version import VERSION
from tests.clinics import Clock
from tests.service.following import ANNA, BERTA, flagged
from tests.vault.statements import statements

REASON = "They asked for it"
WHOLE = ("member", "setting", "secret", "chain", "backup", "worst", "json_each", "CONSTANT")
"""Small for ever, or no tables at all."""


def by_hand(vault: Vault, year: int) -> dict[int, dict[Band | None, int]]:
    """The same, sitting by sitting, from the flags."""
    found: Counter[tuple[int, Band | None]] = Counter()
    for each in lists.since(vault, date(year, 1, 1)):
        flags = lists.flags_of(vault, each.record.sitting.plan.sitting)
        worst = min((flag.band for flag in flags), key=lambda band: band.urgency, default=None)
        found[each.day.month, worst] += each.day.year == year
    months: dict[int, dict[Band | None, int]] = {}
    for (month, band), count in found.items():
        months.setdefault(month, {})[band] = count
    return months


def some(house: House, session: Session, clock: Clock) -> Mapping[int, Mapping[Band | None, int]]:
    for who, value in ((ANNA, 2), (ANNA, 9), (BERTA, 6), (BERTA, 0), (ANNA, 10)):
        flagged(house, session, who, value=value)
        clock.at += timedelta(days=20)
    return counting.by_month(session.vault, 2026)


def test_the_counts_of_a_year_are_those_of_its_sittings(
    house: House, session: Session, clock: Clock
) -> None:
    found = some(house, session, clock)

    assert found == by_hand(session.vault, 2026)
    assert sum(sum(each.values()) for each in found.values()) == 5
    assert counting.by_month(session.vault, 2025) == {}


def test_a_file_that_nobody_opened_is_counted_alike_and_nothing_in_it_changes(
    house: House, session: Session, clock: Clock
) -> None:
    found = some(house, session, clock)

    assert counting.in_file(house.folder.vault, session.key, 2026) == found
    with (
        pytest.raises(StoreError, match="cannot be written"),
        asked(house.folder.vault, session.key) as connection,
    ):
        connection.execute("DELETE FROM tally")
    assert counting.by_month(session.vault, 2026) == found


def test_a_file_of_another_version_is_not_counted(house: House, session: Session) -> None:
    path, key = house.folder.vault, session.key
    for version, wrong in ((VERSION - 1, StoreTooOldError), (VERSION + 1, StoreTooNewError)):
        session.vault.database.execute(f"PRAGMA user_version = {version}")
        with pytest.raises(wrong):
            counting.in_file(path, key, 2026)
    session.vault.database.execute(f"PRAGMA user_version = {VERSION}")
    with pytest.raises(StoreError):
        counting.in_file(path, bytes(32), 2026)
    with pytest.raises(StoreError):
        counting.in_file(path.with_name("nowhere.db"), key, 2026)


def test_whoever_only_counts_imports_nothing_that_writes() -> None:
    program = "import sys, distressapp.vault.counting; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)

    loaded = set(done.stdout.decode().split())
    assert "distressapp.vault.counting" in loaded
    assert loaded.isdisjoint({"sqlite_utils", "distressapp.vault.vault", "distressapp.core.record"})


def test_a_year_without_an_erased_patient_counts_them_no_more(
    house: House, session: Session, clock: Clock
) -> None:
    before = some(house, session, clock)
    known = lists.patient_of(session.vault, ANNA.record_number)
    assert known is not None

    erase(house, session, known.id, reason=REASON)

    after = counting.by_month(session.vault, 2026)
    assert after != before
    assert sum(sum(each.values()) for each in after.values()) == 2
    assert after == by_hand(session.vault, 2026)


def test_counts_that_are_made_again_are_the_same(
    house: House, session: Session, clock: Clock
) -> None:
    before = some(house, session, clock)

    session.vault.rebuild()

    assert counting.by_month(session.vault, 2026) == before


def test_no_list_of_staffs_reads_a_whole_table(
    house: House, session: Session, clock: Clock
) -> None:
    some(house, session, clock)
    vault = session.vault

    with statements(vault) as asked:
        today(house, session)
        owed(house, session)
        sitting = days.sat_on(vault, house.today()) or days.unmatched(vault)
        known = lists.patient_of(vault, ANNA.record_number)
        assert known is not None
        found = person(vault, known.id)
        lists.sitting(vault, found.sittings[0].sitting)
        counting.by_month(vault, 2026)

    plans = {
        f"{detail[3]}: {sql}"
        for sql in asked
        if sql.startswith(("SELECT", "select", "WITH"))
        for detail in vault.database.conn.execute(f"EXPLAIN QUERY PLAN {sql}")
    }
    assert sitting is not None
    assert [each for each in sorted(plans) if _reads_all(each)] == []
    assert len(plans) > 20


def _reads_all(plan: str) -> bool:
    """A scan of a table, or of an index that is not made for just that list."""
    what, _colon, sql = plan.partition(": ")
    if not what.startswith("SCAN") or "sqlite_master" in sql or what.startswith("SCAN one"):
        return False
    of_a_list = ("_unread", "_unmatched", "_unopened", "_open", "_waiting")
    return not any(each in what for each in (*of_a_list, *WHOLE))
