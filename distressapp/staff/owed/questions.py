"""The questions that an outcome, a plan or a handover still asks."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from distressapp.core.followup_due import Calendar
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band
from distressapp.service.followup_words import (
    action_words,
    band_words,
    mistakes,
    reasons,
    step_words,
)
from distressapp.staff.owed.asking import Question
from distressapp.staff.words import day_words
from distressapp.text import _
from distressapp.vault.members import Member

_WAYS: Final = (Action.CALL, Action.LETTER, Action.NEXT_VISIT, Action.WARD)
_MORE: Final = (Action.AGREE, Action.ARRANGE, Action.ASK_NEED, Action.ANOTHER_WAY)
_DAYS: Final = (1, 2, 5, 10, 20)
"""Working days from today that are one tap each."""


def of_step(step: Step, calendar: Calendar, today: date) -> Question | None:
    """What that step still needs; None where one tap is all."""
    rule = RULES[step]
    title = step_words(step)
    if rule.needs_day:
        return Question(title=title, chips=_days(calendar, today), has_date=True)
    if rule.needs_reason:
        chips = tuple((each, each) for each in reasons(step))
        return Question(title=title, chips=chips, text=_("In other words"))
    return None


def of_plan(calendar: Calendar, today: date) -> Question:
    """What is next, and when."""
    options = tuple((action_words(each), each) for each in (*_WAYS, *_MORE))
    return Question(
        title=_("What is next, and when?"),
        choice=(_("Next"), options),
        chips=_days(calendar, today),
        has_date=True,
    )


def of_visit(calendar: Calendar, today: date) -> Question:
    """When they come next."""
    return Question(
        title=_("Speak at the next visit, on"), chips=_days(calendar, today), has_date=True
    )


def of_handover(colleagues: Iterable[Member]) -> Question:
    """To whom."""
    return Question(
        title=_("Hand over to"),
        words=_("The case stays where it is until they accept it by name."),
        chips=tuple((each.name, each.id) for each in colleagues),
    )


def of_concern() -> Question:
    """What one saw, and how soon somebody is owed."""
    return Question(
        title=_("A concern of your own"),
        words=_("It is a flag like any other. How soon must somebody speak with the patient?"),
        text=_("What worries you"),
        is_text_needed=True,
        is_chip_needed=True,
        chips=tuple((band_words(each), each) for each in Band),
    )


def of_death() -> Question:
    """Everything stops."""
    return Question(
        title=_("Died"),
        words=_(
            "Every call, letter and visit of this patient stops at once. Somebody else confirms "
            "it, and one task is left: the family. It can be reversed."
        ),
        chips=((_("Yes, the patient died"), True),),
        is_chip_needed=True,
        text=_("How it is known"),
    )


def of_reversal() -> Question:
    """The patient lives."""
    return Question(
        title=_("Reverse the death"),
        words=_("Everything that was owed is owed again."),
        chips=tuple(
            (each, each) for each in (_("Another patient of that name"), _("The news was wrong"))
        ),
        text=_("In other words"),
    )


def of_mistake(words: str) -> Question:
    """Why an entry was a mistake."""
    return Question(
        title=_("This was a mistake"),
        words=_("“{words}” will not count any more. Both entries stay.").format(words=words),
        chips=tuple((each, each) for each in mistakes()),
        text=_("In other words"),
    )


def _days(calendar: Calendar, today: date) -> tuple[tuple[str, object], ...]:
    days = (calendar.later(today, each) for each in _DAYS)
    return tuple((_capital(day_words(day, today)), day) for day in days)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
