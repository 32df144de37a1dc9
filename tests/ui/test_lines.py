"""Arabic is set in lines that need no more room than they must, and every sign is seen."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from distressapp.ui import lines
from distressapp.ui.fonts import strong
from distressapp.ui.look import LEFT, draw_words, text_height

QUESTION = "في آخر سبعة أيام واليوم، كم كان ضيقكم؟"
VOWELLED = "أُقَدِّرُ إِخْلَاصَكُمْ لِلُّغَةِ جِدًّا"


def drawn(text: str, width: int, high: int, beyond: int = 60) -> QImage:
    """The words in a room of that size, with white around it."""
    image = QImage(width, high + 2 * beyond, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    painter.setFont(strong(40))
    draw_words(painter, QRect(0, beyond, width, high), text, align=LEFT)
    painter.end()
    return image


def inked_rows(image: QImage) -> list[int]:
    """Where there is ink, from the top."""
    white = image.pixel(0, 0)
    return [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) != white for x in range(image.width()))
    ]


def test_two_lines_of_arabic_are_hardly_higher_than_two_of_english() -> None:
    width = 400

    arabic = text_height(QUESTION, strong(40), width)
    english = text_height("How distressed have you been in the past week?", strong(40), width)

    assert arabic == 2 * sum(lines.PLAIN) * 40
    assert arabic <= 1.2 * english


@pytest.mark.parametrize("text", [QUESTION, VOWELLED])
@pytest.mark.parametrize("width", [260, 400, 900])
def test_every_sign_stands_in_the_room_that_was_measured(text: str, width: int) -> None:
    high = text_height(text, strong(40), width)

    rows = inked_rows(drawn(text, width, high))

    assert rows[0] >= 60 - 1
    assert rows[-1] <= 60 + high


def test_lines_do_not_run_into_each_other() -> None:
    high = text_height(QUESTION, strong(40), 400)

    rows = inked_rows(drawn(QUESTION, 400, high))

    assert any(below - above > 1 for above, below in pairwise(rows))


def test_latin_words_are_set_as_ever() -> None:
    assert not lines.are_tall("How are you? Πώς είστε; 您感觉如何 12")
    assert lines.are_tall("Ask for العربية")
