"""What happened about a patient, in the words of the timeline."""

from datetime import date

from distressapp.core.record import Payload
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


def because_words(rule: str, because: str, profile: str | None = None) -> str:
    """Why a flag was raised; safety at home is not named where a companion may look on."""
    told = SPEAK_PRIVATELY if rule == "need.practical.safety" else because
    words = f"{told[:1].upper()}{told[1:]}"
    return words if profile is None else f"{words} [{profile}]"


def copy_words(copy: str) -> str:
    """A copy of a page, or another thing that was looked at, as staff call it."""
    words = {
        "clinician": _("page for the clinician"),
        "social work": _("copy for social work"),
        "patient, with scores": _("the patient's own copy, with scores"),
        "slip": _("the slip to take home"),
        "patient": _("the patient's own copy"),
        "hospital record": _("text for the hospital's record"),
        "form": _("paper form"),
    }
    return words.get(copy, copy)


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
            what = str(payload["what"])
            # A screen of one patient and a copy for them have the same word in the journal.
            return ("",) if what == "patient" else (copy_words(what),)
        case "visit.planned" | "visit.changed" | "visit.marked":
            day, state = str(payload.get("day") or ""), str(payload.get("state") or "")
            told = short_day(date.fromisoformat(day)) if day else ""
            return (told, state.replace("_", " "), str(payload.get("reason") or ""))
        case _:
            return ()
