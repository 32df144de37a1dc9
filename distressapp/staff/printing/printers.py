"""The printers of this computer, as the print system tells of them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from distressapp.core.errors import ExpectedError
from distressapp.printing.system import Queue
from distressapp.service.print_words import trouble_words
from distressapp.settings import Printer
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words
from distressapp.text import _
from distressapp.ui.look import Look


class Printers(Card):
    """Each printer with what ails it.

    Args:
        own: The clinic's printer; None where none is set up.
    """

    def __init__(self, look: Look, own: Printer | None, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._own = own
        self._shown: list[QWidget] = []
        self.add(Heading(_("Printers"), look, self))
        self._say(_("Asking the print system …"))

    def show_queues(self, queues: Sequence[Queue]) -> None:
        """Show them, the clinic's own with what it is."""
        self._clear()
        if not queues:
            self._say(_("No printer is set up on this computer. Ask whoever looks after it."))
        for each in queues:
            self._put(Words(each.name, self.look, self, is_strong=True))
            self._say(self._told(each))
        is_there = self._own is None or self._own.name in {each.name for each in queues}
        if queues and not is_there and self._own is not None:
            missing = _("This clinic's printer, {name}, is not there.").format(name=self._own.name)
            self._put(Words(missing, self.look, self, is_strong=True))

    def complain(self, error: ExpectedError) -> None:
        """Say why there is no list."""
        self._clear()
        self._say(str(error))

    def _told(self, queue: Queue) -> str:
        if queue.trouble is None:
            parts = [_("ready")]
        else:
            parts = [trouble_words(queue.trouble, queue.name)]
        if queue.said and queue.trouble is not None:
            parts.append(queue.said.rstrip("."))
        if self._own is not None and self._own.name == queue.name:
            is_safe = self._own.is_staff_only
            safe = _("this clinic's, tested to stand where only staff reach it")
            parts.append(safe if is_safe else _("this clinic's"))
        return "; ".join(parts)

    def _say(self, words: str) -> None:
        self._put(Small(words, self.look, self))

    def _put(self, piece: QWidget) -> None:
        self._shown.append(piece)
        self.add(piece)

    def _clear(self) -> None:
        for each in self._shown:
            self.column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._shown = []
