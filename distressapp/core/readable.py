"""Whether the payload of a stop reads, without making values of it.

A take-in reads each payload only to know that it is what it says: the lists need little of it, and
a record has a hundred values.
"""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from distressapp.core.instrument import Band, Trigger
from distressapp.core.record import Payload, upcast
from distressapp.core.results import State
from distressapp.core.sitting import NowState, Stop, Use, Who

_RECORD: Final = itemgetter("sitting", "scored", "flags", "given", "stamped", "draft")
_GIVEN: Final = itemgetter("record_number", "born")
_STAMPED: Final = itemgetter("settings", "program", "definitions", "wordings")
_PLAN: Final = itemgetter(
    *("use", "instruments", "held_back", "not_offered", "missing"),
    *("sitting", "ticket", "profile"),
)
_SITTING: Final = itemgetter(
    *("plan", "who", "answers", "revisions", "shown", "stop", "now", "started", "stopped"),
    *("language", "is_help_reached", "steppers_used"),
)
_REVISION: Final = itemgetter("at", "answer", "key")
_CHOSEN: Final = itemgetter(0, 1)
_WRITTEN: Final = itemgetter("written", "language")
_FLAG: Final = itemgetter("trigger", "band", "rule", "because", "profile")
_SCORED: Final = itemgetter("scores", "items", "concerns", "version", "rule")
_SCORE: Final = itemgetter("state", "value", "missing", "given", "answered", "of", "band")
_PAPER: Final = itemgetter(
    *("filled", "keyed", "unclear", "form", "code", "by", "member", "because"),
)
_SHORT: Final = 16
_BANDS: Final = frozenset(Band)
_TRIGGERS: Final = frozenset(Trigger)
_STATES: Final = frozenset(State)
_WHO: Final = frozenset(Who)
_USES: Final = frozenset(Use)
_STOPS: Final = frozenset(Stop)
_NOWS: Final = frozenset(NowState)
"""A set tells whether a text is one of them sooner than they do themselves."""


def check(payload: Payload, *, schema: int) -> None:
    """Nothing where `record.from_payload` reads that payload.

    Raises:
        StoreTooNewError: A newer version wrote it.
        LookupError, TypeError, ValueError, ArithmeticError, AttributeError: What `from_payload`
            raises too.
    """
    found = upcast(payload, schema=schema)
    sitting, scored, flags, given, stamped, _draft = _RECORD(found)
    _sitting(sitting)
    for key, each in scored:
        hash(key)
        _scored(each)
    for each in flags:
        trigger, band, _rule, _because, _profile = _FLAG(each)
        _one_of(_TRIGGERS, trigger)
        _one_of(_BANDS, band)
    _number, born = _GIVEN(given)
    if born is not None:
        date.fromisoformat(born)
    _settings, _program, definitions, wordings = _STAMPED(stamped)
    dict(definitions)
    dict(wordings)
    _paper(found.get("paper"))


def _sitting(payload: Payload) -> None:
    found = _SITTING(payload)
    plan, who, answers, revisions, shown, stop, now, started, stopped, _, _, _ = found
    _plan(plan)
    _one_of(_WHO, who)
    for each in answers.values():
        _answer(each)
    for each in revisions:
        at, answer, _key = _REVISION(each)
        datetime.fromisoformat(at)
        _answer(answer)
    tuple(shown)
    if stop is not None:
        _one_of(_STOPS, stop)
    if now is not None:
        _one_of(_NOWS, now)
    datetime.fromisoformat(started)
    if stopped is not None:
        datetime.fromisoformat(stopped)


def _plan(payload: Payload) -> None:
    use, instruments, held_back, not_offered, missing, _, _, _ = _PLAN(payload)
    _one_of(_USES, use)
    tuple(instruments)
    for day in held_back.values():
        date.fromisoformat(day)
    dict(not_offered)
    dict(missing)
    for left_out in payload.get("unworded", {}).values():
        tuple(left_out)


def _answer(payload: Payload | None) -> None:
    if payload is None:
        return
    if "chosen" in payload:
        _CHOSEN(payload["chosen"])
    elif "picked" in payload:
        tuple(payload["picked"])
    elif "written" in payload:
        _WRITTEN(payload)


def _scored(payload: Payload) -> None:
    scores, items, concerns, _, _ = _SCORED(payload)
    for scale, each in scores:
        hash(scale)
        _score(each)
    _ = {item for item, _index, _value, _points, _is_declined in items}  # hashes each
    tuple(concerns)


def _score(payload: Payload) -> None:
    state, value, missing, _, _, _, _ = _SCORE(payload)
    _one_of(_STATES, state)
    if isinstance(value, str) and len(value) <= _SHORT:
        _known(value)
    elif value is not None:
        Fraction(value)
    tuple(missing)


def _one_of(known: frozenset[str], value: str) -> None:
    if value not in known:
        raise ValueError("it is none of the words that can stand there")


@lru_cache(maxsize=1024)
def _known(value: str) -> Fraction:
    """A value that comes again and again: `"8"`, `"28/3"`."""
    return Fraction(value)


def _paper(payload: Mapping[str, Any] | None) -> None:
    if payload is not None:
        filled, keyed, unclear, *_ = _PAPER(payload)
        date.fromisoformat(filled)
        datetime.fromisoformat(keyed)
        tuple(unclear)
