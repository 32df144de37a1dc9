import csv
import io
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from distressapp.core.cells import FORMULA, cell, is_unseen, starts_a_formula

HOSTILE: Final = st.text(
    st.sampled_from("=+-@\t\r\n;,|\"' \u200b\ufeff\u00a0\uff1d\ufe62\u207c\u0301a1\0")
    | st.characters()
)


def first_seen(text: str) -> str:
    """The first character that a reader would see; nothing where there is none."""
    return next((each for each in text if not is_unseen(each)), "")


def is_formula(found: str) -> bool:
    seen = first_seen(found)
    return seen in FORMULA or (seen != "" and starts_a_formula(seen))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\rhi", "'\rhi"),
        ("\nhi", "'\nhi"),
        ("  =1", "  '=1"),
        ("\u200b=1", "\u200b'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("pain;=1", "pain;'=1"),
        ('pain","=1', 'pain","\'=1'),
        ("'=1", "''=1"),
        ("", ""),
        ("my dog - and 2+2=4", "my dog - and 2+2=4"),
        ("\u03b1\u0301 <b>", "\u03b1\u0301 <b>"),
    ],
)
def test_what_could_be_a_formula_is_marked_and_the_rest_is_left(text: str, found: str) -> None:
    assert cell(text) == found


@given(HOSTILE)
@example('";=cmd|/c calc!A1')
@example("a\n=1")
def test_no_reading_of_a_table_makes_a_formula_of_a_cell(text: str) -> None:
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL).writerow(["before", cell(text), "after"])

    for separator in (",", ";", "\t", "|"):
        lenient = csv.reader(io.StringIO(table.getvalue(), newline=""), delimiter=separator)
        assert not [each for row in lenient for each in row if is_formula(each)]


@given(HOSTILE)
def test_nothing_but_marks_is_added(text: str) -> None:
    found = cell(text)

    assert found.replace("'", "") == text.replace("'", "")
    assert len(found) >= len(text)


@given(st.text(st.characters(categories=["L", "N"])))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert cell(text) == text
