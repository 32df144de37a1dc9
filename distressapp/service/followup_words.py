"""The words of the follow-up: what staff did, what is next, and what the ledger asks for."""

from datetime import date

from distressapp.core.followup import (
    DIED,
    TAKEN_BACK,
    WITHDRAWN,
    Accepted,
    Corrected,
    Death,
    DeathWord,
    Event,
    Gone,
    Heard,
    Mourning,
    Noted,
    Offered,
    Planned,
    Raised,
    Refused,
    Sounded,
    TookBack,
    What,
)
from distressapp.core.followup_due import Asks
from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band
from distressapp.text import _


def step_words(step: Step) -> str:
    """What was done, or what became of it."""
    return {
        Step.NO_ANSWER: _("No answer"),
        Step.MESSAGE_LEFT: _("Message left"),
        Step.WRONG_NUMBER: _("Wrong number"),
        Step.CALL_BACK: _("Call back on"),
        Step.LETTER_SENT: _("Letter sent"),
        Step.REACHED: _("Reached"),
        Step.PATIENT_RANG: _("Patient rang"),
        Step.WITH_PATIENT: _("With the patient"),
        Step.LEFT: _("Left: urgent plan started"),
        Step.TALKED: _("Talked today"),
        Step.ACCEPTED: _("Accepted help"),
        Step.DECLINED: _("Declined"),
        Step.ALREADY_HELPED: _("Already helped"),
        Step.DO_NOT_CONTACT: _("Do not contact"),
        Step.MAY_CONTACT: _("May be contacted again"),
        Step.SERVICE_REFUSED: _("Service refused"),
        Step.WAITING_LIST: _("Waiting list"),
        Step.UNAVAILABLE: _("Unavailable here"),
        Step.APPOINTMENT: _("Appointment made"),
        Step.ATTENDED: _("Attended"),
        Step.NOT_ATTENDED: _("Not attended"),
        Step.NEED_MET: _("Need met"),
        Step.NEED_PARTLY: _("Need partly met"),
        Step.NEED_NOT_MET: _("Need not met"),
        Step.CLOSED: _("Closed"),
        Step.MOVED: _("Moved away"),
        Step.INPATIENT: _("Inpatient"),
        Step.REOPENED: _("Reopened"),
        Step.EXPLAINED: _("Explained"),
        Step.BEREAVED: _("Family contacted"),
    }[step]


def action_words(action: Action) -> str:
    """What is to be done next."""
    return {
        Action.FIRST_CONTACT: _("First contact"),
        Action.CALL: _("Call"),
        Action.FIND_NUMBER: _("Find the right number"),
        Action.LETTER: _("Write a letter"),
        Action.NEXT_VISIT: _("Speak at the next visit"),
        Action.AGREE: _("Agree on help"),
        Action.ARRANGE: _("Arrange the help"),
        Action.ASK_LIST: _("Ask where the waiting list stands"),
        Action.ANOTHER_WAY: _("Find another way"),
        Action.ASK_ATTENDED: _("Ask whether they attended"),
        Action.ASK_NEED: _("Ask whether the need is met"),
        Action.DECIDE: _("Decide what is next"),
        Action.WARD: _("See them on the ward"),
        Action.WAIT: _("Wait for an answer to the letter"),
    }[action]


def band_words(band: Band) -> str:
    """How soon somebody is owed a contact."""
    return {
        Band.NOW: _("Now"),
        Band.SOON: _("Soon"),
        Band.NEED: _("Need"),
        Band.TALK: _("Talk"),
    }[band]


def need_words(need: str) -> str:
    """A kind of need; see `core.followup.need_of`. One that is not known is told as it is."""
    known = {
        "distress": _("Distress"),
        "mood": _("Anxiety or low mood"),
        "request": _("Asks for somebody"),
        "need": _("Another need"),
        "concern": _("Seen by staff"),
        "practical": _("Practical"),
        "physical": _("Physical"),
        "emotional": _("Emotional"),
        "social": _("Family and friends"),
        "family": _("Family and friends"),
        "spiritual": _("Meaning and faith"),
        "safety": _("Speak privately"),
    }
    return known.get(need, need.capitalize())


def mourning_words(mourning: Mourning) -> str:
    """What is owed after a death."""
    return {
        Mourning.NONE: "",
        Mourning.UNCONFIRMED: _("Death to be confirmed"),
        Mourning.OWED: _("Contact the family"),
        Mourning.DONE: _("The family was contacted"),
    }[mourning]


def asks_words(asks: Asks) -> str:
    """What the ledger asks for."""
    return {
        Asks.LETTER: _("Three attempts in vain: write a letter, or plan to speak at a visit."),
        Asks.EXPLAIN: _("Open for too long: do something, or explain why it waits."),
        Asks.PLAN: _("Nothing is planned: say what is next, and when."),
        Asks.OWNER: _("Nobody has this case: take it, or hand it to somebody."),
    }[asks]


def outcome_words(outcome: str) -> str:
    """What became of a flag; empty while it is open."""
    others = {
        "": "",
        TAKEN_BACK: _("Taken back by the patient"),
        WITHDRAWN: _("Withdrawn: the sitting was somebody else's"),
        DIED: _("Died"),
    }
    return others[outcome] if outcome in others else step_words(Step(outcome))


def reasons(step: Step) -> tuple[str, ...]:
    """Usual reasons, for one tap; any other is written. None of them is needed for most steps."""
    return {
        Step.DECLINED: (
            _("Does not want help now"),
            _("Has help already"),
            _("Family or friends help"),
            _("Too unwell"),
            _("Did not say why"),
        ),
        Step.CLOSED: (
            _("Nothing more is wanted"),
            _("Need met another way"),
            _("Not reached after a letter"),
            _("Help is not to be had here"),
        ),
        Step.EXPLAINED: (
            _("Waits for a service"),
            _("Waits for the next visit"),
            _("Patient asked to wait"),
            _("In hospital elsewhere"),
        ),
    }.get(step, ())


def mistakes() -> tuple[str, ...]:
    """Usual reasons why an entry was a mistake."""
    return (_("Wrong person"), _("Wrong outcome"), _("Noted twice"))


def said_words(event: Event) -> str:
    """One event as a line of the history, without its time and its author."""
    what = event.what
    if isinstance(what, Raised):
        words = _("{band} flag: {because}")
        return words.format(band=band_words(what.band), because=what.because)
    if isinstance(what, Heard):
        words = _("Call answered at the kiosk, where nothing proves by whom: {state}")
        return words.format(state=what.state.value.replace("_", " "))
    plain = {
        Accepted: _("Case taken"),
        Sounded: _("The call sounded"),
        TookBack: _("The patient took the call back"),
        Gone: _("A sitting turned out to be somebody else's"),
    }
    return plain.get(type(what)) or _staff_words(what)


def _staff_words(what: What) -> str:
    if isinstance(what, Noted):
        return _joined(step_words(what.step), _day(what.day), what.reason, what.words)
    if isinstance(what, Planned):
        words = _("Next: {action}").format(action=action_words(what.action))
        return _joined(words, _day(what.day), what.words)
    if isinstance(what, Offered):
        return _("Offered to {name}").format(name=what.name)
    if isinstance(what, Refused):
        return _joined(_("Handover not accepted"), what.reason)
    if isinstance(what, Death):
        return _joined(_death_words(what.what), what.words)
    said = what.words if isinstance(what, Corrected) else ""
    return _joined(_("An entry was a mistake"), said)


def _death_words(what: DeathWord) -> str:
    return {
        DeathWord.REPORTED: _("Reported to have died"),
        DeathWord.CONFIRMED: _("Death confirmed"),
        DeathWord.REVERSED: _("Death reversed: the patient lives"),
    }[what]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _joined(*parts: str) -> str:
    return " · ".join(each for each in parts if each)
