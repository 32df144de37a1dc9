"""What staff read about a patient, a visit and a sitting."""

from datetime import date, datetime

from distressapp.core.sitting import Stop
from distressapp.core.visiting import Declined, Mark, Unsuited, age
from distressapp.service.house import House
from distressapp.staff.words import date_words, day_words, time_words
from distressapp.text import _
from distressapp.vault.days import Visit


def born_words(born: date, today: date) -> str:
    """The date of birth with the age: 1 March 1950 (76)."""
    return _("{day} ({age})").format(day=date_words(born), age=age(born, today=today))


def yes_no(value: object, *, unknown: str = "") -> str:
    """Yes, no, or that nobody asked."""
    if value is None:
        return unknown or _("not asked")
    return _("yes") if value else _("no")


def local(house: House, at_ms: int) -> datetime:
    """That moment on the clinic's clock."""
    now = house.clock()
    return house.local(datetime.fromtimestamp(at_ms / 1000, tz=now.tzinfo))


def moment_words(house: House, at_ms: int) -> str:
    """The time; with its day where that is not today."""
    return time_words(local(house, at_ms), house.local(house.clock()))


def stop_words(stop: Stop | None, *, is_paper: bool = False) -> str:
    """How a sitting ended, for staff."""
    if is_paper and stop is not None:
        before = _("called in before the end") if stop is Stop.CALLED else _("handed in")
        said = _("said not today") if stop is Stop.NOT_TODAY else before
        return _("on paper: {said}").format(said=said)
    known = {
        Stop.FINISHED: _("finished"),
        Stop.CHECKPOINT: _("finished the first part"),
        Stop.CALLED: _("called in; can go on today"),
        Stop.IDLE: _("unfinished: walked away"),
        Stop.RESTART: _("interrupted; can go on today"),
        Stop.CLOSING: _("unfinished: closing time"),
        Stop.NOT_TODAY: _("said not today, at the tablet"),
    }
    return "" if stop is None else known[stop]


def declined_words() -> dict[Declined, str]:
    """Why a patient did not want to."""
    return {
        Declined.UNWELL: _("Feels unwell"),
        Declined.NO_TIME: _("No time"),
        Declined.DID_IT_BEFORE: _("Did it before"),
        Declined.RATHER_TALK: _("Would rather talk"),
        Declined.NOT_SAID: _("Did not say why"),
        Declined.OTHER: _("Another reason"),
    }


def unsuited_words() -> dict[Unsuited, str]:
    """Why a patient is not asked."""
    return {
        Unsuited.TOO_UNWELL: _("Too unwell"),
        Unsuited.CONFUSED: _("Confused"),
        Unsuited.SEDATED: _("Sedated"),
        Unsuited.UNDER_AGE: _("Under 18"),
        Unsuited.NO_INTERPRETER: _("No interpreter"),
        Unsuited.ASKS_NOT: _("Asks not to be asked"),
    }


def mark_words(visit: Visit, today: date) -> str:
    """What became of a visit, with its reason and review date."""
    states = {
        Mark.EXPECTED: _("expected"),
        Mark.LEFT: _("left before anybody had seen them"),
        Mark.DECLINED: _("declined"),
        Mark.NOT_SUITABLE: _("not suitable"),
        Mark.NOT_COME: _("did not come"),
        Mark.CANCELLED: _("called off"),
    }
    reasons: dict[str, str] = {
        **{key.value: words for key, words in declined_words().items()},
        **{key.value: words for key, words in unsuited_words().items()},
    }
    words = states[visit.state]
    if visit.reason:
        reason = reasons[visit.reason]
        words = _("{state}: {reason}").format(state=words, reason=reason[:1].lower() + reason[1:])
    if visit.review is not None:
        day = day_words(visit.review, today)
        words = _("{words}; ask again {day}").format(words=words, day=day)
    return words
