"""Screens that tell something, with at most two large things to tap."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.kiosk.screens.screen import Screen
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.reading import Piece
from distressapp.ui.widgets.button import Button, Weight
from distressapp.ui.widgets.scroll import ScrollPane
from distressapp.ui.widgets.words import QuestionWords, Words
from distressapp.ui.words import Page


class Sentences(QWidget):
    """Short sentences below one another."""

    def __init__(self, sentences: Sequence[str], look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines = [Words(each, look, self, letters=26) for each in sentences]

    def height_for(self, width: int) -> int:
        """The height of all sentences at that width."""
        gaps = self._look.metrics.px(12) * max(0, len(self._lines) - 1)
        return sum(line.height_for(width) for line in self._lines) + gaps

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other, looser where there is room."""
        super().resizeEvent(event)
        px = self._look.metrics.px
        spare = max(0, self.height() - self.height_for(self.width()))
        gap = px(12) + min(px(12), spare // max(1, len(self._lines)))
        top = 0
        for line in self._lines:
            high = line.height_for(self.width())
            place(line, QRect(0, top, self.width(), high))
            top += high + gap


class TellingScreen(Screen):
    """A title, a few sentences, and wishes as large buttons.

    Args:
        wishes: What can be wished here, and its words; the first is the main one.
        recorded: Where a pack may hold the second sentence recorded; see `Piece`.
    """

    def __init__(  # noqa: PLR0913  (what a screen always has, and what it tells)
        self,
        page: Page,
        look: Look,
        parent: QWidget | None = None,
        *,
        sentences: Sequence[str] = (),
        wishes: Mapping[StrEnum, str] | None = None,
        recorded: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._page = page
        self._sentences = tuple(sentences)
        self._recorded = recorded
        letters = 36 if sentences else 44
        self._words = QuestionWords(page.title, page.lead, look, self, letters=letters)
        self._words.tell_too(sentences)
        self.question = self._words.title
        self._body = ScrollPane(Sentences(sentences, look), look, self) if sentences else None
        self.buttons: dict[StrEnum, Button] = {}
        for number, (wish, words) in enumerate((wishes or {}).items()):
            weight = Weight.PLAIN if number else Weight.MAIN
            button = Button(words, look, self, weight=weight, letters=28)
            button.clicked.connect(partial(self._wish, wish))
            self.buttons[wish] = button
        self.has_foot_next = not self.buttons

    @guarded
    def _wish(self, wish: StrEnum, _is_checked: object = None) -> None:
        self.wished.emit(wish)

    def press_digit(self, digit: int) -> bool:
        """Go to the button at that place; Enter presses it."""
        for button in list(self.buttons.values())[digit - 1 : digit] if digit else ():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def spoken(self) -> tuple[Piece, ...]:
        """Everything that stands here, and what can be tapped."""
        wishes = (button.words for button in self.buttons.values())
        return (
            Piece(words=self._page.title),
            Piece(words=self._page.lead, recorded=self._recorded),
            *(Piece(words=each) for each in (*self._sentences, *wishes)),
        )

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words first, buttons at the end."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        high = self._buttons_height(wide)
        bottom = self.height() - metrics.px(10)
        room = bottom - high - metrics.px(20)
        spare = room - self._words.height_for(wide)
        top = metrics.px(14) if self._body is not None else max(metrics.px(14), spare * 36 // 100)
        used = self._words.place(QRect(left, top, wide, room - top))
        if self._body is not None:
            start = top + used + metrics.px(14)
            place(self._body, QRect(left, start, wide, max(1, room - start)))
        else:
            bottom = min(bottom, top + used + metrics.px(56) + high)
        self._place_buttons(QRect(left, bottom - high, wide, high))

    def _buttons_height(self, wide: int) -> int:
        if not self.buttons:
            return 0
        metrics = self._look.metrics
        heights = [button.height_for(self._button_width(wide)) for button in self.buttons.values()]
        if metrics.is_portrait:
            return sum(heights) + metrics.gap * (len(heights) - 1)
        return max(heights)

    def _button_width(self, wide: int) -> int:
        metrics = self._look.metrics
        if metrics.is_portrait:
            return wide
        return (wide - metrics.gap) // 2

    def _place_buttons(self, room: QRect) -> None:
        metrics = self._look.metrics
        width = self._button_width(room.width())
        left, top = room.left(), room.top()
        for button in self.buttons.values():
            high = button.height_for(width) if metrics.is_portrait else room.height()
            place(button, QRect(left, top, width, high))
            if metrics.is_portrait:
                top += high + metrics.gap
            else:
                left += width + metrics.gap
