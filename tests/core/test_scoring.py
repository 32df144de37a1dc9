"""Scores: worked examples with their source, and what is refused."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.errors import NotOnOfferError, UnknownItemError
from distressapp.core.results import Score, State
from distressapp.core.scoring import UnknownRuleError, score
from distressapp.core.scoring_key import counted_from_the_other_end
from tests.core.shipped import DT, HADS, PSS, by_index, rating, ticks, worth_in
from tests.vectors import EXAMPLES

ANXIETY: Final = HADS.scale("anxiety").items
WORDS: Final = Written(text="my dog", language="en")


def ids(example: object) -> str:
    return str(example["id"]) if isinstance(example, dict) else ""


def exact(score: Score) -> str | None:
    return None if score.value is None else str(score.value)


@pytest.mark.parametrize("example", EXAMPLES["hads"], ids=ids)
def test_a_worked_hads_scores_as_it_was_worked(example: dict[str, Any]) -> None:
    answers = by_index(HADS, example["presented"])

    scored = score(HADS, answers, missing=example["rule"])

    assert [scored.items[str(n)].score for n in range(1, 15)] == example["values"]
    for scale, letter in (("anxiety", "A"), ("depression", "D")):
        found = scored.scores[scale]
        assert exact(found) == example[letter]
        assert (found.band or "not scorable") == example[f"{letter}_band"]
        assert (found.state is State.ESTIMATED) == example[f"{letter}_prorated"]
    assert exact(scored.scores["total"]) == example["T"]
    assert scored.scores["total"].band is None


@pytest.mark.parametrize("example", EXAMPLES["pss10"], ids=ids)
def test_a_worked_pss_scores_as_it_was_worked(example: dict[str, Any]) -> None:
    need = example["n_min"]
    rule = "strict" if need == 10 else f"{need}_of_10"

    scored = score(PSS, by_index(PSS, example["presented"]), missing=rule)

    assert [scored.items[str(n)].score for n in range(1, 11)] == example["scores"]
    for scale in ("total", "helplessness", "self_efficacy_reversed"):
        assert exact(scored.scores[scale]) == example[scale]
    assert (scored.scores["total"].state is State.ESTIMATED) == example["prorated"]
    assert all(each.band is None for each in scored.scores.values())


@pytest.mark.parametrize("example", EXAMPLES["dt"], ids=ids)
def test_a_worked_rating_scores_as_it_was_worked(example: dict[str, Any]) -> None:
    listed = [item.id for item in DT.items][1 : example["concerns"] + 1]
    answers = ticks(*listed) | ({} if example["dt"] is None else rating(example["dt"]))

    scored = score(DT, answers)

    assert scored.scores["rating"].value == example["dt"]
    assert scored.concerns == tuple(listed)


@pytest.mark.parametrize(("number", "band"), [(0, "0-3"), (3, "0-3"), (4, "4-10"), (10, "4-10")])
def test_the_rating_changes_band_at_four(number: int, band: str) -> None:
    assert score(DT, rating(number)).scores["rating"].band == band


def test_zero_is_an_answer_and_blank_is_not() -> None:
    zero = score(DT, rating(0)).scores["rating"]
    blank = score(DT, {}).scores["rating"]

    assert (zero.state, zero.answered, zero.missing) == (State.FULL, 1, ())
    assert zero.value == 0
    assert zero.value is not None
    assert (blank.state, blank.value, blank.missing) == (State.NOT_SCORED, None, ("rating",))


def test_an_untouched_hads_has_no_points_at_all() -> None:
    scored = score(HADS, {})

    assert {each.state for each in scored.scores.values()} == {State.NOT_SCORED}
    assert {each.given for each in scored.scores.values()} == {0}
    assert scored.scores["total"].of == 14


@pytest.mark.parametrize(
    ("items", "points", "value", "band"),
    [
        (6, 6, Fraction(7), "0-7"),
        (5, 5, Fraction(7), "0-7"),
        (7, 8, Fraction(8), "8-10"),
        (4, 4, Fraction(7), "0-7"),
        (6, 9, Fraction(21, 2), "8-10"),
        (4, 6, Fraction(21, 2), "8-10"),
        (6, 10, Fraction(35, 3), "11-21"),
        (7, 11, Fraction(11), "11-21"),
    ],
)
def test_a_band_is_decided_on_the_unrounded_value(
    items: int, points: int, value: Fraction, band: str
) -> None:
    answers = worth_in(HADS, ANXIETY[:items], points)

    found = score(HADS, answers, missing="half").scores["anxiety"]

    assert (found.value, found.band) == (value, band)


def test_seven_and_a_half_is_in_the_lowest_band() -> None:
    # No HADS comes to 7.5 by its own rules: 5 points on 2 of 3 items of a shorter scale do.
    scale = replace(HADS.scale("anxiety"), items=("1", "3", "5"), high=9)
    shorter = replace(HADS, scales=(scale,))
    answers = worth_in(HADS, ("1", "3"), 5)

    found = score(shorter, answers, missing="2_of_3").scores["anxiety"]

    assert (found.value, found.band) == (Fraction(15, 2), "0-7")


@pytest.mark.parametrize(
    ("rule", "answered", "state"),
    [
        ("strict", 6, State.NOT_SCORED),
        ("half", 4, State.ESTIMATED),
        ("half", 3, State.NOT_SCORED),
        ("6_of_7", 6, State.ESTIMATED),
        ("6_of_7", 5, State.NOT_SCORED),
        ("7_of_7", 6, State.NOT_SCORED),
        ("1_of_7", 1, State.ESTIMATED),
        ("1_of_7", 0, State.NOT_SCORED),
        ("9_of_10", 6, State.NOT_SCORED),
        ("6_of_14", 6, State.NOT_SCORED),
    ],
)
def test_a_scale_is_estimated_from_as_many_answers_as_the_rule_asks(
    rule: str, answered: int, state: State
) -> None:
    found = score(HADS, worth_in(HADS, ANXIETY[:answered], 3), missing=rule)

    assert found.scores["anxiety"].state is state
    assert found.rule == rule


@pytest.mark.parametrize(("size", "needed"), [(1, 1), (4, 2), (5, 3), (6, 3), (7, 4)])
def test_half_of_an_odd_number_of_items_is_rounded_up(size: int, needed: int) -> None:
    scale = replace(HADS.scale("anxiety"), items=ANXIETY[:size], high=3 * size)
    shorter = replace(HADS, scales=(scale,))
    enough = worth_in(HADS, ANXIETY[:needed], 0)

    assert score(shorter, enough, missing="half").scores["anxiety"].value == 0
    enough.popitem()
    assert score(shorter, enough, missing="half").scores["anxiety"].value is None


def test_a_rule_for_a_hundred_items_leaves_every_scale_strict() -> None:
    answers = worth_in(HADS, ANXIETY[:6], 3)

    assert score(HADS, answers, missing="1_of_100").scores["anxiety"].value is None


def test_a_rule_for_six_items_leaves_the_other_scales_strict() -> None:
    answers = by_index(PSS, [2, None, 2, 2, None, 2, 2, 2, 2, 2])

    scored = score(PSS, answers, missing="5_of_6").scores

    assert scored["helplessness"].state is State.ESTIMATED
    assert scored["total"].state is State.NOT_SCORED
    assert scored["self_efficacy_reversed"].state is State.NOT_SCORED


@pytest.mark.parametrize(
    "rule",
    ["0_of_7", "8_of_7", "06_of_7", "6_of_", "_of_7", "6 of 7", "", "HALF", "²_of_7", "1_of_9999"],
)
def test_a_rule_that_says_nothing_is_refused(rule: str) -> None:
    with pytest.raises(UnknownRuleError, match="hads has no missing-answer rule"):
        score(HADS, {}, missing=rule)


def test_the_half_rule_is_refused_where_nobody_published_it() -> None:
    with pytest.raises(UnknownRuleError, match="pss10"):
        score(PSS, {}, missing="half")


def test_a_total_with_an_estimate_in_it_is_an_estimate() -> None:
    answers = by_index(HADS, [2, 1, 2, None, 2, 2, 1, 1, 1, None, 2, None, 2, 2])

    total = score(HADS, answers, missing="half").scores["total"]

    assert (total.state, total.answered, total.of) == (State.ESTIMATED, 11, 14)
    assert total.missing == ("4", "10", "12")


def test_a_total_has_no_value_when_one_part_has_none() -> None:
    answers = by_index(HADS, [0, *[None] * 13])

    total = score(HADS, answers).scores["total"]

    assert (total.value, total.given, total.answered) == (None, 3, 1)
    assert total.floor == 3


def test_what_is_missing_is_named_in_the_order_of_the_items() -> None:
    answers = by_index(HADS, [0, 0, None, 0, 0, 0, 0, None, None, 0, 0, 0, 0, 0])

    scored = score(HADS, answers)

    assert scored.scores["anxiety"].missing == ("3", "9")
    assert scored.scores["total"].missing == ("3", "8", "9")


def test_a_declined_item_has_no_points_and_is_told_from_a_blank() -> None:
    scored = score(HADS, {"hads/1": DECLINED})

    assert scored.items["1"].is_declined
    assert scored.items["1"].score is None
    assert not scored.items["3"].is_declined
    assert scored.scores["anxiety"].answered == 0
    assert "1" in scored.scores["anxiety"].missing


def test_a_reversed_item_keeps_what_was_tapped_beside_its_points() -> None:
    item = score(PSS, {"pss10/4": Chosen(index=1, value=1)}).items["4"]

    assert (item.index, item.value, item.score) == (1, 1, 3)


def test_concerns_come_in_the_order_of_the_list_whatever_the_order_of_the_taps() -> None:
    answers = ticks("practical.money", "practical.work", "physical.sleep", "physical.pain")

    assert score(DT, answers).concerns == (
        "physical.pain",
        "physical.sleep",
        "practical.work",
        "practical.money",
    )


@pytest.mark.parametrize(
    "page",
    [
        Picked(ids=("practical.none",)),
        Picked(ids=("practical.other",)),
        DECLINED,
    ],
)
def test_a_page_without_listed_concerns_is_no_concern(page: Answer) -> None:
    answers: dict[str, Answer] = {
        "dt/practical": page,
        "dt/practical.other": WORDS,
        "dt/top": DECLINED,
    }

    assert score(DT, answers).concerns == ()


def test_answers_of_other_places_are_left_alone() -> None:
    phone = Picked(ids=("phone",))
    answers: dict[str, Answer] = {"hads/9": DECLINED, "help/any": phone, "dtx/rating": DECLINED}

    assert score(DT, answers) == score(DT, {})


@pytest.mark.parametrize("key", ["hads/15", "hads/", "hads/top", "hads/anxiety", "hads/1.other"])
def test_an_answer_to_an_item_that_does_not_exist_is_refused(key: str) -> None:
    with pytest.raises(UnknownItemError, match="hads has no item"):
        score(HADS, {key: DECLINED})


def test_a_concern_of_another_page_is_refused() -> None:
    with pytest.raises(UnknownItemError, match=r"dt physical has no item 'practical\.money'"):
        score(DT, {"dt/physical": Picked(ids=("practical.money",))})


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("dt/rating", Chosen(index=11, value=11)),
        ("dt/rating", Chosen(index=-1, value=10)),
        ("dt/rating", Chosen(index=3, value=4)),
        ("dt/rating", Picked(ids=("rating",))),
        ("dt/rating", WORDS),
        ("dt/physical", WORDS),
        ("dt/physical", Chosen(index=0, value=1)),
        ("dt/physical", Picked(ids=())),
        ("dt/physical", Picked(ids=("physical.none", "physical.pain"))),
        ("dt/physical", Picked(ids=("physical.pain", "physical.pain"))),
        ("dt/physical.pain", Picked(ids=("physical.pain",))),
        ("dt/physical.other", Picked(ids=("physical.other",))),
        ("dt/top", WORDS),
    ],
)
def test_an_answer_that_is_not_on_offer_is_refused(key: str, answer: Answer) -> None:
    with pytest.raises(NotOnOfferError, match=r"dt \w"):
        score(DT, {key: answer})


def test_a_refusal_never_repeats_the_answer() -> None:
    with pytest.raises(NotOnOfferError) as refused:
        score(DT, {"dt/rating": Chosen(index=7, value=777)})

    assert "777" not in str(refused.value)


@pytest.mark.parametrize("value", [-1, 5])
def test_what_is_not_on_offer_is_not_reversed(value: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        counted_from_the_other_end(value, low=0, high=4)
