"""What reads without values being made of it is what reads."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, Final

import pytest

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.conclude import Outcome
from distressapp.core.instrument import Band, Trigger
from distressapp.core.readable import check
from distressapp.core.record import (
    SCHEMA,
    FromPaper,
    Given,
    Record,
    Stamped,
    from_payload,
    to_payload,
)
from distressapp.core.results import Flag, ItemPoints, Score, Scored, State
from distressapp.core.sitting import NowState, Plan, Revision, Sitting, Stop, Use
from distressapp.core.stores import StoreTooNewError

AT: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY: Final = date(2026, 3, 1)
ANSWERS: Final[dict[str, Answer]] = {
    "dt/rating": Chosen(index=7, value=7),
    "dt/practical": Picked(ids=("money",)),
    "dt/practical.other": Written(text="chosen", language="en"),
    "hads/1": DECLINED,
}
RECORD: Final = Record(
    sitting=Sitting(
        plan=Plan(
            sitting="5" * 32,
            ticket="fern",
            use=Use.REHEARSAL,
            instruments=("dt",),
            held_back={"hads": DAY},
            not_offered={"pss10": "closed"},
            unworded={"el": ("pss10",)},
            missing={"hads": "half"},
        ),
        answers=ANSWERS,
        revisions=(
            *(Revision(key=key, at=AT, answer=each) for key, each in ANSWERS.items()),
            Revision(key="hads/2", at=AT, answer=None),
        ),
        shown=("welcome",),
        stop=Stop.CALLED,
        now=NowState.SOUNDING,
        started=AT,
        stopped=AT,
    ),
    outcome=Outcome(
        scored={
            "hads": Scored(
                instrument="hads",
                version="1",
                rule="half",
                scores={
                    "anxiety": Score(
                        instrument="hads",
                        scale="anxiety",
                        state=State.ESTIMATED,
                        value=Fraction(28, 3),
                        given=6,
                        answered=6,
                        of=7,
                        missing=("7",),
                        band="8-10",
                    ),
                },
                items={"1": ItemPoints(index=None, value=None, score=None, is_declined=True)},
                concerns=("money",),
            )
        },
        flags=(
            Flag(rule="dt.high", trigger=Trigger.NEED, band=Band.TALK, because="7", profile=None),
        ),
    ),
    given=Given(record_number="MRN-1", born=DAY),
    stamped=Stamped(settings="s", program="p", definitions={"dt": "a"}, wordings={"dt": "b"}),
    paper=FromPaper(
        form="f", code="c", filled=DAY, keyed=AT, by="Nurse", member="m", unclear=("hads/2",)
    ),
)
PAYLOAD: Final = json.dumps(to_payload(RECORD))
WRONG: Final[tuple[Any, ...]] = (
    *(None, True, 0, 10**30, "", "x", "1/0", "1" * 20, "2026-13-01", "chosen"),
    *([], [[]], [1, 2], ["chosen"], {}, {"chosen": []}, {"written": "x"}, {"x": {}}),
)

Path = tuple[str | int, ...]


def paths(value: Any, so_far: Path = ()) -> Iterator[Path]:  # noqa: ANN401  (JSON)
    """Every place in it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        yield (*so_far, key)
        if isinstance(each, dict | list):
            yield from paths(each, (*so_far, key))


def fresh(path: Path) -> tuple[Any, Any]:
    """The payload once more, and what holds the last step of that path."""
    whole = json.loads(PAYLOAD)
    held = whole
    for each in path[:-1]:
        held = held[each]
    return whole, held


def raised(payload: Any) -> tuple[bool, bool]:  # noqa: ANN401  (JSON)
    """Whether making values of it fails, and whether the check does."""
    found = [True, True]
    for nth, read in enumerate((from_payload, check)):
        with suppress(LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            read(payload, schema=SCHEMA)
            found[nth] = False
    return found[0], found[1]


def test_what_was_written_reads() -> None:
    payload = json.loads(PAYLOAD)

    check(payload, schema=SCHEMA)

    assert from_payload(payload, schema=SCHEMA) == RECORD


def test_a_sitting_that_goes_on_reads_too() -> None:
    payload = json.loads(PAYLOAD)
    payload["sitting"] |= {"stop": None, "now": None, "stopped": None}
    payload["given"]["born"] = None
    payload["scored"][0][1]["scores"][0][1]["value"] = None
    del payload["paper"]

    assert raised(payload) == (False, False)


@pytest.mark.parametrize("path", list(paths(json.loads(PAYLOAD))), ids=str)
def test_whatever_is_wrong_or_missing_fails_where_values_fail(path: Path) -> None:
    left_out, held = fresh(path)
    del held[path[-1]]
    tried = [left_out]
    for wrong in WRONG:
        whole, held = fresh(path)
        held[path[-1]] = wrong
        tried.append(whole)

    for payload in tried:
        values, checked = raised(payload)
        assert values == checked, payload


def test_a_newer_one_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(StoreTooNewError):
        check({}, schema=SCHEMA + 1)
