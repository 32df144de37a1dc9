"""The buttons of a case: every attempt and outcome, one tap each once the case is chosen."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.followup_steps import RULES, Step
from distressapp.service.followup_words import step_words
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Small
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class Other(StrEnum):
    """What else can be done about a case."""

    DIED = "died"
    PLAN = "plan"
    TAKE = "take"
    HAND_OVER = "hand_over"
    CONCERN = "concern"
    RECORD = "record"


Act = Step | Other

_CALLS: Final = (
    *(Step.NO_ANSWER, Step.MESSAGE_LEFT, Step.WRONG_NUMBER),
    *(Step.REACHED, Step.PATIENT_RANG, Step.CALL_BACK, Step.LETTER_SENT),
)
_SAID: Final = (
    *(Step.ACCEPTED, Step.DECLINED, Step.ALREADY_HELPED),
    *(Step.DO_NOT_CONTACT, Step.MAY_CONTACT),
)
_HELP: Final = (
    *(Step.APPOINTMENT, Step.ATTENDED, Step.NOT_ATTENDED),
    *(Step.SERVICE_REFUSED, Step.WAITING_LIST, Step.UNAVAILABLE),
)
_ENDS: Final = (
    *(Step.NEED_MET, Step.NEED_PARTLY, Step.NEED_NOT_MET, Step.CLOSED, Step.EXPLAINED),
    *(Step.MOVED, Step.INPATIENT, Other.DIED),
)
_TODAY: Final = (Step.WITH_PATIENT, Step.LEFT, Step.TALKED)
_CASE: Final = (Other.PLAN, Other.TAKE, Other.HAND_OVER, Other.CONCERN, Other.RECORD)
_FURTHER: Final = frozenset({Other.DIED, Other.PLAN, Other.HAND_OVER, Other.CONCERN})
"""What asks something more before anything is noted."""


def act_words(act: Act) -> str:
    """What stands on its button; three dots where it asks something more."""
    if isinstance(act, Step):
        rule = RULES[act]
        words = step_words(act)
        return f"{words} …" if rule.needs_day or rule.needs_reason else words
    words = {
        Other.DIED: _("Died"),
        Other.PLAN: _("Plan what is next"),
        Other.TAKE: _("Take this case"),
        Other.HAND_OVER: _("Hand over"),
        Other.CONCERN: _("Raise a concern"),
        Other.RECORD: _("Everything about this patient"),
    }[act]
    return f"{words} …" if act in _FURTHER else words


class Outcomes(QWidget):
    """All of them, in the order of the work.

    Args:
        hidden: What makes no sense for this case.

    Signals:
        tapped: A `Step` or an `Other`.
    """

    tapped = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, hidden: Collection[Act] = ()
    ) -> None:
        super().__init__(parent)
        self.buttons: dict[Act, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        today: tuple[str, tuple[Act, ...]] = (_("Today, in the clinic"), _TODAY)
        groups: list[tuple[str, tuple[Act, ...]]] = [
            (_("Attempt"), _CALLS),
            (_("What they said"), _SAID),
            (_("Help"), _HELP),
            (_("Outcome"), _ENDS),
            (_("The case"), _CASE),
        ]
        groups.insert(4 if Step.WITH_PATIENT in hidden else 0, today)
        for title, acts in groups:
            shown = [each for each in acts if each not in hidden]
            if shown:
                column.addWidget(Small(title, look, self))
                buttons = [self._button(each, look) for each in shown]
                column.addWidget(Row(*buttons, parent=self))

    def _button(self, act: Act, look: Look) -> Button:
        button = Button(act_words(act), look, self)
        button.clicked.connect(guarded(lambda _is_on=False: self.tapped.emit(act)))
        self.buttons[act] = button
        return button
