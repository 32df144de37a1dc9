import threading

from pytestqt.qtbot import QtBot

from distressapp.core.errors import ExpectedError
from distressapp.staff.desk import Desk
from distressapp.staff.elsewhere import Elsewhere, Ended, elsewhere_of
from tests.staff import room as rooms


def test_each_end_is_told_with_who_asked_and_in_order(qtbot: QtBot) -> None:
    elsewhere = Elsewhere()
    told: list[Ended] = []
    elsewhere.ended.connect(told.append)

    elsewhere.run("first", lambda: 1)
    elsewhere.run("second", lambda: 2)
    qtbot.waitUntil(lambda: len(told) == 2)

    assert [(each.of, each.value) for each in told] == [("first", 1), ("second", 2)]


def test_a_failure_is_told_to_who_asked(qtbot: QtBot) -> None:
    elsewhere = Elsewhere()
    told: list[Ended] = []
    elsewhere.ended.connect(told.append)
    error = ExpectedError("No paper", advice="Fetch some.")

    def fail() -> None:
        raise error

    elsewhere.run("first", fail)
    qtbot.waitUntil(lambda: len(told) == 1)

    assert (told[0].value, told[0].error) == (None, error)


def test_nobody_waits_for_work_whose_screen_is_gone(desk: Desk, qtbot: QtBot) -> None:
    begun, may_end = threading.Event(), threading.Event()
    elsewhere = elsewhere_of(desk)

    def slow() -> None:
        begun.set()
        may_end.wait(10)

    elsewhere.run(object(), slow)
    qtbot.waitUntil(begun.is_set)
    rooms.window_of(desk).lock()
    is_shut = rooms.window_of(desk).desk is None
    may_end.set()
    elsewhere.wait()

    assert is_shut


def test_a_window_has_one_that_outlives_its_screens(desk: Desk) -> None:
    assert elsewhere_of(desk) is elsewhere_of(desk)
    assert elsewhere_of(desk).parent() is rooms.window_of(desk)
