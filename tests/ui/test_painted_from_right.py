"""What is painted stands where a mirror shows it, as the pieces themselves do."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.header import Header
from distressapp.ui.widgets.options import OptionList
from distressapp.ui.widgets.thermometer import Thermometer
from distressapp.ui.widgets.tiles import TileGrid

RIGHT: Final = Qt.LayoutDirection.RightToLeft
UNLIKE: Final = 40
"""Edges are smoothed from the left; they may differ by so much in a colour, never a stroke."""


def options(look: Look) -> QWidget:
    made = OptionList({"a": "", "b": ""}, look)
    made.show_choice("b")
    return made


def tiles(look: Look) -> QWidget:
    made = TileGrid({"a": "", "b": "", "c": ""}, look)
    made.show_picked(("a",))
    return made


def header(look: Look) -> QWidget:
    made = Header({"rating": "", "list": "", "help": ""}, look, mark=None)
    made.show_progress("list", Fraction(1, 3))
    for tool in made.findChildren(Button):
        tool.hide()
    return made


def drawn(piece: QWidget, size: tuple[int, int]) -> QImage:
    piece.resize(*size)
    piece.show()
    return piece.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> int:
    """How many pixels are plainly of another colour."""
    return sum(
        _are_unlike(one.pixelColor(x, y), other.pixelColor(x, y))
        for x in range(one.width())
        for y in range(one.height())
    )


def _are_unlike(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.blue() - other.blue())) > UNLIKE


@pytest.mark.parametrize("make", [options, tiles, header])
def test_marks_ticks_and_progress_change_sides(
    bot: QtBot, look: Look, make: Callable[[Look], QWidget]
) -> None:
    plain, turned = make(look), make(look)
    bot.addWidget(plain)
    bot.addWidget(turned)
    turned.setLayoutDirection(RIGHT)
    size = (420, 200)

    before, after = drawn(plain, size), drawn(turned, size)

    assert differing(before, after) > 200
    if make is not tiles:  # a tick looks the same in every script
        assert differing(before.flipped(Qt.Orientation.Horizontal), after) < 20


def test_the_tube_stands_at_the_right_of_its_rungs(bot: QtBot, look: Look) -> None:
    plain, turned = Thermometer("", "", look), Thermometer("", "", look)
    for each in (plain, turned):
        bot.addWidget(each)
        each.show_choice(6)
    turned.setLayoutDirection(RIGHT)
    size = (500, 560)

    before, after = drawn(plain, size), drawn(turned, size)

    tube = QRect(0, 0, look.metrics.px(90), 560)
    beside = QRect(500 - tube.width(), 0, tube.width(), 560)
    left, right = before.copy(tube), after.copy(beside)
    assert differing(left.flipped(Qt.Orientation.Horizontal), right) < 100
