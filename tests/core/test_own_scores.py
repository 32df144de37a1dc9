from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from distressapp.core.instrument import Instrument
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.own_scores import ScorePhrases, with_scores
from distressapp.core.results import Score, Scored, State
from distressapp.core.sitting import Who
from distressapp.instruments import load_all

PHRASES = ScorePhrases(
    title="Your scores", note="Not a diagnosis.", value="{number} of {least}-{most}", not_scored="-"
)
EMPTY = OwnAnswers(
    title="t",
    language="en",
    at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    strip=None,
    heading="h",
    warm=(),
    facts=(),
    notes=(),
    parts=(),
    closing=(),
    foot="f",
    page="p",
    gaps="g",
)


@pytest.fixture(scope="module")
def instruments() -> dict[str, Instrument]:
    return dict(load_all())


def scored(instrument: str, **values: Fraction | None) -> Scored:
    return Scored(
        instrument=instrument,
        version="1",
        rule="strict",
        items={},
        scores={
            scale: Score(
                instrument=instrument,
                scale=scale,
                state=State.NOT_SCORED if value is None else State.FULL,
                value=value,
                given=0,
                answered=7,
                of=7,
            )
            for scale, value in values.items()
        },
    )


def test_each_score_stands_with_the_ends_of_its_scale(instruments: dict[str, Instrument]) -> None:
    found = {
        "dt": scored("dt", rating=Fraction(6)),
        "hads": scored("hads", anxiety=Fraction(28, 3), depression=None, total=None),
    }

    copy = with_scores(EMPTY, found, instruments, PHRASES, who=Who.SELF)

    (part,) = copy.parts
    assert [(each.question, each.said) for each in part.asked] == [
        ("DT", ("6 of 0-10",)),
        ("HADS-A", ("9.3 of 0-21",)),
        ("HADS-D", ("-",)),
    ]
    assert [each.before for each in part.asked] == ["Not a diagnosis.", "", ""]
    assert [each.is_said for each in part.asked] == [True, True, False]


def test_a_proxys_copy_has_no_scores(instruments: dict[str, Instrument]) -> None:
    found = {"dt": scored("dt", rating=Fraction(6))}

    copy = with_scores(EMPTY, found, instruments, PHRASES, who=Who.PROXY)

    assert copy == EMPTY


def test_without_scores_nothing_is_added(instruments: dict[str, Instrument]) -> None:
    copy = with_scores(replace(EMPTY, heading="x"), {}, instruments, PHRASES, who=Who.SELF)

    assert copy.parts == ()
