"""The navigation, at the side or on top: where one can go, who is here, and the way out."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from distressapp.core.roles import may
from distressapp.core.sitting import Use
from distressapp.service.access import listed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.places import PLACES, navigation
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Mark, Small, Words, page
from distressapp.text import _
from distressapp.ui.guard import guarded

WIDTH: Final = 188
NO_LIMIT: Final = 16_777_215
"""What Qt calls no limit to a width."""

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
        self._desk = desk
        self._at = ""
        self.is_on_top = False
        self.buttons: dict[str, Button] = {}
        look = desk.look
        self._clinic = Words(desk.house.settings.clinic, look, self, is_strong=True)
        self._mark: Mark | None = None
        if desk.house.settings.use is Use.REHEARSAL:
            self._mark = Mark(_("Rehearsal"), look, self, rank=1)
        self._who = Small(desk.shift.name, look, self)
        self.lock = Button(_("Lock"), look, self, hint=_("Ctrl+L"), is_left=True)
        self.lock.setToolTip(_("Ctrl+L"))
        self.end = Button(_("End my shift"), look, self, is_quiet=True, is_left=True)
        self.lock.clicked.connect(self._lock)
        self.end.clicked.connect(self._end)
        self._make_buttons()
        self._ways: QWidget | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(12, 12, 12, 12)
        self._whole.setSpacing(4)
        self._lay_out()

    def stand(self, *, is_on_top: bool) -> None:
        """At the side, or across the top of a window that is narrow and upright."""
        if self.is_on_top != is_on_top:
            self.is_on_top = is_on_top
            self._lay_out()

    def _lay_out(self) -> None:
        focused = QApplication.focusWidget()
        for button in self.buttons.values():
            button.setParent(self)
        while (item := self._whole.takeAt(0)) is not None:
            del item
        before = self._ways
        pieces = [self._clinic, self._who, self.lock, self.end]
        if self._mark is not None:
            pieces.insert(1, self._mark)
        self._ways = self._across(pieces) if self.is_on_top else self._down(pieces)
        for each in (*pieces, *self.buttons.values()):
            each.show()
        if before is not None:
            before.deleteLater()
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _down(self, pieces: list[QWidget]) -> QWidget:
        """The entries at their full height; under many calls for help they scroll."""
        self.setFixedWidth(self._desk.look.metrics.text(WIDTH))
        ways = QWidget()
        ways.setObjectName("clear")
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addStretch()
        area: QScrollArea = page(ways, self)
        area.setObjectName("clear")
        self._whole.addSpacing(8)
        for piece in pieces:
            if piece is self._who:
                self._whole.addSpacing(16)
                self._whole.addWidget(area, 1)
            self._whole.addWidget(piece)
        return area

    def _across(self, pieces: list[QWidget]) -> QWidget:
        """Clinic, member and the way out in one line, the entries in the next."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(NO_LIMIT)
        top = QHBoxLayout()
        top.setSpacing(12)
        for piece in pieces:
            top.addWidget(piece, 1 if piece is self._clinic else 0)
        self._who.setWordWrap(False)
        self._whole.addLayout(top)
        ways = Row(*self.buttons.values(), parent=self)
        self._whole.addWidget(ways)
        ways.show()
        return ways

    def _make_buttons(self) -> None:
        session = self._desk.session
        who = listed(session.vault, session.member.id)
        for entry in navigation():
            is_for_them = entry.needs is None or (who is not None and may(who.role, entry.needs))
            if entry.screen in PLACES and is_for_them:
                self._button(entry.screen, entry.words)

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

    def _button(self, screen: str, words: str) -> None:
        number = len(self.buttons) + 1
        hint = _("Alt+{number}").format(number=number)
        button = Button(words, self._desk.look, self, hint=hint, is_quiet=True, is_left=True)
        button.setToolTip(hint)
        button.make_choice()
        button.clicked.connect(self._go)
        self.buttons[screen] = button

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
