"""The log as SQLite itself writes it, then harmed."""

import sqlite3
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.wal import has_hole, has_lasting_hole

FRAME: Final = 24 + 4096
HEADER: Final = 32


@pytest.fixture
def log(tmp_path: Path) -> bytes:
    """Six transactions: the first makes a table, each of the others changes one page."""
    path = tmp_path / "letterbox.db"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE answer (sealed BLOB)")
    for _ in range(5):
        database.execute("INSERT INTO answer VALUES (randomblob(64))")
    content = path.with_name("letterbox.db-wal").read_bytes()
    database.close()
    return content


def harmed(log: bytes, at: int) -> bytes:
    return log[:at] + bytes([log[at] ^ 1]) + log[at + 1 :]


def test_a_log_as_sqlite_wrote_it_has_no_hole(log: bytes) -> None:
    assert not has_hole(log)
    assert not has_hole(b"")


@pytest.mark.parametrize("place", [0, 5, 9, 17, 24, 100, 4000])
@pytest.mark.parametrize("frame", [0, 1, 2, 3, 4])
def test_damage_before_the_last_transaction_is_a_hole(log: bytes, frame: int, place: int) -> None:
    assert len(log) == HEADER + 7 * FRAME

    assert has_hole(harmed(log, HEADER + frame * FRAME + place))


@pytest.mark.parametrize("place", range(HEADER))
def test_damage_in_the_header_is_a_hole(log: bytes, place: int) -> None:
    assert has_hole(harmed(log, place))


@pytest.mark.parametrize("place", [5, 9, 17, 100, 4000])
def test_damage_in_the_last_transaction_is_what_a_power_cut_leaves(log: bytes, place: int) -> None:
    assert not has_hole(harmed(log, HEADER + 6 * FRAME + place))


@pytest.mark.parametrize("end", [1, 31, 32, 33, HEADER + FRAME, HEADER + 2 * FRAME + 700])
def test_a_log_that_was_cut_short_is_what_a_power_cut_leaves(log: bytes, end: int) -> None:
    assert not has_hole(log[:end])


@pytest.mark.parametrize(("place", "is_seen"), [(100, True), (17, False)])
def test_of_the_transaction_before_the_last_all_but_its_checksum_is_seen(
    log: bytes, place: int, *, is_seen: bool
) -> None:
    assert has_hole(harmed(log, HEADER + 5 * FRAME + place)) == is_seen


def test_what_two_killed_transactions_leave_behind_each_other_is_no_hole(tmp_path: Path) -> None:
    path = tmp_path / "letterbox.db"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE answer (sealed BLOB)")
    before = path.with_name("letterbox.db-wal").stat().st_size
    database.execute("INSERT INTO answer VALUES (randomblob(40000))")
    content = path.with_name("letterbox.db-wal").read_bytes()
    database.close()
    # The large one was killed before its last frame, the small one after the head of its only.
    head = content[before : before + 4] + bytes([0, 0, 0, 2]) + content[before + 8 : before + 16]

    left = content[:before] + head + bytes(8) + content[before + 24 : -FRAME]

    assert len(left) > before + 5 * FRAME
    assert not has_hole(left)


def test_the_rest_of_an_earlier_log_is_no_hole(log: bytes) -> None:
    earlier = bytearray(log)
    for frame in range(3, 7):
        earlier[HEADER + frame * FRAME + 8] ^= 0xFF

    assert not has_hole(bytes(earlier))


def test_a_page_of_no_size_is_a_hole(log: bytes) -> None:
    assert has_hole(log[:8] + bytes(4) + log[12:])


def test_what_a_writer_did_meanwhile_is_no_damage(log: bytes) -> None:
    half_read = harmed(log, HEADER + FRAME)
    reads = iter([half_read, log])

    assert not has_lasting_hole(lambda: next(reads))


def test_damage_that_stays_is_damage(log: bytes) -> None:
    one, other = harmed(log, HEADER + FRAME), harmed(log, HEADER + 2 * FRAME)
    reads = iter([one, other, other])

    assert has_lasting_hole(lambda: next(reads))
