"""What no first picture needs, made ready once it is there: a little at a time, between two taps.

Until then whoever taps makes what they tap for. Afterwards nothing is imported any more: an answer
never waits for a module.
"""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from distressapp.kiosk.window import KioskWindow
from distressapp.ui.guard import guarded
from distressapp.ui.sealed import know_keys

PAUSE_MS: Final = 5
"""Between two pieces: Qt hears of taps first."""

_SOON: Final = (
    "fractions",
    "gettext",
    "locale",
    "subprocess",
    "wave",
    "distressapp.core.battery",
    "distressapp.core.interview",
    "distressapp.core.slip",
    "distressapp.report.papers",
    "distressapp.printing.jobs",
    "distressapp.printing.through_qt",
    "distressapp.printing.system",
    "distressapp.service.sittings",
    "distressapp.service.admissions",
    "distressapp.service.changes",
    "distressapp.service.slips",
    "distressapp.service.seating",
    "distressapp.service.closing",
    "distressapp.service.recordings",
    "distressapp.service.leaving_page",
    "distressapp.ui.background",
    "distressapp.ui.sound",
    "distressapp.ui.saver",
    "distressapp.ui.heard",
    "distressapp.ui.reading",
    "distressapp.ui.motion",
    "distressapp.ui.words",
    "distressapp.ui.recorded",
    "distressapp.ui.speech",
    "distressapp.ui.outputs",
    "distressapp.ui.aloud",
    "distressapp.ui.widgets.options",
    "distressapp.ui.widgets.scroll",
    "distressapp.ui.widgets.tiles",
    "distressapp.ui.widgets.thermometer",
    "distressapp.ui.widgets.foot",
    "distressapp.ui.widgets.header",
    "distressapp.ui.widgets.notice",
    "distressapp.ui.widgets.slide",
    "distressapp.ui.widgets.stack",
    "distressapp.kiosk.plain",
    "distressapp.kiosk.pages",
    "distressapp.kiosk.answering",
    "distressapp.kiosk.cleaning",
    "distressapp.kiosk.conductor",
    "distressapp.kiosk.screens.screen",
    "distressapp.kiosk.screens.choosing",
    "distressapp.kiosk.screens.rating",
    "distressapp.kiosk.screens.telling",
    "distressapp.kiosk.screens.welcome",
    "distressapp.kiosk.screens.writing",
    "distressapp.kiosk.screens.build",
    "distressapp.kiosk.room",
    "distressapp.kiosk.listening",
    "distressapp.kiosk.listen",
    "distressapp.kiosk.printouts",
    "distressapp.kiosk.calls",
)
"""Modules in the order in which they build on each other, so that each piece is small."""


class Later(QObject):
    """Makes a kiosk's other sides ready, and goes.

    Args:
        last: What else waits for the first picture.
    """

    def __init__(self, window: KioskWindow, *last: Callable[[], object]) -> None:
        super().__init__(window)
        self._steps = _steps(window, last)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin; once is enough."""
        self._timer.start()

    def finish(self) -> None:
        """All that is left, at once."""
        while self._timer.isActive():
            self._go_on()

    @Slot()
    @guarded
    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self.deleteLater()
        else:
            step()


def _steps(
    window: KioskWindow, last: tuple[Callable[[], object], ...]
) -> Iterator[Callable[[], object]]:
    for name in _SOON:
        yield partial(import_module, name)
    for side in ("patient", "help", "arrivals", "leaving"):
        yield partial(getattr, window, side)
    yield partial(getattr, window.desk, "slips")
    yield know_keys
    yield from last
    # Imported late, as all here.
    from distressapp.code_pages import give_back_code  # noqa: PLC0415  (see above)

    yield give_back_code


def whole_style() -> None:
    """The style that tells a screen reader of whole rows.

    Not from the start: whatever Qt asks a style of Python's, it first looks through two dozen
    kinds of pieces (PySide6 6.11), and the first page has no rows.
    """
    # Imported late, as all here.
    from distressapp.ui.style import WholeRows  # noqa: PLC0415  (see above)

    QApplication.setStyle(WholeRows())
