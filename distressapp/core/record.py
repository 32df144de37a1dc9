"""A stopped sitting as the payload of its journal entry, and back.

Exact values travel as strings (`"28/3"`), times as ISO strings in UTC, the patient's own words
verbatim beside their language. `SCHEMA` rises when the shape changes; older payloads are upcast
when they are read and never rewritten.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from fractions import Fraction
from functools import reduce
from typing import Any, Final, TypeAlias

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.conclude import Outcome
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.journal import Json
from distressapp.core.results import Flag, ItemPoints, Score, Scored, State, Trigger
from distressapp.core.sitting import NowState, Plan, Revision, Sitting, Stop, Use, Who
from distressapp.core.stores import too_new

SCHEMA: Final = 1

Payload: TypeAlias = Mapping[str, Any]
"""A payload as it was read: its shape is this module's promise, not the type checker's."""

Upcast: TypeAlias = Callable[[Payload], Payload]

_UPCASTS: Final[tuple[Upcast, ...]] = ()
"""The n-th turns a payload of schema n into one of schema n + 1."""


@frozen
class Given:
    """Who the sitting was said to be at hand-over; confirmed by nobody yet.

    Attributes:
        born: The second identifier; None where it was not given.
    """

    record_number: str
    born: date | None = None


@frozen
class Stamped:
    """What a result was made with, so that it can be made again.

    Attributes:
        settings: Hash of the published settings.
        program: Version of this program.
        definitions: Instrument id to the SHA-256 of its definition.
        wordings: Instrument id to `"practice en 1 <sha256>"`.
    """

    settings: str = ""
    program: str = ""
    definitions: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)


@frozen
class FromPaper:
    """That the answers were written on a paper form, and who keyed them in.

    Attributes:
        form: Random id of the form that was printed.
        code: As printed on it.
        filled: The day it was filled in, as whoever keyed it says.
        keyed: When it was keyed in; UTC.
        by, member: Name and random id of whoever keyed it.
        unclear: Keys of the answers that could not be read, or where two were marked; nothing
            stands there, as where nothing was marked.
        because: Why it was keyed once more; empty the first time.
    """

    form: str
    code: str
    filled: date
    keyed: datetime
    by: str
    member: str
    unclear: tuple[str, ...] = ()
    because: str = ""


@frozen
class Record:
    """One stop of one sitting: everything that is kept of it.

    Attributes:
        draft: Hash of the opening row where a crash left the sitting and take-in scored it;
            empty where the kiosk closed it.
        paper: None where the patient answered on a screen.
    """

    sitting: Sitting
    outcome: Outcome
    given: Given
    stamped: Stamped = field(default_factory=Stamped)
    draft: str = ""
    paper: FromPaper | None = None


def answer_payload(answer: Answer | None) -> Json:
    """One answer; None, taken back, is null."""
    if answer is None:
        return None
    if isinstance(answer, Chosen):
        return {"chosen": [answer.index, answer.value]}
    if isinstance(answer, Picked):
        return {"picked": list(answer.ids)}
    if isinstance(answer, Written):
        return {"written": answer.text, "language": answer.language}
    return {"declined": True}


def answer_from(payload: Payload | None) -> Answer | None:
    """The answer that `answer_payload` wrote."""
    if payload is None:
        return None
    if "chosen" in payload:
        return Chosen(index=payload["chosen"][0], value=payload["chosen"][1])
    if "picked" in payload:
        return Picked(ids=tuple(payload["picked"]))
    if "written" in payload:
        return Written(text=payload["written"], language=payload["language"])
    return DECLINED


def plan_payload(plan: Plan) -> dict[str, Json]:
    """What was to be asked."""
    # Left out where there is nothing to say, as in every payload of before it was known.
    unworded: dict[str, Json] = {
        language: list(left_out) for language, left_out in plan.unworded.items() if left_out
    }
    return {
        **({"unworded": unworded} if unworded else {}),
        "sitting": plan.sitting,
        "ticket": plan.ticket,
        "use": plan.use.value,
        "instruments": list(plan.instruments),
        "held_back": {key: day.isoformat() for key, day in plan.held_back.items()},
        "not_offered": dict(plan.not_offered),
        "profile": plan.profile,
        "missing": dict(plan.missing),
    }


def plan_from(payload: Payload) -> Plan:
    """The plan that `plan_payload` wrote."""
    return Plan(
        sitting=payload["sitting"],
        ticket=payload["ticket"],
        use=Use(payload["use"]),
        instruments=tuple(payload["instruments"]),
        held_back={key: date.fromisoformat(day) for key, day in payload["held_back"].items()},
        not_offered=dict(payload["not_offered"]),
        unworded={
            language: tuple(left_out) for language, left_out in payload.get("unworded", {}).items()
        },
        profile=payload["profile"],
        missing=dict(payload["missing"]),
    )


def revision_payload(revision: Revision) -> dict[str, Json]:
    """One thing that was kept."""
    return {
        "key": revision.key,
        "at": revision.at.isoformat(),
        "answer": answer_payload(revision.answer),
    }


def revision_from(payload: Payload) -> Revision:
    """The revision that `revision_payload` wrote."""
    at = datetime.fromisoformat(payload["at"])
    return Revision(key=payload["key"], at=at, answer=answer_from(payload["answer"]))


def sitting_payload(sitting: Sitting) -> dict[str, Json]:
    """A sitting at a stop, or paused."""
    answers: dict[str, Json] = {
        key: answer_payload(answer) for key, answer in sitting.answers.items()
    }
    return {
        "plan": plan_payload(sitting.plan),
        "who": sitting.who.value,
        "language": sitting.language,
        "answers": answers,
        "revisions": [revision_payload(each) for each in sitting.revisions],
        "shown": list(sitting.shown),
        "stop": None if sitting.stop is None else sitting.stop.value,
        "now": None if sitting.now is None else sitting.now.value,
        "is_help_reached": sitting.is_help_reached,
        "started": sitting.started.isoformat(),
        "stopped": None if sitting.stopped is None else sitting.stopped.isoformat(),
        "steppers_used": sitting.steppers_used,
    }


def sitting_from(payload: Payload) -> Sitting:
    """The sitting that `sitting_payload` wrote."""
    stop, now, stopped = payload["stop"], payload["now"], payload["stopped"]
    answers = {key: answer_from(each) for key, each in payload["answers"].items()}
    return Sitting(
        plan=plan_from(payload["plan"]),
        who=Who(payload["who"]),
        language=payload["language"],
        answers={key: each for key, each in answers.items() if each is not None},
        revisions=tuple(revision_from(each) for each in payload["revisions"]),
        shown=tuple(payload["shown"]),
        stop=None if stop is None else Stop(stop),
        now=None if now is None else NowState(now),
        is_help_reached=payload["is_help_reached"],
        started=datetime.fromisoformat(payload["started"]),
        stopped=None if stopped is None else datetime.fromisoformat(stopped),
        steppers_used=payload["steppers_used"],
    )


def flag_payload(flag: Flag) -> dict[str, Json]:
    """One flag."""
    return {
        "rule": flag.rule,
        "trigger": flag.trigger.value,
        "band": flag.band.value,
        "because": flag.because,
        "profile": flag.profile,
    }


_TRIGGERS: Final = {each.value: each for each in Trigger}
_BANDS: Final = {each.value: each for each in Band}


def flag_from(payload: Payload) -> Flag:
    """The flag that `flag_payload` wrote."""
    return Flag(
        rule=payload["rule"],
        trigger=_TRIGGERS[payload["trigger"]],
        band=_BANDS[payload["band"]],
        because=payload["because"],
        profile=payload["profile"],
    )


def _score_payload(score: Score) -> dict[str, Json]:
    return {
        "state": score.state.value,
        "value": None if score.value is None else str(score.value),
        "given": score.given,
        "answered": score.answered,
        "of": score.of,
        "missing": list(score.missing),
        "band": score.band,
    }


def _score_from(instrument: str, scale: str, payload: Payload) -> Score:
    value = payload["value"]
    return Score(
        instrument=instrument,
        scale=scale,
        state=State(payload["state"]),
        value=None if value is None else Fraction(value),
        given=payload["given"],
        answered=payload["answered"],
        of=payload["of"],
        missing=tuple(payload["missing"]),
        band=payload["band"],
    )


def _scored_payload(scored: Scored) -> dict[str, Json]:
    return {
        "version": scored.version,
        "rule": scored.rule,
        "scores": [[scale, _score_payload(score)] for scale, score in scored.scores.items()],
        "items": [
            [item, each.index, each.value, each.score, each.is_declined]
            for item, each in scored.items.items()
        ],
        "concerns": list(scored.concerns),
    }


def _scored_from(instrument: str, payload: Payload) -> Scored:
    items: Sequence[Sequence[Any]] = payload["items"]
    return Scored(
        instrument=instrument,
        version=payload["version"],
        rule=payload["rule"],
        scores={scale: _score_from(instrument, scale, each) for scale, each in payload["scores"]},
        items={
            item: ItemPoints(index=index, value=value, score=score, is_declined=is_declined)
            for item, index, value, score, is_declined in items
        },
        concerns=tuple(payload["concerns"]),
    )


def _paper_payload(paper: FromPaper) -> dict[str, Json]:
    return {
        "form": paper.form,
        "code": paper.code,
        "filled": paper.filled.isoformat(),
        "keyed": paper.keyed.isoformat(),
        "by": paper.by,
        "member": paper.member,
        "unclear": list(paper.unclear),
        "because": paper.because,
    }


def _paper_from(payload: Payload | None) -> FromPaper | None:
    if payload is None:
        return None
    return FromPaper(
        form=payload["form"],
        code=payload["code"],
        filled=date.fromisoformat(payload["filled"]),
        keyed=datetime.fromisoformat(payload["keyed"]),
        by=payload["by"],
        member=payload["member"],
        unclear=tuple(payload["unclear"]),
        because=payload["because"],
    )


def to_payload(record: Record) -> dict[str, Json]:
    """The payload of a stop; see `journal.canonical` for its bytes.

    `paper` stands in it only where there was paper: what a screen took reads as it always did.
    """
    given, stamped = record.given, record.stamped
    paper: dict[str, Json] = {} if record.paper is None else {"paper": _paper_payload(record.paper)}
    return {
        "sitting": sitting_payload(record.sitting),
        "scored": [[key, _scored_payload(each)] for key, each in record.outcome.scored.items()],
        "flags": [flag_payload(each) for each in record.outcome.flags],
        "given": {
            "record_number": given.record_number,
            "born": None if given.born is None else given.born.isoformat(),
        },
        "stamped": {
            "settings": stamped.settings,
            "program": stamped.program,
            "definitions": dict(stamped.definitions),
            "wordings": dict(stamped.wordings),
        },
        "draft": record.draft,
        **paper,
    }


def from_payload(payload: Payload, *, schema: int) -> Record:
    """The stop that `to_payload` wrote, in this or an older version of the program.

    Raises:
        StoreTooNewError: A newer version wrote it.
    """
    found = upcast(payload, schema=schema)
    born, stamped = found["given"]["born"], found["stamped"]
    return Record(
        sitting=sitting_from(found["sitting"]),
        outcome=Outcome(
            scored={key: _scored_from(key, each) for key, each in found["scored"]},
            flags=tuple(flag_from(each) for each in found["flags"]),
        ),
        given=Given(
            record_number=found["given"]["record_number"],
            born=None if born is None else date.fromisoformat(born),
        ),
        stamped=Stamped(
            settings=stamped["settings"],
            program=stamped["program"],
            definitions=dict(stamped["definitions"]),
            wordings=dict(stamped["wordings"]),
        ),
        draft=found["draft"],
        paper=_paper_from(found.get("paper")),
    )


def upcast(payload: Payload, *, schema: int, steps: tuple[Upcast, ...] = _UPCASTS) -> Payload:
    """The payload in this version's shape; the journal keeps the old one.

    Raises:
        StoreTooNewError: A newer version wrote it.
    """
    ours = len(steps) + 1
    if schema > ours:
        raise too_new("A sitting of the journal", found=schema, ours=ours)
    return reduce(lambda older, step: step(older), steps[schema - 1 :], payload)
