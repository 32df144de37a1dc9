import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.journal import Head
from distressapp.core.stores import StoreDamagedError, StoreTooOldError
from distressapp.letterbox import upkeep
from distressapp.letterbox.connection import create
from distressapp.letterbox.digests import CLEAR, digested, is_as_written
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.rescuing import renew, rescue
from distressapp.letterbox.rows import Call, Opening, Posted, Row, Urgency
from tests.letterbox.older import made_older

WRITER: Final = "a" * 32
SITTING: Final = "b" * 32
DAY: Final = "2026-03-02"
OPENING: Final = Opening(sitting=SITTING, ticket="fern", day=DAY, key_id="k", sealed=b"opening")
CALL: Final = Call(id=SITTING, ticket="fern", day=DAY, urgency=Urgency.ENDED)
HARM: Final = [
    (table, column)
    for table, columns in CLEAR.items()
    for column in columns
    if (table, column) != ("head", "one")
]


def posted(head: Head) -> Posted:
    return Posted(
        head=Head(writer=head.writer, number=head.number + 1, chain=bytes(32)),
        sitting=SITTING,
        ticket="fern",
        day=DAY,
        key_id="k",
        sealed=b"sealed",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A letterbox with a row in every table."""
    path = tmp_path / "letterbox.db"
    create(path, writer=WRITER)
    with closing(Letterbox(path)) as letterbox, closing(Emptying(path)) as emptying:
        letterbox.open_sitting(OPENING, [Row(number=1, sealed=b"row")])
        letterbox.take_ticket("fern", day=DAY)
        emptying.set_entry_aside(letterbox.post(posted), reason="conflict")
        letterbox.post(posted, call=CALL)
    return path


def harmed(path: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        (value,) = database.execute(f"SELECT {column} FROM {table}").fetchone()  # noqa: S608  (names from the tables above)
        other = {str: "x", bytes: b"x", int: 7}[type(value)]
        database.execute(f"UPDATE {table} SET {column} = ?", (other,))  # noqa: S608  (the same)


@pytest.mark.parametrize(("table", "column"), HARM)
def test_no_clear_column_changes_without_a_word(path: Path, table: str, column: str) -> None:
    Letterbox(path).close()

    harmed(path, table, column)

    with pytest.raises(StoreDamagedError, match="is damaged"):
        Letterbox(path)


def test_the_same_columns_of_another_table_or_of_another_kind_are_not_as_written() -> None:
    row = digested("ticket", (DAY, "12"))

    assert is_as_written("ticket", row)
    assert not is_as_written("answer", row)
    assert not is_as_written("ticket", (DAY, 12, row[-1]))
    assert not is_as_written("ticket", (DAY, None, row[-1]))
    assert not is_as_written("ticket", (f"{DAY}1", "2", row[-1]))


def test_a_call_that_is_damaged_while_it_is_open_sounds_and_is_not_dropped(path: Path) -> None:
    letterbox, emptying = Letterbox(path), Emptying(path)
    before = [each.urgency for each in letterbox.calls()]

    harmed(path, "call", "ticket")
    emptying.drop_draft(SITTING)
    emptying.drop_calls()

    assert before == [Urgency.ENDED]
    assert [each.urgency for each in letterbox.calls()] == [Urgency.SOUNDING]
    letterbox.close()
    emptying.close()


def test_rows_that_are_damaged_while_the_file_is_open_are_told_when_they_are_read(
    path: Path,
) -> None:
    letterbox, emptying = Letterbox(path), Emptying(path)

    for table in ("entry", "sitting", "ticket", "head", "set_aside"):
        harmed(path, table, "writer" if table == "head" else "day")

    with pytest.raises(StoreDamagedError):
        letterbox.oldest_day()
    with pytest.raises(StoreDamagedError):
        letterbox.tickets(DAY)
    with pytest.raises(StoreDamagedError):
        assert letterbox.head
    with pytest.raises(StoreDamagedError):
        emptying.batch(10)
    with pytest.raises(StoreDamagedError):
        emptying.drafts()
    with pytest.raises(StoreDamagedError):
        emptying.set_aside()
    letterbox.close()
    emptying.close()


def test_who_empties_it_hears_of_a_damaged_entry_when_it_is_read(path: Path) -> None:
    harmed(path, "entry", "ticket")

    with closing(Emptying(path)) as emptying, pytest.raises(StoreDamagedError):
        emptying.batch(10)


@pytest.mark.parametrize("table", ["sitting", "answer", "ticket", "head", "set_aside"])
def test_who_empties_it_hears_of_all_other_damage_at_once(path: Path, table: str) -> None:
    harmed(path, table, CLEAR[table][1])

    with pytest.raises(StoreDamagedError):
        Emptying(path)


@pytest.mark.parametrize("column", ["id", "ticket", "day", "urgent", "digest"])
def test_a_damaged_call_sounds_in_the_new_letterbox(path: Path, column: str) -> None:
    into = path.with_name("new.db")
    create(into, writer="c" * 32)
    harmed(path, "call", column)

    found = rescue(path, into, today="2026-03-03")

    assert (found.calls, found.is_whole) == (1, False)
    with closing(Letterbox(into)) as letterbox:
        (call,) = letterbox.calls()
    assert (call.urgency, call.day, len(call.id)) == (Urgency.SOUNDING, "2026-03-03", 32)


def test_a_call_whose_word_is_no_text_any_more_sounds(path: Path) -> None:
    into = path.with_name("new.db")
    create(into, writer="c" * 32)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("UPDATE call SET ticket = CAST(x'66E5726E' AS TEXT)")

    rescue(path, into, today=DAY)

    with closing(Letterbox(into)) as letterbox:
        assert [(each.id, each.urgency) for each in letterbox.calls()] == [
            (SITTING, Urgency.SOUNDING)
        ]


@pytest.mark.parametrize("table", ["sitting", "answer"])
def test_an_answer_and_its_opening_find_each_other_again(path: Path, table: str) -> None:
    into = path.with_name("new.db")
    create(into, writer="c" * 32)
    harmed(path, table, "sitting")

    found = rescue(path, into, today=DAY)

    assert not found.is_whole
    with closing(Letterbox(into)) as letterbox:
        assert letterbox.rows(SITTING) == (Row(number=1, sealed=b"row"),)
        assert letterbox.is_running(SITTING)


def test_answers_of_which_nobody_can_tell_the_sitting_are_left_behind(path: Path) -> None:
    into = path.with_name("new.db")
    create(into, writer="c" * 32)
    with closing(Letterbox(path)) as letterbox:
        letterbox.open_sitting(
            Opening(sitting="d" * 32, ticket="oak", day=DAY, key_id="k", sealed=b"opening"),
            [Row(number=1, sealed=b"other")],
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("UPDATE sitting SET sitting = 'x' || substr(sitting, 2)")

    rescue(path, into, today=DAY)

    with closing(Letterbox(into)) as letterbox:
        assert letterbox.rows(SITTING) == letterbox.rows("d" * 32) == ()


def test_a_day_that_is_to_come_does_not_hide_what_waits(path: Path) -> None:
    into = path.with_name("new.db")
    create(into, writer="c" * 32)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("UPDATE entry SET day = '3026-03-02'")
        database.execute("UPDATE sitting SET day = '3026-03-02'")

    rescue(path, into, today=DAY)

    with closing(Letterbox(into)) as letterbox:
        assert letterbox.oldest_day() == DAY


def contents(path: Path) -> object:
    with closing(Letterbox(path)) as letterbox, closing(Emptying(path)) as emptying:
        return (
            *(letterbox.head, letterbox.calls(), letterbox.tickets(DAY)),
            *(emptying.batch(10), emptying.drafts(), emptying.set_aside()),
        )


def test_a_letterbox_of_version_1_is_refused_and_brought_up_to_date_whole(path: Path) -> None:
    before = contents(path)
    made_older(path)
    with pytest.raises(StoreTooOldError, match="older version"):
        Letterbox(path)

    upkeep.bring_up_to_date(path)
    upkeep.bring_up_to_date(path)

    assert contents(path) == before
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["letterbox.db"]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE call SET urgent = 77",
        "UPDATE entry SET day = 'x'",
        "UPDATE ticket SET ticket = CAST(x'66E5726E' AS TEXT)",
        "UPDATE answer SET sealed = 'words'",
        "UPDATE answer SET sitting = 'x'",
        "DELETE FROM head",
        "UPDATE head SET chain = 'words'",
        "DROP TABLE ticket",
        "ALTER TABLE call DROP COLUMN urgent",
    ],
)
def test_a_damaged_letterbox_of_version_1_is_told_before_anything_is_carried(
    path: Path, harm: str
) -> None:
    into = path.with_name("new.db")
    create(into, writer="c" * 32)
    made_older(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(harm)

    with pytest.raises(StoreDamagedError):
        renew(path, into)

    with closing(Letterbox(into)) as letterbox:
        assert letterbox.head == Head(writer="c" * 32)
        assert letterbox.calls() == ()
