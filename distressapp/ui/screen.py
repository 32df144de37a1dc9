"""The child that tries whether a window can be shown: Qt ends the process where it cannot."""

import sys
from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication, QScreen

from distressapp.text import _


def main(_words: list[str]) -> int:
    """Open the screen, write what it says of itself, a line for each, and close it again.

    Returns:
        0; where there is no screen, Qt ends the process with a status of its own.
    """
    app = QGuiApplication([])
    sys.stdout.writelines(f"{each}\n" for each in words_of(app.screens()))
    return 0


def words_of(screens: list[QScreen]) -> Iterator[str]:
    """Size and fineness of each; never its name, which may be its owner's."""
    for each in screens:
        size, dots = each.geometry().size(), int(each.physicalDotsPerInch())
        said = _("{width} x {height} at {dots} dots per inch")
        yield said.format(width=size.width(), height=size.height(), dots=dots)
