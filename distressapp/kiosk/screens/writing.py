"""Screens for own words and for a telephone number."""

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.answers import Answers, Written
from distressapp.core.interview import WRITTEN_LIMIT
from distressapp.kiosk.screens.screen import Said, Screen, Wish
from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.modality import is_by_number
from distressapp.ui.reading import Piece
from distressapp.ui.widgets.keyboard import Keyboard, NumberPad
from distressapp.ui.widgets.words import QuestionWords
from distressapp.ui.widgets.writing import WritingField
from distressapp.ui.words import Page

SETTLE_MS = 700
"""After the last character, until what was typed is kept; leaving the screen keeps it at once."""

NUMBER_LIMIT = 24
_LETTERS = 34


class WritingScreen(Screen):
    """A field and the program's own keyboard."""

    can_decline = True

    def __init__(  # noqa: PLR0913  (what a screen always has, and what is written)
        self,
        page: Page,
        key: str,
        language: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        is_number: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._page = page
        self._key = key
        self._language = language
        self._is_number = is_number
        self._words = QuestionWords(page.title, page.lead, look, self, letters=32)
        self.question = self._words.title
        most = NUMBER_LIMIT if is_number else WRITTEN_LIMIT
        hint = _("Number") if is_number else _("Your own words")
        self.field = WritingField(look, self, most=most, hint=hint, has_lines=not is_number)
        self.pad = (
            NumberPad(look, self, extra="+", is_visited=True)
            if is_number
            else Keyboard(look, self, language=language, is_visited=True)
        )
        self.pad.typed.connect(self._tap_key)
        self.field.changed.connect(self._wait)
        self.field.entered.connect(self._enter)
        self._is_from_pad = False
        self._has_keyboard = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.settle)

    def spoken(self) -> tuple[Piece, ...]:
        """The question; never what was typed. Own words are asked for where they were wished."""
        is_wish = not self._is_number
        return (Piece(words=self._page.title, tells=is_wish), Piece(words=self._page.lead))

    def show_answers(self, answers: Answers) -> None:
        """What was written; words that are being typed stay."""
        if self._settling.isActive():
            return
        answer = answers.get(self._key)
        self.field.show_text(answer.text if isinstance(answer, Written) else "")

    @Slot()
    @guarded
    def settle(self) -> None:
        """Say what was typed."""
        if not self._settling.isActive() and self.sender() is not self._settling:
            return
        self._settling.stop()
        text = self.field.text.strip()
        written = Written(text=text, language=self._language) if text else None
        self.said.emit(Said(key=self._key, answer=written))

    def stops(self) -> tuple[list[QWidget], list[QWidget]]:
        """The words first; the keys after everything else, for who has no other keyboard."""
        is_asked = self._words.title.focusPolicy() & Qt.FocusPolicy.TabFocus
        asked: list[QWidget] = [self._words.title] if is_asked else []
        return [*asked, self.field], list(self.pad.keys())

    @guarded
    def _tap_key(self, character: object) -> None:
        self._is_from_pad = True
        self.field.type(str(character))
        self._is_from_pad = False

    @guarded
    def _enter(self, _text: object) -> None:
        """Enter leads on where somebody types; where there is one switch it leads to the keys."""
        if self._has_keyboard or is_by_number():
            self.settle()
            self.wished.emit(Wish.GO_ON)
            return
        for key in self.pad.keys()[:1]:
            key.setFocus(Qt.FocusReason.TabFocusReason)

    @guarded
    def _wait(self, _text: object) -> None:
        self._has_keyboard = self._has_keyboard or not self._is_from_pad
        self._settling.start()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Question, field, keys; the keys keep a finger's size."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        if self._is_number and not metrics.is_portrait:
            self._place_beside(left, wide)
            return
        if self._is_number:
            self._place_above(left, wide)
            return
        space, bottom = metrics.px(12), self.height() - metrics.px(8)
        least = Keyboard.least_height(self._look, language=self._language)
        keys = min(max(least, self.height() * 44 // 100), self.height() * 66 // 100)
        room = bottom - keys - space
        line = metrics.text(_LETTERS) + metrics.px(30)
        used = self._words.place(QRect(left, metrics.px(2), wide, room - line - space))
        top = metrics.px(2) + used + space
        place(self.field, QRect(left, top, wide, max(line, room - top)))
        place(self.pad, QRect(left, bottom - keys, wide, keys))

    def _place_above(self, left: int, wide: int) -> None:
        """A number in portrait: question, field and keys as one group."""
        metrics = self._look.metrics
        space, top = metrics.px(28), metrics.px(20)
        line = max(metrics.target, metrics.text(_LETTERS) + metrics.px(28))
        least = NumberPad.least_height(self._look)
        room = self.height() - top - line - 2 * space - least - metrics.px(8)
        top += self._words.place(QRect(left, top, wide, room)) + space
        place(self.field, QRect(left, top, wide, line))
        top += line + space
        high = min(self.height() - metrics.px(8) - top, least * 13 // 10)
        place(self.pad, QRect(left, top, wide, high))

    def _place_beside(self, left: int, wide: int) -> None:
        metrics = self._look.metrics
        beside = wide * 52 // 100
        used = self._words.place(QRect(left, metrics.px(12), beside, self.height() * 6 // 10))
        line = max(metrics.target, metrics.text(_LETTERS) + metrics.px(28))
        top = metrics.px(12) + used + metrics.px(28)
        place(self.field, QRect(left, min(top, self.height() - line), beside, line))
        start = left + beside + metrics.px(40)
        above = metrics.gap - metrics.px(4)
        high = self.height() - above - metrics.px(10)
        place(self.pad, QRect(start, above, left + wide - start, high))
