"""The settings screen: parts at the left, one of them at the right."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act
from distressapp.service.access import check_may
from distressapp.service.published import look_again
from distressapp.staff.desk import Desk, Place
from distressapp.staff.forms.form import WIDEST
from distressapp.staff.screen import Screen
from distressapp.staff.settings.part import FormPart, Part
from distressapp.staff.settings.parts import kinds
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import page
from distressapp.text import _
from distressapp.ui.guard import guarded

NAME: Final = "settings"
_LIST: Final = 230
_WIDE: Final = frozenset({"about", "overview", "people", "wording"})


class SettingsScreen(Screen):
    """`place.part` is the part that is shown; without one, all settings in one list."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        check_may(desk.session, Act.VIEW)
        look = desk.look
        self.kinds = {each.id: each for each in kinds()}
        self.part: Part | None = None
        self._area: QScrollArea | None = None
        self._shown = place.part if place.part in self.kinds else "overview"
        self._has_warned = False
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(24)
        names = QWidget(self)
        down = QVBoxLayout(names)
        down.setContentsMargins(0, 0, 8, 0)
        down.setSpacing(0)
        self.buttons: dict[str, Button] = {}
        for each in self.kinds.values():
            button = Button(each.words, look, names, is_quiet=True, is_left=True)
            button.make_choice()
            button.clicked.connect(partial(self._go, each.id))
            down.addWidget(button)
            self.buttons[each.id] = button
        down.addStretch()
        self.list = page(names, self)
        self.list.setFixedWidth(look.metrics.text(_LIST))
        across.addWidget(self.list)
        self._room = QVBoxLayout()
        across.addLayout(self._room, 1)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Settings")

    def refresh(self) -> None:
        """Build the part anew, unless somebody is typing in it."""
        if self.part is None or not self.part.is_dirty:
            self.show_part(self._shown)

    def show_part(self, part: str) -> None:
        """Show that part, built anew."""
        self._shown = part
        self._has_warned = False
        look_again(self.desk.house)
        kind = self.kinds[part]
        made = kind.make(self.desk, kind.words)
        if part not in _WIDE:
            made.setMaximumWidth(self.desk.look.metrics.text(WIDEST))
        at = 0
        if self._area is not None:
            at = self._area.verticalScrollBar().value() if self.place.part == part else 0
            self._area.hide()
            self._room.removeWidget(self._area)
            self._area.setParent(None)
            self._area.deleteLater()
        self.part = made
        self._area = page(made, self)
        self._room.addWidget(self._area)
        self._area.show()
        self.main = made.save if isinstance(made, FormPart) else None
        self.place = Place(screen=NAME, part=part)
        self.desk.stay_at(self.place)
        for name, button in self.buttons.items():
            button.setChecked(name == part)
        self.list.ensureWidgetVisible(self.buttons[part])
        if at:
            QTimer.singleShot(0, self._area, partial(self._area.verticalScrollBar().setValue, at))

    def may_leave(self) -> bool:
        """Once it says that something is typed and not kept; the next time it lets go."""
        if self.part is None or not self.part.is_dirty or self._has_warned:
            return True
        self._has_warned = True
        self.desk.complain(
            _("What you typed is not kept yet. Save it, or leave once more to let it go.")
        )
        return False

    @guarded
    def _go(self, part: str, _is_checked: object = None) -> None:
        try:
            if self.may_leave():
                self.show_part(part)
        except ExpectedError as error:
            self.desk.complain(error)
        for name, button in self.buttons.items():
            button.setChecked(name == self.place.part)
