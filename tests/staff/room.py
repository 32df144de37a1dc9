"""A real staff's window on a real, cheap clinic with an open session; and its pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.core.sitting import Use
from distressapp.service.house import House
from distressapp.service.shift import Shift
from distressapp.settings import Settings
from distressapp.staff.desk import Desk, Place
from distressapp.staff.screen import Screen
from distressapp.staff.window import StaffWindow
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics
from distressapp.ui.theme import LIGHT, Theme
from tests.clinics import PASSPHRASE, Clock, copied, opened, settings
from tests.keeper.beside import Monotonic

_open: list[StaffWindow] = []
"""The bot only remembers a widget as long as somebody else does."""

SIZES: Final = {"tablet": QSize(1280, 800), "large": QSize(1920, 1080)}


def staff_look(theme: Theme = LIGHT, *, percent: int = 100) -> Look:
    """The staff's letters do not grow with the window: it shows more instead."""
    return Look(metrics=Metrics(width=1280, height=800, text_percent=percent), theme=theme)


def window(
    house: House, *, keeper: Channel | None = None, clock_ns: Callable[[], int] | None = None
) -> StaffWindow:
    """The window at its door, shown in the size of the tablet.

    Args:
        clock_ns: None for a time that stands: a slow machine locks no room.
    """
    found = StaffWindow(house, staff_look(), keeper=keeper, clock_ns=clock_ns or Monotonic())
    found.resize(SIZES["tablet"])
    found.show()
    return found


def room(  # noqa: PLR0913  (what a room can be made with, all by name)
    qtbot: QtBot,
    tmp_path: Path,
    *,
    wanted: Settings | None = None,
    house: House | None = None,
    clock: Clock | None = None,
    clock_ns: Callable[[], int] | None = None,
) -> Desk:
    """The desk of a member who has just come in; `window_of` gives its window.

    Args:
        house: An open one; without it a new rehearsal clinic is made in `tmp_path`.
        clock_ns: As in `window`.
    """
    clock_ns = clock_ns or Monotonic()
    at = clock or Clock()
    if house is None:
        root = copied(tmp_path / "clinic", wanted or settings(Use.REHEARSAL), at)
        house = opened(root, at)
    found = window(house, clock_ns=clock_ns)
    _open.append(found)
    qtbot.addWidget(found, before_close_func=leave)
    shift = Shift(house, sign_in(house, PASSPHRASE), None, clock_ns=clock_ns)
    return found.enter(shift)


def leave(widget: QWidget) -> None:
    """Shut vault and house with the window."""
    if isinstance(widget, StaffWindow):
        widget.close()
        widget.house.close()
        _open.remove(widget)


def window_of(desk: Desk) -> StaffWindow:
    """The window in which that desk stands."""
    found = desk.parent()
    assert isinstance(found, StaffWindow)
    return found


def shown(desk: Desk, place: Place) -> Screen:
    """Go there; the screen as it is shown."""
    desk.go(place)
    QApplication.processEvents()
    shell = window_of(desk).shell
    assert shell is not None
    assert isinstance(shell.screen_shown, Screen), shell.notice.words.text()
    return shell.screen_shown


def picture(widget: QWidget, path: str | Path, size: QSize | str = "tablet") -> Path:
    """A picture of its whole window in that size, for the eye.

    Args:
        size: Of the window; `"tablet"`, `"large"` or a size.
    """
    whole = widget.window()
    whole.resize(SIZES[size] if isinstance(size, str) else size)
    for _round in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    to = Path(path)
    to.parent.mkdir(parents=True, exist_ok=True)
    assert whole.grab().save(str(to))
    return to
