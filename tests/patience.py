"""Waiting in a test: for a condition, as long as a slow and busy machine may take."""

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

PATIENCE_S: Final = 120
"""Only a failure takes that long: nothing waits for it to pass."""

PATIENCE_MS: Final = 1000 * PATIENCE_S


class PatientBot(QtBot):
    """The bot of a test, which gives nothing up after the five seconds that are usual."""

    def waitUntil(  # noqa: N802  (pytest-qt's)
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        """Until that is true."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: ANN401, N802  (pytest-qt's)
        """Until that is emitted in the block."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: ANN401, N802  (pytest-qt's)
        """Until all of them are emitted in the block."""
        return super().waitSignals(signals, timeout=timeout, **more)


def until(is_so: Callable[[], bool]) -> None:
    """Until that is true, where no window waits."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.1)


def turn(milliseconds: int = 20) -> None:
    """Wait a moment in a loop of Qt's.

    QTest.qWait keeps the interpreter to itself while it waits: a thread beside it gets a fifth of
    its turns.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
