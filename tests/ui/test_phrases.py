"""A Chinese sentence is parted behind its signs, and never takes a line more for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from distressapp.ui import phrases
from distressapp.ui.fonts import strong
from distressapp.ui.look import fits, longest_word, text_height

ANSWER = "没关系。您的诊疗不受影响。"


def test_a_line_ends_behind_a_full_stop_where_it_can() -> None:
    parts = phrases.unbroken(ANSWER)

    found = phrases.lines(parts, [len(each) for each in parts], 10, 2)

    assert found == ["没关系。", "您的诊疗不受影响。"]


def test_no_line_begins_with_a_sign() -> None:
    assert phrases.unbroken(ANSWER)[2] == "系。"


def test_where_no_sign_helps_the_lines_are_about_equally_long() -> None:
    parts = phrases.unbroken("最近七天和今天您有多难受")

    found = phrases.lines(parts, [1] * len(parts), 9, 2)

    assert found == ["最近七天和今", "天您有多难受"]


def test_what_stands_in_no_such_number_of_lines_is_left_as_it_is() -> None:
    assert phrases.lines(["七", "天"], [5.0, 5.0], 6, 1) == []
    assert phrases.lines(["七天"], [9.0], 6, 3) == []


@given(st.text(alphabet="七天您有\uff0c。", min_size=1, max_size=30), st.integers(4, 12))
def test_lines_hold_the_whole_text_in_its_room(text: str, room: int) -> None:
    parts = phrases.unbroken(text)

    found = phrases.lines(parts, [len(each) for each in parts], room, 20)

    assert "".join(found) in {text, ""}
    assert all(len(line) <= room for line in found)


@pytest.mark.parametrize("width", [200, 300, 500, 900])
def test_a_chinese_word_is_no_reason_for_smaller_letters(width: int) -> None:
    letters = strong(40)

    assert longest_word(ANSWER, letters) <= 2 * 40 + 2
    assert text_height(ANSWER, letters, width) > 0
    assert not fits("Krankenversicherungsnummer", letters, QRect(0, 0, min(width, 300), 400))
