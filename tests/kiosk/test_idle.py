"""Nobody touches it: a gentle question, then blank; and a touch that only says "I am here"."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QTouchEvent
from pytestqt.qtbot import QtBot

from distressapp.core.sitting import Stop
from distressapp.kiosk.handover import Desk
from distressapp.kiosk.idle import Idle
from distressapp.kiosk.patient import RETURN_MS
from distressapp.kiosk.plain import Act
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.stage import Phase
from tests.kiosk.day import SHORT, Day, day, live_words, ring_out, settle, tap, timers
from tests.kiosk.outside import press, release, send

ASK_MS, BLANK_MS = 90_000, 30_000


def rated(bot: QtBot, tmp_path: Path) -> Day:
    """A patient who tapped 8 and then put the tablet down."""
    here = day(bot, tmp_path / "clinic", SHORT)
    here.hand_over()
    here.go_to("rating")
    here.rate(8)
    return here


def is_in_room(here: Day) -> bool:
    return isinstance(here.window.page, PatientRoom)


def test_the_question_is_gentle_and_hides_what_was_said(clean_stage: QtBot, tmp_path: Path) -> None:
    here = rated(clean_stage, tmp_path)

    ring_out(here.window.idle, ASK_MS)

    assert here.title == "Are you still there?"
    assert "You chose" not in live_words()
    assert here.window.idle.is_asking


def test_nobody_answers_and_what_was_kept_is_scored(clean_stage: QtBot, tmp_path: Path) -> None:
    here = rated(clean_stage, tmp_path)
    ring_out(here.window.idle, ASK_MS)

    ring_out(here.window.idle, BLANK_MS)

    assert here.is_in(Phase.REST)
    assert here.last.sitting.stop is Stop.IDLE
    assert here.last.sitting.stop.is_unfinished
    assert "dt.rating.8" in here.rules()
    assert here.taken_in()[0].sitting.stop is Stop.IDLE


def test_who_comes_back_to_a_blank_screen_goes_on_where_it_was_with_both_identifiers(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = rated(clean_stage, tmp_path)
    ring_out(here.window.idle, ASK_MS)
    ring_out(here.window.idle, BLANK_MS)
    here.clean_up()

    here.admit(act=Desk.RESUME)

    assert here.step == "rating"
    assert "You chose 8." in live_words()


def test_a_tap_on_go_on_leads_back_to_the_same_question(clean_stage: QtBot, tmp_path: Path) -> None:
    here = rated(clean_stage, tmp_path)
    ring_out(here.window.idle, ASK_MS)

    here.act(Act.YES)

    assert here.step == "rating"
    assert "You chose 8." in live_words()
    assert timers(here.window.idle)[ASK_MS].isActive()


@pytest.mark.parametrize("place", [(640, 100), (900, 300), (1200, 760)])
def test_a_touch_anywhere_leads_back_and_answers_nothing_below_the_finger(
    clean_stage: QtBot, tmp_path: Path, place: tuple[int, int]
) -> None:
    here = rated(clean_stage, tmp_path)
    kept = here.kept()
    ring_out(here.window.idle, ASK_MS)

    press(here.window, QPoint(*place))
    clean_stage.waitUntil(lambda: is_in_room(here))
    release(here.window, QPoint(*place))
    settle()

    assert here.step == "rating"
    assert here.kept() == kept
    assert here.calls() == ()
    assert here.closed == []


def test_a_key_leads_back_too(clean_stage: QtBot, tmp_path: Path) -> None:
    here = rated(clean_stage, tmp_path)
    ring_out(here.window.idle, ASK_MS)

    send(here.window, Qt.Key.Key_Shift)
    clean_stage.waitUntil(lambda: is_in_room(here))

    assert here.step == "rating"


def test_a_call_for_help_can_be_pressed_from_the_question(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = rated(clean_stage, tmp_path)
    ring_out(here.window.idle, ASK_MS)

    here.act(Act.NOW)
    # What leads back after a touch must not cover the question: its time has to pass.
    clean_stage.wait(RETURN_MS + 50)

    assert here.title == "Shall we ask someone to come?"
    assert len(here.calls()) == 1


def test_nobody_is_expected_at_staffs_start_at_rest_or_at_thanks(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    at_desk = [each.isActive() for each in timers(here.window.idle).values()]
    here.hand_over()
    here.go_to("thanks")
    at_thanks = [each.isActive() for each in timers(here.window.idle).values()]
    tap(here.room.foot.next)

    assert not any(at_desk)
    assert not any(at_thanks)
    assert not any(each.isActive() for each in timers(here.window.idle).values())


def test_a_touch_starts_the_time_anew_and_is_never_swallowed(qtbot: QtBot) -> None:
    idle = Idle(ask_s=300, blank_s=2)
    timer = timers(idle)[300_000]
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    idle.watch()
    qtbot.wait(30)
    before = timer.remainingTime()

    swallowed = idle.eventFilter(QObject(), QTouchEvent(QEvent.Type.TouchBegin))

    assert not swallowed
    assert timer.remainingTime() > before


def test_a_move_without_a_touch_is_nobody(qtbot: QtBot) -> None:
    idle = Idle(ask_s=3, blank_s=2)
    idle.watch()
    ring_out(idle, 3000)

    with qtbot.assertNotEmitted(idle.returned):
        idle.eventFilter(QObject(), QEvent(QEvent.Type.MouseMove))

    assert idle.is_asking


def test_a_touch_while_nobody_is_watched_starts_nothing(qtbot: QtBot) -> None:
    assert qtbot is not None
    idle = Idle(ask_s=3, blank_s=2)

    idle.eventFilter(QObject(), QTouchEvent(QEvent.Type.TouchBegin))

    assert not any(each.isActive() for each in timers(idle).values())


def test_two_small_times_pass_by_themselves(qtbot: QtBot) -> None:
    idle = Idle(ask_s=0.01, blank_s=0.01)

    with qtbot.waitSignals([idle.wondered, idle.left], order="strict"):
        idle.watch()
