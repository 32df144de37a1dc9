"""One sitting of an invented patient: scored by the core, and kept as take-in keeps a draft.

A kiosk would seal it into the letterbox first, and take-in would open it again: for a year of them
that is most of the time, and leaves nothing that could be seen.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from distressapp.core.battery import due
from distressapp.core.conclude import conclude
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.record import SCHEMA, Given, Record, to_payload
from distressapp.core.sitting import NowState, Plan, Revision, Sitting, Who
from distressapp.service.access import Session
from distressapp.service.entries import append
from distressapp.service.handover import ADMITTED
from distressapp.service.languages import language_meant
from distressapp.service.posting import News
from distressapp.service.rehearsal.answering import Manner, said
from distressapp.service.rehearsal.people import Invented
from distressapp.service.rehearsal.stage import Stage
from distressapp.service.sittings import scored_in

_TAP = timedelta(seconds=9)


@frozen
class Sat:
    """A sitting that was taken in."""

    record: Record
    scored: tuple[str, ...]

    @property
    def sitting(self) -> str:
        """Its random id."""
        return self.record.sitting.plan.sitting


def plan_for(stage: Stage, *, who: Who, last: dict[str, datetime]) -> Plan:
    """What is asked in a sitting now.

    Args:
        last: By instrument, when this patient was last scored.
    """
    house = stage.house
    asked, held_back = due(
        house.settings.instruments,
        who=who,
        last={each: house.local(at).date() for each, at in last.items()},
        today=house.today(),
        instruments=house.instruments,
    )
    return Plan(
        sitting=house.new_id(),
        ticket=stage.draw.choice(house.tickets),
        use=house.settings.use,
        instruments=asked,
        held_back=held_back,
        profile=house.settings.profile.profile,
        missing=dict(house.settings.missing),
    )


def admit(stage: Stage, plan: Plan, *, patient: str, visit: str) -> Session:
    """Note that a nurse handed the tablet over to a patient whose identifiers agreed; who it was.

    Args:
        patient, visit: Random ids; no visit is empty.
    """
    nurse = stage.nurse()
    said: Json = {
        "patient": patient,
        "visit": visit,
        "ticket": plan.ticket,
        "goes_on": False,
        "by": nurse.member.name,
        "member": nurse.member.id,
    }
    news = News(kind=ADMITTED, subject=plan.sitting, payload=said)
    append(stage.house, stage.session.vault, news)
    return nurse


def sit(
    stage: Stage, person: Invented, plan: Plan, manner: Manner, *, now: NowState | None = None
) -> Sat:
    """The patient answers until they stop; what was kept is scored and is an entry.

    The sitting ends now and began some minutes ago.
    """
    record = _record(stage, person, plan, manner, now=now)
    news = News(
        kind="sitting.stopped", schema=SCHEMA, subject=plan.sitting, payload=to_payload(record)
    )
    append(stage.house, stage.session.vault, news)
    return Sat(record=record, scored=scored_in(record.outcome))


def language_of(stage: Stage, person: Invented) -> str:
    """The language somebody answers in: their own where the clinic offers it, else its first.

    Whoever brings an interpreter is asked in the interpreter's other language.
    """
    offered = stage.house.settings.languages
    meant = "" if person.interpreter else language_meant(person.language, offered)
    return meant or offered[0]


def _record(
    stage: Stage, person: Invented, plan: Plan, manner: Manner, *, now: NowState | None
) -> Record:
    house, ended = stage.house, stage.house.clock()
    language = language_of(stage, person)
    is_first = language == house.settings.languages[0]
    manner = replace(manner, language=language, chose_language=not is_first)
    found = said(stage.draw, plan, house.instruments, manner)
    started = ended - _TAP * (len(found.answers) + 4)
    revisions = tuple(
        Revision(key=key, at=started + _TAP * nth, answer=answer)
        for nth, (key, answer) in enumerate(found.answers.items(), start=1)
    )
    sitting = Sitting(
        plan=plan,
        who=manner.who,
        language=language,
        answers=found.answers,
        revisions=revisions,
        shown=found.shown,
        stop=manner.stop,
        now=now,
        is_help_reached=any(each.startswith("help.") for each in found.shown),
        started=started,
        stopped=ended,
    )
    return Record(
        sitting=sitting,
        outcome=conclude(sitting, house.instruments),
        given=Given(record_number=person.record_number, born=person.born),
        stamped=replace(stage.stamped[language]),
    )
