"""What an entry of the journal says for the ledger, and how it is kept beside the others."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, TypeAlias

from distressapp.core.followup import (
    CALLED,
    CONCERN,
    Accepted,
    Corrected,
    Death,
    DeathWord,
    Event,
    FlagId,
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
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band, Trigger
from distressapp.core.journal import Entry, Json
from distressapp.core.record import Payload, flag_from, upcast
from distressapp.core.results import Flag
from distressapp.core.sitting import NowState

STOPPED: Final = "sitting.stopped"
CALLED_BECAUSE: Final = "Asked to speak to someone now, without a sitting"
TAKEN_BACK_BECAUSE: Final = "Asked to speak to someone now and went back, without a sitting"


@frozen
class Said:
    """What one entry says for the ledger.

    Attributes:
        whats: In the order of their places; empty where it only changes whose something is.
        touched: Ids, besides its subject, whose ledger it may change.
        by, member: Name and id of who did it; empty for a patient. Without an id nothing proves
            the name.
    """

    whats: tuple[What, ...] = ()
    touched: tuple[str, ...] = ()
    by: str = ""
    member: str = ""


def said(entry: Entry, payload: Payload, *, is_own: bool) -> Said | None:
    """What the entry says for the ledger; None where it says nothing.

    Args:
        is_own: It is of a chain that this vault writes. What came by the letterbox can raise a
            flag, or say that a call was heard; it is never what a member of staff did.
    """
    if entry.kind in _OF_PATIENTS:
        return Said(whats=tuple(_OF_PATIENTS[entry.kind](entry, payload)))
    if entry.kind in ANSWERS:
        return _answered(entry, payload, is_own=is_own)
    read = _OF_STAFF.get(entry.kind)
    if read is None or not is_own:
        return None
    return Said(
        whats=tuple(read(payload)),
        touched=tuple(payload[each] for each in ("sitting", "into", "from") if payload.get(each)),
        by=payload.get("by", ""),
        member=payload.get("member", ""),
    )


def events(entry: Entry, payload: Payload, *, is_own: bool) -> tuple[Event, ...]:
    """What the entry says, as events."""
    found = said(entry, payload, is_own=is_own)
    if found is None:
        return ()
    return tuple(
        Event(
            writer=entry.writer,
            number=entry.number,
            place=place,
            at_ms=entry.at_ms,
            what=what,
            by=found.by,
            member=found.member,
        )
        for place, what in enumerate(found.whats)
    )


def events_of_stop(
    sitting: str, flags: Iterable[Flag], *, writer: str, number: int, at_ms: int
) -> tuple[Event, ...]:
    """What `events` finds in the entry of a stop with these flags."""
    return tuple(
        Event(writer=writer, number=number, place=place, at_ms=at_ms, what=what)
        for place, what in enumerate(_raised(sitting, flags))
    )


def _answered(entry: Entry, payload: Payload, *, is_own: bool) -> Said:
    """What staff noted where they wrote it here; else only that somebody said it."""
    state = NowState(entry.kind.removeprefix("now."))
    what: What = Heard(state=state)
    step = _STEPS_OF_CALLS.get(state)
    if is_own and step is not None:
        what = Noted(step=step, flags=(FlagId(sitting=entry.subject, rule=CALLED),))
    return Said(
        whats=(what,),
        by=str(payload.get("by", "")),
        member=str(payload.get("member", "")) if is_own else "",
    )


_STEPS_OF_CALLS: Final = {NowState.WITH_PATIENT: Step.WITH_PATIENT, NowState.LEFT: Step.LEFT}


def short(entry: Entry, payload: Payload) -> Payload:
    """The part of a payload that `said` reads: of a stop the flags, and no answer."""
    if entry.kind == STOPPED:
        return {"flags": upcast(payload, schema=entry.schema)["flags"]}
    return payload


def _stopped(entry: Entry, payload: Payload) -> Iterable[What]:
    """The payload is as `short` leaves it."""
    return _raised(entry.subject, map(flag_from, payload["flags"]))


def _raised(sitting: str, flags: Iterable[Flag]) -> Iterable[What]:
    """What a stop tells of a call is what became of it: nothing posted later takes it back."""
    for found in flags:
        flag = FlagId(sitting=sitting, rule=found.rule)
        yield Raised(flag=flag, band=found.band, trigger=found.trigger, because=found.because)
        if found.rule == CALLED:
            yield Sounded(flag=flag)


def _asked(entry: Entry, payload: Payload) -> Iterable[What]:
    if not payload.get("has_sitting", True):
        called = FlagId(sitting=entry.subject, rule=CALLED)
        yield _request(called, Band.NOW, CALLED_BECAUSE)


def _sounding(entry: Entry, payload: Payload) -> Iterable[What]:
    yield from _asked(entry, payload)
    yield Sounded(flag=FlagId(sitting=entry.subject, rule=CALLED))


def _withdrawn(entry: Entry, payload: Payload) -> Iterable[What]:
    if not payload.get("has_sitting", True):
        yield TookBack(flag=FlagId(sitting=entry.subject, rule=CALLED))
        talk = FlagId(sitting=entry.subject, rule=f"{CALLED}_withdrawn")
        yield _request(talk, Band.TALK, TAKEN_BACK_BECAUSE)


def _request(flag: FlagId, band: Band, because: str) -> Raised:
    return Raised(flag=flag, band=band, trigger=Trigger.REQUEST, because=because)


_OF_PATIENTS: Final[Mapping[str, Callable[[Entry, Payload], Iterable[What]]]] = {
    STOPPED: _stopped,
    "now.asked": _asked,
    "now.sounding": _sounding,
    "now.withdrawn": _withdrawn,
}

ANSWERS: Final = ("now.acknowledged", "now.with_patient", "now.left")
"""The kinds by which somebody answers a call."""


def _raised_by_history(payload: Payload) -> Iterable[What]:
    for each in payload["flags"]:
        found = flag_from(each)
        yield Raised(
            flag=FlagId(sitting=payload["sitting"], rule=found.rule),
            band=found.band,
            trigger=found.trigger,
            because=found.because,
        )


def _moved(payload: Payload) -> Iterable[What]:
    if payload["side"] == "left":
        return (Gone(sitting=payload["sitting"]),)
    return _raised_by_history(payload)


def _observed(payload: Payload) -> Iterable[What]:
    yield Raised(
        flag=FlagId(sitting=payload["concern"], rule=CONCERN),
        band=Band(payload["band"]),
        trigger=Trigger.NEED,
        because=payload["words"],
    )


def _noted(payload: Payload) -> Iterable[What]:
    yield Noted(
        step=Step(payload["step"]),
        flags=_flags(payload),
        day=_day(payload["day"]),
        reason=payload["reason"],
        words=payload["words"],
        action=None if payload["action"] is None else Action(payload["action"]),
        next_day=_day(payload["next_day"]),
    )


def _flags(payload: Payload) -> tuple[FlagId, ...]:
    return tuple(FlagId(sitting=sitting, rule=rule) for sitting, rule in payload["flags"])


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _died(what: DeathWord) -> Callable[[Payload], Iterable[What]]:
    return lambda payload: (Death(what=what, words=payload["words"], flags=_flags(payload)),)


_Read: TypeAlias = Callable[[Payload], Iterable[What]]

_OF_STAFF: Final[Mapping[str, _Read]] = {
    "sitting.confirmed": _raised_by_history,
    "sitting.moved": _moved,
    "sitting.admitted": lambda _payload: (),
    "patient.merged": lambda _payload: (),
    "patient.unmerged": lambda _payload: (),
    "patient.died": _died(DeathWord.REPORTED),
    "patient.death_confirmed": _died(DeathWord.CONFIRMED),
    "patient.death_reversed": _died(DeathWord.REVERSED),
    "case.observed": _observed,
    "case.noted": _noted,
    "case.corrected": lambda payload: (
        Corrected(entry=(payload["writer"], payload["number"]), words=payload["words"]),
    ),
    "case.offered": lambda payload: (
        Offered(to=payload["to"], name=payload["to_name"], flags=_flags(payload)),
    ),
    "case.accepted": lambda payload: (Accepted(flags=_flags(payload)),),
    "case.refused": lambda payload: (Refused(reason=payload["reason"], flags=_flags(payload)),),
    "case.planned": lambda payload: (
        Planned(
            action=Action(payload["action"]),
            day=date.fromisoformat(payload["day"]),
            words=payload["words"],
            flags=_flags(payload),
        ),
    ),
}

KINDS: Final = (*_OF_PATIENTS, *ANSWERS, *_OF_STAFF)
"""Every kind of entry that can change a ledger."""


def flags_payload(flags: Iterable[FlagId]) -> Json:
    """Flags by name, as every entry has them that staff write."""
    return [[each.sitting, each.rule] for each in flags]


def noted_payload(noted: Noted) -> dict[str, Json]:
    """The payload of `case.noted`; who did it is added by whoever writes it."""
    return {
        "step": noted.step.value,
        "flags": flags_payload(noted.flags),
        "day": _iso(noted.day),
        "reason": noted.reason,
        "words": noted.words,
        "action": None if noted.action is None else noted.action.value,
        "next_day": _iso(noted.next_day),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
