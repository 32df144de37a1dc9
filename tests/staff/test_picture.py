"""A page on the screen has the letters that the paper has, each in its place."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from distressapp.paths import resources
from distressapp.report.fonts import Typeface
from distressapp.report.marks import Block, Page
from distressapp.report.pen import Pen
from distressapp.staff.patient.picture import drawn
from distressapp.ui import fonts

TEXT = "\u0623\u0634\u0639\u0631 \u0628\u062a\u0639\u0628 \u0648\u0644\u0627"
SIZE = QSize(600, 120)


def on_a_page(text: str, *, is_strong: bool = False) -> Page:
    """A line of 30 points on a page of 600."""
    pen = Pen(face=Typeface(folder=resources() / "fonts"), size=30, leading=36)
    words = pen.words(pen.line(text, is_strong=is_strong), 40, 30)
    block = Block(name="line", x=40, y=30, width=500, height=36, marks=(words,))
    return Page(width=SIZE.width(), height=SIZE.height(), margin=20, blocks=(block,))


def ink(image: QImage) -> tuple[int, int, int]:
    """The first and the last column with ink inside the edge, and how many dots of it."""
    dark = [
        x
        for x in range(5, image.width() - 5)
        for y in range(5, image.height() - 5)
        if image.pixelColor(x, y).lightness() < 128
    ]
    return min(dark), max(dark), len(dark)


def by_qt(text: str, baseline: float) -> QImage:
    """The line as Qt joins and orders it."""
    image = QImage(SIZE, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    font = QFont(["Atkinson Hyperlegible Next", "Noto Sans Arabic"])
    font.setPixelSize(30)
    font.setKerning(False)
    painter.setFont(font)
    painter.drawText(QPointF(40, baseline), text)
    painter.end()
    return image


def test_an_arabic_line_on_the_screen_is_joined_and_in_order(qtbot: QtBot) -> None:
    assert qtbot is not None
    fonts.load()
    page = on_a_page(TEXT)
    words = page.blocks[0].marks[0]

    left, right, dots = ink(drawn(page, SIZE).toImage())

    first, last, expected = ink(by_qt(TEXT, getattr(words, "y", 0.0)))
    assert abs(left - first) <= 3
    assert abs(right - last) <= 3
    assert abs(dots - expected) < expected / 10


def test_bold_chinese_on_the_screen_has_more_ink_than_plain(qtbot: QtBot) -> None:
    assert qtbot is not None
    fonts.load()
    plain, bold = (on_a_page("\u7761\u5f97\u4e0d\u597d", is_strong=each) for each in (False, True))

    assert ink(drawn(bold, SIZE).toImage())[2] > ink(drawn(plain, SIZE).toImage())[2] * 1.05
