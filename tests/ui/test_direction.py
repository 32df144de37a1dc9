"""Which way words read, and what keeps figures and names readable among Arabic ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.direction import (
    first_strong,
    isolated,
    mirrored,
    place,
    reads_from_right,
    runs_from_right,
    set_direction,
)
from distressapp.ui.fonts import font
from distressapp.ui.look import Look, draw_text
from distressapp.ui.widgets.words import Words

ISOLATE, END = "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("language", "is_so"),
    [("ar", True), ("ar-EG", True), ("he", True), ("en", False), ("zh-Hans", False), ("", False)],
)
def test_a_language_runs_as_its_script_does(language: str, *, is_so: bool) -> None:
    assert runs_from_right(language) is is_so


@pytest.mark.parametrize(
    "figures",
    ["0\u201310", "6", "3.5", "12:30", "22.11.2026", "22/11/2026", "1,000", "+49 30 555-0100",
     "(0\u201310)", "100 %", "Ana Ito", "harbour", "A-1204/7", "Dr. Smith", "O'Neill"],
)  # fmt: skip
def test_figures_and_latin_names_are_isolated_whole_among_arabic_words(figures: str) -> None:
    sentence = f"من {figures} إلى ذلك."

    shown = isolated(sentence, from_right=True)

    assert shown == f"من {ISOLATE}{figures}{END} إلى ذلك."


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("اخترتم 6.", f"اخترتم {ISOLATE}6{END}."),
        ("الأعداد 1, 2 و 3", f"الأعداد {ISOLATE}1{END}, {ISOLATE}2{END} و {ISOLATE}3{END}"),
        ("(غرفة 5)", f"(غرفة {ISOLATE}5{END})"),
        ("(Ana معنا)", f"({ISOLATE}Ana{END} معنا)"),
        ("لا شيء", "لا شيء"),
    ],
)
def test_what_belongs_to_the_sentence_stays_outside(sentence: str, shown: str) -> None:
    assert isolated(sentence, from_right=True) == shown


@given(st.text(alphabet="مرح با,.()0123456789\u2013-+/:% AbcéÖ", max_size=60))
def test_isolating_adds_pairs_and_changes_nothing_else(text: str) -> None:
    shown = isolated(text, from_right=True)

    assert shown.replace(ISOLATE, "").replace(END, "") == text
    assert shown.count(ISOLATE) == shown.count(END)
    assert isolated(text, from_right=False) == text


@pytest.mark.parametrize(
    ("text", "page_does", "is_so"),
    [
        ("How are you?", True, False),
        ("كيف حالك؟", False, True),
        ("Dr. Ito معكم", True, True),
        ("Ask for العربية", False, False),
        ("0\u201310", True, True),
        ("", False, False),
    ],
)
def test_mixed_words_and_mere_numbers_read_as_the_page_does(
    text: str, *, page_does: bool, is_so: bool
) -> None:
    assert reads_from_right(text, page_does=page_does) is is_so


def test_the_first_letter_decides_where_somebody_writes() -> None:
    assert first_strong("12 مرحبا Rex", otherwise=False)
    assert not first_strong("(Rex) مرحبا", otherwise=True)
    assert first_strong("12", otherwise=True)


def test_a_screen_reader_and_the_text_itself_get_no_isolates(bot: QtBot, look: Look) -> None:
    words = Words("اخترتم 6 من 0\u201310.", look)
    bot.addWidget(words)

    assert words.text() == words.accessibleName() == "اخترتم 6 من 0\u201310."


@given(
    left=st.integers(0, 500), wide=st.integers(0, 500), top=st.integers(0, 50),
    room=st.integers(0, 1200),
)  # fmt: skip
def test_mirroring_twice_changes_nothing(left: int, wide: int, top: int, room: int) -> None:
    widget = QWidget()
    widget.resize(room, 100)
    rect = QRect(left, top, wide, 20)
    assert mirrored(widget, rect) == rect

    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    turned = mirrored(widget, rect)
    assert turned == QStyle.visualRect(Qt.LayoutDirection.RightToLeft, widget.rect(), rect)
    assert turned.x() == room - left - wide
    assert mirrored(widget, turned) == rect
    widget.deleteLater()


def test_a_piece_without_a_parent_goes_where_it_is_put(bot: QtBot) -> None:
    set_direction("ar")
    window = QWidget()
    bot.addWidget(window)

    place(window, QRect(10, 20, 300, 200))

    assert window.geometry() == QRect(10, 20, 300, 200)


def test_isolates_take_no_room_and_draw_nothing() -> None:
    measure = QFontMetrics(font(40))

    assert measure.horizontalAdvance(f"{ISOLATE}0\u201310{END}") == measure.horizontalAdvance(
        "0\u201310"
    )


def _drawn(text: str) -> QImage:
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    painter.setFont(font(30))
    draw_text(painter, QRect(0, 0, 400, 60), text)
    painter.end()
    return image


def test_a_range_by_itself_is_drawn_with_the_lower_number_at_the_left() -> None:
    assert _drawn("0\u201310") == _drawn("\u202d0\u201310\u202c")
    assert _drawn("0\u201310") != _drawn("10\u20130")
