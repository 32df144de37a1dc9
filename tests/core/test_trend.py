"""Change: worked examples, the exact border, and the flags of a worsening."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import Answer
from distressapp.core.instrument import Band, Instrument, Scale, Spread, Trigger
from distressapp.core.results import Flag
from distressapp.core.scoring import score
from distressapp.core.sitting import Stop, Who
from distressapp.core.summary import Past
from distressapp.core.trend import change, worsening
from tests.core.shipped import DT, HADS, INSTRUMENTS, PSS, rating, sitting, worth_in
from tests.vectors import EXAMPLES

SCALES: Final[dict[str, Scale]] = {
    "HADS-A": HADS.scale("anxiety"),
    "HADS-D": HADS.scale("depression"),
    "HADS total": HADS.scale("total"),
    "PSS-10": PSS.scale("total"),
    "DT": DT.scale("rating"),
}


def spread_of(name: str) -> Spread:
    found = SCALES[name].spread
    assert found is not None
    return found


@pytest.mark.parametrize("example", EXAMPLES["rci"], ids=lambda example: str(example["id"]))
def test_a_worked_change_is_reliable_as_it_was_worked(example: dict[str, Any]) -> None:
    spread = spread_of(example["instrument"])

    found = change(spread, Fraction(example["x1"]), Fraction(example["x2"]))

    assert (spread.sd, spread.reliability) == (Fraction(example["sd"]), Fraction(example["r"]))
    assert found.is_reliable is example["reliable"]
    assert found.difference == example["x2"] - example["x1"]
    need = Fraction(str(example["need"]))
    assert abs(found.smallest_squared - need**2) < Fraction(1, 500)


@pytest.mark.parametrize(
    ("name", "printed", "whole"),
    [("DT", "3.3", 4), ("HADS-A", "4.8", 5), ("HADS-D", "4.9", 5), ("PSS-10", "8.6", 9)],
)
def test_the_smallest_reliable_change_is_printed_with_one_decimal(
    name: str, printed: str, whole: int
) -> None:
    found = change(spread_of(name), Fraction(0), Fraction(0))

    assert (found.smallest, found.smallest_whole) == (printed, whole)


def spread_needing(points: Fraction) -> Spread:
    """A spread whose smallest reliable change is exactly that: sd = points / 1.96, r = 1/2."""
    return Spread(sd=points / Fraction(196, 100), reliability=Fraction(1, 2), source="made up")


@pytest.mark.parametrize(
    ("points", "printed", "whole"),
    [
        (Fraction(3), "3.0", 3),
        (Fraction(305, 100), "3.1", 4),
        (Fraction(3049, 1000), "3.0", 4),
        (Fraction(995, 100), "10.0", 10),
        (Fraction(2, 5), "0.4", 1),
    ],
)
def test_half_a_tenth_is_printed_upwards(points: Fraction, printed: str, whole: int) -> None:
    found = change(spread_needing(points), Fraction(0), Fraction(0))

    assert found.smallest_squared == points**2
    assert (found.smallest, found.smallest_whole) == (printed, whole)


def test_a_change_exactly_at_the_border_is_reliable() -> None:
    spread = spread_needing(Fraction(5))

    assert change(spread, Fraction(2), Fraction(7)).is_reliable
    assert change(spread, Fraction(7), Fraction(2)).is_reliable
    assert not change(spread, Fraction(2), Fraction(6999, 1000)).is_reliable


@given(st.fractions(0, 42), st.fractions(0, 42))
def test_there_and_back_is_the_same_change(before: Fraction, after: Fraction) -> None:
    spread = spread_of("HADS total")

    there = change(spread, before, after)
    back = change(spread, after, before)

    assert there.difference == -back.difference
    assert there.is_reliable == back.is_reliable
    assert there.is_reliable == (there.difference**2 >= there.smallest_squared)


def past(answers: dict[str, Answer], *, day: int = 1, **changed: Any) -> Past:  # noqa: ANN401  (fields of differing types, checked by the dataclass)
    scored = {each: score(INSTRUMENTS[each], answers) for each in INSTRUMENTS}
    usual: dict[str, Any] = {
        "day": date(2026, 2, day),
        "language": "en",
        "who": Who.SELF,
        "versions": {each: result.version for each, result in scored.items()},
        "scores": {
            f"{each}.{scale}": found
            for each, result in scored.items()
            for scale, found in result.scores.items()
        },
    }
    return Past(**{**usual, **changed})


def worse(answers: dict[str, Answer], *history: Past, **changed: Any) -> tuple[Flag, ...]:  # noqa: ANN401  (handed on)
    now = sitting(answers, **changed)
    scored = {each: score(INSTRUMENTS[each], answers) for each in INSTRUMENTS}
    return worsening(scored, now, history, INSTRUMENTS)


def test_a_reliable_worsening_raises_talk_with_both_figures() -> None:
    assert worse(rating(7), past(rating(3))) == (
        Flag(
            rule="change.dt.rating",
            trigger=Trigger.DISTRESS,
            band=Band.TALK,
            because="DT 3 before, 7 now: more than measurement error",
        ),
    )


@pytest.mark.parametrize(("before", "now"), [(3, 6), (4, 4), (7, 3), (10, 0)])
def test_a_step_within_the_noise_or_for_the_better_raises_nothing(before: int, now: int) -> None:
    assert worse(rating(now), past(rating(before))) == ()


@pytest.mark.parametrize(
    ("scale", "rule"),
    [("anxiety", "change.hads.anxiety"), ("depression", "change.hads.depression")],
)
def test_each_hads_scale_is_compared_but_not_their_total(scale: str, rule: str) -> None:
    items = HADS.scale(scale).items
    rest = [item.id for item in HADS.items if item.id not in items]
    before = worth_in(HADS, items, 2) | worth_in(HADS, rest, 6)
    now = worth_in(HADS, items, 7) | worth_in(HADS, rest, 10)

    found = worse(now, past(before))

    assert [(flag.rule, flag.trigger) for flag in found] == [(rule, Trigger.MOOD)]


def test_a_pss_that_rose_raises_nothing() -> None:
    items = [item.id for item in PSS.items]

    assert worse(worth_in(PSS, items, 36), past(worth_in(PSS, items, 4))) == ()


def test_the_latest_comparable_day_is_what_counts() -> None:
    history = (past(rating(6), day=20), past(rating(0), day=10), past({}, day=25))

    assert worse(rating(7), *history) == ()
    assert worse(rating(10), *history)[0].because.startswith("DT 6 before")


@pytest.mark.parametrize(
    "changed",
    [
        {"who": Who.HELPED},
        {"who": Who.PROXY},
        {"who": Who.INTERPRETER},
        {"language": "es"},
        {"versions": {"dt": "0"}},
        {"versions": {}},
        {"scores": {}},
    ],
)
def test_a_day_that_cannot_be_compared_is_passed_over(changed: dict[str, Any]) -> None:
    assert worse(rating(9), past(rating(1), **changed)) == ()


def test_without_history_there_is_no_worsening() -> None:
    assert worse(rating(10)) == ()


@pytest.mark.parametrize(
    "changed", [{"who": Who.HELPED}, {"stop": Stop.NOT_TODAY}, {"language": "es"}]
)
def test_a_sitting_that_cannot_be_compared_raises_no_worsening(changed: dict[str, Any]) -> None:
    assert worse(rating(9), past(rating(1)), **changed) == ()


def test_an_estimate_is_never_compared() -> None:
    items = HADS.scale("anxiety").items
    answers = worth_in(HADS, items[:6], 18)
    scored = {"hads": score(HADS, answers, missing="half")}

    found = worsening(scored, sitting(answers), (past(worth_in(HADS, items, 0)),), INSTRUMENTS)

    assert found == ()


def test_where_higher_is_better_a_fall_is_the_worsening() -> None:
    better: dict[str, Instrument] = {"dt": replace(DT, higher_is="better")}
    now = {"dt": score(better["dt"], rating(2))}

    fallen = worsening(now, sitting(rating(2)), (past(rating(9)),), better)
    risen = worsening({"dt": score(DT, rating(9))}, sitting({}), (past(rating(2)),), better)

    assert [flag.rule for flag in fallen] == ["change.dt.rating"]
    assert risen == ()
