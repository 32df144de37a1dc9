"""What Qt for Python itself did wrong once, in versions that the lock file keeps out."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

CALLS = 5_000


class Sender(QObject):
    said = Signal(object)


def test_void_calls_do_not_use_up_none() -> None:
    """PySide6 6.12.0 on Python 3.11 lost one reference to None with every void call."""
    widget = QWidget()
    before = sys.getrefcount(None)

    for _call in range(CALLS):
        widget.update()
        widget.setObjectName("")

    assert abs(sys.getrefcount(None) - before) < CALLS / 10
    widget.deleteLater()


def test_nothing_and_zero_arrive_as_two_things() -> None:
    sender = Sender()
    arrived: list[object] = []
    sender.said.connect(arrived.append)

    for each in (None, 0, 7, "x"):
        sender.said.emit(each)

    assert arrived == [None, 0, 7, "x"]
    assert arrived[0] is None
