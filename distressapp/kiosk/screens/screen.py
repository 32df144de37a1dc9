"""What every screen of the patient's side is: it shows, it emits, it imports no service."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from distressapp.core.answers import Answer, Answers
from distressapp.core.frozen import frozen
from distressapp.ui.digits import digit_of
from distressapp.ui.guard import guarded
from distressapp.ui.heard import is_heard
from distressapp.ui.look import Look, draw_ring
from distressapp.ui.modality import is_by_key
from distressapp.ui.reading import Piece
from distressapp.ui.walk import stops_in
from distressapp.ui.widgets.words import Words

_ROUND = 16
"""How far the ring stands from the question, in pixels of the reference tablet."""


class Wish(StrEnum):
    """What a screen can ask for besides an answer."""

    START = "start"
    NOT_TODAY = "not_today"
    GO_ON = "go_on"
    STOP_HERE = "stop_here"
    STEPPERS_USED = "steppers_used"


@frozen
class Said:
    """An answer as a screen emits it.

    Attributes:
        answer: None takes back what was said under that key.
    """

    key: str
    answer: Answer | None


class Screen(QWidget):
    """One screen, built new for each patient and each step.

    Signals:
        said: A `Said`: a tap that is an answer, or that takes one back.
        wished: A `Wish`, or an int: the percentage of a chosen text size.
    """

    said = Signal(object)
    wished = Signal(object)

    question: Words | None = None
    """What is asked. Where a screen reader follows, keys begin at it, so that it is read."""

    _look: Look

    can_decline = False
    """Whether "I'd rather not say" is an answer here."""

    has_foot_next = True
    """Whether Next in the foot moves on; else the screen has buttons of its own."""

    def spoken(self) -> tuple[Piece, ...]:
        """What Listen reads out: the question and what is on offer, never what was chosen."""
        return (Piece(words=self.accessibleName()),)

    def show_answers(self, answers: Answers) -> None:
        """Show what stands; nothing is filled for what is not answered."""

    def forward_within(self) -> bool:
        """To the screen's next page; False where there is none and Next moves on."""
        return False

    def back_within(self) -> bool:
        """To the screen's page before; False where there is none and Back moves on."""
        return False

    def press_digit(self, digit: int) -> bool:
        """Answer by number; False where this screen has nothing at that place."""
        del digit
        return False

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that nothing else has taken answers by number."""
        digit = digit_of(event)
        if digit is None or not self.press_digit(digit):
            super().keyPressEvent(event)

    def stops(self) -> tuple[list[QWidget], list[QWidget]]:
        """What Tab meets here before Next, and what it meets after everything else.

        Once an answer stands Tab goes from it to Next; the other answers close the round.
        """
        stops = stops_in(self)
        radios = [each for each in stops if isinstance(each, QRadioButton)]
        if not any(each.isChecked() for each in radios):
            return stops, []
        others: list[QWidget] = [each for each in radios if not each.isChecked()]
        return [each for each in stops if each not in others], others

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring round the question, while keys are at it."""
        super().paintEvent(event)
        if self.question is not None and self.question.hasFocus() and is_by_key():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            corner = self.question.mapTo(self, QPoint(0, 0))
            side = self._look.metrics.px(_ROUND)
            around = QRect(corner, self.question.size())
            draw_ring(painter, around.adjusted(-side, -side // 2, side, side // 2), self._look)
            painter.end()

    def settle(self) -> None:
        """Say now what waits to be said, such as words that were just typed."""

    def focus_first(self) -> bool:
        """Let keys begin at the answer that stands, else at the first.

        An arrow key goes on from there: beginning elsewhere it would change what stands. The ring
        shows once a key was used.

        Returns:
            Whether there is anything here that takes keys.
        """
        if self.question is not None and self.question.isVisibleTo(self) and is_heard():
            self.question.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.question.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
            return True
        stops, _later = self.stops()
        offered = [each for each in stops if each.isVisibleTo(self) and each.isEnabled()]
        standing = [each for each in offered if isinstance(each, QRadioButton) and each.isChecked()]
        for child in (standing or offered)[:1]:
            child.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        return bool(offered)
