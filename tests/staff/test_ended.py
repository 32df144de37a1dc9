"""A staff's window that was closed looks at nothing any more: its house is closed after it."""

from PySide6.QtCore import QTimer

from distressapp.staff.desk import Desk
from tests.staff.probe import ProbeScreen
from tests.staff.room import window_of


def test_no_timer_of_a_window_that_was_closed_goes_on(desk: Desk, probe: ProbeScreen) -> None:
    window = window_of(desk)
    assert probe.isVisible()
    window.come_forward()
    window.give_way()
    before = [each for each in window.findChildren(QTimer) if each.isActive()]

    window.close()

    assert before
    assert [each for each in window.findChildren(QTimer) if each.isActive()] == []
