"""Trembling, slow and dragging hands: one tap counts once, and nothing has to be quick."""

from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from distressapp.kiosk.plain import Act
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.ui.widgets.tiles import Tile
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.day import SHORT, Day, day, ring_out, settle
from tests.kiosk.fitting import place, seen
from tests.kiosk.rooms import Disk
from tests.patience import turn
from tests.ui.hands import Pace

ASK_MS: Final = 90_000
LEFT: Final = Qt.MouseButton.LeftButton


def said(room: PatientRoom, disk: Disk) -> object:
    """What a hand can have changed."""
    return len(disk.kept), room.screen_shown, disk.closed


def two_quick_taps(window: QWidget, at: QPoint, *, away: int = 0) -> None:
    """The second one meets whatever stands there by then."""
    for shift in (0, away):
        there = at + QPoint(shift, 0)
        target = window.childAt(there)
        assert target is not None
        QTest.mouseClick(target, LEFT, pos=target.mapFrom(window, there))
        settle()


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> Pace:
    return Pace(monkeypatch)


@pytest.mark.parametrize("stop", rooms.STOPS)
def test_a_second_tap_at_once_changes_nothing_more(open_room: Open, pace: Pace, stop: str) -> None:
    disks = [Disk(), Disk()]

    for taps, disk in enumerate(disks, start=1):
        pace.let_pass()
        room = open_room(stop, disk=disk)
        first = next(each for each in seen(room.stack, QAbstractButton) or [room.foot.next])
        middle = place(room, first).center()
        for _tap in range(taps):
            target = room.childAt(middle)
            assert target is not None
            QTest.mouseClick(target, LEFT, pos=target.mapFrom(room, middle))
        turn()  # what was seen is noted once it is painted

    once, twice = disks
    assert [each.answer for each in twice.kept] == [each.answer for each in once.kept]
    assert twice.shown == once.shown


def test_a_second_tap_on_next_does_not_reach_the_screen_that_was_built_anew(
    clean_stage: QtBot, tmp_path: Path, pace: Pace
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.hand_over()
    pace.let_pass()

    two_quick_taps(here.window, place(here.window, here.room.foot.next).center(), away=6)

    assert here.step == "why"


def test_a_second_tap_on_bigger_makes_letters_one_size_bigger(
    clean_stage: QtBot, tmp_path: Path, pace: Pace
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.hand_over()
    here.go_to("rating")
    pace.let_pass()

    two_quick_taps(here.window, place(here.window, here.room.header.bigger).center())

    assert here.window.patient.percent == 125


def test_a_finger_that_stays_long_and_trembles_when_it_leaves_taps_once(
    open_room: Open, pace: Pace
) -> None:
    room = open_room("concerns.practical", answers={}, disk=(disk := Disk()))
    tile = seen(room, Tile)[0]
    pace.let_pass()

    QTest.mousePress(tile, LEFT)
    pace.let_pass()
    QTest.mouseRelease(tile, LEFT)
    QTest.mouseClick(tile, LEFT)

    assert len(disk.kept) == 1


@pytest.mark.parametrize("stop", rooms.STOPS)
def test_a_swipe_moves_nothing_and_answers_nothing(open_room: Open, stop: str) -> None:
    disk = Disk()
    room = open_room(stop, disk=disk)
    before = said(room, disk)

    for start, end in ((QPoint(1200, 400), QPoint(60, 400)), (QPoint(640, 650), QPoint(640, 150))):
        target = room.childAt(start) or room
        QTest.mousePress(target, LEFT, pos=target.mapFrom(room, start))
        for step in range(1, 6):
            there = start + (end - start) * step / 5
            QTest.mouseMove(target, target.mapFrom(room, there))
        QTest.mouseRelease(target, LEFT, pos=target.mapFrom(room, end))

    assert said(room, disk) == before


@pytest.mark.parametrize("stop", rooms.STOPS)
def test_a_finger_that_leaves_what_it_pressed_takes_the_tap_back(
    open_room: Open, stop: str
) -> None:
    disk = Disk()
    room = open_room(stop, disk=disk)
    before = said(room, disk)

    for each in seen(room, QAbstractButton):
        QTest.mousePress(each, LEFT)
        QTest.mouseMove(each, QPoint(-80, -80))
        QTest.mouseRelease(each, LEFT, pos=QPoint(-80, -80))

    assert said(room, disk) == before


@pytest.mark.parametrize("stop", rooms.STOPS)
def test_a_long_press_opens_nothing(open_room: Open, stop: str) -> None:
    disk = Disk()
    room = open_room(stop, disk=disk)
    before = said(room, disk)

    for each in [room.screen_shown, *seen(room, QAbstractButton)]:
        middle = each.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, each.mapToGlobal(middle))
        QApplication.sendEvent(each, event)

    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu)]
    assert said(room, disk) == before


@pytest.mark.parametrize("stop", rooms.STOPS)
def test_nothing_on_a_screen_waits_for_time_to_pass(open_room: Open, stop: str) -> None:
    room = open_room(stop)

    running = [each.interval() for each in room.findChildren(QTimer) if each.isActive()]

    assert running == []


def walk(here: Day) -> list[str]:
    """Every step of the short course; at each the question is asked, and answered late."""
    met = []
    while here.step != "thanks":
        here_before, kept = here.step, here.kept()
        ring_out(here.window.idle, ASK_MS)
        assert here.title == "Are you still there?"
        here.act(Act.YES)
        assert (here.step, here.kept()) == (here_before, kept)
        met.append(here_before)
        here.next()
    return met


def test_whoever_takes_long_at_any_step_loses_nothing(clean_stage: QtBot, tmp_path: Path) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.hand_over()
    here.go_to("rating")
    here.rate(8)

    met = walk(here)

    assert {"rating", "concerns.physical", "help.any"} <= set(met)


def test_words_that_were_typed_just_now_are_kept_when_the_question_comes(
    clean_stage: QtBot, tmp_path: Path
) -> None:
    here = day(clean_stage, tmp_path / "clinic", SHORT)
    here.hand_over()
    here.go_to("concerns.practical")
    here.tick("practical.other")
    here.next()
    screen = here.room.screen_shown
    assert isinstance(screen, WritingScreen)
    QTest.keyClicks(screen.field, "the dog")

    ring_out(here.window.idle, ASK_MS)
    here.act(Act.YES)

    shown = here.room.screen_shown
    assert isinstance(shown, WritingScreen)
    assert shown.field.text == "the dog"
