"""Every answer of one sitting; what is missing says so, and own words are opened by name."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from distressapp.service.reading import Words as Written
from distressapp.service.sheets import AnswerSheet, Given, Part
from distressapp.staff.patient.swap import swap
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Empty, Heading, Mark, Small, Words, page
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_POINTS: Final = 64
_NONE: Final = "\N{EN DASH}"


class Answers(QWidget):
    """The sheet of one sitting.

    Signals:
        wanted_words: The patient's own words are to be opened.
    """

    wanted_words = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sheet: AnswerSheet | None = None
        self._words: tuple[Written, ...] = ()
        self._page = page(QWidget(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    @property
    def sitting(self) -> str:
        """Whose answers are shown; empty for none."""
        return "" if self._sheet is None else self._sheet.sitting

    def show_sheet(self, sheet: AnswerSheet | None) -> None:
        """Show a sitting; None for none."""
        if sheet == self._sheet and sheet is not None:
            return
        self._sheet, self._words = sheet, ()
        self._fill()

    def show_words(self, words: Sequence[Written]) -> None:
        """Show what the patient wrote, after it was noted who opened it."""
        self._words = tuple(words)
        self._fill()

    def texts(self) -> tuple[str, ...]:
        """Everything that is shown."""
        return tuple(each.text() for each in self._page.findChildren(Words))

    def _fill(self) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 16, 16)
        column.setSpacing(16)
        if self._sheet is None:
            column.addWidget(Empty(_("Choose a sitting on the left."), self._look))
        else:
            column.addWidget(self._head(self._sheet))
            for part in self._sheet.parts:
                column.addWidget(self._part(part))
        column.addStretch()
        swap(self._page, inner)

    def _head(self, sheet: AnswerSheet) -> QWidget:
        look = self._look
        card = Card(look)
        card.add(Words(sheet.sentence, look, is_strong=True))
        for band, because in sheet.flags:
            card.add(self._flag(band, because))
        for each in sheet.how:
            card.add(Small(f"{each.label}: {each.text}", look))
        if sheet.has_words and not self._words:
            button = Button(_("Open what the patient wrote"), look)
            button.setAccessibleDescription(_("It is noted that you read it."))
            button.clicked.connect(self._want_words)
            card.add(Row(button))
        for written in self._words:
            card.add(Small(_("In own words, {about}").format(about=written.about), look))
            card.add(Words(written.text, look, is_copied=True))
        return card

    def _flag(self, band: str, because: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Mark(band, self._look), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(because, self._look), 1)
        return line

    def _part(self, part: Part) -> QWidget:
        look = self._look
        card = Card(look)
        card.add(Heading(part.title, look))
        if part.told:
            card.add(Small(part.told, look))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        has_points = any(each.points for each in part.given)
        for place, each in enumerate(part.given):
            self._put(grid, place, each, has_points=has_points)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        card.add(holder)
        return card

    def _put(self, grid: QGridLayout, place: int, given: Given, *, has_points: bool) -> None:
        look = self._look
        top = Qt.AlignmentFlag.AlignTop
        if given.question:
            grid.addWidget(Words(given.question, look, is_soft=True), place, 0, top)
        answer = Words(given.answer, look, is_strong=given.is_missing)
        across = 1 if given.question else 2
        grid.addWidget(answer, place, 1 if given.question else 0, 1, across, top)
        if has_points:
            points = Words(given.points or _NONE, look, is_strong=bool(given.points))
            points.setFixedWidth(look.metrics.text(_POINTS))
            points.setAccessibleName(_("points: {points}").format(points=given.points or _("none")))
            grid.addWidget(points, place, 2, top)

    @guarded
    def _want_words(self, _is_checked: object = None) -> None:
        if self._sheet is not None:
            self.wanted_words.emit(self._sheet.sitting)
