"""From a sitting and what it came to, the clinician's page: words decided, nothing placed."""

from collections.abc import Mapping

from distressapp.core.conclude import Outcome
from distressapp.core.instrument import Band, Instrument
from distressapp.core.results import Flag, Scored
from distressapp.core.sitting import Sitting, Stop, Use, Who
from distressapp.core.summary import (
    FlagGroup,
    Heading,
    Line,
    Particulars,
    Summary,
)
from distressapp.core.summary_answers import (
    answered,
    concerns,
    help_wanted,
    own_words,
    top,
    wish_sentence,
)
from distressapp.core.summary_receipt import receipt
from distressapp.core.summary_scores import measures
from distressapp.core.summary_words import (
    ACTS,
    DOT,
    NO_FLAG,
    NOT_CONFIRMED,
    REHEARSAL,
    SPEAK_PRIVATELY,
    STOPPED,
    SUICIDE,
    TARGETS,
    count,
    day,
    moment,
)


def build(
    sitting: Sitting,
    outcome: Outcome,
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> Summary:
    """The whole page of one sitting.

    Args:
        sitting: As it stopped; one that still runs is printed as of its start.
        outcome: Its scores and its flags.
        instruments: By id, in the order in which they are asked.
        particulars: What the page needs to know beside the sitting.
    """
    local = (sitting.stopped or sitting.started).astimezone(particulars.zone)
    groups = _groups(outcome.flags, particulars)
    rows = measures(sitting, outcome.scored, instruments, particulars)
    used = [instruments[each] for each in sitting.plan.instruments]
    is_silent = not any(each.asks_about_suicide for each in used)
    journal = particulars.stamps.journal
    where = f"sitting {sitting.plan.ticket}" + ("" if journal is None else f" / journal {journal}")
    dt = instruments["dt"]
    return Summary(
        title=f"Distress screening, sitting {sitting.plan.ticket}, {day(local)}",
        language="en",
        at=local,
        strip=REHEARSAL if sitting.plan.use is Use.REHEARSAL else None,
        clinic=particulars.clinic,
        copy="Copy for social work" if particulars.for_social_worker else "",
        heading=_heading(sitting, particulars, moment(local)),
        sentence=_sentence(sitting, outcome.flags, groups, dt),
        flags=groups,
        no_flags=f"{NO_FLAG}.",
        help=help_wanted(sitting, dt, particulars),
        top=top(sitting, dt, particulars),
        measures=rows,
        no_measures="" if rows else "No scores: someone else answered for the patient.",
        suicide=SUICIDE if is_silent else None,
        concerns=concerns(sitting, dt, particulars),
        answered=answered(sitting, outcome.scored, instruments, particulars),
        own_words=own_words(sitting, dt),
        acts=ACTS,
        stamps=_stamps(sitting, outcome.scored, instruments, particulars),
        journal=_journal(particulars),
        continues=f"continues in the app, {where}",
        receipt=receipt(sitting, outcome.scored, instruments, particulars),
    )


def _heading(sitting: Sitting, particulars: Particulars, when: str) -> Heading:
    identity = particulars.identity
    facts = []
    if identity is not None and identity.is_confirmed:
        born = "not known" if identity.born is None else day(identity.born)
        facts.append(Line(label="Born", text=born))
    if identity is not None and identity.record_number:
        facts.append(Line(label="Record number", text=identity.record_number))
    paper = particulars.paper
    if paper is None:
        facts.append(Line(label="Date and time", text=when))
    else:
        facts.append(Line(label="Filled in on paper", text=day(paper.filled)))
    facts.append(Line(label="Ticket word", text=sitting.plan.ticket))
    is_confirmed = identity is not None and identity.is_confirmed
    unfinished = None
    if sitting.stop is not None and sitting.stop.is_unfinished:
        unfinished = f"UNFINISHED: {STOPPED[sitting.stop]}"
    return Heading(
        name=identity.name if identity is not None and is_confirmed else NOT_CONFIRMED,
        is_confirmed=is_confirmed,
        facts=tuple(facts),
        unfinished=unfinished,
    )


def _groups(flags: tuple[Flag, ...], particulars: Particulars) -> tuple[FlagGroup, ...]:
    return tuple(
        FlagGroup(
            band=band,
            word=band.upper(),
            target=particulars.targets.get(band, TARGETS[band]),
            reasons=tuple(_reason(flag) for flag in flags if flag.band is band),
        )
        for band in Band
        if any(flag.band is band for flag in flags)
    )


def _because(flag: Flag) -> str:
    # Safety at home is never written out: the page may lie where others read it.
    return SPEAK_PRIVATELY if flag.rule == "need.practical.safety" else flag.because


def _reason(flag: Flag) -> str:
    because = _because(flag)
    text = because[:1].upper() + because[1:]
    return text if flag.profile is None else f"{text} [{flag.profile}]"


def _sentence(
    sitting: Sitting,
    flags: tuple[Flag, ...],
    groups: tuple[FlagGroup, ...],
    dt: Instrument,
) -> str:
    parts = []
    if groups:
        first = next(flag for flag in flags if flag.band is groups[0].band)
        more = len(flags) - 1
        rest = f", and {count(more, 'more flag', 'more flags')}" if more else ""
        parts.append(f"{groups[0].band.title()}: {_because(first).rstrip('.')}{rest}.")
    else:
        parts.append(f"{NO_FLAG}.")
    if sitting.stop is Stop.NOT_TODAY:
        is_begun = any(not key.startswith("sitting/") for key in sitting.answers)
        asked = "some was answered before" if is_begun else "nothing was asked"
        parts.append(f"The patient said not today; {asked}.")
    if sitting.who is Who.PROXY:
        parts.append("Someone else answered for the patient.")
    parts += [wish] if (wish := wish_sentence(sitting, dt)) else []
    return " ".join(parts)


def _stamps(
    sitting: Sitting,
    scored: Mapping[str, Scored],
    instruments: Mapping[str, Instrument],
    particulars: Particulars,
) -> tuple[str, ...]:
    used = [each for each in instruments if each in scored or each in sitting.plan.instruments]
    versions = ", ".join(
        f"{each} {scored[each].version if each in scored else instruments[each].version}"
        for each in used
    )
    stamps = particulars.stamps
    wordings = ", ".join(f"{each} {stamps.wordings[each]}" for each in stamps.wordings)
    profiles = {
        profile.stamp
        for each in used
        for profile in instruments[each].profiles
        if profile.id == sitting.plan.profile
    }
    missing = [f"{each} {rule}" for each, rule in sorted(sitting.plan.missing.items())]
    rules = f"Rules {', '.join(sorted(profiles))}, missing answers {', '.join(missing) or 'strict'}"
    lines = [f"Instruments {versions}"]
    if wordings:
        lines.append(f"Wording {wordings}")
    if stamps.program:
        rules = f"{rules}{DOT}program {stamps.program}"
    if stamps.settings:
        rules = f"{rules}{DOT}settings {stamps.settings}"
    return (*lines, rules)


def _journal(particulars: Particulars) -> str:
    stamps = particulars.stamps
    if stamps.journal is None:
        return "Journal: not yet entered"
    return f"Journal {stamps.journal}" + (f"{DOT}{stamps.hash}" if stamps.hash else "")
