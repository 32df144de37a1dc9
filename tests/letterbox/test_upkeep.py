import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.journal import Head
from distressapp.core.stores import StoreDamagedError, StoreError
from distressapp.letterbox import rescuing, upkeep
from distressapp.letterbox.connection import create
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.rows import Call, Opening, Posted, Row, Urgency

OLD: Final = "a" * 32
NEW: Final = "c" * 32
SITTING: Final = "b" * 32
TODAY: Final = "2026-03-03"
OPENING: Final = Opening(
    sitting=SITTING, ticket="fern", day="2026-03-02", key_id="k2", sealed=b"opening"
)
CALL: Final = Call(id=SITTING, ticket="fern", day="2026-03-02", urgency=Urgency.SOUNDING)


def posted(head: Head) -> Posted:
    return Posted(
        head=replace(head, number=head.number + 1, chain=bytes([head.number + 1]) * 32),
        sitting=SITTING,
        ticket="fern",
        day="2026-03-02",
        key_id="k",
        sealed=b"sealed" * 100,
    )


def filled(path: Path, *, entries: int = 30) -> Path:
    create(path, writer=OLD)
    letterbox = Letterbox(path)
    letterbox.open_sitting(OPENING, [Row(number=1, sealed=b"row")])
    for _ in range(entries):
        letterbox.post(posted, call=CALL)
    letterbox.close()
    return path


def empty(path: Path) -> Path:
    create(path, writer=NEW)
    return path


def entries(path: Path) -> list[tuple[str, int]]:
    emptying = Emptying(path)
    found = [(each.head.writer, each.head.number) for each in emptying.batch(100)]
    emptying.close()
    return found


def test_a_copy_is_made_while_the_kiosk_writes(tmp_path: Path) -> None:
    path = filled(tmp_path / "letterbox.db", entries=2)
    kiosk = Letterbox(path)
    kiosk.post(posted)

    upkeep.copy_to(path, tmp_path / "copy.db")
    kiosk.post(posted)
    kiosk.close()

    assert entries(tmp_path / "copy.db") == [(OLD, 1), (OLD, 2), (OLD, 3)]
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="copy"):
        upkeep.copy_to(path, tmp_path / "copy.db")


def test_a_damaged_letterbox_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "letterbox.db"
    path.write_bytes(b"\xff" * 5000)

    with pytest.raises(StoreDamagedError):
        upkeep.copy_to(path, tmp_path / "copy.db")


def test_the_keys_that_are_needed_are_named(tmp_path: Path) -> None:
    path = filled(tmp_path / "letterbox.db", entries=1)

    assert upkeep.key_ids(path) == {"k", "k2"}


def test_a_new_writer_begins_at_one_and_what_was_posted_stays(tmp_path: Path) -> None:
    path = filled(tmp_path / "letterbox.db", entries=2)

    upkeep.begin_writer(path, NEW)

    assert upkeep.head_of(path) == Head(writer=NEW)
    letterbox = Letterbox(path)
    letterbox.post(posted)
    letterbox.close()
    assert entries(path) == [(OLD, 1), (OLD, 2), (NEW, 1)]


def test_what_waits_is_named_and_a_draft_can_be_dropped(tmp_path: Path) -> None:
    path = filled(tmp_path / "letterbox.db", entries=3)
    emptying = Emptying(path)
    first, second = emptying.batch(2)
    emptying.drop([first])
    emptying.set_entry_aside(second, reason="conflict")
    emptying.close()

    upkeep.drop_drafts(path, [SITTING])

    assert upkeep.pending(path) == {OLD: {2, 3}}
    letterbox = Letterbox(path)
    assert letterbox.rows(SITTING) == ()
    assert letterbox.oldest_day() == "2026-03-02"
    letterbox.close()


def test_everything_of_a_whole_letterbox_is_rescued(tmp_path: Path) -> None:
    path, into = filled(tmp_path / "letterbox.db"), empty(tmp_path / "new.db")

    found = rescuing.rescue(path, into, today=TODAY)

    assert found == rescuing.Rescued(entries=30, drafts=1, calls=1, is_whole=True)
    letterbox = Letterbox(into)
    assert letterbox.calls() == (CALL,)
    assert letterbox.rows(SITTING) == (Row(number=1, sealed=b"row"),)
    assert letterbox.head == Head(writer=NEW)
    letterbox.close()
    assert len(entries(into)) == 30
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letterbox.db", "new.db"]


def test_what_stands_on_sound_pages_is_rescued(tmp_path: Path) -> None:
    path, into = filled(tmp_path / "letterbox.db"), empty(tmp_path / "new.db")
    content = bytearray(path.read_bytes())
    pages = [n for n in range(0, len(content), 4096) if b"sealed" * 40 in content[n : n + 4096]]
    half = pages[len(pages) // 2]
    content[half : half + 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(content))
    with pytest.raises(StoreDamagedError):
        Letterbox(path)

    found = rescuing.rescue(path, into, today=TODAY)

    assert not found.is_whole
    assert 0 < found.entries < 30
    assert found.calls == 1
    assert len(entries(into)) == found.entries


@pytest.mark.parametrize("content", [b"", b"\xff" * 9000, b"SQLite format 3\0" + b"x" * 90])
def test_a_letterbox_of_which_nothing_can_be_read_stops_nobody(
    tmp_path: Path, content: bytes
) -> None:
    path, into = tmp_path / "letterbox.db", empty(tmp_path / "new.db")
    path.write_bytes(content)

    found = rescuing.rescue(path, into, today=TODAY)

    assert found == rescuing.Rescued()
    assert entries(into) == []


def test_a_letterbox_that_is_gone_stops_nobody(tmp_path: Path) -> None:
    into = empty(tmp_path / "new.db")

    assert rescuing.rescue(tmp_path / "letterbox.db", into, today=TODAY) == rescuing.Rescued()


def test_rows_that_would_stop_the_kiosk_are_left_behind_or_mended(tmp_path: Path) -> None:
    path, into = filled(tmp_path / "letterbox.db", entries=1), empty(tmp_path / "new.db")
    database = sqlite3.connect(path)
    database.execute("UPDATE entry SET day = 'x'")
    database.execute("UPDATE call SET urgent = 77")
    database.execute("UPDATE answer SET sealed = 'words'")
    database.commit()
    database.close()

    found = rescuing.rescue(path, into, today=TODAY)

    assert (found.entries, found.calls, found.is_whole) == (1, 1, False)
    letterbox = Letterbox(into)
    assert letterbox.calls() == (replace(CALL, day=TODAY),)
    assert letterbox.oldest_day() == "2026-03-02"
    assert letterbox.rows(SITTING) == ()
    letterbox.close()
    emptying = Emptying(into)
    assert emptying.batch(1)[0].day == TODAY
    emptying.close()
