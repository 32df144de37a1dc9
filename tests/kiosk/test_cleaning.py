"""Between two patients: for the contact time no touch counts, and then a person confirms."""

import gc
import weakref
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from distressapp.kiosk.handover import HandoverPage
from distressapp.kiosk.plain import Act
from distressapp.kiosk.stage import Phase
from tests.kiosk.day import STILL, Day, day, live_words, ring_out, tap, timers

SECOND_MS = 1000


def wiped(bot: QtBot, tmp_path: Path, contact_s: int) -> Day:
    here = day(bot, tmp_path / "clinic", replace(STILL, cleaning_s=contact_s))
    here.hand_over()
    here.go_to("rating")
    tap(here.room.foot.called)
    here.act(Act.STAFF)
    return here


def test_no_touch_counts_before_the_contact_time_is_over(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = wiped(clean_stage, tmp_path, 3)

    for seconds in ("3 seconds to go", "2 seconds to go", "1 second to go"):
        assert seconds in live_words()
        tap(here.plain.buttons[Act.CLEAN])
        assert here.is_in(Phase.CLEANING)
        ring_out(here.plain, SECOND_MS)
    assert "Dry the screen" in live_words()
    tap(here.plain.buttons[Act.CLEAN])

    assert here.is_in(Phase.DESK)
    assert isinstance(here.window.page, HandoverPage)


def test_the_countdown_ends_and_never_goes_below_nothing(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = wiped(clean_stage, tmp_path, 5)

    while timers(here.plain)[SECOND_MS].isActive():
        assert not here.plain.buttons[Act.CLEAN].isEnabled()
        ring_out(here.plain, SECOND_MS)

    assert not timers(here.plain)[SECOND_MS].isActive()
    assert here.plain.buttons[Act.CLEAN].isEnabled()


def test_a_clinic_without_a_contact_time_still_confirms(clean_stage: QtBot, tmp_path: Path) -> None:
    here = wiped(clean_stage, tmp_path, 0)

    assert here.plain.buttons[Act.CLEAN].isEnabled()
    assert here.is_in(Phase.CLEANING)


class _Circle:
    """Refers to itself, so that only a search finds that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


def test_what_refers_to_itself_is_gone_when_cleaning_begins(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", STILL)
    here.hand_over()
    tap(here.room.foot.called)
    gc.disable()

    circle = weakref.ref(_Circle())
    stood = circle() is not None
    here.act(Act.STAFF)
    is_gone = circle() is None
    gc.enable()

    assert stood
    assert is_gone
