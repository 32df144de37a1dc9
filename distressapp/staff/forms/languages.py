"""Which languages patients are offered, and in which order."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.service.languages import is_translated, language_words, own_name
from distressapp.staff.widgets.buttons import Button, Line
from distressapp.staff.widgets.fields import Tick
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_GAP: Final = 10


class Languages(QWidget):
    """A tick for each language, in the order that patients see, and a button to go up a place.

    Args:
        chosen: BCP 47 tags as they are offered now, in order.
        known: Further ones that could be.
    """

    def __init__(
        self, chosen: Sequence[str], known: Sequence[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.order = list(dict.fromkeys([*chosen, *known]))
        self.ticks: dict[str, Tick] = {}
        self.ups: dict[str, Button] = {}
        self._rows: dict[str, Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        for each in self.order:
            tick = Tick(_name(each), look, self, is_on=each in chosen, hint=_hint(each))
            up = Button(_("Further up"), look, self, is_quiet=True)
            up.setAccessibleName(_("{language} further up").format(language=_name(each)))
            up.clicked.connect(partial(self._move, each))
            self.ticks[each], self.ups[each] = tick, up
            self._rows[each] = Line(tick, up, parent=self)
            self._column.addWidget(self._rows[each])
        self._tell_first()

    def value(self) -> tuple[str, ...]:
        """What is ticked, in order; where nothing is, the first tick asks for one."""
        found = tuple(each for each in self.order if self.ticks[each].is_on)
        if not found:
            self.ticks[self.order[0]].complain(_("Tick at least one language."))
        return found

    @guarded
    def _move(self, tag: str, _is_checked: object = None) -> None:
        place = self.order.index(tag)
        if place == 0:
            return
        self.order.insert(place - 1, self.order.pop(place))
        self._column.insertWidget(place - 1, self._rows[tag])
        for before, after in zip(self.order, self.order[1:], strict=False):
            # Tab goes through them as they stand.
            QWidget.setTabOrder(self.ups[before], self.ticks[after].box)
            QWidget.setTabOrder(self.ticks[after].box, self.ups[after])
        self._tell_first()
        if not self.ups[tag].isEnabled():
            self.ticks[tag].setFocus()

    def _tell_first(self) -> None:
        for each, up in self.ups.items():
            up.setEnabled(each != self.order[0])


def _name(tag: str) -> str:
    """As those who speak it call it, and as staff do."""
    own, words = own_name(tag), language_words(tag)
    if own == words:
        return _("{language} ({tag})").format(language=own, tag=tag)
    return _("{own} ({language}, {tag})").format(own=own, language=words, tag=tag)


def _hint(tag: str) -> str:
    if is_translated(tag):
        return ""
    return _("Only the questions are in this language: buttons and explanations stay in English.")
