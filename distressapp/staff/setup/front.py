"""The wizard as a program: opened on a folder that has no clinic, or an unfinished one."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from distressapp.core.errors import ExpectedError
from distressapp.paths import Folder
from distressapp.staff.setup.course import Course, From
from distressapp.staff.setup.window import SetupWindow
from distressapp.text import _
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics

_WIDE, _HIGH = 1280, 800


def check_folder(root: Path) -> None:
    """Nothing where a set-up can begin or go on.

    Raises:
        ExpectedError: There is a clinic already, and nothing of its set-up is left to do.
    """
    folder = Folder(root=root)
    if folder.settings.is_file() and not folder.draft.is_file():
        raise ExpectedError(
            _("There is a clinic in {folder} already").format(folder=root),
            advice=_("Change it under Settings in the staff's room, or choose an empty folder."),
        )


def open_window(root: Path) -> SetupWindow:
    """The wizard's window on that folder, not shown yet.

    Raises:
        ExpectedError: There is a clinic already, or what was typed cannot be read.
    """
    check_folder(root)
    course = Course(From(folder=Folder(root=root)))
    # At its letters' own size on every screen: whoever sets up sits at it with a keyboard.
    look = Look(metrics=Metrics(width=_WIDE, height=_HIGH))
    window = SetupWindow(course, look)
    course.setParent(window)
    return window


def run(app: QApplication, root: Path) -> bool:
    """Show the wizard until it is closed; whether the set-up was finished.

    Raises:
        ExpectedError: As `open_window`.
    """
    window = open_window(root)
    done: list[object] = []
    window.finished.connect(done.append)
    size = app.primaryScreen().availableSize()
    window.resize(min(size.width(), _WIDE), min(size.height(), _HIGH))
    window.show()
    app.exec()
    return bool(done)
