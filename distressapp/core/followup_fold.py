"""From everything that happened about a person to their cases: a fold, and nothing else.

What it is handed is a set. The order of taking in does not matter, and the same thing twice is
once; so a late entry, a match, a merge or its undoing is simply another set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeAlias

from distressapp.core.followup import (
    DIED,
    TAKEN_BACK,
    WITHDRAWN,
    Accepted,
    Case,
    Corrected,
    Death,
    DeathWord,
    EntryId,
    Event,
    FlagId,
    FlagState,
    Gone,
    Ledger,
    Mourning,
    Noted,
    Offered,
    Planned,
    Raised,
    Refused,
    Sounded,
    TookBack,
)
from distressapp.core.followup_steps import FAILED_ATTEMPTS, NO_WORK, RULES, Action, Step
from distressapp.core.instrument import Band

_Key: TypeAlias = tuple[int, bool, str, int, int]

_REPLY: Final = frozenset({Action.LETTER, Action.NEXT_VISIT})
"""Plans that answer a third attempt in vain."""
_HANDING: Final = (Planned, Offered, Accepted, Refused)
_NAMING: Final = (*_HANDING, Noted, Death)
_CORRECTABLE: Final = (*_HANDING, Noted, Corrected)
"""Made once: a union of types would be made for each event."""


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Each event once, as they followed each other.

    A writer's own numbers are never wrong; its clock may have been set back. So a writer's events
    stay in their order, each at the latest time that the writer had told by then. At one time
    patients come first: staff answer them.
    """
    once = {(each.writer, each.number, each.place): each for each in events}
    if len({each.writer for each in once.values()}) == 1:
        return tuple([once[each] for each in sorted(once)])
    staff = {each.writer for each in once.values() if each.member}
    latest: dict[str, int] = {}
    keys: list[tuple[_Key, Event]] = []
    for (writer, number, place), event in sorted(once.items(), key=lambda item: item[0]):
        latest[writer] = max(event.at_ms, latest.get(writer, event.at_ms))
        keys.append(((latest[writer], writer in staff, writer, number, place), event))
    return tuple(event for _key, event in sorted(keys, key=lambda item: item[0]))


def corrected(ordered: Sequence[Event]) -> frozenset[EntryId]:
    """The entries that do not count; a correction that was corrected takes nothing away."""
    void: set[EntryId] = set()
    for event in reversed(ordered):
        if isinstance(event.what, Corrected) and event.entry not in void:
            void.add(event.what.entry)
    return frozenset(void)


def may_be_corrected(event: Event) -> bool:
    """Whether a further entry may say that it was a mistake.

    A flag is never taken away, it is closed with a reason; a death is reversed.
    """
    return isinstance(event.what, _CORRECTABLE)


def fold(events: Iterable[Event]) -> Ledger:
    """Everything about one person, from everything that happened."""
    ordered = in_order(events)
    found = _of_one_stop(ordered)
    if found is not None:
        return found
    void = corrected(ordered)
    counted = [each for each in ordered if each.entry not in void or not may_be_corrected(each)]
    sounded = {each.what.flag for each in counted if isinstance(each.what, Sounded)}
    walk = _Walk(sounded=frozenset(sounded))
    for event in _named_after_raised(counted):
        walk.take(event)
    return walk.ledger()


def _named_after_raised(ordered: Sequence[Event]) -> list[Event]:
    """A flag is there before anything names it, whatever the clock of its kiosk said.

    So are the others of its entry: who named one of them saw them all. Where a later stop of the
    sitting raises it once more, it was the first that was named.
    """
    first: dict[FlagId | str, int] = {}
    for at, event in enumerate(ordered):
        for name in _names(event):
            first.setdefault(name, at)
    seen: dict[EntryId, int] = {}
    raised: set[FlagId] = set()
    for at, event in enumerate(ordered):
        if isinstance(event.what, Raised) and event.what.flag not in raised:
            flag = event.what.flag
            raised.add(flag)
            named = min(first.get(flag, at), first.get(flag.sitting, at))
            seen[event.entry] = min(named, seen.get(event.entry, at))
    keyed = [
        ((seen[event.entry], 0) if seen.get(event.entry, at) < at else (at, 1), event)
        for at, event in enumerate(ordered)
    ]
    return [event for _key, event in sorted(keyed, key=lambda item: item[0])]


def _of_one_stop(ordered: Sequence[Event]) -> Ledger | None:
    """As the walk has it, sooner, where one entry raised all there is; else None.

    So it is of nearly everybody.
    """
    states: dict[FlagId, FlagState] = {}
    for event in (*ordered[1:], *ordered[:1]):  # as `_named_after_raised` puts them
        what = event.what
        if not isinstance(what, Raised) or event.entry != ordered[0].entry:
            return None
        states[what.flag] = _state(event, what)
    if not states or len(states) < len(ordered):
        return None
    changed_ms = max(each.at_ms for each in ordered)
    return Ledger(cases=(Case(nth=1, flags=tuple(states.values()), changed_ms=changed_ms),))


def _state(event: Event, what: Raised) -> FlagState:
    """A flag that nothing was done about yet."""
    return FlagState(
        flag=what.flag,
        band=what.band,
        trigger=what.trigger,
        because=what.because,
        raised_ms=event.at_ms,
        answered_ms=event.at_ms if what.answered_ms is None else what.answered_ms,
    )


def _names(event: Event) -> Iterable[FlagId | str]:
    what = event.what
    if isinstance(what, _NAMING):
        return what.flags
    if isinstance(what, TookBack):
        return (what.flag,)
    return (what.sitting,) if isinstance(what, Gone) else ()


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A case while the fold goes on; its flags stand apart, for they can move."""

    case: Case
    flags: dict[FlagId, FlagState] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.flags.values())

    def done(self) -> Case:
        return replace(self.case, flags=tuple(self.flags.values()))


@dataclass(slots=True, kw_only=True)
class _Walk:
    sounded: frozenset[FlagId]
    drafts: list[_Draft] = field(default_factory=list)
    ledger_so_far: Ledger = field(default_factory=Ledger)
    known_at_death: frozenset[FlagId] = frozenset()

    def take(self, event: Event) -> None:
        what = event.what
        if isinstance(what, Raised):
            self._raise(event, what)
        elif isinstance(what, TookBack):
            if what.flag not in self.sounded:
                self._settle([what.flag], event, TAKEN_BACK)
        elif isinstance(what, Gone):
            names = [flag for each in self.drafts for flag in each.flags]
            gone = [flag for flag in names if flag.sitting == what.sitting]
            self._settle(gone, event, WITHDRAWN)
        elif isinstance(what, Noted):
            self._note(event, what)
        elif isinstance(what, Death):
            self.known_at_death |= frozenset(what.flags)
            self.ledger_so_far = _after_death(self.ledger_so_far, event, what)
        elif isinstance(what, _HANDING):
            self._keep(event)

    def _raise(self, event: Event, what: Raised) -> None:
        held = next((each for each in self.drafts if what.flag in each.flags), None)
        if held is not None:
            self._worsen(held, event, what)
            return
        draft = self._open()
        if draft is None:
            case = Case(nth=len(self.drafts) + 1, flags=(), changed_ms=event.at_ms)
            draft = _Draft(case=case)
            self.drafts.append(draft)
        draft.flags[what.flag] = _state(event, what)
        draft.case = _changed(draft.case, event)

    def _worsen(self, held: _Draft, event: Event, what: Raised) -> None:
        """A sitting that was gone on with raised it again: a worse band is owed, and not less."""
        before = held.flags[what.flag]
        if what.band.urgency >= before.band.urgency or before.outcome == WITHDRAWN:
            return
        if not before.is_open:
            self._reopen([what.flag])
            held = next(each for each in self.drafts if what.flag in each.flags)
        held.flags[what.flag] = replace(
            held.flags[what.flag], band=what.band, because=what.because, is_answered=False
        )
        held.case = _changed(held.case, event)

    def _open(self) -> _Draft | None:
        return next((each for each in self.drafts if each.is_open), None)

    def _note(self, event: Event, what: Noted) -> None:
        self.ledger_so_far = _after_step(self.ledger_so_far, event, what.step)
        if what.step is Step.REOPENED:
            self._reopen(what.flags)
        draft = self._open() or next(reversed(self.drafts), None)
        if draft is None or what.step in {Step.BEREAVED, Step.MAY_CONTACT}:
            return
        draft.case = _after_note(draft.case, event, what)
        if what.step not in NO_WORK:
            self._answer(what.flags)
        if RULES[what.step].settles:
            self._settle(what.flags, event, what.step.value, reason=what.reason)
        elif what.step is Step.TALKED:
            self._settle(what.flags, event, what.step.value, only=Band.TALK)

    def _answer(self, flags: Iterable[FlagId]) -> None:
        """Only what the note names: who wrote it did not know of a flag that came in later."""
        named = set(flags)
        for draft in self.drafts:
            draft.flags = {
                name: replace(each, is_answered=True) if name in named else each
                for name, each in draft.flags.items()
            }

    def _reopen(self, flags: Sequence[FlagId]) -> None:
        """Into the open case; else the last that any of them stands in opens again."""
        holding = [each for each in self.drafts if any(flag in each.flags for flag in flags)]
        target = self._open() or next(reversed(holding), None)
        if target is None:
            return
        for draft in holding:
            for flag in [each for each in flags if each in draft.flags]:
                found = replace(
                    draft.flags.pop(flag), outcome="", reason="", by="", outcome_ms=None
                )
                target.flags[flag] = found
        target.case = replace(target.case, closed_ms=None, reason="")

    def _settle(
        self,
        flags: Iterable[FlagId],
        event: Event,
        outcome: str,
        *,
        reason: str = "",
        only: Band | None = None,
    ) -> None:
        named = set(flags)
        end = partial(_ended, event=event, outcome=outcome, reason=reason)
        for draft in self.drafts:
            was_open = draft.is_open
            draft.flags = {
                name: end(each)
                if name in named and each.is_open and only in {None, each.band}
                else each
                for name, each in draft.flags.items()
            }
            if was_open and not draft.is_open:
                case = _changed(draft.case, event)
                draft.case = replace(case, closed_ms=event.at_ms, reason=reason or outcome)

    def _keep(self, event: Event) -> None:
        """Who has the case, and what is planned; the last case where none is open."""
        draft = self._open() or next(reversed(self.drafts), None)
        if draft is not None:
            draft.case = _kept(draft.case, event)

    def ledger(self) -> Ledger:
        found = self.ledger_so_far
        cases = [each.done() for each in self.drafts if each.flags]
        if found.died_ms is not None:
            cases = [_at_rest(each, found.died_ms, self.known_at_death) for each in cases]
        return replace(found, cases=tuple(cases))


def _ended(state: FlagState, *, event: Event, outcome: str, reason: str) -> FlagState:
    return replace(state, outcome=outcome, reason=reason, by=event.by, outcome_ms=event.at_ms)


def _changed(case: Case, event: Event) -> Case:
    return case if event.at_ms <= case.changed_ms else replace(case, changed_ms=event.at_ms)


def _after_note(case: Case, event: Event, what: Noted) -> Case:
    rule = RULES[what.step]
    attempts = case.attempts + 1 if rule.is_failed else case.attempts
    if rule.is_contact or what.step is Step.LETTER_SENT:
        attempts = 0
    return replace(
        _changed(case, event),
        stage=case.stage if what.step in NO_WORK else what.step,
        attempts=attempts,
        asks_letter=attempts >= FAILED_ATTEMPTS and (rule.is_failed or case.asks_letter),
        action=case.action if what.action is None else what.action,
        next_day=case.next_day if what.next_day is None else what.next_day,
        acted_ms=event.at_ms,
    )


def _kept(case: Case, event: Event) -> Case:
    what, case = event.what, _changed(case, event)
    if isinstance(what, Planned):
        return replace(
            case,
            action=what.action,
            next_day=what.day,
            asks_letter=case.asks_letter and what.action not in _REPLY,
            acted_ms=event.at_ms,
        )
    if isinstance(what, Offered):
        return replace(case, offered_to=what.to, offered_name=what.name)
    case = replace(case, offered_to="", offered_name="")
    if isinstance(what, Accepted):
        return replace(case, owner=event.member, owner_name=event.by)
    return case


def _after_step(ledger: Ledger, event: Event, step: Step) -> Ledger:
    if step is Step.BEREAVED and ledger.died_ms is not None:
        return replace(ledger, mourned_ms=event.at_ms, mourning=Mourning.DONE)
    if step in {Step.DO_NOT_CONTACT, Step.MAY_CONTACT}:
        return replace(ledger, may_contact=step is Step.MAY_CONTACT)
    return ledger


def _after_death(ledger: Ledger, event: Event, what: Death) -> Ledger:
    """Reported, then confirmed by somebody else, then reversed, where it was a mistake."""
    if what.what is DeathWord.REVERSED:
        return Ledger(may_contact=ledger.may_contact)
    if what.what is DeathWord.REPORTED:
        if ledger.died_ms is not None:
            return ledger
        return replace(
            ledger,
            mourning=Mourning.UNCONFIRMED,
            died_ms=event.at_ms,
            reported_by=event.member,
        )
    if ledger.mourning is not Mourning.UNCONFIRMED or event.member == ledger.reported_by:
        return ledger
    return replace(ledger, mourning=Mourning.OWED, confirmed_ms=event.at_ms)


def _at_rest(case: Case, died_ms: int, known: frozenset[FlagId]) -> Case:
    """Everything stops; but who answers after their death was reported did not die."""
    flags = tuple(
        replace(each, outcome=DIED, outcome_ms=died_ms)
        if each.is_open and (each.answered_ms <= died_ms or each.flag in known)
        else each
        for each in case.flags
    )
    found = replace(case, flags=flags)
    if case.is_open and not found.is_open:
        return replace(found, closed_ms=died_ms, reason=DIED)
    return found
