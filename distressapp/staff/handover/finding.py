"""From a list straight to the hand-over: a record number that is typed or scanned."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.handover import meant
from distressapp.staff.desk import Desk, Place
from distressapp.staff.handover.scan import ScanField
from distressapp.text import _
from distressapp.ui.guard import guarded

_WIDE: Final = 320
_LEAST: Final = 250


class Finder(ScanField):
    """Leads to the hand-over of whoever has that number."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent, has_room_beside=False)
        self._desk = desk
        # Beside a title: the words stand in the field itself, and a screen reader has its name.
        self.label.hide()
        self.line.setPlaceholderText(_("Record number: type or scan"))
        self.setMinimumWidth(desk.look.metrics.text(_LEAST))
        self.setMaximumWidth(desk.look.metrics.text(_WIDE))
        self.entered.connect(self._find)

    def listen_to(self, widget: QWidget) -> None:
        """Take what a scanner types while that widget has the focus."""
        widget.installEventFilter(self)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter or digit goes into the field; everything else stays where it was meant for."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.take_key(event)
        return super().eventFilter(watched, event)

    @guarded
    def _find(self, text: object) -> None:
        if not str(text):
            return
        try:
            found = meant(self._desk.house, self._desk.session, str(text))
        except ExpectedError as error:
            self.complain(str(error))
            return
        self._desk.go(Place(screen="handover", subject=found.id))
