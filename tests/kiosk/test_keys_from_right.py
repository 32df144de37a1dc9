"""On a page that runs from the right an arrow still goes where it points."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from distressapp.kiosk.room import PatientRoom
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.tiles import Tile
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import seen


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def across(room: PatientRoom, piece: QWidget) -> int:
    return piece.mapTo(room, QPoint(0, 0)).x()


@pytest.mark.parametrize(
    ("stop", "kind", "language"),
    [
        ("welcome", OptionRow, "es"),
        ("welcome", OptionRow, "ar"),
        ("concerns.emotional", Tile, "en"),
        ("concerns.emotional", Tile, "ar"),
    ],
)
def test_an_arrow_goes_where_it_points(
    open_room: Open, stop: str, kind: type[QAbstractButton], language: str
) -> None:
    room = open_room(stop, answers={}, language=language)
    room.activateWindow()
    highest = min(each.y() for each in seen(room, kind))
    row = [each for each in seen(room, kind) if each.y() == highest]
    start = sorted(row, key=lambda each: across(room, each))[1]

    start.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    to_left = across(room, focused())
    start.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    to_right = across(room, focused())

    assert len(row) == 3
    assert to_left < across(room, start) < to_right


def test_tab_begins_at_the_right_of_an_arabic_page(open_room: Open) -> None:
    room = open_room("concerns.emotional", answers={}, language="ar")
    room.activateWindow()
    first = focused()

    QTest.keyClick(first, Qt.Key.Key_Tab)

    assert across(room, focused()) < across(room, first)
    assert first.mapTo(room, first.rect().topRight()).x() > room.width() * 9 // 10
