"""What every screen of the patient's side is: it shows, it emits, it imports no service."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from distressapp.core.answers import Answer, Answers


class Wish(StrEnum):
    """What a screen can ask for besides an answer."""

    START = "start"
    NOT_TODAY = "not_today"
    GO_ON = "go_on"
    STOP_HERE = "stop_here"
    STEPPERS_USED = "steppers_used"


@dataclass(frozen=True, slots=True, kw_only=True)
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

    can_decline = False
    """Whether "I'd rather not say" is an answer here."""

    has_foot_next = True
    """Whether Next in the foot moves on; else the screen has buttons of its own."""

    def spoken(self) -> str:
        """What Listen reads out: the question and what is on offer, never what was chosen."""
        return self.accessibleName()

    def show_answers(self, answers: Answers) -> None:
        """Show what stands; nothing is filled for what is not answered."""

    def forward_within(self) -> bool:
        """To the screen's next page; False where there is none and Next moves on."""
        return False

    def back_within(self) -> bool:
        """To the screen's page before; False where there is none and Back moves on."""
        return False

    def settle(self) -> None:
        """Say now what waits to be said, such as words that were just typed."""

    def focus_first(self) -> bool:
        """Let keys begin at the answer that stands, else at the first.

        An arrow key goes on from there: beginning elsewhere it would change what stands. The ring
        shows once a key was used.

        Returns:
            Whether there is anything here that takes keys.
        """
        offered = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisibleTo(self) and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        standing = [each for each in offered if isinstance(each, QRadioButton) and each.isChecked()]
        for child in (standing or offered)[:1]:
            child.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        return bool(offered)
