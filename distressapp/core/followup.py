"""Follow-up as values: what happened about a person, and the cases that follow from it.

A person is a patient, or a sitting or a call that nobody matched. Nothing here is ever taken
away: a case is what `followup_fold.fold` makes of everything that happened.
"""

from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from distressapp.core.followup_steps import Action, Step
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band, Trigger
from distressapp.core.sitting import NowState

EntryId: TypeAlias = tuple[str, int]
"""Writer and number of an entry of the journal."""

CONCERN: Final = "concern.staff"
"""The rule of a flag that a member of staff raised."""
CALLED: Final = "request.now"
"""The rule of a call for help."""

TAKEN_BACK: Final = "taken_back"
"""The outcome of a call that the patient took back before it sounded."""
WITHDRAWN: Final = "withdrawn"
"""The outcome of a flag whose sitting turned out to be somebody else's."""
DIED: Final = "died"
"""The outcome of a flag that was open when its patient died."""


@frozen(order=True)
class FlagId:
    """A flag stands once for a sitting, a call or a concern, and a rule."""

    sitting: str
    rule: str


@frozen
class Raised:
    """A flag was raised.

    Attributes:
        answered_ms: When the patient had answered, where it was raised only later, by a history
            that nobody knew before; None where that was at once.
    """

    flag: FlagId
    band: Band
    trigger: Trigger
    because: str
    answered_ms: int | None = None


@frozen
class Sounded:
    """A call for help sounded: nobody takes it back any more."""

    flag: FlagId


@frozen
class TookBack:
    """The patient took a call back; counts only where it never sounded."""

    flag: FlagId


@frozen
class Heard:
    """Somebody said at the kiosk that a call was heard or answered; nothing proves who.

    It is shown, and it settles and answers nothing.
    """

    state: NowState


@frozen
class Gone:
    """A sitting is somebody else's: its flags are withdrawn here."""

    sitting: str


@frozen
class Noted:
    """Staff did something.

    Attributes:
        flags: What it is an outcome of, or was done about; every flag by its name.
        day: That came with it: of an appointment, or to call back.
        action, next_day: What is to be done next and when; None leaves it as it was.
    """

    step: Step
    flags: tuple[FlagId, ...] = ()
    day: date | None = None
    reason: str = ""
    words: str = ""
    action: Action | None = None
    next_day: date | None = None


@frozen
class Corrected:
    """An earlier entry was a mistake and does not count; this one stands in its place."""

    entry: EntryId
    words: str


@frozen
class Offered:
    """The case was offered to somebody.

    Attributes:
        to, name: The member's id and name.
        flags: Open in the case, as whoever wrote it saw it.
    """

    to: str
    name: str
    flags: tuple[FlagId, ...] = ()


@frozen
class Accepted:
    """Who wrote it has the case from here on."""

    flags: tuple[FlagId, ...] = ()


@frozen
class Refused:
    """The one it was offered to does not take it."""

    reason: str = ""
    flags: tuple[FlagId, ...] = ()


@frozen
class Planned:
    """What is to be done next, and when."""

    action: Action
    day: date
    words: str = ""
    flags: tuple[FlagId, ...] = ()


@frozen
class Death:
    """That the patient died was reported, confirmed by a second person, or reversed.

    Attributes:
        flags: Open when it was written.
    """

    what: "DeathWord"
    words: str = ""
    flags: tuple[FlagId, ...] = ()


class DeathWord(StrEnum):
    """How far the news of a death went."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    REVERSED = "reversed"


What: TypeAlias = (
    Raised
    | Sounded
    | TookBack
    | Heard
    | Gone
    | Noted
    | Corrected
    | Offered
    | Accepted
    | Refused
    | Planned
    | Death
)


@frozen
class Event:
    """One thing that happened about a person.

    Attributes:
        writer, number: The entry it stands in.
        place: Which of the entry's several, from 0.
        at_ms: By the clock of who wrote it, which may have been wrong; UTC.
        by, member: Who did it, by name and id; empty for a patient.
    """

    writer: str
    number: int
    place: int = 0
    at_ms: int
    what: What
    by: str = ""
    member: str = ""

    @property
    def entry(self) -> EntryId:
        """The entry it stands in."""
        return (self.writer, self.number)


@frozen
class FlagState:
    """A flag, and what became of it.

    Attributes:
        answered_ms: When the patient answered; not later than it was raised.
        is_answered: Somebody has done something about it since it was raised.
        outcome: A step's value, or one of this module's; empty while it is open.
        reason, by: That came with the outcome.
        outcome_ms: None while it is open.
    """

    flag: FlagId
    band: Band
    trigger: Trigger
    because: str
    raised_ms: int
    answered_ms: int
    is_answered: bool = False
    outcome: str = ""
    reason: str = ""
    by: str = ""
    outcome_ms: int | None = None

    @property
    def is_open(self) -> bool:
        """Something is owed."""
        return not self.outcome

    @property
    def need(self) -> str:
        """What kind of need it is about; see `need_of`."""
        return need_of(self.flag.rule, self.trigger)


def need_of(rule: str, trigger: Trigger) -> str:
    """The kind of need a rule is about.

    A concern's own domain, `"practical"`, `"physical"`, `"safety"`; `"concern"` for what staff
    saw; else the trigger: `"distress"`, `"mood"`, `"need"`, `"request"`.
    """
    if rule == CONCERN:
        return "concern"
    if rule.startswith("need."):
        return rule.split(".")[1].split("_", maxsplit=1)[0]
    return trigger.value


@frozen
class Case:
    """Flags of one person that are followed up together.

    Attributes:
        nth: 1 for the person's first.
        flags: In the order they were raised.
        stage: The last step that says where it stands; None before any.
        attempts: In vain and in a row.
        asks_letter: A third one was in vain: a letter, or the next visit.
        owner, owner_name: Who accepted it; empty while nobody has, then it is the clinic's default.
        offered_to, offered_name: Who was asked to take it, and has not answered.
        action, next_day: What staff said is next; None before anybody has.
        acted_ms: When staff last did, planned or explained something; None before.
        changed_ms: When anything last happened.
        closed_ms, reason: When and by which outcome it closed; None and empty while it is open.
    """

    nth: int
    flags: tuple[FlagState, ...]
    stage: Step | None = None
    attempts: int = 0
    asks_letter: bool = False
    owner: str = ""
    owner_name: str = ""
    offered_to: str = ""
    offered_name: str = ""
    action: Action | None = None
    next_day: date | None = None
    acted_ms: int | None = None
    changed_ms: int
    closed_ms: int | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """At least one flag has no outcome."""
        return bool(self.open_flags)

    @property
    def open_flags(self) -> tuple[FlagState, ...]:
        """What is still owed."""
        return tuple([each for each in self.flags if not each.outcome])

    @property
    def band(self) -> Band:
        """The worst of the open flags; of a closed case, the worst it ever had."""
        return min((each.band for each in self._counted), key=lambda band: band.urgency)

    @property
    def since_ms(self) -> int:
        """The oldest clock of the open flags; of a closed case, of all."""
        return min(each.raised_ms for each in self._counted)

    @property
    def needs(self) -> tuple[str, ...]:
        """The kinds of need that are open, by name."""
        return tuple(sorted({each.need for each in self._counted}))

    @property
    def unanswered(self) -> dict[Band, int]:
        """By band, since when the oldest flag waits about which nobody did anything yet."""
        found: dict[Band, int] = {}
        for each in self.open_flags:
            if not each.is_answered:
                before = found.get(each.band, each.raised_ms)
                found[each.band] = min(before, each.raised_ms)
        return found

    @property
    def _counted(self) -> tuple[FlagState, ...]:
        return self.open_flags or self.flags


class Mourning(StrEnum):
    """What is owed after a death."""

    NONE = "none"
    UNCONFIRMED = "unconfirmed"
    OWED = "owed"
    DONE = "done"


@frozen
class Ledger:
    """Everything about one person.

    Attributes:
        cases: The oldest first; at most one is open.
        mourning: NONE while the patient lives.
        died_ms: When the death was reported; None while the patient lives.
        reported_by: The id of who reported it: somebody else confirms.
        confirmed_ms: None while nobody has.
        mourned_ms: When the one bereavement task was done; None while it is owed.
        may_contact: The patient has not asked to be left alone.
    """

    cases: tuple[Case, ...] = ()
    mourning: Mourning = Mourning.NONE
    died_ms: int | None = None
    reported_by: str = ""
    confirmed_ms: int | None = None
    mourned_ms: int | None = None
    may_contact: bool = True

    @property
    def open_case(self) -> Case | None:
        """The one that is open; None where nothing is owed."""
        return next((each for each in self.cases if each.is_open), None)
