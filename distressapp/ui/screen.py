"""The child that tries whether a window can be shown: Qt ends the process where it cannot."""

from PySide6.QtGui import QGuiApplication


def main(_words: list[str]) -> int:
    """Open the screen and close it again.

    Returns:
        0; where there is no screen, Qt ends the process with a status of its own.
    """
    QGuiApplication([])
    return 0
