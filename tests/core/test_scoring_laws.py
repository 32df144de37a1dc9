"""Scores: what holds for every sheet."""

from collections.abc import Mapping
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import DECLINED, Answer, Chosen
from distressapp.core.instrument import Instrument
from distressapp.core.results import State
from distressapp.core.scoring import score
from distressapp.core.scoring_key import counted_from_the_other_end
from tests.core.shipped import HADS, PSS, chosen


@given(st.integers(1, 5), st.integers(0, 5))
def test_reversing_twice_changes_nothing(low: int, more: int) -> None:
    high = low + more
    for value in range(low, high + 1):
        once = counted_from_the_other_end(value, low=low, high=high)
        assert low <= once <= high
        assert counted_from_the_other_end(once, low=low, high=high) == value


def sheets(instrument: Instrument) -> st.SearchStrategy[dict[str, Answer]]:
    """Any sheet: each item answered, declined or left blank, in any order."""
    items = [item for item in instrument.items if item.domain is None]
    one: dict[str, st.SearchStrategy[Answer]] = {
        f"{instrument.id}/{item.id}": st.one_of(
            st.sampled_from([chosen(instrument, item.id, n) for n in range(len(item.values))]),
            st.just(DECLINED),
        )
        for item in items
    }
    return st.fixed_dictionaries({}, optional=one).flatmap(
        lambda sheet: st.permutations(list(sheet.items())).map(dict)
    )


RULES: Final = st.sampled_from(["strict", "half", "6_of_7", "1_of_7"])


def answered(answers: Mapping[str, Answer]) -> int:
    return sum(isinstance(each, Chosen) for each in answers.values())


@given(sheets(HADS), RULES)
def test_the_order_of_the_answers_does_not_matter(answers: dict[str, Answer], rule: str) -> None:
    backwards = dict(reversed(answers.items()))

    assert score(HADS, answers, missing=rule) == score(HADS, backwards, missing=rule)


@given(sheets(HADS), RULES)
def test_no_answer_is_ever_made_up(answers: dict[str, Answer], rule: str) -> None:
    scored = score(HADS, answers, missing=rule)

    assert scored.scores["total"].answered == answered(answers)
    for scale in scored.scores.values():
        assert scale.answered + len(scale.missing) == scale.of
        if scale.scale != "total":
            items = HADS.scale(scale.scale).items
            points = [scored.items[each].score for each in items]
            assert scale.given == sum(each for each in points if each is not None)
    for item_id, item in scored.items.items():
        assert (item.score is not None) == isinstance(answers.get(f"hads/{item_id}"), Chosen)


@given(sheets(PSS))
def test_a_score_is_full_exactly_when_every_item_has_points(answers: dict[str, Answer]) -> None:
    total = score(PSS, answers).scores["total"]

    assert (total.state is State.FULL) == (answered(answers) == 10)
    assert (total.value is None) == (total.state is State.NOT_SCORED)


@given(sheets(HADS), RULES, st.sampled_from([item.id for item in HADS.items]))
def test_a_worse_answer_never_lowers_a_score(
    answers: dict[str, Answer], rule: str, item_id: str
) -> None:
    item = HADS.item(item_id)
    floors = []
    for value in range(4):
        answers[f"hads/{item_id}"] = chosen(HADS, item_id, item.values.index(value))
        floors.append(score(HADS, answers, missing=rule).scores["total"].floor)

    assert floors == sorted(floors)
    assert floors[0] < floors[3]


@given(sheets(PSS), st.sampled_from([item.id for item in PSS.items]))
def test_a_higher_answer_raises_a_plain_item_and_lowers_a_reversed_one(
    answers: dict[str, Answer], item_id: str
) -> None:
    floors = []
    for index in range(5):
        answers[f"pss10/{item_id}"] = chosen(PSS, item_id, index)
        floors.append(score(PSS, answers).scores["total"].floor)

    expected = sorted(floors, reverse=PSS.item(item_id).is_reversed)
    assert floors == expected
    assert len(set(floors)) == 5


@given(sheets(PSS), sheets(PSS))
def test_more_answers_never_lower_the_floor(
    some: dict[str, Answer], others: dict[str, Answer]
) -> None:
    kept = {key: answer for key, answer in some.items() if isinstance(answer, Chosen)}

    fewer = score(PSS, kept)
    more = score(PSS, {**others, **kept})

    for scale, partial in fewer.scores.items():
        assert partial.floor <= more.scores[scale].floor


@given(sheets(HADS), RULES)
def test_every_value_stays_inside_its_scale(answers: dict[str, Answer], rule: str) -> None:
    for found in score(HADS, answers, missing=rule).scores.values():
        scale = HADS.scale(found.scale)
        assert scale.low <= found.floor <= scale.high
        assert found.given <= found.floor
