"""Every test of a screen runs on a clean stage, and closes the rooms it asked for."""

from collections.abc import Iterator
from typing import Protocol

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from distressapp.kiosk.room import PatientRoom
from distressapp.paths import resources
from distressapp.text import set_language
from distressapp.ui.direction import set_direction
from distressapp.ui.fonts import set_script
from tests.kiosk import rooms


class Open(Protocol):
    """Opens a room and shows it; see `rooms.room`."""

    def __call__(
        self,
        stop: str = "rating",
        size: str = "landscape",
        percent: int = 100,
        **more: object,
    ) -> PatientRoom: ...


@pytest.fixture
def open_room(clean_stage: QtBot) -> Iterator[Open]:
    """Rooms that are shown, and gone after the test."""
    assert clean_stage is not None
    opened: list[PatientRoom] = []

    def opening(
        stop: str = "rating", size: str = "landscape", percent: int = 100, **more: object
    ) -> PatientRoom:
        if "language" in more:
            speak(str(more["language"]))
        made = rooms.room(stop, size, percent, **more)  # type: ignore[arg-type]  # named there
        made.show()
        QTest.qWaitForWindowExposed(made)
        opened.append(made)
        return made

    yield opening
    for each in opened:
        each.close()
        each.deleteLater()
    speak("en")


def speak(language: str) -> None:
    """From here on the patient's side is in that language and runs as it does."""
    set_language(language, folder=resources() / "locale")
    set_direction(language)
    set_script(language)
