"""Whole-window pages outside the questions: resting, asking, calling, cleaning."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QLocale, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.ui.direction import place
from distressapp.ui.fonts import strong
from distressapp.ui.guard import guarded
from distressapp.ui.look import CENTRE, Look, draw_choice
from distressapp.ui.widgets.button import Button, Weight
from distressapp.ui.widgets.words import QuestionWords, Words


class Act(StrEnum):
    """What can be tapped on a page outside the questions."""

    YES = "yes"
    NO = "no"
    GO_ON = "go_on"
    BACK = "back"
    STAFF = "staff"
    ROOM = "room"
    HAND_OVER = "hand_over"
    CLEAN = "clean"
    NOW = "now"
    TEST = "test"


class TicketCard(QWidget):
    """The ticket word, large enough to be read across a desk."""

    def __init__(self, word: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.word = word
        self.setAccessibleName(word)
        # The word is English whatever the patient reads: so it is on staff's list too.
        self.setLocale(QLocale("en"))

    def height_for(self, _width: int) -> int:
        """Three times the height of the word's letters."""
        return self._look.metrics.px(150)

    def text_rect(self) -> QRect:
        """Where the word is drawn."""
        return self.rect()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with the word."""
        look, metrics = self._look, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_choice(painter, self.rect(), look, is_filled=False, is_chosen=True)
        size = metrics.px(84)
        painter.setFont(strong(size))
        while painter.fontMetrics().horizontalAdvance(self.word) > self.width() - metrics.px(40):
            size -= 2
            painter.setFont(strong(size))
        painter.setPen(look.colour("accent"))
        painter.drawText(self.rect(), CENTRE, self.word)
        painter.end()


class PlainPage(QWidget):
    """A title, a sentence, perhaps a ticket word, and large buttons.

    Args:
        acts: What can be tapped, and its words; the first is the main one.
        mark: Words of the rehearsal mark; None where the folder is clinical.
        has_main: False where nothing asks to be tapped.
        aside: Quieter things at the lower edge.
        lines: Further sentences, such as telephone numbers.

    Signals:
        acted: An `Act`.
    """

    acted = Signal(object)

    def __init__(  # noqa: PLR0913  (what a page can hold)
        self,
        title: str,
        lead: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        acts: Mapping[Act, str] | None = None,
        aside: Mapping[Act, str] | None = None,
        ticket: str | None = None,
        lines: Sequence[str] = (),
        mark: str | None = None,
        has_main: bool = True,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.words = QuestionWords(title, lead, look, self, letters=44)
        self.ticket = None if ticket is None else TicketCard(ticket, look, self)
        self._lines = [Words(each, look, self, letters=32) for each in lines]
        self._mark = Words(mark or "", look, self, letters=17, colour="soft", is_fixed=True)
        self.buttons: dict[Act, Button] = {}
        self.aside: dict[Act, Button] = {}
        for number, (act, words) in enumerate((acts or {}).items()):
            weight = Weight.MAIN if has_main and number == 0 else Weight.PLAIN
            self.buttons[act] = self._button(act, words, weight)
        for act, words in (aside or {}).items():
            self.aside[act] = self._button(act, words, Weight.QUIET)

    def _button(self, act: Act, words: str, weight: Weight) -> Button:
        letters = 22 if weight is Weight.QUIET else 28
        button = Button(words, self.look, self, weight=weight, letters=letters, most_letters=40)
        button.clicked.connect(partial(self._act, act))
        return button

    @guarded
    def _act(self, act: Act, _is_checked: object = None) -> None:
        self.acted.emit(act)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("ground"))
        painter.end()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words in the upper half, buttons below them, the quiet ones at the edge."""
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Put everything in its place."""
        metrics = self.look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        wide = min(wide, metrics.px(1040))
        left = (self.width() - wide) // 2
        bottom = self._place_aside()
        heights = self._middle_height(wide)
        top = max(self._place_mark(), (bottom - heights) * 42 // 100)
        top += self.words.place(QRect(left, top, wide, self.height() // 2)) + metrics.px(28)
        for line in self._lines:
            high = line.height_for(wide)
            place(line, QRect(left, top, wide, high))
            top += high + metrics.px(14)
        if self.ticket is not None:
            place(self.ticket, QRect(left, top, wide, self.ticket.height_for(wide)))
            top += self.ticket.height() + metrics.px(28)
        self._place_buttons(left, top, wide)

    def _middle_height(self, wide: int) -> int:
        px = self.look.metrics.px
        lines = sum(line.height_for(wide) + px(14) for line in self._lines)
        ticket = 0 if self.ticket is None else self.ticket.height_for(wide) + px(28)
        return self.words.height_for(wide) + px(28) + lines + ticket + self._buttons_height(wide)

    def _columns(self) -> int:
        count = len(self.buttons)
        return 1 if self.look.metrics.is_portrait or count == 1 else min(count, 3)

    def _button_width(self, wide: int) -> int:
        columns, gap = max(1, self._columns()), self.look.metrics.gap
        share = (wide - gap * (columns - 1)) // columns
        return share if columns > 1 or self.look.metrics.is_portrait else min(share, wide * 5 // 10)

    def _buttons_height(self, wide: int) -> int:
        if not self.buttons:
            return 0
        width = self._button_width(wide)
        heights = [button.height_for(width) for button in self.buttons.values()]
        return max(heights) if self._columns() > 1 else sum(heights)

    def _place_buttons(self, left: int, top: int, wide: int) -> None:
        metrics = self.look.metrics
        width, columns = self._button_width(wide), max(1, self._columns())
        row = max((b.height_for(width) for b in self.buttons.values()), default=0)
        for number, button in enumerate(self.buttons.values()):
            high = row if columns > 1 else button.height_for(width)
            x = left + (number % columns) * (width + metrics.gap)
            place(button, QRect(x, top, width, high))
            if (number + 1) % columns == 0:
                top += high + metrics.gap

    def _place_mark(self) -> int:
        """The mark at the upper edge; how far down the words may begin."""
        metrics = self.look.metrics
        if not self._mark.text():
            return metrics.px(24)
        wide, top = metrics.px(600), metrics.px(6)
        high = max(metrics.px(28), self._mark.height_for(wide))
        place(self._mark, QRect(metrics.margin, top, wide, high))
        return top + high

    def _place_aside(self) -> int:
        metrics = self.look.metrics
        bottom = self.height() - metrics.px(14)
        if not self.aside:
            return bottom
        room = self.width() - 2 * metrics.margin - metrics.gap * (len(self.aside) - 1)
        width = min(room // len(self.aside), metrics.px(400))
        high = max(button.height_for(width) for button in self.aside.values())
        left = metrics.margin
        for button in self.aside.values():
            place(button, QRect(left, bottom - high, width, high))
            left += width + metrics.gap
        return bottom - high
