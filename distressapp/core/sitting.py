"""One sitting: who is asked what, what was kept, and how it stopped."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from distressapp.core.answers import Answer, Answers
from distressapp.core.frozen import frozen


class Use(StrEnum):
    """What a data folder is for, from set-up and for ever."""

    REHEARSAL = "rehearsal"
    CLINICAL = "clinical"


class Who(StrEnum):
    """Whose answers these are, and who was with them."""

    SELF = "self"
    HELPED = "helped"
    INTERPRETER = "interpreter"
    FAMILY_INTERPRETER = "family_interpreter"
    PROXY = "proxy"


class Stop(StrEnum):
    """How a sitting ended; every stop scores what was kept."""

    FINISHED = "finished"
    CHECKPOINT = "checkpoint"
    CALLED = "called"
    IDLE = "idle"
    RESTART = "restart"
    CLOSING = "closing"
    NOT_TODAY = "not_today"

    @property
    def is_unfinished(self) -> bool:
        """Prints as "unfinished": the patient meant to go on, or could not."""
        return self in {Stop.CALLED, Stop.IDLE, Stop.RESTART, Stop.CLOSING}


class NowState(StrEnum):
    """How far a press of "I need to speak to someone now" went."""

    ASKED = "asked"
    SOUNDING = "sounding"
    WITHDRAWN = "withdrawn"
    ACKNOWLEDGED = "acknowledged"
    WITH_PATIENT = "with_patient"
    LEFT = "left"


@frozen
class Plan:
    """What may be asked in a sitting, settled before it starts.

    Attributes:
        sitting: Random 128-bit id, hexadecimal.
        ticket: An everyday word, the same on the slip and the staff's list.
        instruments: Ids that are asked, in order; the rating and the list are `"dt"`.
        held_back: Instrument id to the day it was last answered: too soon to repeat.
        not_offered: Instrument id to a plain reason, such as a missing permission.
        unworded: BCP 47 tag to those of `instruments` that have no words in it: a patient who
            chooses that language is not asked them.
        profile: Id of the cut-off profile that raises flags.
        missing: Instrument id to the site's missing-answer rule; absent is strict.
    """

    sitting: str
    ticket: str
    use: Use
    instruments: tuple[str, ...]
    held_back: Mapping[str, date] = field(default_factory=dict)
    not_offered: Mapping[str, str] = field(default_factory=dict)
    unworded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile: str = "classic"
    missing: Mapping[str, str] = field(default_factory=dict)


@frozen
class Revision:
    """One thing that was kept, in the order it was kept; None takes it back."""

    key: str
    at: datetime
    answer: Answer | None


@frozen
class Sitting:
    """What a stop knows of a sitting; scores and flags follow from it alone.

    Attributes:
        answers: What stands, by key; see `core.answers`.
        shown: Ids of the steps the patient saw, in order, each once.
        stop: None while it runs.
        now: None when the button was never pressed.
        is_help_reached: The patient was asked about help.
        started, stopped: Aware, UTC.
        steppers_used: Whether "a little less / a little more" was used on the rating.
    """

    plan: Plan
    who: Who = Who.SELF
    language: str = "en"
    answers: Answers = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    shown: tuple[str, ...] = ()
    stop: Stop | None = None
    now: NowState | None = None
    is_help_reached: bool = False
    started: datetime
    stopped: datetime | None = None
    steppers_used: bool = False
