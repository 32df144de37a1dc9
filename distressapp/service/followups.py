"""What staff do about a flag, each an entry: an attempt, an outcome, a plan, a mistake put right.

Nothing is ever changed or taken away. Who made a mistake says so in a further entry, and the
ledger is then as if the mistake had not been made, while the journal has both.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.followup import (
    TAKEN_BACK,
    WITHDRAWN,
    EntryId,
    FlagId,
    Mourning,
    Noted,
)
from distressapp.core.followup_fold import may_be_corrected
from distressapp.core.followup_record import flags_payload, noted_payload
from distressapp.core.followup_steps import RULES, Action, Rule, Step
from distressapp.core.instrument import Band
from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may, spelt_name
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.owed import calendar_of
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import owing, people
from distressapp.vault.owing import About

MOST_WORDS: Final = 2000
"""Characters of a reason or a note."""
MOST_AHEAD: Final = timedelta(days=730)
"""The farthest day that can be planned: beyond it a year was mistyped. This project's judgement."""
ON_THE_DAY: Final = frozenset({Step.TALKED, Step.WITH_PATIENT, Step.LEFT})
"""What a nurse notes too."""
_OF_NO_CASE: Final = frozenset({Step.MAY_CONTACT, Step.REOPENED, Step.BEREAVED})


class NotNotedError(ExpectedError):
    """Nothing was noted, and nothing has changed."""


def note(  # noqa: PLR0913  (what can be said with a step, by name)
    house: House,
    session: Session,
    person: str,
    step: Step,
    *,
    day: date | None = None,
    reason: str = "",
    words: str = "",
    flags: tuple[FlagId, ...] = (),
) -> EntryId:
    """Note an attempt or an outcome.

    Args:
        person: Any id that leads to them; see `owing.person_of`.
        day: Of the appointment, or to call back; from today to MOST_AHEAD.
        reason: Where the step needs one; see `followup_steps.RULES`.
        words: Whatever else is to be remembered; may be empty.
        flags: What it is about; empty for every open flag of the case.

    Returns:
        The entry, for `correct`.

    Raises:
        NotAllowedError: The role does not do that.
        NotNotedError: There is no such case, something is missing, or the patient died or asked
            not to be contacted.
    """
    check_may(session, Act.CONCERN if step in ON_THE_DAY else Act.FOLLOW_UP)
    rule = RULES[step]
    _check_said(rule, day, reason, words, today=house.today())
    with session.vault.commit():
        found = owing.about(session.vault, person)
        _check_may_be_noted(found, step)
        named = _flags(found, step, flags)
        action, next_day = _next(house, rule, day)
        noted = Noted(
            step=step,
            flags=named,
            day=day,
            reason=tidy(reason),
            words=tidy(words),
            action=action,
            next_day=next_day,
        )
        return _write(house, session, "case.noted", found.person, noted_payload(noted))


def close_talk(house: House, session: Session, person: str) -> EntryId:
    """The nurse talked with the patient: every open Talk has its outcome, in one tap.

    What is more urgent stays open: a Soon that a nurse spoke about is still owed a contact.
    """
    return note(house, session, person, Step.TALKED)


def plan_next(  # noqa: PLR0913  (what is planned, by name)
    house: House, session: Session, person: str, *, action: Action, day: date, words: str = ""
) -> EntryId:
    """Say what is next and when, for the open case.

    Raises:
        NotAllowedError: The role does not do that.
        NotNotedError: There is no open case, or the day is over or too far off.
    """
    check_may(session, Act.FOLLOW_UP)
    _check_day(day, today=house.today())
    payload = {"action": action.value, "day": day.isoformat(), "words": tidy(words)}
    return write_about(house, session, person, "case.planned", payload)


def correct(house: House, session: Session, person: str, entry: EntryId, *, words: str) -> EntryId:
    """Say that an earlier entry was a mistake: from here on it does not count, and both stand.

    A correction can be corrected. A flag cannot: it is closed with a reason.

    Args:
        words: Why; never empty.

    Raises:
        NotAllowedError: The entry is somebody else's, and the role does not follow up.
        NotNotedError: There is no such entry about that person, it is none that can be
            corrected, or it was already.
    """
    why = tidy(words)
    if not why:
        raise NotNotedError(_("No reason was given"), advice=_("Say what was wrong about it."))
    with session.vault.commit():
        found = owing.about(session.vault, person)
        event = next((each for each in found.said if each.entry == entry), None)
        if event is None or not may_be_corrected(event) or entry in found.void:
            raise NotNotedError(
                _("That entry cannot be corrected"),
                advice=_("A flag is closed with a reason; a death is reversed."),
            )
        is_theirs = event.member == session.member.id
        check_may(session, Act.CONCERN if is_theirs else Act.FOLLOW_UP)
        payload: dict[str, Json] = {"writer": entry[0], "number": entry[1], "words": why}
        return _write(house, session, "case.corrected", found.person, payload)


def observe(
    house: House, session: Session, *, patient: str, words: str, band: Band = Band.NOW
) -> EntryId:
    """Raise a concern of one's own about a patient: a flag without a sitting.

    Args:
        words: What was seen or said.
        band: How soon somebody is owed.

    Raises:
        NotAllowedError: The role does not do that.
        NotNotedError: There is no such patient, or nothing was said.
    """
    check_may(session, Act.CONCERN)
    worry = tidy(words)
    found = people.standing(session.vault, patient)
    if found is None or not worry:
        raise NotNotedError(
            _("No concern was raised"), advice=_("Choose a patient, and say what worries you.")
        )
    payload = {"concern": house.new_id(), "band": band.value, "words": worry}
    with session.vault.commit():
        return _write(house, session, "case.observed", found.id, payload)


def report_death(house: House, session: Session, patient: str, *, words: str = "") -> EntryId:
    """The patient died: every call, letter and due mark stops at once.

    A second person confirms it; then one bereavement task is left. It can be reversed.

    Raises:
        NotAllowedError: The role does not do that.
        NotNotedError: There is no such patient, or it was reported before.
    """
    check_may(session, Act.CONCERN)
    with session.vault.commit():
        found = _of_patient(session, patient)
        if found.ledger.mourning is not Mourning.NONE:
            raise NotNotedError(
                _("This death was reported before"),
                advice=_("Look at the list: somebody else confirms it, or reverses it."),
            )
        return _death(house, session, "patient.died", found, words)


def confirm_death(house: House, session: Session, patient: str, *, words: str = "") -> EntryId:
    """A second person confirms that the patient died.

    Raises:
        NotAllowedError: The role does not do that.
        NotNotedError: Nothing waits to be confirmed, or it was this member who reported it.
    """
    check_may(session, Act.CONCERN)
    with session.vault.commit():
        found = _of_patient(session, patient)
        if found.ledger.mourning is not Mourning.UNCONFIRMED or _reported_it(session, found):
            raise NotNotedError(
                _("This death was not confirmed"),
                advice=_("Somebody else than who reported it confirms it."),
            )
        return _death(house, session, "patient.death_confirmed", found, words)


def _reported_it(session: Session, found: About) -> bool:
    """By their id; or by their name, for whoever left and was added again has another id."""
    reporter = found.ledger.reported_by
    names = {spelt_name(each.by) for each in found.said if each.member == reporter}
    return session.member.id == reporter or spelt_name(session.member.name) in names


def reverse_death(house: House, session: Session, patient: str, *, words: str) -> EntryId:
    """The patient lives: everything is owed again as it was.

    Args:
        words: Why; never empty.

    Raises:
        NotAllowedError: The role does not do that.
        NotNotedError: No death was reported, or nothing was said.
    """
    check_may(session, Act.CONCERN)
    with session.vault.commit():
        found = _of_patient(session, patient)
        if found.ledger.mourning is Mourning.NONE or not words.strip():
            raise NotNotedError(
                _("Nothing was reversed"), advice=_("Say how you know that the patient lives.")
            )
        return _death(house, session, "patient.death_reversed", found, words)


def _death(house: House, session: Session, kind: str, found: About, words: str) -> EntryId:
    payload: dict[str, Json] = {"words": tidy(words), "flags": _seen(found)}
    return _write(house, session, kind, found.person, payload)


def _seen(found: About) -> Json:
    """What is open, by name: an entry is about what its writer saw, whatever any clock says."""
    case = found.ledger.open_case
    return flags_payload(() if case is None else (each.flag for each in case.open_flags))


def _of_patient(session: Session, patient: str) -> About:
    found = owing.about(session.vault, patient)
    if not found.named.name:
        raise NotNotedError(
            _("Nobody knows yet who this is"), advice=_("Match the sitting to its patient first.")
        )
    return found


def write_about(  # noqa: PLR0913  (the parts of an entry, and what must be so)
    house: House,
    session: Session,
    person: str,
    kind: str,
    payload: Mapping[str, Json],
    *,
    check: Callable[[About], None] = lambda _found: None,
) -> EntryId:
    """Write an entry about the open case of a person.

    Args:
        check: Raises where it must not be written, by what is so at that moment.

    Raises:
        NotNotedError: There is no open case.
    """
    with session.vault.commit():
        found = owing.about(session.vault, person)
        check(found)
        if found.ledger.open_case is None:
            raise _no_case()
        seen = {**payload, "flags": _seen(found)}
        return _write(house, session, kind, found.person, seen)


def _write(
    house: House, session: Session, kind: str, subject: str, payload: Mapping[str, Json]
) -> EntryId:
    by = {"by": session.member.name, "member": session.member.id}
    news = News(kind=kind, subject=subject, payload={**payload, **by})
    entry = append(house, session.vault, news).entry
    return (entry.writer, entry.number)


def _check_said(rule: Rule, day: date | None, reason: str, words: str, *, today: date) -> None:
    tidy(words)
    if rule.needs_reason and not tidy(reason):
        raise NotNotedError(_("No reason was given"), advice=_("Choose one, or write it."))
    if rule.needs_day and day is None:
        raise NotNotedError(_("No day was given"), advice=_("Type the day, then note it again."))
    if day is not None:
        _check_day(day, today=today)


def _check_day(day: date, *, today: date) -> None:
    if day < today:
        raise NotNotedError(_("That day is over"), advice=_("Type a day from today on."))
    if day - today > MOST_AHEAD:
        raise NotNotedError(
            _("That day is more than two years off"),
            advice=_("Look at the year, and type it anew."),
        )


def tidy(words: str) -> str:
    """The words as they are kept: without blanks at their ends, and such as a file can hold.

    Raises:
        NotNotedError: They are more than MOST_WORDS characters.
    """
    if len(words) > MOST_WORDS:
        raise NotNotedError(
            _("That is more than {most} characters").format(most=MOST_WORDS),
            advice=_("Say it shorter."),
        )
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _check_may_be_noted(found: About, step: Step) -> None:
    ledger = found.ledger
    if step is Step.BEREAVED:
        if ledger.mourning is not Mourning.OWED:
            raise NotNotedError(
                _("No contact with a family is owed here"),
                advice=_("A death is reported, and confirmed by somebody else, first."),
            )
        return
    if ledger.died_ms is not None and ledger.open_case is None:
        raise NotNotedError(
            _("This patient was reported to have died, and everything has stopped"),
            advice=_("If that was a mistake, reverse it first."),
        )
    if RULES[step].is_outgoing and not ledger.may_contact:
        raise NotNotedError(
            _("This patient asked not to be contacted"),
            advice=_("Speak with them at a visit, or note that they may be contacted again."),
        )
    if ledger.open_case is None and step not in _OF_NO_CASE:
        raise _no_case()


def _flags(found: About, step: Step, flags: tuple[FlagId, ...]) -> tuple[FlagId, ...]:
    """Every flag that the step is about, by name: a later one must not be settled unseen."""
    if step is Step.REOPENED:
        return _closed_flags(found, flags)
    case = found.ledger.open_case
    there = () if case is None else tuple(each.flag for each in case.open_flags)
    if not set(flags) <= set(there):
        raise NotNotedError(
            _("One of these flags is not open any more"),
            advice=_("Look at the case again: somebody may have noted it a moment ago."),
        )
    return flags or there


def _closed_flags(found: About, flags: tuple[FlagId, ...]) -> tuple[FlagId, ...]:
    """What has an outcome that staff gave it: of the case that closed last, where none is named.

    What the patient took back, and what was somebody else's, is nobody's mistake.
    """
    settled = {
        each.flag: case
        for case in found.ledger.cases
        for each in case.flags
        if not each.is_open and each.outcome not in {WITHDRAWN, TAKEN_BACK}
    }
    closed = [each for each in settled.values() if not each.is_open]
    last = max(closed, key=lambda case: case.closed_ms or 0, default=None)
    wanted = flags or tuple(flag for flag, case in settled.items() if case is last)
    if not wanted or not set(wanted) <= set(settled):
        raise NotNotedError(
            _("Nothing was reopened"), advice=_("Choose a flag that has an outcome.")
        )
    return wanted


def _next(house: House, rule: Rule, day: date | None) -> tuple[Action | None, date | None]:
    if rule.then is None:
        return None, None
    calendar = calendar_of(house.settings)
    if day is not None and rule.within == 0:
        return rule.then, day
    return rule.then, calendar.later(day or house.today(), rule.within)


def _no_case() -> NotNotedError:
    return NotNotedError(
        _("There is no open case"),
        advice=_("Open a closed one again, or raise a concern of your own."),
    )
