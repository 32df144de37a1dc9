from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.conclude import Outcome
from distressapp.core.instrument import Band
from distressapp.core.journal import canonical, parsed
from distressapp.core.record import (
    SCHEMA,
    FromPaper,
    Given,
    Payload,
    Record,
    Stamped,
    from_payload,
    to_payload,
    upcast,
)
from distressapp.core.results import Flag, ItemPoints, Score, Scored, State, Trigger
from distressapp.core.sitting import NowState, Plan, Revision, Sitting, Stop, Use, Who
from distressapp.core.stores import StoreTooNewError

words = st.text(max_size=8)
whole = st.integers(-5, 200)
times = st.datetimes(timezones=st.just(UTC))
days = st.dates()
answers: st.SearchStrategy[Answer] = (
    st.builds(Chosen, index=whole, value=whole)
    | st.builds(Picked, ids=st.lists(words, max_size=3).map(tuple))
    | st.builds(Written, text=st.text(max_size=30), language=words)
    | st.just(DECLINED)
)
named = st.dictionaries(words, words, max_size=2)
plans = st.builds(
    Plan,
    sitting=words,
    ticket=words,
    use=st.sampled_from(Use),
    instruments=st.lists(words, max_size=3).map(tuple),
    held_back=st.dictionaries(words, days, max_size=2),
    not_offered=named,
    profile=words,
    missing=named,
)
revisions = st.builds(Revision, key=words, at=times, answer=st.none() | answers)
sittings = st.builds(
    Sitting,
    plan=plans,
    who=st.sampled_from(Who),
    language=words,
    answers=st.dictionaries(words, answers, max_size=3),
    revisions=st.lists(revisions, max_size=3).map(tuple),
    shown=st.lists(words, max_size=3).map(tuple),
    stop=st.none() | st.sampled_from(Stop),
    now=st.none() | st.sampled_from(NowState),
    is_help_reached=st.booleans(),
    started=times,
    stopped=st.none() | times,
    steppers_used=st.booleans(),
)
points = st.builds(
    ItemPoints,
    index=st.none() | whole,
    value=st.none() | whole,
    score=st.none() | whole,
    is_declined=st.booleans(),
)


@st.composite
def scored_instruments(draw: st.DrawFn) -> dict[str, Scored]:
    found: dict[str, Scored] = {}
    for instrument in draw(st.lists(words, max_size=2, unique=True)):
        scores = {
            scale: Score(
                instrument=instrument,
                scale=scale,
                state=draw(st.sampled_from(State)),
                value=draw(st.none() | st.fractions(0, 42)),
                given=draw(whole),
                answered=draw(whole),
                of=draw(whole),
                missing=tuple(draw(st.lists(words, max_size=2))),
                band=draw(st.none() | words),
            )
            for scale in draw(st.lists(words, max_size=3, unique=True))
        }
        found[instrument] = Scored(
            instrument=instrument,
            version=draw(words),
            rule=draw(words),
            scores=scores,
            items=draw(st.dictionaries(words, points, max_size=3)),
            concerns=tuple(draw(st.lists(words, max_size=2))),
        )
    return found


flags = st.builds(
    Flag,
    rule=words,
    trigger=st.sampled_from(Trigger),
    band=st.sampled_from(Band),
    because=words,
    profile=st.none() | words,
)
records = st.builds(
    Record,
    sitting=sittings,
    outcome=st.builds(
        Outcome, scored=scored_instruments(), flags=st.lists(flags, max_size=3).map(tuple)
    ),
    given=st.builds(Given, record_number=words, born=st.none() | days),
    stamped=st.builds(Stamped, settings=words, program=words, definitions=named, wordings=named),
    draft=words,
    paper=st.none()
    | st.builds(
        FromPaper,
        form=words,
        code=words,
        filled=days,
        keyed=times,
        by=words,
        member=words,
        unclear=st.lists(words, max_size=2).map(tuple),
        because=words,
    ),
)


@settings(max_examples=40)
@given(records)
def test_a_record_is_read_back_as_it_was_written(record: Record) -> None:
    payload = canonical(to_payload(record))

    again = from_payload(parsed(payload), schema=SCHEMA)

    assert again == record
    assert [*again.outcome.scored] == [*record.outcome.scored]


@settings(max_examples=10)
@given(records)
def test_what_a_screen_took_says_nothing_of_paper(record: Record) -> None:
    payload = to_payload(replace(record, paper=None))

    assert "paper" not in payload
    assert from_payload(payload, schema=SCHEMA).paper is None


def test_a_newer_record_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(StoreTooNewError):
        from_payload({}, schema=SCHEMA + 1)


def test_an_older_record_is_read_through_every_step_since() -> None:
    def second(payload: Payload) -> Payload:
        return {**payload, "second": True}

    def third(payload: Payload) -> Payload:
        return {**payload, "third": payload["second"]}

    assert upcast({}, schema=1, steps=(second, third)) == {"second": True, "third": True}
    assert upcast({"second": 2}, schema=2, steps=(second, third)) == {"second": 2, "third": 2}
    assert upcast({"third": 3}, schema=3, steps=(second, third)) == {"third": 3}


def test_words_of_a_patient_are_not_normalised() -> None:
    text = "\N{GREEK SMALL LETTER ALPHA}\N{COMBINING ACUTE ACCENT} <b>&"
    at = datetime(2026, 3, 2, tzinfo=UTC)
    plan = Plan(sitting="s", ticket="fern", use=Use.REHEARSAL, instruments=())
    said = {"dt/practical.other": Written(text=text, language="el")}
    record = Record(
        sitting=Sitting(plan=plan, started=at, answers=said),
        outcome=Outcome(scored={}, flags=()),
        given=Given(record_number="1", born=date(1950, 1, 1)),
    )

    again = from_payload(parsed(canonical(to_payload(record))), schema=SCHEMA)

    assert again.sitting.answers["dt/practical.other"] == Written(text=text, language="el")
