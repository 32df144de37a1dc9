import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.journal import GENESIS, Head
from distressapp.core.stores import (
    RoomTakenError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
)
from distressapp.letterbox.connection import create
from distressapp.letterbox.digests import digested
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.lock import RoomLock
from distressapp.letterbox.rows import Call, Opening, Posted, Row, Urgency

WRITER: Final = "a" * 32
OTHER: Final = "0" * 32
SITTING: Final = "b" * 32
OPENING: Final = Opening(
    sitting=SITTING, ticket="fern", day="2026-03-02", key_id="k", sealed=b"opening"
)


def path_in(folder: Path) -> Path:
    path = folder / "letterbox.db"
    create(path, writer=WRITER)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return path_in(tmp_path)


@pytest.fixture
def letterbox(path: Path) -> Iterator[Letterbox]:
    found = Letterbox(path)
    yield found
    found.close()


def posted(head: Head, sealed: bytes = b"sealed") -> Posted:
    return Posted(
        head=replace(head, number=head.number + 1, chain=bytes([head.number + 1]) * 32),
        sitting=SITTING,
        ticket="fern",
        day="2026-03-02",
        key_id="k",
        sealed=sealed,
    )


def row(number: int, sealed: bytes = b"sealed") -> Row:
    return Row(number=number, sealed=sealed)


def test_a_new_letterbox_is_empty_and_nobody_elses(path: Path, letterbox: Letterbox) -> None:
    assert letterbox.head == Head(writer=WRITER, number=0, chain=GENESIS)
    assert letterbox.calls() == ()
    assert letterbox.oldest_day() is None
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_commit_waits_for_the_disk_and_deletes_for_good(path: Path) -> None:
    letterbox = Letterbox(path)

    found = {
        name: letterbox._database.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: SLF001  (the file's own setting is the promise)
        for name in ("journal_mode", "synchronous", "secure_delete", "page_size")
    }
    letterbox.close()

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "page_size": 4096,
    }


def test_rows_come_back_in_order_and_a_repeated_one_once(letterbox: Letterbox) -> None:
    letterbox.open_sitting(OPENING)
    letterbox.keep(SITTING, [row(2), row(1, b"old")])
    letterbox.keep(SITTING, [row(1, b"new"), row(3)])

    assert letterbox.rows(SITTING) == (row(1, b"new"), row(2), row(3))


def test_the_end_leaves_one_entry_and_no_row(path: Path, letterbox: Letterbox) -> None:
    letterbox.open_sitting(OPENING)
    letterbox.keep(SITTING, [row(1), row(2)])

    done = letterbox.finish(SITTING, posted)

    emptying = Emptying(path)
    assert letterbox.rows(SITTING) == ()
    assert emptying.batch(10) == (done,)
    assert emptying.drafts() == ()
    assert letterbox.head == done.head
    emptying.close()


def test_an_end_that_fails_changes_nothing(letterbox: Letterbox) -> None:
    letterbox.open_sitting(OPENING)
    letterbox.keep(SITTING, [row(1)])

    def fails(head: Head) -> Posted:
        raise StoreError(f"{head.number}", advice="")

    with pytest.raises(StoreError):
        letterbox.finish(SITTING, fails)

    assert letterbox.rows(SITTING) == (row(1),)
    assert letterbox.head.number == 0


def test_nothing_of_a_finished_sitting_is_left_in_the_files(
    path: Path, letterbox: Letterbox
) -> None:
    letterbox.open_sitting(OPENING)
    letterbox.keep(SITTING, [row(1, b"CANARY" * 40)])
    letterbox.finish(SITTING, posted)

    assert letterbox.is_settled
    for each in path.parent.iterdir():
        assert b"CANARY" not in each.read_bytes()
    assert path.with_name("letterbox.db-wal").stat().st_size == 0


def test_a_reader_in_the_way_of_truncation_is_tried_again(path: Path) -> None:
    letterbox = Letterbox(path)
    letterbox._database.execute("PRAGMA busy_timeout = 1")  # noqa: SLF001  (nobody waits 5 s in a test)
    letterbox.open_sitting(OPENING)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM sitting").fetchall()

    letterbox.finish(SITTING, posted)
    was_settled = letterbox.is_settled
    reader.execute("COMMIT")
    reader.close()

    assert not was_settled
    assert letterbox.settle()
    letterbox.close()


def test_a_call_and_its_entry_are_one_commit(letterbox: Letterbox) -> None:
    call = Call(id=SITTING, ticket="fern", day="2026-03-02", urgency=Urgency.SOUNDING)

    letterbox.post(posted, call=call)
    letterbox.post(posted, call=replace(call, urgency=Urgency.WITHDRAWN))

    assert letterbox.calls() == (replace(call, urgency=Urgency.WITHDRAWN),)
    assert letterbox.head.number == 2


def test_a_ticket_word_is_taken_once_a_day(letterbox: Letterbox) -> None:
    assert letterbox.take_ticket("fern", day="2026-03-02")
    assert not letterbox.take_ticket("fern", day="2026-03-02")
    assert letterbox.tickets("2026-03-02") == {"fern"}
    assert letterbox.take_ticket("fern", day="2026-03-03")
    assert letterbox.tickets("2026-03-02") == frozenset()


def test_the_oldest_day_nobody_has_opened_is_known(letterbox: Letterbox) -> None:
    letterbox.open_sitting(replace(OPENING, day="2026-03-05"))
    letterbox.post(posted)

    assert letterbox.oldest_day() == "2026-03-02"


def test_what_the_vault_has_is_dropped_and_the_rest_stays(path: Path, letterbox: Letterbox) -> None:
    first, second = letterbox.post(posted), letterbox.post(posted)
    emptying = Emptying(path)

    emptying.drop([first])

    assert emptying.batch(10) == (second,)
    assert letterbox.head == second.head
    emptying.close()


def test_what_lies_between_two_that_are_dropped_stays(path: Path, letterbox: Letterbox) -> None:
    ours = [letterbox.post(posted) for _ in range(5)]
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # As a letterbox that was mended has them: the rows of another writer.
        for number in (1, 2):
            row = (OTHER, number, "s", "fern", "2026-03-02", "k", b"c", b"box")
            database.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", digested("entry", row)
            )

    with closing(Emptying(path)) as emptying:
        others = emptying.batch(2)
        emptying.drop([others[1], *ours[:2], ours[3]])

        assert emptying.batch(10) == (others[0], ours[2], ours[4])


def test_what_is_set_aside_is_shown_whole(path: Path, letterbox: Letterbox) -> None:
    letterbox.open_sitting(OPENING, [row(1), row(2)])
    entry = letterbox.post(posted)
    emptying = Emptying(path)

    emptying.set_entry_aside(entry, reason="conflict")
    emptying.set_draft_aside(*emptying.drafts()[0], reason="unopenable")

    assert [(each.reason, each.number) for each in emptying.set_aside()] == [
        ("unopenable", 0),
        ("conflict", 1),
    ]
    assert emptying.batch(10) == ()
    assert emptying.drafts() == ()
    emptying.close()


def test_a_second_kiosk_is_told_in_plain_words(tmp_path: Path) -> None:
    lock = RoomLock(tmp_path / "kiosk.lock", room="kiosk")

    with pytest.raises(RoomTakenError, match="already open"):
        RoomLock(tmp_path / "kiosk.lock", room="kiosk")

    with RoomLock(tmp_path / "staff.lock", room="staff"):
        lock.release()
        lock.release()
    RoomLock(tmp_path / "kiosk.lock", room="kiosk").release()


def test_a_lock_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        RoomLock(tmp_path / "nowhere" / "kiosk.lock", room="kiosk")


def test_a_letterbox_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="distressapp setup"):
        Letterbox(tmp_path / "letterbox.db")


def test_a_letterbox_is_not_made_over_another(path: Path) -> None:
    with pytest.raises(StoreError, match=r"letterbox\.db"):
        create(path, writer=WRITER)


def test_a_newer_letterbox_is_refused_and_left_as_it_is(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 3")
    database.close()
    before = path.read_bytes()

    with pytest.raises(StoreTooNewError, match="version 3"):
        Letterbox(path)

    assert path.read_bytes() == before


def test_a_database_that_is_no_letterbox_is_refused(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "letterbox.db")
    database.execute("CREATE TABLE other (x)")
    database.close()

    with pytest.raises(StoreDamagedError):
        Letterbox(tmp_path / "letterbox.db")


@pytest.mark.parametrize("place", [0, 100, 4096, 3 * 4096])
def test_a_damaged_letterbox_is_refused(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place : place + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))

    with pytest.raises(StoreDamagedError):
        Letterbox(path)


def test_a_schema_that_is_no_text_any_more_is_damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"ticket TEXT", b"ticket \xd4EXT"))

    with pytest.raises(StoreDamagedError):
        Letterbox(path)


def test_a_column_of_another_name_is_damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"ticket TEXT", b"tickat TEXT"))

    with pytest.raises(StoreDamagedError):
        Letterbox(path)


def test_a_ticket_that_is_no_text_any_more_is_damage(path: Path, letterbox: Letterbox) -> None:
    letterbox.take_ticket("fern", day="2026-03-02")
    letterbox.settle()
    path.write_bytes(path.read_bytes().replace(b"fern", b"fer\xee"))

    with pytest.raises(StoreDamagedError), closing(Letterbox(path)) as harmed:
        harmed.tickets("2026-03-02")


def test_an_answer_of_no_sitting_is_damage(path: Path, letterbox: Letterbox) -> None:
    letterbox.open_sitting(OPENING, [row(1)])
    letterbox.keep("c" * 32, [row(1)])

    with pytest.raises(StoreDamagedError):
        Letterbox(path)


def test_a_log_that_is_damaged_in_its_middle_is_refused(path: Path, letterbox: Letterbox) -> None:
    letterbox.open_sitting(OPENING)
    for number in range(1, 5):
        letterbox.keep(SITTING, [row(number)])
    log = path.with_name("letterbox.db-wal")
    content = bytearray(log.read_bytes())
    content[len(content) // 2] ^= 1
    log.write_bytes(bytes(content))

    with pytest.raises(StoreDamagedError):
        Letterbox(path)


def test_a_letterbox_that_somebody_holds_says_so(path: Path) -> None:
    letterbox = Letterbox(path)
    letterbox._database.execute("PRAGMA busy_timeout = 1")  # noqa: SLF001  (nobody waits 5 s in a test)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusyError):
        letterbox.keep(SITTING, [row(1)])

    other.execute("ROLLBACK")
    other.close()
    letterbox.keep(SITTING, [row(1)])
    letterbox.close()
