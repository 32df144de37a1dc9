"""What happened about a patient, in the words of the timeline."""

from datetime import date

from distressapp.core.followup import (
    Accepted,
    Corrected,
    Death,
    DeathWord,
    Gone,
    Heard,
    Noted,
    Offered,
    Planned,
    Raised,
    Refused,
    Sounded,
    TookBack,
    What,
)
from distressapp.core.followup_steps import Action, Step
from distressapp.core.record import Payload
from distressapp.core.results import Flag
from distressapp.core.sitting import NowState, Stop
from distressapp.core.summary_words import SPEAK_PRIVATELY, short_day
from distressapp.service.audit_words import kind_words
from distressapp.text import _


def stop_words(stop: Stop | None) -> str:
    """How a sitting ended."""
    words = {
        Stop.FINISHED: _("finished"),
        Stop.CHECKPOINT: _("stopped at the checkpoint"),
        Stop.CALLED: _("unfinished: called in"),
        Stop.IDLE: _("unfinished: nobody at the screen"),
        Stop.RESTART: _("unfinished: the computer restarted"),
        Stop.CLOSING: _("unfinished: closing time"),
        Stop.NOT_TODAY: _("not today"),
    }
    return _("still running") if stop is None else words[stop]


def flag_words(flag: Flag) -> str:
    """Why a flag was raised; safety at home is not named where a companion may look on."""
    because = SPEAK_PRIVATELY if flag.rule == "need.practical.safety" else flag.because
    return f"{because[:1].upper()}{because[1:]}"


def copy_words(copy: str) -> str:
    """A copy of a page as staff call it."""
    words = {
        "clinician": _("page for the clinician"),
        "social work": _("copy for social work"),
        "patient": _("the patient's own copy"),
        "patient, with scores": _("the patient's own copy, with scores"),
        "hospital record": _("text for the hospital's record"),
        "form": _("paper form"),
    }
    return words.get(copy, copy)


def step_words(step: Step) -> str:
    """What was done, or what became of it."""
    return _ATTEMPTS()[step] if step in _ATTEMPTS() else _OUTCOMES()[step]


def _ATTEMPTS() -> dict[Step, str]:  # noqa: N802  (a table that is translated when it is read)
    return {
        Step.NO_ANSWER: _("No answer"),
        Step.MESSAGE_LEFT: _("Message left"),
        Step.WRONG_NUMBER: _("Wrong number"),
        Step.CALL_BACK: _("Asked to be called back"),
        Step.LETTER_SENT: _("Letter sent"),
        Step.REACHED: _("Reached"),
        Step.PATIENT_RANG: _("The patient rang"),
        Step.WITH_PATIENT: _("With the patient"),
        Step.LEFT: _("Left: urgent plan started"),
        Step.TALKED: _("Talked"),
        Step.ACCEPTED: _("Accepted help"),
        Step.DECLINED: _("Declined help"),
        Step.ALREADY_HELPED: _("Has help already"),
        Step.DO_NOT_CONTACT: _("Asks not to be contacted"),
        Step.MAY_CONTACT: _("May be contacted again"),
    }


def _OUTCOMES() -> dict[Step, str]:  # noqa: N802  (as above)
    return {
        Step.SERVICE_REFUSED: _("The service refused"),
        Step.WAITING_LIST: _("On a waiting list"),
        Step.UNAVAILABLE: _("The service is not available here"),
        Step.APPOINTMENT: _("Appointment made"),
        Step.ATTENDED: _("Attended"),
        Step.NOT_ATTENDED: _("Did not attend"),
        Step.NEED_MET: _("Need met"),
        Step.NEED_PARTLY: _("Need partly met"),
        Step.NEED_NOT_MET: _("Need not met"),
        Step.CLOSED: _("Closed"),
        Step.MOVED: _("Moved away"),
        Step.INPATIENT: _("In hospital"),
        Step.REOPENED: _("Opened again"),
        Step.EXPLAINED: _("Explained why it is still open"),
        Step.BEREAVED: _("Bereavement contact made"),
    }


def action_words(action: Action) -> str:
    """What is to be done next."""
    return {
        Action.FIRST_CONTACT: _("first contact"),
        Action.CALL: _("call"),
        Action.FIND_NUMBER: _("find the number"),
        Action.LETTER: _("letter"),
        Action.NEXT_VISIT: _("talk at the next visit"),
        Action.AGREE: _("agree on what helps"),
        Action.ARRANGE: _("arrange the help"),
        Action.ASK_LIST: _("ask about the waiting list"),
        Action.ANOTHER_WAY: _("find another way"),
        Action.ASK_ATTENDED: _("ask whether it was attended"),
        Action.ASK_NEED: _("ask whether the need is met"),
        Action.DECIDE: _("decide how to go on"),
        Action.WARD: _("see the patient on the ward"),
        Action.WAIT: _("wait for an answer"),
    }[action]


def contact_words(what: What) -> str:
    """What staff did, with everything they wrote; empty for what is told in another place."""
    return ". ".join(each.rstrip(".") for each in _contact(what) if each)


def _contact(what: What) -> tuple[str, ...]:
    match what:
        case Noted():
            found: tuple[str, ...] = (
                *(step_words(what.step), *_with_day(what.day)),
                *(what.reason, what.words),
            )
        case Corrected():
            found = (_("An earlier entry was a mistake: {words}").format(words=what.words),)
        case Offered():
            found = (_("Offered to {name}").format(name=what.name),)
        case Accepted():
            found = (_("Took the case over"),)
        case Refused():
            found = (_("Did not take the case over"), what.reason)
        case Planned():
            action = action_words(what.action)
            day = short_day(what.day)
            said = _("Next: {action}, {day}").format(action=action, day=day)
            found = (said, what.words)
        case Death():
            found = (_death_words(what), what.words)
        case Raised() | Sounded() | TookBack() | Heard() | Gone():
            found = ()
    return found


def _with_day(when: date | None) -> tuple[str, ...]:
    return () if when is None else (_("For {day}").format(day=short_day(when)),)


def _death_words(death: Death) -> str:
    return {
        DeathWord.REPORTED: _("Death reported: every call, letter and due mark stops"),
        DeathWord.CONFIRMED: _("Death confirmed by a second person"),
        DeathWord.REVERSED: _("Death taken back"),
    }[death.what]


def call_words(state: NowState) -> str:
    """How far a call for help has come."""
    return {
        NowState.ASKED: _("Asked to speak to someone now"),
        NowState.SOUNDING: _("Staff called"),
        NowState.WITHDRAWN: _("Went back: no call after all"),
        NowState.ACKNOWLEDGED: _("Call acknowledged"),
        NowState.WITH_PATIENT: _("Somebody with the patient"),
        NowState.LEFT: _("Patient left: urgent plan started"),
    }[state]


def entry_words(kind: str, payload: Payload) -> str:
    """An entry that is neither a sitting nor a contact."""
    if kind == "sitting.recorded" and not payload["is_recorded"]:
        return _("Not in the hospital record after all")
    words = kind_words(kind)
    more = [each for each in _more(kind, payload) if each]
    return f"{words}: {', '.join(more)}" if more else words


def _more(kind: str, payload: Payload) -> tuple[str, ...]:
    match kind:
        case "page.made" | "print.queued":
            return (copy_words(str(payload["copy"])), str(payload.get("printer", "")))
        case "print.failed":
            return (str(payload["why"]),)
        case "record.viewed":
            return (copy_words(str(payload["what"])),)
        case "visit.planned" | "visit.changed" | "visit.marked":
            day, state = str(payload.get("day") or ""), str(payload.get("state") or "")
            told = short_day(date.fromisoformat(day)) if day else ""
            return (told, state.replace("_", " "), str(payload.get("reason") or ""))
        case _:
            return ()
