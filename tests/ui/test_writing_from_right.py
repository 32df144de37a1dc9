"""What is written stands and runs as its own letters do, whichever way the page runs."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.writing import WritingField

RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
GAP = 7
NUMBER = "+49 30 5550100"
PARTS = ["middling", "short", "long"]
"""How long its three parts are, in the order in which it is dialled."""


@pytest.fixture
def field(bot: QtBot, look: Look) -> WritingField:
    made = WritingField(look, most=60)
    bot.addWidget(made)
    made.resize(800, 90)
    made.show()
    return made


def drawn(field: WritingField, *, has_caret: bool = False) -> QImage:
    """The inside of the field, without its outline."""
    if has_caret:
        field.setFocus()
    else:
        field.clearFocus()
    return field.grab(field.text_rect()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def columns(image: QImage) -> list[int]:
    """Where there is ink, from left to right."""
    paper = QColor("#FFFFFF").rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != paper for y in range(image.height()))
    ]


def parts(image: QImage) -> list[str]:
    """The parts of the number, from left to right, told by their length."""
    ends = [0]
    ink = columns(image)
    ends += [place for place in range(1, len(ink)) if ink[place] - ink[place - 1] > GAP]
    lengths = [ink[end - 1] - ink[start] for start, end in pairwise([*ends, len(ink)])]
    names = dict(zip(sorted(lengths), ["short", "middling", "long"], strict=True))
    return [names[length] for length in lengths]


def caret(field: WritingField) -> int:
    """The middle of the caret: what is there with the keys and not without."""
    with_it, without = drawn(field, has_caret=True), drawn(field)
    found = [
        x
        for x in range(without.width())
        if any(with_it.pixel(x, y) != without.pixel(x, y) for y in range(without.height()))
    ]
    assert found
    return sum(found) // len(found)


@pytest.mark.parametrize("page", [LEFT, RIGHT])
def test_arabic_begins_at_the_right_and_the_caret_goes_left(
    field: WritingField, page: Qt.LayoutDirection
) -> None:
    field.setLayoutDirection(page)

    field.show_text("مرحبا")

    ink = columns(drawn(field))
    assert ink[0] > field.text_rect().width() // 2
    assert ink[-1] >= field.text_rect().width() - 20
    assert caret(field) <= ink[0] + 2


@pytest.mark.parametrize("page", [LEFT, RIGHT])
def test_latin_begins_at_the_left_and_the_caret_goes_right(
    field: WritingField, page: Qt.LayoutDirection
) -> None:
    field.setLayoutDirection(page)

    field.show_text("Rex")

    ink = columns(drawn(field))
    assert ink[0] <= 6
    assert caret(field) >= ink[-1] - 2


def test_a_telephone_number_keeps_its_order_on_an_arabic_page(field: WritingField) -> None:
    field.show_text(NUMBER)
    plain = parts(drawn(field))

    field.setLayoutDirection(RIGHT)

    turned = drawn(field)
    assert columns(turned)[-1] > field.text_rect().width() - 20
    assert parts(turned) == plain == sorted(plain, key=PARTS.index)


def test_an_empty_field_waits_at_the_side_where_the_page_begins(field: WritingField) -> None:
    field.setLayoutDirection(RIGHT)

    at_right = caret(field)
    field.setLayoutDirection(LEFT)

    assert at_right > field.text_rect().width() - 20
    assert caret(field) < 20


def test_a_digit_behind_arabic_words_does_not_turn_them_round(field: WritingField) -> None:
    field.show_text("غرفة 12 Rex")

    assert field.reads_from_right(field.text)
    assert not field.reads_from_right("Rex غرفة")


def test_the_last_line_is_seen_whole_where_arabic_and_latin_words_fill_the_field(
    bot: QtBot, look: Look
) -> None:
    field = WritingField(look, most=200, has_lines=True)
    bot.addWidget(field)
    field.resize(420, 90)
    field.show()

    field.show_text("من سيعتني بالكلب عندما أكون هنا؟ اسمه Rex")
    mixed = rows(drawn(field))

    assert mixed
    assert mixed[0] > 0
    assert mixed[-1] < field.text_rect().height() - 1


def rows(image: QImage) -> list[int]:
    """Where there is ink, from the top."""
    paper = QColor("#FFFFFF").rgb()
    return [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) != paper for x in range(image.width()))
    ]
