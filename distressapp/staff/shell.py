"""The open room: navigation at the side or on top, one screen beside it, and the foot below."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.shift import LockedError
from distressapp.staff.desk import Desk, Place, Said, Work
from distressapp.staff.foot import Notice, Queue, Working
from distressapp.staff.places import PLACES
from distressapp.staff.rail import Rail
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.pieces import Empty
from distressapp.text import _
from distressapp.ui.guard import guarded

_KEYS: Final = 9
_NARROW: Final = 1000
"""Where the window is higher than wide, a navigation at the side takes what a screen needs."""


class Shell(QWidget):
    """What a member sees while the vault is open.

    Signals:
        locked: Lock was tapped, or something found the vault shut.
        ended: The shift is to end.
        titled: The title of the screen that is shown, for the window.
    """

    locked = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.screen_shown: QWidget | None = None
        self.rail = Rail(desk, self)
        self.notice = Notice(desk, self)
        self.working = Working(desk, self)
        self.queue = Queue(desk, self)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(24, 20, 24, 16)
        self._lay_out()
        self._connect()
        self._add_keys()
        desk.may_leave = self._may_leave

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._holder, 1)
        column.addWidget(self.working)
        column.addWidget(self.notice)
        column.addWidget(self.queue)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.rail)
        self._whole.addLayout(column, 1)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A tablet that is turned: the navigation goes on top, or back to the side."""
        whole = self.window()
        is_on_top = whole.width() < _NARROW and whole.height() > whole.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(down if is_on_top else across)
        self.rail.stand(is_on_top=is_on_top)
        super().resizeEvent(event)

    def _connect(self) -> None:
        desk = self.desk
        desk.went.connect(self.show_place)
        desk.said.connect(self._say)
        desk.working.connect(self._work)
        desk.changed.connect(self.refresh)
        desk.locked.connect(self.locked.emit)
        self.rail.locked.connect(self.locked.emit)
        self.rail.ended.connect(self.ended.emit)

    def _add_keys(self) -> None:
        for number in range(1, _KEYS + 1):
            found = QShortcut(QKeySequence(f"Alt+{number}"), self)
            found.activated.connect(self._press_key)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self._lock)
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.activated.connect(self._back)

    @Slot(object)
    @guarded
    def show_place(self, place: Place) -> None:
        """Show that place: a new screen, and the one before is gone with all that it held."""
        self.drop_screen()
        try:
            made: QWidget = self._made(place)
        except LockedError:
            self.locked.emit(None)
            return
        except ExpectedError as error:
            made = Empty(str(error), self.desk.look)
        self.screen_shown = made
        self._holder.addWidget(made)
        self.rail.show_place(place)
        made.show()
        self.refresh()
        # What a screen focused before it stood in a window, Qt has forgotten by now.
        (made.focusWidget() or made).setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, place: Place) -> Screen:
        if place.screen not in PLACES:
            raise ExpectedError(
                _("This screen is not part of this version"),
                advice=_("Choose another one at the side."),
            )
        return PLACES[place.screen](self.desk, place)

    def drop_screen(self) -> None:
        """Take the screen away, and with it every word on it."""
        before, self.screen_shown = self.screen_shown, None
        if before is not None:
            before.hide()
            self._holder.removeWidget(before)
            before.setParent(None)
            before.deleteLater()

    @Slot(object)
    @guarded
    def refresh(self, _nothing: object = None) -> None:
        """Let the screen look again."""
        try:
            self.queue.refresh()
            if isinstance(self.screen_shown, Screen):
                self.screen_shown.refresh()
        except LockedError:
            self.locked.emit(None)
        except ExpectedError as error:
            self.desk.complain(error)

    def _may_leave(self) -> bool:
        if self.working.is_busy:
            self.desk.complain(_("This is still going on: wait for its end, or cancel it."))
            return False
        return not isinstance(self.screen_shown, Screen) or self.screen_shown.may_leave()

    @Slot(object)
    @guarded
    def _say(self, said: Said) -> None:
        self.notice.show_said(said)

    @Slot(object)
    @guarded
    def _work(self, work: Work) -> None:
        self.working.begin(work)

    @Slot()
    @guarded
    def _press_key(self) -> None:
        sender = self.sender()
        if isinstance(sender, QShortcut):
            self.rail.press(int(sender.key().toString()[-1]))

    @Slot()
    @guarded
    def _lock(self) -> None:
        self.locked.emit(None)

    @Slot()
    @guarded
    def _back(self) -> None:
        self.desk.back()
