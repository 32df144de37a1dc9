"""Keying a form: the same answers, scores and stops as on the screen, and no blank is a zero."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import DECLINED, Chosen, Picked, Written
from distressapp.core.conclude import conclude
from distressapp.core.errors import NotOnOfferError
from distressapp.core.interview import Interview, say
from distressapp.core.keying import (
    Left,
    again,
    as_sitting,
    back,
    decline,
    forward,
    go,
    leave,
    leave_rest,
    mark,
    said,
    write,
)
from distressapp.core.results import State
from distressapp.core.sitting import Sitting, Stop, Who
from tests.core.keyed import AT, blank_to, finished, fresh, keyed, places, plan, sitting
from tests.core.shipped import HADS, INSTRUMENTS, PSS, by_index
from tests.vectors import EXAMPLES

MONEY: Final = "practical.money"


def ids(example: object) -> str:
    return str(example["id"]) if isinstance(example, dict) else ""


@pytest.mark.parametrize("example", EXAMPLES["hads"], ids=ids)
def test_a_worked_hads_is_keyed_as_the_kiosk_takes_it(example: dict[str, Any]) -> None:
    missing = {"hads": example["rule"]}
    on_paper = blank_to(fresh("dt", "hads"), "hads.1")

    found = finished(keyed(on_paper, *places(example["presented"])))

    assert {k: each for k, each in found.answers.items() if k.startswith("hads/")} == by_index(
        HADS, example["presented"]
    )
    wanted = plan("dt", "hads", missing=missing)
    scored = conclude(_with(found, plan=wanted), INSTRUMENTS).scored["hads"]
    assert [scored.items[str(n)].score for n in range(1, 15)] == example["values"]
    assert _exact(scored.scores["anxiety"].value) == example["A"]
    assert _exact(scored.scores["depression"].value) == example["D"]
    assert _exact(scored.scores["total"].value) == example["T"]


@pytest.mark.parametrize("example", EXAMPLES["pss10"], ids=ids)
def test_a_worked_pss_is_keyed_as_the_kiosk_takes_it(example: dict[str, Any]) -> None:
    rule = "strict" if example["n_min"] == 10 else f"{example['n_min']}_of_10"
    on_paper = blank_to(fresh("dt", "pss10"), "pss10.1")

    found = finished(keyed(on_paper, *places(example["presented"])))

    wanted = plan("dt", "pss10", missing={"pss10": rule})
    scored = conclude(_with(found, plan=wanted), INSTRUMENTS).scored["pss10"]
    assert found.answers == by_index(PSS, example["presented"])
    assert [scored.items[str(n)].score for n in range(1, 11)] == example["scores"]
    assert _exact(scored.scores["total"].value) == example["total"]


@pytest.mark.parametrize("example", EXAMPLES["dt"], ids=ids)
def test_a_worked_rating_is_keyed_as_the_kiosk_takes_it(example: dict[str, Any]) -> None:
    number = "" if example["dt"] is None else str(example["dt"])

    found = finished(keyed(fresh("dt"), "self", number))

    scored = conclude(found, INSTRUMENTS).scored["dt"]
    assert scored.scores["rating"].value == example["dt"]


@given(st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=14, max_size=14))
def test_the_same_marks_raise_the_same_flags_on_paper_and_on_the_screen(
    presented: Sequence[int | None],
) -> None:
    keying = blank_to(fresh("dt", "hads"), "hads.1")
    found = finished(keyed(keying, *places(presented)))
    asked = Interview(plan=plan("dt", "hads"), instruments=INSTRUMENTS)
    for key, each in by_index(HADS, presented).items():
        asked, _ = say(asked, key, each)

    on_screen = _with(found, answers=asked.answers)

    assert conclude(found, INSTRUMENTS) == conclude(on_screen, INSTRUMENTS)


def test_nothing_marked_at_all_scores_nothing_and_is_noticed() -> None:
    found = finished(fresh())

    outcome = conclude(found, INSTRUMENTS)

    assert found.answers == {}
    assert found.stop is Stop.CHECKPOINT
    assert "checkpoint" in found.shown
    assert "hads.1" not in found.shown
    assert {flag.rule for flag in outcome.flags} == {"dt.blank"}
    states = {score.state for result in outcome.scored.values() for score in result.scores.values()}
    assert states == {State.NOT_SCORED}


def test_two_marks_where_one_is_asked_are_nothing_and_are_noted() -> None:
    keying = keyed(blank_to(fresh("dt", "hads"), "hads.1"), "0", "?", "?")

    found = finished(keying)

    assert set(found.answers) == {"hads/1"}
    assert keying.unclear == ("hads/2", "hads/3")


def test_what_was_unclear_and_is_keyed_after_all_is_not_noted_any_more() -> None:
    keying = keyed(blank_to(fresh("dt", "hads"), "hads.1"), "?")

    settled = mark(back(keying), ("2",))

    assert settled.unclear == ()
    assert settled.interview.answers["hads/1"] == Chosen(index=2, value=1)


def test_a_scale_of_which_nothing_can_be_read_is_broken_off_and_no_checkpoint() -> None:
    keying = keyed(blank_to(fresh("dt", "hads"), "hads.1"), "?")

    found = finished(keying)

    assert found.stop is Stop.FINISHED
    rules = {flag.rule for flag in conclude(found, INSTRUMENTS).flags}
    assert "hads.anxiety.unscored" in rules


def test_a_box_for_rather_not_say_is_an_answer_of_its_own() -> None:
    found = finished(keyed(fresh("dt", "hads"), "self", "-"))

    assert found.answers["dt/rating"] == DECLINED
    assert "dt.declined" in {flag.rule for flag in conclude(found, INSTRUMENTS).flags}


def test_not_today_keeps_nothing_but_the_reason() -> None:
    keying = keyed(fresh(), "self", "7")

    found = finished(keyed(go(keying, "first"), "not_today", "rather_talk"))

    assert found.stop is Stop.NOT_TODAY
    assert found.answers["sitting/not_today.because"] == Picked(ids=("rather_talk",))
    assert "dt/rating" not in found.answers
    assert found.shown == ("welcome", "why", "not_today", "thanks")
    assert {flag.rule for flag in conclude(found, INSTRUMENTS).flags} == {"request.talk"}


def test_not_today_can_be_taken_back() -> None:
    keying = mark(fresh("dt"), ("not_today",))

    once_more = mark(keying, ("self",))

    assert once_more.interview.answers == {}
    assert once_more.question.id == "first"
    assert forward(once_more).at == "rating"


def test_somebody_else_is_asked_for_no_measure() -> None:
    measured = keyed(fresh("dt", "hads"), "self", "7", "physical.pain")

    other = mark(go(measured, "first"), ("proxy",))

    assert "dt/rating" not in other.interview.answers
    assert "dt/physical" in other.interview.answers
    asked = {each.id for each in other.questions}
    assert "rating" not in asked
    assert "hads.1" not in asked
    assert finished(other).who is Who.PROXY


@pytest.mark.parametrize("who", ["helped", "interpreter", "family_interpreter"])
def test_who_was_with_the_patient_is_kept(who: str) -> None:
    assert finished(keyed(fresh("dt"), who)).who is Who(who)


def test_who_filled_it_in_may_be_left_open() -> None:
    keying = leave(mark(fresh("dt"), ("helped",)), Left.UNCLEAR)

    assert keying.unclear == ("first",)
    assert finished(keying).who is Who.SELF


def test_the_three_that_matter_are_asked_when_more_are_marked() -> None:
    pages = (f"{MONEY},practical.food,practical.work,practical.other", "=my dog", "")
    keying = keyed(blank_to(fresh("dt"), "concerns.practical"), *pages)

    ranked = keyed(keying, f"practical.other,{MONEY}", "phone,leaflet", "not_now")

    answers = finished(ranked).answers
    assert answers["dt/practical.other"] == Written(text="my dog", language="en")
    assert answers["dt/top"] == Picked(ids=("practical.other", MONEY))
    assert answers[f"help/{MONEY}"] == Picked(ids=("not_now",))


def test_one_reason_stands_for_all_that_is_not_now() -> None:
    keying = blank_to(fresh("dt"), "concerns.practical")
    keying = keyed(keying, f"{MONEY},practical.food,practical.work", "")

    reasoned = keyed(keying, "not_now", "phone", "not_now", "have_help", "yes", "=555", "any", "no")

    answers = finished(reasoned).answers
    assert said(go(reasoned, "because"), go(reasoned, "because").question) is not None
    assert answers["help/practical.food.because"] == Picked(ids=("have_help",))
    assert answers["help/practical.work.because"] == answers["help/practical.food.because"]
    assert f"help/{MONEY}.because" not in answers
    assert answers["phone/number"] == Written(text="555", language="en")


@pytest.mark.parametrize(("how", "kept"), [("", False), ("-", True)])
def test_the_reason_may_be_blank_or_declined(how: str, *, kept: bool) -> None:
    keying = keyed(blank_to(fresh("dt"), "help.any"), "not_now", how)

    answers = finished(keying).answers

    assert ("help/any.because" in answers) == kept


def test_a_wish_stands_before_not_now_and_a_concern_before_none() -> None:
    keying = blank_to(fresh("dt"), "concerns.practical")

    both = keyed(keying, f"{MONEY},practical.none", "", "talk_today,not_now")

    answers = both.interview.answers
    assert answers["dt/practical"] == Picked(ids=(MONEY,))
    assert answers[f"help/{MONEY}"] == Picked(ids=("talk_today",))


def test_called_away_is_seen_up_to_the_last_answer_and_no_further() -> None:
    keying = keyed(blank_to(fresh("dt", "hads"), "hads.1"), "0", "0", "0")

    found = finished(keying, handed_in="called")

    assert found.stop is Stop.CALLED
    assert found.shown[-1] == "hads.3"
    assert found.is_help_reached
    flags = {flag.rule for flag in conclude(found, INSTRUMENTS).flags}
    assert "hads.anxiety.unscored" in flags


def test_called_away_before_anything_was_marked_leaves_nothing_blank() -> None:
    found = finished(fresh("dt"), handed_in="called")

    assert found.shown == ("welcome",)
    assert {flag.rule for flag in conclude(found, INSTRUMENTS).flags} == {
        "request.help_not_reached"
    }


def test_a_wish_at_the_end_of_a_form_without_scales_is_kept() -> None:
    found = finished(keyed(blank_to(fresh("dt", "hads"), "talk"), "yes"))

    assert found.stop is Stop.CHECKPOINT
    assert found.shown[-1] == "talk"
    assert "request.talk" in {flag.rule for flag in conclude(found, INSTRUMENTS).flags}


def test_the_rest_of_an_instrument_is_blank_at_one_stroke() -> None:
    keying = keyed(blank_to(fresh("dt", "hads", "pss10"), "hads.1"), "0", "1")

    left = leave_rest(keying)

    assert left.at == "hads.14"
    assert forward(left).at == "pss10.1"
    assert left.left["hads.3"] is Left.BLANK
    assert "pss10.1" not in left.left
    assert set(by_index(HADS, [0, 1])) == set(left.interview.answers)


def test_the_rest_of_the_list_is_blank_and_what_stands_there_stays() -> None:
    keying = keyed(fresh("dt"), "self", "3", "", "emotional.worry")

    left = leave_rest(go(keying, "concerns.physical"))

    assert left.at == "concerns.spiritual"
    assert left.interview.answers["dt/emotional"] == Picked(ids=("emotional.worry",))


def test_the_rest_of_a_question_alone_is_that_question() -> None:
    keying = keyed(fresh("dt"), "self")

    assert leave_rest(keying).left == {"rating": Left.BLANK}
    assert leave_rest(fresh("dt")).left == {"first": Left.BLANK}


def test_back_goes_no_further_than_the_first_and_forward_than_the_last() -> None:
    keying = fresh("dt")
    while forward(keying).at != keying.at:
        keying = forward(keying)

    assert keying.at == "handed_in"
    assert back(fresh("dt")).at == "first"


def test_a_question_that_is_gone_leads_to_the_first_open_one() -> None:
    keying = keyed(fresh("dt"), "self", "3")

    assert go(keying, "own_words.practical").at == "concerns.physical"
    assert go(again(finished(keying), INSTRUMENTS, unclear=()), "top").at == "first"


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ("first", ()),
        ("first", ("self", "proxy")),
        ("first", ("nobody",)),
        ("rating", ("11",)),
        ("rating", ("1", "2")),
        ("hads.1", ("4",)),
        ("hads.1", ("0", "1")),
        ("concerns.physical", ("emotional.worry",)),
        ("handed_in", ("whole", "called")),
    ],
)
def test_what_is_not_on_offer_is_not_keyed(question: str, marks: tuple[str, ...]) -> None:
    with pytest.raises(NotOnOfferError):
        mark(go(fresh("dt", "hads"), question), marks)


def test_words_stand_only_where_words_are_asked_for() -> None:
    for question in ("first", "rating", "handed_in"):
        with pytest.raises(NotOnOfferError):
            write(go(fresh("dt"), question), "words")
    with pytest.raises(NotOnOfferError):
        decline(fresh("dt"))
    with pytest.raises(NotOnOfferError):
        leave(go(fresh("dt"), "handed_in"), Left.BLANK)


def test_a_form_is_kept_only_when_every_question_was_dealt_with() -> None:
    keying = blank_to(fresh("dt"), "handed_in")

    with pytest.raises(ValueError, match="every question"):
        sitting(keying)


@pytest.mark.parametrize("handed_in", ["whole", "called"])
def test_a_form_that_is_put_right_stands_as_it_was_keyed(handed_in: str) -> None:
    pages = ("helped", "7", "physical.pain,physical.sleep", "", "", f"{MONEY},practical.other")
    keying = keyed(fresh("dt", "hads"), *pages, "=my dog", "")
    keying = keyed(keying, "physical.pain", "not_now", "not_useful", "0", "?", "-")
    before = finished(keying, handed_in=handed_in)

    once_more = again(before, INSTRUMENTS, unclear=keying.unclear)

    assert once_more.is_complete
    assert once_more.unclear == keying.unclear
    assert as_sitting(once_more, started=AT, stopped=AT, language="en") == before


def test_a_refusal_and_an_unknown_hand_stand_when_they_are_put_right() -> None:
    declined = finished(keyed(fresh("dt"), "not_today", ""))
    unknown = finished(keyed(fresh("dt"), "?"))

    assert again(declined, INSTRUMENTS, unclear=()).first == "not_today"
    assert again(unknown, INSTRUMENTS, unclear=("first",)).first is None


def _with(found: Sitting, **changed: Any) -> Sitting:  # noqa: ANN401  (fields of differing types, checked by the dataclass)
    return replace(found, **changed)


def _exact(value: object) -> str | None:
    return None if value is None else str(value)
