"""Invented sittings for the page of the clinician, and no real patient."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any, Final

from distressapp.core.answers import Answer, Chosen, Picked, Written
from distressapp.core.conclude import Outcome
from distressapp.core.instrument import (
    Band,
    Instrument,
)
from distressapp.core.results import Flag, Score, State, Trigger
from distressapp.core.scoring import score
from distressapp.core.sitting import Plan, Sitting, Stop, Use, Who
from distressapp.core.summary import Identity, Particulars, Past, Stamps, Summary
from distressapp.core.summary_build import build
from tests.core.structures import CONCERNS, INSTRUMENTS, LABELS

IDENTITY: Final = Identity(
    name="Maria Invented", born=date(1961, 5, 3), record_number="D-004711", is_confirmed=True
)
PARTICULARS: Final = Particulars(
    identity=IDENTITY,
    clinic="Rehearsal clinic",
    zone=timezone(timedelta(hours=1)),
    labels=LABELS,
    stamps=Stamps(
        wordings={"dt": "own en 1", "hads": "practice en 1", "pss10": "practice en 1"},
        program="0.1.0",
        settings="9c41d2aa",
        journal=123,
        hash="4f2a9c1e77b0",
    ),
)
STARTED: Final = datetime(2026, 11, 22, 9, 31, tzinfo=UTC)
STEPS: Final = (
    "welcome",
    "why",
    "rating",
    *(f"concerns.{each}" for each in CONCERNS),
    "help.any",
    "checkpoint",
    *(f"hads.{each}" for each in range(1, 15)),
    *(f"pss10.{each}" for each in range(1, 11)),
    "talk",
    "thanks",
)
PLAN: Final = Plan(
    sitting="0" * 32, ticket="brass", use=Use.CLINICAL, instruments=("dt", "hads", "pss10")
)


def rating(number: int) -> dict[str, Answer]:
    return {"dt/rating": Chosen(index=number, value=number)}


def hads(*values: int | None) -> dict[str, Answer]:
    """Points 0 to 3 of items 1 to 14; None is not answered."""
    given = zip(INSTRUMENTS["hads"].items, values, strict=True)
    return {
        f"hads/{item.id}": Chosen(index=item.values.index(value), value=value)
        for item, value in given
        if value is not None
    }


def pss(*values: int | None) -> dict[str, Answer]:
    return {
        f"pss10/{number}": Chosen(index=value, value=value)
        for number, value in enumerate(values, start=1)
        if value is not None
    }


def sitting(answers: Mapping[str, Answer], **changes: Any) -> Sitting:  # noqa: ANN401 (fields of differing types, checked by the dataclass)
    return Sitting(
        **{
            "plan": PLAN,
            "answers": answers,
            "shown": STEPS,
            "stop": Stop.FINISHED,
            "is_help_reached": True,
            "started": STARTED,
            "stopped": STARTED + timedelta(minutes=10),
            **changes,
        }
    )


def page(
    of: Sitting,
    *flags: Flag,
    particulars: Particulars = PARTICULARS,
    instruments: Mapping[str, Instrument] = INSTRUMENTS,
) -> Summary:
    """The page of a sitting, with instruments of its own in place of ours where given."""
    known = {**INSTRUMENTS, **instruments}
    scored = {
        name: score(known[name], of.answers, missing=of.plan.missing.get(name, "strict"))
        for name in of.plan.instruments
    }
    return build(of, Outcome(scored=scored, flags=flags), known, particulars)


def flag(rule: str, band: Band, because: str, profile: str | None = None) -> Flag:
    trigger = Trigger.NEED if band is Band.NEED else Trigger.MOOD
    return Flag(rule=rule, trigger=trigger, band=band, because=because, profile=profile)


def past(day: date, *scores: int, language: str = "en", who: Who = Who.SELF) -> Past:
    """DT, HADS-A, HADS-D and PSS-10 of an earlier day."""
    names = ("dt.rating", "hads.anxiety", "hads.depression", "pss10.total")
    figures = dict(zip(names, zip(scores, (1, 7, 7, 10), strict=True), strict=True))
    return Past(
        day=day,
        language=language,
        who=who,
        versions=dict.fromkeys(INSTRUMENTS, "1.0"),
        scores={
            name: Score(
                instrument=name.split(".")[0],
                scale=name.split(".")[1],
                state=State.FULL,
                value=Fraction(value),
                given=value,
                answered=of,
                of=of,
            )
            for name, (value, of) in figures.items()
        },
    )


HISTORY: Final = (
    past(date(2026, 6, 2), 3, 5, 4, 14),
    past(date(2026, 8, 4), 5, 9, 6, 18),
    past(date(2026, 10, 1), 4, 9, 7, 16),
)

ORDINARY_ANSWERS: Final[Mapping[str, Answer]] = {
    **rating(6),
    "dt/physical": Picked(ids=("physical.sleep", "physical.fatigue")),
    "dt/emotional": Picked(ids=("emotional.worry", "emotional.fear")),
    "dt/social": Picked(ids=("social.none",)),
    "dt/practical": Picked(ids=("practical.money", "practical.getting_here")),
    "dt/top": Picked(ids=("practical.money", "emotional.worry", "physical.sleep")),
    "help/practical.money": Picked(ids=("talk_today", "leaflet")),
    "help/emotional.worry": Picked(ids=("phone",)),
    "help/physical.sleep": Picked(ids=("not_now",)),
    "help/physical.sleep.because": Picked(ids=("have_help",)),
    "phone/may": Picked(ids=("yes",)),
    "phone/number": Written(text="0151 2345678", language="en"),
    "phone/time": Picked(ids=("morning",)),
    "phone/message": Picked(ids=("no",)),
    "talk/again": Picked(ids=("yes",)),
    **hads(2, 0, 2, 1, 2, 1, 1, 1, 2, 1, 2, 0, 1, 1),
    **pss(2, 2, 3, 2, 2, 2, 3, 2, 2, 1),
}
ORDINARY_FLAGS: Final = (
    flag("hads.anxiety.11", Band.SOON, "HADS-A 12", "classic/1"),
    flag("dt.4", Band.SOON, "distress rating 6 and a wish to talk", "classic/1"),
    flag("request.talk", Band.NEED, "wants to talk about money, worry"),
    flag("need.practical_help", Band.NEED, "wants practical help with money"),
    flag("need.physical_top", Band.TALK, "sleep is among what matters most"),
)


def ordinary() -> Summary:
    """A finished sitting with a few flags, a wish to talk and no history."""
    return page(sitting(ORDINARY_ANSWERS), *ORDINARY_FLAGS)


EVERY_FLAG: Final = (
    flag("request.now", Band.NOW, "asked to speak to someone now"),
    flag("dt.8", Band.SOON, "distress rating 10", "classic/1"),
    flag("hads.anxiety.11", Band.SOON, "HADS-A at least 11, 5 of 7 answered", "classic/1"),
    flag("hads.depression.11", Band.SOON, "HADS-D at least 12, 6 of 7 answered", "classic/1"),
    flag("need.practical.safety", Band.SOON, "ticked: safety"),
    flag("need.practical.food", Band.SOON, "ticked: having enough food"),
    flag("need.practical.medicine", Band.SOON, "ticked: getting the medicine"),
    flag("need.emotional.burden", Band.SOON, "ticked: feeling worthless or a burden"),
    flag("request.talk", Band.NEED, "wants to talk about something"),
    flag("need.practical_help", Band.NEED, "wants practical help"),
    flag("dt.declined", Band.TALK, "rather not say how distressed"),
    flag("hads.anxiety.unscored", Band.TALK, "HADS-A broken off, 5 of 7 answered"),
    flag("hads.depression.unscored", Band.TALK, "HADS-D broken off, 6 of 7 answered"),
    flag("request.help_not_reached", Band.TALK, "the help question was not reached"),
    flag("request.now_withdrawn", Band.TALK, "asked for someone now, then took it back"),
    flag("need.physical_top", Band.TALK, "pain is among what matters most"),
    flag("change.dt.rating", Band.TALK, "distress rating up 6, more than measurement error"),
    flag("change.hads.anxiety", Band.TALK, "HADS-A up 7, more than measurement error"),
    flag("change.hads.depression", Band.TALK, "HADS-D up 8, more than measurement error"),
)


def full(text: str, *, use: Use = Use.CLINICAL) -> Summary:
    """All 44 concerns, every flag there is, long names, and the same text in every place."""
    pages: dict[str, Answer] = {
        f"dt/{domain}": Picked(ids=(*(f"{domain}.{each}" for each in names), f"{domain}.other"))
        for domain, names in CONCERNS.items()
    }
    size = len(text) // len(CONCERNS)
    words: dict[str, Answer] = {
        f"dt/{domain}.other": Written(text=text[place * size : (place + 1) * size], language="el")
        for place, domain in enumerate(CONCERNS)
    }
    answers = {
        **{key: each for key, each in ORDINARY_ANSWERS.items() if not key.startswith("hads/")},
        **rating(10),
        **pages,
        **words,
        **hads(3, 3, 3, 3, 3, None, 1, 2, 1, 1, None, 2, None, 1),
        "dt/top": Picked(
            ids=("practical.safety", "social.being_treated_unfairly", "physical.pain")
        ),
        **dict.fromkeys(
            ("help/practical.safety", "help/social.being_treated_unfairly", "help/physical.pain"),
            Picked(ids=("talk_today", "phone", "next_visit", "leaflet")),
        ),
    }
    plan = Plan(
        sitting="f" * 32,
        ticket="marmalade",
        use=use,
        instruments=("dt", "hads", "pss10"),
        held_back={"phq9": date(2026, 11, 20)},
        not_offered={"gad7": "no permission is recorded for this language"},
        missing={"hads": "half"},
    )
    particulars = Particulars(
        identity=Identity(
            name="Maria-Magdalena Konstantinopolitanopoulou von und zu Beispielhausen-Musterfeld",
            born=date(1961, 9, 30),
            record_number="REC-2026-00000000004711-B/XVII",
            is_confirmed=True,
        ),
        clinic="Interdisciplinary day clinic for haematology and oncology, building 4",
        zone=PARTICULARS.zone,
        labels=LABELS,
        history=HISTORY,
        stamps=PARTICULARS.stamps,
        for_social_worker=True,
    )
    done = sitting(
        answers,
        plan=plan,
        stop=Stop.RESTART,
        who=Who.FAMILY_INTERPRETER,
        language="zh-Hans",
        steppers_used=True,
    )
    return page(done, *EVERY_FLAG, particulars=particulars)
