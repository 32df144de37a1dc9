from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.daylist import (
    DELIMITERS,
    DayListError,
    Order,
    Part,
    day_of,
    delimiter_of,
    guessed,
    is_spoilt,
    order_of,
    plain,
    records,
    time_of,
)


def cells(text: str, delimiter: str = ",") -> list[tuple[int, tuple[str, ...]]]:
    return [(each.line, each.cells) for each in records(text.splitlines(), delimiter)]


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_what_parts_the_cells_is_found(delimiter: str) -> None:
    assert delimiter_of(f'\n"MRN, or; other|s"{delimiter}Name{delimiter}Born\n1') == delimiter


def test_a_list_of_nothing_has_no_records() -> None:
    assert delimiter_of("") == ","
    assert cells("\n \n,,\n") == []


def test_quoted_cells_may_hold_delimiters_marks_and_lines() -> None:
    assert cells('1,"Invented, ""Ada""",x\n2,"two\nlines",y') == [
        (1, ("1", 'Invented, "Ada"', "x")),
        (2, ("2", "two\nlines", "y")),
    ]


def test_a_mark_that_is_not_closed_spoils_its_own_line_only() -> None:
    found = cells('1,Ada\n2,"Ben\n3,Cora\n4,Dora\n5,Emil\n6,Fred\n7,Greta')

    assert found[:3] == [(1, ("1", "Ada")), (2, ()), (3, ("3", "Cora"))]
    assert found[-1] == (7, ("7", "Greta"))
    assert len(found) == 7


def test_a_mark_that_is_not_closed_at_the_end_spoils_its_line() -> None:
    assert cells('1,"Ada') == [(1, ())]


def test_a_line_as_long_as_a_book_is_spoilt() -> None:
    assert cells("1," + "x" * 200_000 + "\n2,Ben") == [(1, ()), (2, ("2", "Ben"))]


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (['0"', '"x;1"'], [('0"',), ("x;1",)]),
        (["5' 2\";a", "b;c"], [("5' 2\"", "a"), ("b", "c")]),
        (['a; "b""', '";c'], [("a", 'b"\n', "c")]),
        (['a;"b"c";d'], [("a", 'bc"', "d")]),
    ],
)
def test_a_quotation_mark_inside_a_cell_is_a_letter(
    lines: list[str], cells: list[tuple[str, ...]]
) -> None:
    assert [each.cells for each in records(lines, ";")] == [
        tuple(map(str.strip, each)) for each in cells
    ]


@given(st.lists(st.text(st.one_of(st.sampled_from('";, \n\r=0'), st.characters())), max_size=12))
def test_whatever_the_lines_hold_nothing_is_raised(lines: list[str]) -> None:
    found = list(records(lines, ";"))

    assert all(1 <= each.line <= len(lines) for each in found)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [('="00123"', "00123"), ("'00123", "00123"), ("  Ada ", "Ada"), ("=1+1", "=1+1")],
)
def test_what_a_spreadsheet_wraps_text_in_goes(cell: str, meant: str) -> None:
    assert plain(cell) == meant


@pytest.mark.parametrize(
    ("number", "spoilt"),
    [("1.23457E+12", True), ("=HYPERLINK(1)", True), ("00123", False), ("MRN-1", False)],
)
def test_a_number_that_a_spreadsheet_spoilt_is_told(number: str, *, spoilt: bool) -> None:
    assert is_spoilt(number) is spoilt


def test_titles_say_what_their_columns_hold() -> None:
    assert guessed(["MRN", "Surname", "First name", "D.O.B.", "Time", "Ward"]) == {
        "MRN": Part.NUMBER,
        "Surname": Part.FAMILY,
        "First name": Part.GIVEN,
        "Time": Part.TIME,
    }
    assert guessed(["Patient", "Name", "Date of birth", "Record number"]) == {
        "Record number": Part.NUMBER,
        "Name": Part.NAME,
        "Date of birth": Part.BORN,
    }
    assert guessed(["Name", "Surname", "First name"]) == {
        "Surname": Part.FAMILY,
        "First name": Part.GIVEN,
    }


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1.3.1950", "13.3.1950"], Order.DAY_FIRST),
        (["3/1/1950", "3/13/1950"], Order.MONTH_FIRST),
        (["1950-03-13", "19500313", "never", "1/2/1950", "13/13/1950"], None),
    ],
)
def test_the_order_of_dates_is_shown_by_one_of_them(dates: list[str], order: Order | None) -> None:
    assert order_of(dates) is order


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1950-03-01", Order.MONTH_FIRST, date(1950, 3, 1)),
        ("19500301", Order.DAY_FIRST, date(1950, 3, 1)),
        ("1.3.1950", Order.DAY_FIRST, date(1950, 3, 1)),
        ("03/01/1950", Order.MONTH_FIRST, date(1950, 3, 1)),
        ("01/03/1950 00:00:00", Order.DAY_FIRST, date(1950, 3, 1)),
        ("1950-03-01T00:00:00", Order.DAY_FIRST, date(1950, 3, 1)),
    ],
)
def test_a_day_is_read(text: str, order: Order, day: date) -> None:
    assert day_of(text, order) == day


@pytest.mark.parametrize("text", ["", "1.3.50", "31.2.1950", "=A1", "yesterday", "1950"])
def test_what_is_no_day_or_two_days_is_refused(text: str) -> None:
    with pytest.raises(DayListError):
        day_of(text, Order.DAY_FIRST)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", None),
        ("9:05", time(9, 5)),
        ("09.05", time(9, 5)),
        ("0905", time(9, 5)),
        ("09:05:00", time(9, 5)),
        ("9:05 pm", time(21, 5)),
        ("12:05 a.m.", time(0, 5)),
        ("2026-03-02T09:05:00", time(9, 5)),
        ("2.3.2026 9:05", time(9, 5)),
    ],
)
def test_a_time_is_read(text: str, at: time | None) -> None:
    assert time_of(text) == at


@pytest.mark.parametrize("text", ["soon", "25:00", "9", "9:99"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(DayListError):
        time_of(text)
