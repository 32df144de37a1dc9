"""What a tap costs beside the disk, in counts: so that it cannot creep back."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.core.course import course
from distressapp.ui.application import watch_hands
from distressapp.ui.handle import handle
from distressapp.ui.modality import Modality
from distressapp.ui.sealed import Sealed
from tests.kiosk.day import STILL, Day, day, settle, tap
from tests.kiosk.outside import click

FILTERS: Final = {"Idle.eventFilter", "Modality.eventFilter", "Sealed.eventFilter"}
"""All that looks at what comes to the kiosk from outside."""

MOST_EVENTS: Final = 12
"""That come from outside while an answer and Next are tapped; some hundred others pass by then."""

ITEMS: Final = 8
MOST_COURSES: Final = 3
"""How often the steps of a sitting are worked out for an answer and Next."""


@pytest.fixture
def here(clean_stage: QtBot, tmp_path: Path) -> Day:
    found = day(clean_stage, tmp_path / "clinic", STILL)
    Sealed(found.window)
    found.hand_over()
    found.go_to("hads.1")
    return found


@contextmanager
def statements(here: Day) -> Iterator[list[str]]:
    """What the letterbox is told meanwhile, by the first word of each."""
    database = here.house.letterbox._database  # noqa: SLF001  (the file's own account)
    told: list[str] = []
    database.set_trace_callback(lambda statement: told.append(statement.split()[0]))
    yield told
    database.set_trace_callback(None)


def test_an_answer_is_one_commit_of_one_row(here: Day) -> None:
    row = here.tap_answer()

    with statements(here) as told:
        tap(row)

    assert told == ["BEGIN", "INSERT", "COMMIT"]


def test_next_waits_for_no_disk_until_the_question_is_up(here: Day) -> None:
    tap(here.tap_answer())
    conductor = here.window.conductor
    assert conductor is not None

    with statements(here) as told:
        conductor.forward()
        QCoreApplication.sendPostedEvents()
        before = tuple(told)
        settle()

    assert before == ()
    assert told == ["BEGIN", "INSERT", "COMMIT"]


def test_the_next_question_is_painted_before_its_disk_is_waited_for(here: Day) -> None:
    conductor = here.window.conductor
    assert conductor is not None
    painted = Painted()

    conductor.forward()
    here.room.screen_shown.installEventFilter(painted)
    with statements(here) as told:
        QCoreApplication.sendPostedEvents()

    assert painted.is_painted
    assert told == []


class Painted(QObject):
    """Whether a piece was."""

    is_painted = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.is_painted = self.is_painted or event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def as_in_a_clinic() -> Iterator[None]:
    """Without what the tests have on the whole application."""
    app = QApplication.instance()
    assert app is not None
    own = app.findChild(Modality)
    assert own is not None
    app.removeEventFilter(own)
    yield
    app.installEventFilter(own)


@pytest.mark.usefixtures("as_in_a_clinic")
def test_nothing_looks_at_events_but_at_what_comes_from_outside(here: Day) -> None:
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and frame.f_code.co_name in {"eventFilter", "event"}:
            calls[frame.f_code.co_qualname] += 1

    watch_hands(handle(here.window))
    row = here.tap_answer()
    sys.setprofile(count)
    click(row)
    settle()
    click(here.room.foot.next)
    settle()
    sys.setprofile(None)

    assert here.step == "hads.2"
    assert set(calls) == FILTERS
    assert max(calls.values()) <= MOST_EVENTS


def test_the_course_is_worked_out_once_for_each_value(
    here: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 0

    def counted(*given: object) -> object:
        nonlocal count
        count += 1
        return course(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr("distressapp.core.interview.course", counted)
    for _nth in range(ITEMS):
        tap(here.tap_answer())
        here.next()

    assert count <= MOST_COURSES * ITEMS


def test_what_is_left_out_of_a_filter_are_no_hands(here: Day) -> None:
    """Every event that a filter passes over by its class comes from Qt, never from a hand."""
    assert isinstance(QApplication.instance(), QApplication)
    seen = Classes()
    QApplication.instance().installEventFilter(seen)  # type: ignore[union-attr]  # there is one
    tap(here.tap_answer())
    here.next()
    QApplication.instance().removeEventFilter(seen)  # type: ignore[union-attr]  # there is one

    assert {"QMouseEvent"} == {
        name for name, kind in seen.found if kind.startswith(("MouseButton", "Touch", "Key"))
    }


class Classes(QObject):
    """What events arrive as."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            self.found.add((type(event).__name__, event.type().name))
        return False
