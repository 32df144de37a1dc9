"""The kiosk's window as a stage: one page at a time, and nothing left of the page before."""

from collections.abc import Callable
from enum import StrEnum, auto
from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from distressapp.kiosk.button_words import closed_now_words, now_words
from distressapp.kiosk.furnish import look_for, rehearsal_mark
from distressapp.service.house import House
from distressapp.text import set_language
from distressapp.ui.direction import set_direction
from distressapp.ui.fonts import set_script
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

STAFFS_LANGUAGE: Final = "en"
"""What staff read on a kiosk, whatever their patients speak."""


class Phase(StrEnum):
    """What the window is for just now."""

    DESK = auto()
    TICKET = auto()
    SITTING = auto()
    REST = auto()
    CLEANING = auto()
    TRIAL = auto()
    LEAVING = auto()


class Stage(QWidget):
    """Shows one page; a page that leaves takes all its words along.

    Attributes:
        has_staffs_room: Staff have a window of their own beside this one.
        is_session: Nothing but the kiosk is on this computer's screen: only a PIN closes it.
        patients_language: Of who sits here; of most patients while nobody does.

    Signals:
        turned: A `Phase`: another part of the day has begun.
        replaced: None: the page that was up is going; what it began ends with it.
    """

    turned = Signal(object)
    replaced = Signal(object)

    def __init__(self, house: House, *, dots_per_mm: float, is_session: bool = False) -> None:
        super().__init__()
        self.house = house
        self.is_session = is_session
        self.has_staffs_room = False
        self.patients_language = house.settings.languages[0]
        self.phase = Phase.DESK
        self.page: QWidget | None = None
        self._dots_per_mm = dots_per_mm
        self._waiting: list[Callable[[], object]] | None = []
        self.setWindowTitle(house.settings.clinic)

    def look(self, percent: int) -> Look:
        """Colours and sizes for this window, at that size of letters."""
        return look_for(self.house.settings, self.size(), self._dots_per_mm, percent=percent)

    def speak_to_patient(self) -> None:
        """The next pages are for a patient: in their language, and they run as it does."""
        self._speak(self.patients_language)

    def speak_to_staff(self) -> None:
        """The next pages are for staff: English, from left to right."""
        self._speak(STAFFS_LANGUAGE)

    def _speak(self, language: str) -> None:
        set_language(language, folder=self.house.resources / "locale")
        set_direction(language)
        set_script(language)
        # A screen reader is told in which language a piece speaks.
        self.setLocale(QLocale(language))

    @property
    def mark(self) -> str | None:
        """What stands on every page of a rehearsal; None in clinical use."""
        return rehearsal_mark(self.house)

    def now_words(self) -> str:
        """Of the button for help, inside and outside opening hours."""
        is_open = self.house.settings.is_open(self.house.clock())
        return now_words() if is_open else closed_now_words()

    def when_painted(self, act: Callable[[], object]) -> None:
        """Do it as the first picture is being painted, or now where there was one.

        Before that nobody taps: a server tells of nothing on a window that it has not shown.
        """
        if self._waiting is None:
            act()
        else:
            self._waiting.append(act)

    def be_painted(self) -> None:
        """The first picture is there, or will not come: what waited for it is done."""
        waiting, self._waiting = self._waiting, None
        for act in waiting or ():
            act()

    def turn(self, phase: Phase) -> None:
        """Say that another part of the day begins."""
        if phase is not self.phase:
            self.phase = phase
            self.turned.emit(phase)

    def put(self, page: QWidget) -> None:
        """Show that page and let go of the one before."""
        self.replaced.emit(None)
        before, self.page = self.page, page
        page.setParent(self)
        page.setGeometry(self.rect())
        page.show()
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground behind every page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look(100).colour("ground"))
        painter.end()
        if self._waiting is not None:
            self.be_painted()
