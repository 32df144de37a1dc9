"""What an outcome still needs, asked in place: a tap on an answer notes it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from distressapp.core.frozen import frozen
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, DateField, LongText
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

WRAPS: Final = Qt.AlignmentFlag(0)
"""Of a card's column whose rows wrap: Qt cuts an aligned one at the height of its hint."""


@frozen
class Question:
    """What is asked.

    Attributes:
        chips: Answers of one tap each, and their values.
        text: What is to be written, where something may be.
        is_text_needed: A chip counts only with words; without chips or a date, so does the button.
        choice: What is chosen before a chip: its label and its options.
        has_date: A day may be typed instead of tapping one.
        is_chip_needed: What is written counts only with a tap on an answer.
    """

    title: str
    words: str = ""
    chips: Sequence[tuple[str, object]] = ()
    text: str = ""
    is_text_needed: bool = False
    choice: tuple[str, Sequence[tuple[str, object]]] | None = None
    has_date: bool = False
    is_chip_needed: bool = False


@frozen
class Answered:
    """What was answered.

    Attributes:
        chip: The value of the tapped one; None where the button was pressed instead.
    """

    chip: object = None
    text: str = ""
    choice: object = None
    day: date | None = None


class Asking(Card):
    """One question in place of the outcomes.

    Signals:
        answered: An `Answered`.
        cancelled: Back to the outcomes.
    """

    answered = Signal(object)
    cancelled = Signal(object)

    def __init__(self, question: Question, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.column.setAlignment(WRAPS)
        self.question = question
        self.add(Heading(question.title, look, self))
        if question.words:
            self.add(Words(question.words, look, self))
        self.choice: Choice | None = None
        if question.choice is not None:
            label, options = question.choice
            self.choice = Choice(label, options, look, self)
            self.add(self.choice)
        self.text: LongText | None = None
        if question.text and question.is_text_needed:
            self._add_text()
        self.chips = tuple(self._chip(words, value) for words, value in question.chips)
        if self.chips:
            self.add(Row(*self.chips, parent=self))
        if question.text and self.text is None:
            self._add_text()
        self.day: DateField | None = None
        if question.has_date:
            self.day = DateField(_("Another day"), look, self)
            self.add(self.day)
        self.note = Button(_("Note it"), look, self, is_main=True)
        self.note.clicked.connect(self._press)
        self.note.setVisible(question.has_date or self.text is not None)
        self.cancel = Button(_("Cancel"), look, self)
        self.cancel.clicked.connect(self._cancel)
        if question.is_chip_needed:
            self.note.hide()
        self.add(Row(self.note, self.cancel, parent=self))

    @property
    def has_words(self) -> bool:
        """Something was written that is not noted yet."""
        return self.text is not None and bool(self.text.text())

    def start(self) -> None:
        """Put the focus where one begins."""
        first: QWidget = self.cancel
        if self.question.is_text_needed and self.text is not None:
            first = self.text
        elif self.chips:
            first = self.chips[0]
        first.setFocus()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the question, and not the screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit(None)
        else:
            super().keyPressEvent(event)

    def _add_text(self) -> None:
        self.text = LongText(self.question.text, self.look, self)
        self.add(self.text)

    def _chip(self, words: str, value: object) -> Button:
        button = Button(words, self.look, self)
        button.clicked.connect(guarded(lambda _is_on=False: self._tell(value)))
        return button

    @guarded
    def _press(self, _is_on: object = None) -> None:
        if self.day is not None and self.day.value() is None:
            if not self.day.is_wrong:
                self.day.complain(_("Tap a day above, or type one."))
            return
        if self.day is None and not self.has_words and self.text is not None:
            self.text.complain(_("Tap a reason above, or write one."))
            return
        self._tell(None)

    @guarded
    def _cancel(self, _is_on: object = None) -> None:
        self.cancelled.emit(None)

    def _tell(self, chip: object) -> None:
        if self.question.is_text_needed and not self.has_words and self.text is not None:
            self.text.complain(_("Say it in a few words first."))
            return
        choice = None if self.choice is None else self.choice.value()
        if self.choice is not None and choice is None:
            self.choice.complain(_("Choose one first."))
            return
        self.answered.emit(
            Answered(
                chip=chip,
                text="" if self.text is None else self.text.text(),
                choice=choice,
                day=None if self.day is None or chip is not None else self.day.value(),
            )
        )
