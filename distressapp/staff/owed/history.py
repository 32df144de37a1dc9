"""Everything that happened about a person, the latest first; mistakes stay and say so."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from distressapp.core.followup import Event
from distressapp.core.followup_fold import may_be_corrected
from distressapp.service.followup_words import said_words
from distressapp.service.house import House
from distressapp.staff.owed.asking import WRAPS
from distressapp.staff.widgets.buttons import Button, Line
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.staff.words import time_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.vault.owing import About

FIRST: Final = 12
"""Lines before somebody asks for all."""


class History(Card):
    """What was said about somebody.

    Signals:
        mistaken: The `Event` that was a mistake.
    """

    mistaken = Signal(object)

    def __init__(
        self, found: About, house: House, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.column.setAlignment(WRAPS)
        self._found, self._house = found, house
        self.buttons: dict[tuple[str, int], Button] = {}
        self.add(Heading(_("What happened"), look, self))
        lines = tuple(reversed(found.said))
        self._show(lines[:FIRST])
        self._rest = lines[FIRST:]
        self.more = Button(_("Show all"), look, self, is_quiet=True)
        self.more.setVisible(bool(self._rest))
        self.more.clicked.connect(self._show_rest)
        self.add(self.more)

    def _show(self, events: Iterable[Event]) -> None:
        for event in events:
            words = Words(self._words(event), self.look, self, is_soft=self._is_void(event))
            if not may_be_corrected(event) or self._is_void(event):
                self.add(words)
                continue
            button = Button(_("A mistake …"), self.look, self, is_quiet=True)
            button.setAccessibleDescription(self._words(event))
            button.clicked.connect(guarded(self._telling(event)))
            self.buttons[event.entry] = button
            self.add(Line(words, button, parent=self))

    def _telling(self, event: Event) -> Callable[..., None]:
        return lambda _is_on=False: self.mistaken.emit(event)

    def _is_void(self, event: Event) -> bool:
        return event.entry in self._found.void and may_be_corrected(event)

    def _words(self, event: Event) -> str:
        at = self._house.local(datetime.fromtimestamp(event.at_ms // 1000, UTC))
        now = self._house.local(self._house.clock())
        words = said_words(event)
        if self._is_void(event):
            words = _("Does not count: {words}").format(words=words)
        parts = (time_words(at, now), event.by, words)
        return " · ".join(each for each in parts if each)

    @guarded
    def _show_rest(self, _is_on: object = None) -> None:
        self.more.hide()
        self._show(self._rest)
