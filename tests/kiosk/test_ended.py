"""A kiosk that has ended looks at nothing any more: its house is closed under it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from distressapp.kiosk.patient import RETRY_MS
from tests.kiosk.callers import pressed, sitting
from tests.kiosk.day import Day, tap, timers
from tests.kiosk.disk import full_disk
from tests.patience import turn


def held(bot: QtBot, tmp_path: Path) -> Day:
    """The patient is gone, and the disk does not take what they said."""
    here = sitting(bot, tmp_path)
    here.rate(7)
    with full_disk(here.house.folder.root):
        tap(here.room.foot.called)
    return here


def ticking(here: Day) -> list[QTimer]:
    return [each for each in here.window.findChildren(QTimer) if each.isActive()]


@pytest.mark.parametrize("at", [sitting, pressed, held])
def test_no_timer_of_a_kiosk_that_has_ended_goes_on(
    clean_stage: QtBot, tmp_path: Path, at: Callable[[QtBot, Path], Day]
) -> None:
    here = at(clean_stage, tmp_path)
    before = ticking(here)

    here.end()

    assert before
    assert ticking(here) == []


def test_what_a_full_disk_refused_is_not_tried_again_in_a_house_that_is_closed(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = held(clean_stage, tmp_path)
    timers(here.window.patient)[RETRY_MS].setInterval(1)

    here.end()
    turn(20)

    assert here.window.patient.is_unclosed, "the next start finds it"
