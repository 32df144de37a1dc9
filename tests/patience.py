"""Waiting in a test while another thread works."""

from PySide6.QtCore import QEventLoop, QTimer


def turn(milliseconds: int = 20) -> None:
    """Wait a moment in a loop of Qt's.

    QTest.qWait keeps the interpreter to itself while it waits: a thread beside it gets a fifth of
    its turns.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
