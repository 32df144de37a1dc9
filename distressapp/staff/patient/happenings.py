"""The timeline: what happened, the newest on top."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from distressapp.service.timeline import Happening, Sort
from distressapp.staff.patient.swap import swap
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.fields import Tick
from distressapp.staff.widgets.pieces import Empty, Mark, Small, Words, page
from distressapp.staff.words import date_words
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

AT_ONCE: Final = 80
_QUIET: Final = frozenset({Sort.VIEW, Sort.PAGE})
_TIME: Final = 56


class Happenings(QWidget):
    """Sittings, flags, contacts, calls; who looked and what was printed on request.

    Signals:
        opened: The id of a sitting that was tapped.
    """

    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._all: tuple[Happening, ...] = ()
        self._most = AT_ONCE
        self.quiet = Tick(_("Also who looked, and what was printed"), look, self)
        self.quiet.changed.connect(self._fill)
        self._page = page(QWidget(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.quiet)
        column.addWidget(self._page, 1)

    def show_happenings(self, found: Sequence[Happening]) -> None:
        """Show them, unless they are shown."""
        if tuple(found) != self._all or not found:
            self._all = tuple(found)
            self._fill()

    def words(self) -> tuple[str, ...]:
        """Every line that is shown, as it is read."""
        return tuple(each.text() for each in self._page.findChildren(Words))

    @guarded
    def _fill(self, _nothing: object = None) -> None:
        wanted = [each for each in self._all if self.quiet.value() or each.sort not in _QUIET]
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 16, 16)
        column.setSpacing(2)
        day = None
        for each in wanted[: self._most]:
            if each.at.date() != day:
                day = each.at.date()
                column.addSpacing(10)
                column.addWidget(Words(date_words(day), self._look, inner, is_strong=True))
            column.addWidget(self._line(each, inner))
        if not wanted:
            nothing = _("Nothing has happened yet. What staff do and patients answer stands here.")
            column.addWidget(Empty(nothing, self._look))
        self._add_more(column, len(wanted) - self._most)
        column.addStretch()
        swap(self._page, inner)

    def _add_more(self, column: QVBoxLayout, count: int) -> None:
        if count <= 0:
            return
        words = ngettext("Show {count} older entry", "Show {count} older entries", count)
        more = Button(words.format(count=count), self._look)
        more.clicked.connect(self._show_more)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    @guarded
    def _show_more(self, _is_checked: object = None) -> None:
        self._most = len(self._all)
        self._fill()

    def _line(self, told: Happening, parent: QWidget) -> QWidget:
        look = self._look
        line = QWidget(parent)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        at = Small(told.at.strftime("%H:%M") if told.sort is not Sort.FLAG else "", look, line)
        at.setFixedWidth(look.metrics.text(_TIME))
        row.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
        if told.band is not None:
            band = Mark(told.band.title(), look, line)
            row.addWidget(band, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        is_strong = told.sort is Sort.SITTING
        words.addWidget(Words(told.title, look, line, is_strong=is_strong))
        more = "; ".join(each for each in (told.words, told.by) if each)
        if more:
            words.addWidget(Small(more, look, line))
        if told.outcome:
            outcome = _("Outcome: {outcome}").format(outcome=told.outcome)
            words.addWidget(Words(outcome, look, line, is_soft=True))
        row.addLayout(words, 1)
        return line
