"""Two to five fingers on the patient's side at once: no pattern of them does anything."""

import itertools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.core.answers import Chosen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow
from distressapp.ui.sealed import Sealed
from tests.kiosk.day import SHORT, day, settle

Way: TypeAlias = list[QPoint]
"""Where one finger is, step by step."""

STEPS: Final = 6
_DEVICE = QTest.createTouchDevice()


def swipes(fingers: int, dx: int, dy: int) -> list[Way]:
    """That many fingers side by side, all the same way."""
    return [
        [QPoint(200 + 40 * each + dx * step, 270 + dy * step) for step in range(STEPS)]
        for each in range(fingers)
    ]


def pinch(fingers: int, *, inwards: bool) -> list[Way]:
    """That many fingers round a place, towards it or away."""
    found: list[Way] = []
    for each in range(fingers):
        angle = math.tau * each / fingers
        wide = [20 + 12 * step for step in range(STEPS)]
        wide = wide[::-1] if inwards else wide
        found.append(
            [QPoint(int(300 + r * math.cos(angle)), int(270 + r * math.sin(angle))) for r in wide]
        )
    return found


def turn(fingers: int) -> list[Way]:
    """That many fingers turn round a place."""
    return [
        [
            QPoint(int(300 + 80 * math.cos(at)), int(270 + 80 * math.sin(at)))
            for at in (math.tau * each / fingers + 0.25 * step for step in range(STEPS))
        ]
        for each in range(fingers)
    ]


def patterns() -> Iterator[tuple[str, list[Way]]]:
    """What systems take for a gesture, by name."""
    ways = {"up": (0, -15), "down": (0, 15), "left": (-15, 0), "right": (15, 0)}
    for fingers, (way, (dx, dy)) in itertools.product(range(2, 6), ways.items()):
        yield f"{fingers} fingers {way}", swipes(fingers, dx, dy)
    for fingers in range(2, 6):
        yield f"{fingers} fingers held still", swipes(fingers, 0, 0)
        yield f"{fingers} fingers pinch", pinch(fingers, inwards=True)
        yield f"{fingers} fingers spread", pinch(fingers, inwards=False)
        yield f"{fingers} fingers turn", turn(fingers)


def play(window: KioskWindow, paths: list[Way]) -> None:
    """Put the fingers down, move them, and lift them, as a touch screen tells of it."""
    handle = window.windowHandle()
    for step in range(STEPS):
        sequence = QTest.touchEvent(handle, _DEVICE, autoCommit=False)
        for number, path in enumerate(paths):
            if step == 0:
                sequence.press(number, path[step], handle)
            elif step == STEPS - 1:
                sequence.release(number, path[step], handle)
            else:
                sequence.move(number, path[step], handle)
        sequence.commit()
        QApplication.processEvents()
    settle()


def test_no_pattern_of_fingers_changes_the_question_or_the_answer(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    sealed = Sealed(here.window)
    here.hand_over()
    here.go_to("rating")
    here.rate(6)
    before = (here.step, here.kept(), set(map(id, QApplication.topLevelWidgets())))
    found: list[str] = []

    for name, paths in patterns():
        play(here.window, paths)
        after = (here.step, here.kept(), set(map(id, QApplication.topLevelWidgets())))
        if after != before or not here.is_in(Phase.SITTING):
            found.append(name)

    assert found == []
    assert here.kept() == {"dt/rating": Chosen(index=6, value=6)}
    sealed.deleteLater()


def test_the_first_of_those_fingers_arrives(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.hand_over()
    here.go_to("rating")
    screen = here.room.screen_shown
    assert isinstance(screen, RatingScreen)
    rung = screen.thermometer.rungs[4]
    place = rung.mapTo(here.window, rung.rect().center())

    play(here.window, [[place] * STEPS])

    assert here.kept() == {"dt/rating": Chosen(index=4, value=4)}
