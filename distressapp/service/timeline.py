"""Everything that happened about one person, the newest first: from the journal, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from distressapp.core.followup import (
    FlagId,
    FlagState,
    Gone,
    Heard,
    Noted,
    Raised,
    Sounded,
    TookBack,
)
from distressapp.core.followup_record import ANSWERS, KINDS, events
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.journal import Entry, Linked, parsed
from distressapp.core.record import Payload, Record, from_payload
from distressapp.core.sitting import NowState, Stop, Who
from distressapp.core.summary_scores import brief, named
from distressapp.core.summary_words import short_day
from distressapp.service.followup_words import outcome_words, said_words
from distressapp.service.house import House
from distressapp.service.timeline_words import (
    because_words,
    call_words,
    entry_words,
    stop_words,
)
from distressapp.text import _
from distressapp.vault import lists, owing, people
from distressapp.vault.merging import own_writers
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault


class Sort(StrEnum):
    """What an entry of the timeline is about."""

    SITTING = "sitting"
    FLAG = "flag"
    CONTACT = "contact"
    CALL = "call"
    PAGE = "page"
    VIEW = "view"
    OTHER = "other"


_SORTS: Final = {
    "page": Sort.PAGE,
    "print": Sort.PAGE,
    "form": Sort.PAGE,
    "record": Sort.VIEW,
    "now": Sort.CALL,
    "case": Sort.CONTACT,
}
"""By the first word of a kind; the rest is told as `other`."""
_NOISE: Final = frozenset({"print.sent", "print.done"})
"""Told by the entry beside it: a page that was queued, made, or not printed."""


@frozen
class Happening:
    """One line of the timeline.

    Attributes:
        at: On the clinic's clock.
        title: What happened.
        words: More of it; may be empty.
        by: Who did it; empty for the patient.
        sitting: Random id of the sitting it belongs to; empty where it belongs to none.
        band: Of a flag; None otherwise.
        rule: Of a flag; empty otherwise.
        outcome: What became of a flag, or that it is open; empty otherwise.
    """

    at: datetime
    sort: Sort
    title: str
    words: str = ""
    by: str = ""
    sitting: str = ""
    band: Band | None = None
    rule: str = ""
    outcome: str = ""


@frozen
class Sat:
    """A sitting in the list of a person's sittings.

    Attributes:
        day: The clinic's date.
        at_ms: When it stopped last.
        bands: Of its flags, each once, the most urgent first.
        is_recorded: Its latest stop stands in the hospital's record.
    """

    sitting: str
    day: date
    at_ms: int
    ticket: str
    headline: str
    stop: Stop | None
    is_paper: bool
    bands: tuple[Band, ...]
    is_recorded: bool


@frozen
class Person:
    """Whose record it is.

    Attributes:
        id: The patient's, through every merge; or of the sitting or call that nobody matched.
        known: None where nobody has matched it.
        record_number: As given at hand-over where nobody has matched it; may be empty.
        sittings: The newest first.
        merged: Ids of records that were merged into this one.
    """

    id: str
    known: Known | None
    record_number: str
    sittings: tuple[Sat, ...]
    merged: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """Every id under which the journal knows them."""
        return tuple(
            dict.fromkeys([self.id, *self.merged, *(each.sitting for each in self.sittings)])
        )


def person(vault: Vault, subject: str) -> Person:
    """Whose id that is: the patient's, a matched sitting's patient's, or what nobody matched."""
    found = lists.sitting(vault, subject)
    if found is not None and found.patient is not None:
        subject = found.patient.id
    known = people.standing(vault, subject)
    if known is None:
        mine = () if found is None else (_sat(vault, subject),)
        number = "" if found is None else found.record.given.record_number
        return Person(id=subject, known=None, record_number=number, sittings=mine)
    ids = dict.fromkeys([known.id, *people.merged_ids(vault, known.id)])
    sittings = dict.fromkeys(each for one in ids for each in lists.sittings_of(vault, one))
    told = sorted((_sat(vault, each) for each in sittings), key=lambda each: (each.day, each.at_ms))
    return Person(
        id=known.id,
        known=known,
        record_number=known.record_number,
        sittings=tuple(reversed(told)),
        merged=tuple(each for each in ids if each != known.id),
    )


def timeline(house: House, vault: Vault, whose: Person) -> tuple[Happening, ...]:
    """Everything that happened about them, the newest first."""
    ours = own_writers(vault)
    found: list[tuple[int, int, Happening]] = []
    for subject in whose.subjects:
        for linked in lists.about(vault, subject):
            entry = linked.entry
            told = _told(house, linked, is_own=entry.writer in ours)
            found.extend((entry.at_ms, entry.number, each) for each in told)
    found.sort(key=lambda each: (each[0], each[1]), reverse=True)
    states = _states(vault, whose)
    return tuple(_with_outcome(house, each, states) for _at, _number, each in found)


def _states(vault: Vault, whose: Person) -> Mapping[FlagId, FlagState]:
    """Each flag as the ledger has it; where it came back in a later case, as it is there."""
    cases = owing.about(vault, whose.id).ledger.cases
    return {each.flag: each for case in cases for each in case.flags}


def _with_outcome(house: House, told: Happening, states: Mapping[FlagId, FlagState]) -> Happening:
    state = states.get(FlagId(sitting=told.sitting, rule=told.rule))
    if told.sort is not Sort.FLAG or state is None:
        return told
    return replace(told, outcome=_outcome(house, state))


def _outcome(house: House, state: FlagState) -> str:
    """What became of a flag, who said so and when."""
    if state.is_open or state.outcome_ms is None:
        return _("open")
    parts = (outcome_words(state.outcome), state.reason, state.by)
    said = ", ".join(each for each in parts if each)
    return _("{said}, {day}").format(said=said, day=short_day(house.local_ms(state.outcome_ms)))


def contacts_since(house: House, vault: Vault, sitting: str) -> tuple[str, ...]:
    """What staff did about a person since a sitting stopped, a sentence each, the oldest first."""
    found = lists.sitting(vault, sitting)
    if found is None:
        return ()
    begun = house.local_ms(found.linked.entry.at_ms)
    told = [
        each
        for each in timeline(house, vault, person(vault, sitting))
        if each.sort is Sort.CONTACT and each.at >= begun
    ]
    return tuple(
        _("{day}: {what} ({by})").format(day=short_day(each.at), what=each.title, by=each.by)
        for each in reversed(told)
    )


def headline(record: Record) -> str:
    """The scores of a sitting in one line; what was not scored says so."""
    return _headline(record.sitting.who, brief(record.outcome.scored))


def _headline(who: Who, scores: str) -> str:
    return _("answered by somebody else: no scores") if who is Who.PROXY else named(scores)


def _sat(vault: Vault, sitting: str) -> Sat:
    found = lists.line(vault, sitting)
    if found is None:
        raise LookupError(sitting)
    return Sat(
        sitting=sitting,
        day=found.day,
        at_ms=found.at_ms,
        ticket=found.ticket,
        headline=_headline(found.who, found.scores),
        stop=found.stop,
        is_paper=found.is_paper,
        bands=tuple(sorted(found.bands, key=_urgency)),
        is_recorded=found.recorded_ms is not None and found.recorded_ms >= found.at_ms,
    )


def _urgency(band: Band) -> int:
    return band.urgency


def _told(house: House, linked: Linked, *, is_own: bool) -> Iterator[Happening]:
    entry = linked.entry
    payload = parsed(entry.payload)
    at = house.local_ms(entry.at_ms)
    if entry.kind == "sitting.stopped":
        yield from _stopped(from_payload(payload, schema=entry.schema), at, entry.subject)
        return
    told = list(_events(entry, payload, at, is_own=is_own))
    is_contact = any(each.sort is Sort.CONTACT for each in told)
    if not is_contact and entry.kind not in _NOISE and not entry.kind.startswith("case."):
        yield _plain(entry, payload, at)
    yield from told


def _stopped(record: Record, at: datetime, sitting: str) -> Iterator[Happening]:
    told = headline(record)
    title = _("Sitting {ticket}: {how}").format(
        ticket=record.sitting.plan.ticket, how=stop_words(record.sitting.stop)
    )
    yield Happening(at=at, sort=Sort.SITTING, title=title, words=told, sitting=sitting)
    for flag in sorted(record.outcome.flags, key=lambda each: each.band.urgency):
        because = because_words(flag.rule, flag.because, flag.profile)
        yield Happening(
            at=at,
            sort=Sort.FLAG,
            title=because,
            sitting=sitting,
            band=flag.band,
            rule=flag.rule,
        )


def _events(entry: Entry, payload: Payload, at: datetime, *, is_own: bool) -> Iterator[Happening]:
    """What the ledger reads in an entry: flags raised by history or by staff, and contacts."""
    if entry.kind not in KINDS:
        return
    for each in events(entry, payload, is_own=is_own):
        what = each.what
        if isinstance(what, Raised):
            yield Happening(
                at=at,
                sort=Sort.FLAG,
                title=because_words(what.flag.rule, what.because),
                by=each.by,
                sitting=what.flag.sitting,
                band=what.band,
                rule=what.flag.rule,
            )
        elif not isinstance(what, Sounded | TookBack | Heard | Gone) and entry.kind not in ANSWERS:
            sitting = what.flags[0].sitting if isinstance(what, Noted) and what.flags else ""
            words = said_words(each)
            yield Happening(at=at, sort=Sort.CONTACT, title=words, by=each.by, sitting=sitting)


def _plain(entry: Entry, payload: Payload, at: datetime) -> Happening:
    first, _dot, rest = entry.kind.partition(".")
    sort = _SORTS.get(first, Sort.OTHER)
    is_call = sort is Sort.CALL and rest in set(NowState)
    title = call_words(NowState(rest)) if is_call else entry_words(entry.kind, payload)
    by = payload.get("by", "")
    sitting = payload.get("sitting", "")
    return Happening(
        at=at,
        sort=sort,
        title=title,
        by=by if isinstance(by, str) else "",
        sitting=sitting if isinstance(sitting, str) else "",
    )
