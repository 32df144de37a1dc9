"""Scores over time: a chart for each measure, what changed in words, and where figures are from."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from distressapp.core.progress import MeasureLine
from distressapp.core.summary_words import short_day
from distressapp.staff.patient.chart import Chart, is_uncompared
from distressapp.staff.patient.swap import swap
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Empty, Heading, Small, Words, page
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_TWO_FROM: Final = 1040


class MeasureCard(Card):
    """One measure: chart, the last change, and the sources one tap away."""

    def __init__(self, line: MeasureLine, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.line = line
        self.chart = Chart(line, look, self)
        self.add(Heading(f"{line.name}: {line.about}", look, self))
        self.add(self.chart)
        self.add(Words(self._said(), look, self, is_strong=True))
        facts = [line.cutoff, line.error, _band_words(line), _dotted_words(line)]
        self.add(Small(". ".join(each for each in facts if each), look, self))
        self.button = Button(_("Figures and sources"), look, self)
        self.button.setCheckable(True)
        self.button.clicked.connect(self._toggle)
        self.sources = Words(self._sources(), look, self, size=15, is_copied=True)
        self.sources.hide()
        self.add(Row(self.button))
        self.add(self.sources)

    def _said(self) -> str:
        last = self.line.points[-1]
        told = last.told if last.value is not None else f"{_('Last time')}: {last.told}"
        return f"{told}; {last.change}" if last.change else told

    def _sources(self) -> str:
        changes = [
            f"{short_day(each.day)}: {each.told}{'; ' if each.change else ''}{each.change}"
            for each in self.line.points
        ]
        return "\n".join([*changes, *self.line.sources])

    @guarded
    def _toggle(self, _is_checked: object = None) -> None:
        self.sources.setVisible(self.button.isChecked())


class Trends(QWidget):
    """All measures; two side by side where there is room."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[MeasureLine, ...] | None = None
        self.cards: list[MeasureCard] = []
        self._grid = QGridLayout()
        self._across = 0
        self._page = page(QWidget(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

    def show_lines(self, lines: Sequence[MeasureLine], *, is_matched: bool) -> None:
        """Show them, unless they are shown."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        inner = QWidget()
        inner.setObjectName("page")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 16, 16)
        self._grid.setSpacing(16)
        self.cards = [MeasureCard(each, self._look, inner) for each in lines]
        if not self.cards:
            unmatched = _("Nobody has matched this sitting to a patient, so there is no history.")
            empty = _("No score yet. The first sitting that is answered begins the line.")
            self._grid.addWidget(Empty(empty if is_matched else unmatched, self._look), 0, 0)
        swap(self._page, inner)
        self._across = 0
        self._arrange()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = 2 if self.width() >= _TWO_FROM else 1
        if across == self._across or self._lines is None:
            return
        self._across = across
        for nth, card in enumerate(self.cards):
            self._grid.addWidget(card, nth // across, nth % across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, across - 1)
        for row in range(len(self.cards) + 1):
            self._grid.setRowStretch(row, int(row == len(self.cards)))

    def choose(self, sitting: str) -> None:
        """Ring the points of that sitting."""
        for each in self.cards:
            each.chart.choose(sitting)


def _dotted_words(line: MeasureLine) -> str:
    if not any(is_uncompared(each) for each in line.points):
        return ""
    return _("A dotted line joins scores that cannot be compared; why stands with the figures")


def _band_words(line: MeasureLine) -> str:
    if line.noise is None:
        return ""
    return _("The tinted band is measurement error around the last score")
