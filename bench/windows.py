"""A real kiosk in this process, with a hand that answers; its saving can be left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QAbstractButton, QApplication

from distressapp.core.course import StepKind
from distressapp.core.sitting import Revision, Sitting
from distressapp.kiosk.apart import set_apart
from distressapp.kiosk.screens.choosing import OptionScreen
from distressapp.kiosk.stage import Phase
from distressapp.ui.application import application
from distressapp.ui.widgets.pressable import Pressing
from tests.kiosk.day import CHANNEL, STILL, Day, day, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_FIRST: Final = "hads.1"


class _Shelf:
    """Holds the window as a test's bot does."""

    def __init__(self) -> None:
        self.widgets: list[object] = []

    def addWidget(self, widget: object, **_closing: object) -> None:  # noqa: N802  (the bot's)
        self.widgets.append(widget)


class _Nothing:
    """Keeps nothing: neither seals nor writes."""

    def keep(self, revision: Revision) -> None:
        """Nothing."""

    def retry(self) -> None:
        """Nothing."""

    def note(self, shown: tuple[str, ...], *, steppers_used: bool = False) -> None:
        """Nothing."""

    def close(self, sitting: Sitting) -> object:
        """No sitting ends here."""
        raise AssertionError(sitting.plan.sitting)

    def pause(self, sitting: Sitting, *, at: str) -> object:
        """No sitting ends here."""
        raise AssertionError(at, sitting.plan.sitting)


class Kiosk:
    """The kiosk's window as the front door shows it, on a clinic of its own.

    Args:
        root: Where the clinic is made.
        app: The application there is; None where it is made as the front door makes it.
    """

    def __init__(self, root: Path, app: QApplication | None = None) -> None:
        self._app = application() if app is None else app
        root.parent.mkdir(parents=True, exist_ok=True)
        self._shelf = _Shelf()
        wanted = replace(STILL, now=CHANNEL, cleaning_s=0)
        self.day: Day = day(cast("QtBot", self._shelf), root, wanted)
        self._awake = set_apart(self._app, self.day.window, is_windowed=True)

    def close(self) -> None:
        """Let go of the clinic and the window."""
        self._awake.let_go()
        self.day.window.end()
        self.day.window.hide()
        self.day.window.deleteLater()
        self._shelf.widgets.clear()
        settle()
        self.day.house.close()

    def begin(self, number: int) -> None:
        """Somebody sits down and goes on to the first item of a scale."""
        self.day.hand_over(f"66{number:06d}")
        self.day.go_to(_FIRST)

    def end(self) -> None:
        """To the end of the sitting, and the tablet is clean again."""
        while self.day.is_in(Phase.SITTING):
            self.day.next()
        self.day.clean_up()
        self.day.closed.clear()

    @property
    def is_at_item(self) -> bool:
        """An item of a scale is up; a bridge between two is passed."""
        while self._kind is StepKind.BRIDGE:
            self.day.next()
        return self._kind is StepKind.ITEM

    @property
    def _kind(self) -> StepKind:
        assert self.day.window.conductor is not None  # noqa: S101  (tells the type checker)
        return self.day.window.conductor.interview.step.kind

    @property
    def row(self) -> QAbstractButton:
        """An answer in the middle of what is offered."""
        screen = self.day.room.screen_shown
        assert isinstance(screen, OptionScreen)  # noqa: S101  (tells the type checker)
        rows = list(screen.options.rows.values())
        return rows[len(rows) // 2]

    @staticmethod
    def steady(button: QAbstractButton) -> QAbstractButton:
        """The same, which takes a second tap at once for another one."""
        if isinstance(button, Pressing):
            button.double_tap_ms = 0
        return button

    @contextmanager
    def keeping(self, *, is_kept: bool) -> Iterator[None]:
        """What is said meanwhile is kept, or nothing is done for it."""
        conductor = self.day.window.conductor
        assert conductor is not None  # noqa: S101  (tells the type checker)
        if is_kept:
            yield
            return
        keeping = conductor._keeping  # noqa: SLF001  (the floor: all the same but this)
        conductor._keeping = _Nothing()  # noqa: SLF001  (as above)
        yield
        conductor._keeping = keeping  # noqa: SLF001  (as above)

    @staticmethod
    def settle() -> None:
        """Everything that waits for the event loop has happened."""
        settle()
