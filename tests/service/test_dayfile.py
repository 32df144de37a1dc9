from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.core.daylist import Order, Part
from distressapp.core.journal import parsed
from distressapp.service import dayfile
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.dayfile import Columns, DayFileError
from distressapp.service.house import House
from distressapp.vault import lists

TEXT = "MRN,Name,DOB\n1,Zoë Müller,1.3.1950\n"


def written(path: Path, content: bytes) -> Path:
    found = path / "list.csv"
    found.write_bytes(content)
    return found


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        ("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("cp1252"), "Windows-1252"),
        (TEXT.replace("\n", "\r\n").encode(), "UTF-8"),
        (TEXT.replace("\n", "\r").encode(), "UTF-8"),
    ],
    ids=["plain", "mark", "utf-16", "big end first", "windows", "windows lines", "mac lines"],
)
def test_a_list_is_read_in_any_encoding(tmp_path: Path, content: bytes, encoding: str) -> None:
    table = dayfile.read(written(tmp_path, content))

    assert table.titles == ("MRN", "Name", "DOB")
    assert [each.cells for each in table.records] == [("1", "Zoë Müller", "1.3.1950")]
    assert table.encoding == encoding


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"PK\x03\x04\x00\x00", b"\xff\xfeA", b"\xef\xbb\xbf\xff"],
    ids=["empty", "blank", "zip", "half a letter", "marked and broken"],
)
def test_what_is_no_list_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DayFileError):
        dayfile.read(written(tmp_path, content))


def test_a_file_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(DayFileError):
        dayfile.read(tmp_path / "gone.csv")


def test_a_file_larger_than_any_list_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dayfile, "MOST_BYTES", 10)

    with pytest.raises(DayFileError):
        dayfile.read(written(tmp_path, TEXT.encode()))


def test_titles_that_stand_twice_or_nowhere_are_numbered(tmp_path: Path) -> None:
    table = dayfile.read(written(tmp_path, b"Name;Name;;MRN\nA;B;C;1\nD\n"))

    assert table.titles == ("Name", "Name (2)", "Column 3", "MRN")
    assert table.column("MRN") == ("1",)


def test_columns_are_guessed_and_then_remembered(
    house: House, session: Session, tmp_path: Path
) -> None:
    table = dayfile.read(written(tmp_path, b"A,B,DOB\n1,Ada,13.3.1950\n"))
    guess = dayfile.columns_for(session, table)
    named = replace(guess, parts={"A": Part.NUMBER, "B": Part.NAME, "DOB": Part.BORN})

    dayfile.remember(house, session, named)
    dayfile.remember(house, session, named)

    assert guess == Columns(parts={"DOB": Part.BORN}, order=Order.DAY_FIRST)
    assert guess.missing == (Part.NUMBER, Part.NAME)
    assert named.missing == ()
    assert dayfile.columns_for(session, table) == named
    kept = lists.last_of(session.vault, [dayfile.COLUMNS])
    assert kept is not None
    assert parsed(kept.entry.payload)["by"] == session.member.name
    assert len([each for each in session.vault.entries(session.vault.writer)
                if each.entry.kind == dayfile.COLUMNS]) == 1  # fmt: skip


def test_columns_of_another_list_are_guessed_anew(
    house: House, session: Session, tmp_path: Path
) -> None:
    dayfile.remember(house, session, Columns(parts={"A": Part.NUMBER}))

    table = dayfile.read(written(tmp_path, b"MRN,Name,DOB\n1,Ada,3/13/1950\n"))

    assert dayfile.columns_for(session, table) == Columns(
        parts={"MRN": Part.NUMBER, "Name": Part.NAME, "DOB": Part.BORN}, order=Order.MONTH_FIRST
    )


def test_who_has_left_remembers_nothing(house: House, session: Session) -> None:
    stranger = replace(session, member=replace(session.member, id="f" * 32))

    with pytest.raises(NotAllowedError):
        dayfile.remember(house, stranger, Columns())


def test_a_long_file_is_read_a_little_at_a_time_and_can_be_left(tmp_path: Path) -> None:
    path = written(tmp_path, b"MRN,Name\n" + b"1,Ada\n" * 2500)
    whole: list[dayfile.Table] = []
    cancelled: list[dayfile.Table] = []

    steps = list(dayfile.reading(path, whole))
    left = dayfile.reading(path, cancelled)
    next(left)
    left.close()

    assert [done for done, _of in steps] == [1000, 2000, 2502]
    assert len(whole[0].records) == 2500
    assert cancelled == []
