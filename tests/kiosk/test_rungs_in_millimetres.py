"""The rating at its narrowest: eleven rungs between the tools and the foot, in millimetres."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from distressapp.kiosk.room import PatientRoom
from distressapp.ui.metrics import TEXT_PERCENTS
from distressapp.ui.widgets.rung import HIGHEST
from distressapp.ui.widgets.thermometer import Thermometer
from tests.kiosk import rooms

LANDSCAPE_MM, PORTRAIT_MM, GAP_MM = 9.0, 11.6, 2.0
CLINICAL = {"landscape": LANDSCAPE_MM, "portrait": PORTRAIT_MM, "desk": LANDSCAPE_MM}


def shown(bot: QtBot, size: str, percent: int) -> PatientRoom:
    room = rooms.room("rating", size, percent)
    bot.addWidget(room)
    room.show()
    return room


def rungs(room: PatientRoom) -> list[QRect]:
    thermometer = room.findChild(Thermometer)
    assert isinstance(thermometer, Thermometer)
    return [place(thermometer.rungs[number], room) for number in range(HIGHEST, -1, -1)]


def place(piece: QWidget, room: PatientRoom) -> QRect:
    return QRect(piece.mapTo(room, QPoint(0, 0)), piece.size())


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", CLINICAL)
def test_every_rung_keeps_its_millimetres(clean_stage: QtBot, size: str, percent: int) -> None:
    room = shown(clean_stage, size, percent)

    lowest = min(rung.height() for rung in rungs(room))

    assert lowest / rooms.look(size).metrics.dots_per_mm >= CLINICAL[size]


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("size", CLINICAL)
def test_rungs_touch_and_nothing_else_is_near(clean_stage: QtBot, size: str, percent: int) -> None:
    room = shown(clean_stage, size, percent)

    found = rungs(room)
    tools = place(room.header.bigger, room).bottom() + 1
    foot = min(place(room.foot.next, room).top(), place(room.foot.now, room).top())

    dots = rooms.look(size).metrics.dots_per_mm
    assert all(found[n].bottom() + 1 == found[n + 1].top() for n in range(HIGHEST))
    assert (found[0].top() - tools) / dots >= GAP_MM
    assert (foot - found[-1].bottom() - 1) / dots >= GAP_MM
