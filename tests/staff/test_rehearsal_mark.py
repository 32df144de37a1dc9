"""A rehearsal is seen to be one on every screen of the staff's, and a clinic is none."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import Use
from distressapp.staff.desk import Desk, Place
from distressapp.staff.places import PLACES
from distressapp.staff.widgets.pieces import Mark
from tests.clinics import settings
from tests.staff import room as rooms


def marks(desk_or_window: Desk | QWidget) -> list[str]:
    """The marks of a rehearsal that can be seen, wholly inside the window."""
    window = rooms.window_of(desk_or_window) if isinstance(desk_or_window, Desk) else desk_or_window
    inside = QRect(QPoint(0, 0), window.size())
    found = [
        each
        for each in window.findChildren(Mark)
        if each.isVisible()
        and inside.contains(QRect(each.mapTo(window, QPoint(0, 0)), each.size()))
    ]
    return [words for each in found if (words := said_by(each)).startswith("Rehearsal")]


def said_by(mark: QWidget) -> str:
    """What stands on it, however it is drawn."""
    labels = [each.text() for each in mark.findChildren(QLabel)]
    return mark.accessibleName() or " ".join(labels)


@pytest.mark.parametrize("screen", sorted(PLACES))
def test_every_screen_of_a_rehearsal_says_so(desk: Desk, screen: str) -> None:
    rooms.shown(desk, Place(screen=screen))

    assert marks(desk)


def test_the_locked_door_of_a_rehearsal_says_so(desk: Desk) -> None:
    window = rooms.window_of(desk)

    window.lock()

    assert marks(window)


def test_a_clinic_for_real_patients_bears_no_mark(bot: QtBot, tmp_path: Path) -> None:
    desk = rooms.room(bot, tmp_path, wanted=settings(Use.CLINICAL))

    rooms.shown(desk, Place(screen="today"))

    assert marks(desk) == []
