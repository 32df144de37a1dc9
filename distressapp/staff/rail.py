"""The navigation at the side: where one can go, who is here, and the way out."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.roles import may
from distressapp.core.sitting import Use
from distressapp.service.access import listed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.places import PLACES, navigation
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Mark, Small, Words, page
from distressapp.text import _
from distressapp.ui.guard import guarded

WIDTH: Final = 188

HOMES: Final = {"keying": "paper", "import": "today"}
"""Screens that have one list they belong to, whichever way somebody came."""


class Rail(QWidget):
    """One button per screen, with the hot keys Alt+1 and so on.

    Signals:
        locked: Lock was tapped.
        ended: End of the shift was tapped.
    """

    locked = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(desk.look.metrics.text(WIDTH))
        self._desk = desk
        self._at = ""
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 12)
        column.setSpacing(4)
        look = desk.look
        column.addWidget(Words(desk.house.settings.clinic, look, self, is_strong=True))
        if desk.house.settings.use is Use.REHEARSAL:
            column.addWidget(Mark(_("Rehearsal"), look, self, rank=1))
        column.addSpacing(16)
        column.addWidget(self._ways(), 1)
        column.addWidget(Small(desk.shift.name, look, self))
        self.lock = Button(_("Lock"), look, self, hint=_("Ctrl+L"), is_left=True)
        self.lock.setToolTip(_("Ctrl+L"))
        self.end = Button(_("End my shift"), look, self, is_quiet=True, is_left=True)
        self.lock.clicked.connect(self._lock)
        self.end.clicked.connect(self._end)
        column.addWidget(self.lock)
        column.addWidget(self.end)

    def _ways(self) -> QWidget:
        """The entries at their full height; under many calls for help they scroll."""
        ways = QWidget()
        ways.setObjectName("clear")
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        session = self._desk.session
        who = listed(session.vault, session.member.id)
        for entry in navigation():
            is_for_them = entry.needs is None or (who is not None and may(who.role, entry.needs))
            if entry.screen in PLACES and is_for_them:
                column.addWidget(self._button(entry.screen, entry.words))
        column.addStretch()
        area = page(ways)
        area.setObjectName("clear")
        return area

    def show_place(self, place: Place) -> None:
        """Mark where one is; a patient's page belongs to the list one came from."""
        screen = HOMES.get(place.screen, place.screen)
        if screen in self.buttons:
            self._at = screen
        for screen, button in self.buttons.items():
            button.setChecked(screen == self._at)

    def press(self, number: int) -> None:
        """The hot key of that entry, from 1; nothing beyond the last."""
        found = list(self.buttons.values())
        if 0 < number <= len(found):
            found[number - 1].click()

    def _button(self, screen: str, words: str) -> Button:
        number = len(self.buttons) + 1
        hint = _("Alt+{number}").format(number=number)
        button = Button(words, self._desk.look, self, hint=hint, is_quiet=True, is_left=True)
        button.setToolTip(hint)
        button.make_choice()
        button.clicked.connect(self._go)
        self.buttons[screen] = button
        return button

    @guarded
    def _go(self, _is_checked: object = None) -> None:
        sender = self.sender()
        for screen, button in self.buttons.items():
            if button is sender:
                self._desk.go(Place(screen=screen))
        if self._desk.place is not None:
            self.show_place(self._desk.place)

    @guarded
    def _lock(self, _is_checked: object = None) -> None:
        self.locked.emit(None)

    @guarded
    def _end(self, _is_checked: object = None) -> None:
        self.ended.emit(None)
