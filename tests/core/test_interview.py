"""The course of a sitting: what comes next, what may be said, what falls with what."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import DECLINED, Answer, Chosen, Picked, Written
from distressapp.core.course import HELP_WAYS, Part
from distressapp.core.errors import NotOnOfferError, UnknownItemError
from distressapp.core.interview import (
    WRITTEN_LIMIT,
    Interview,
    back,
    forward,
    progress,
    resume,
    say,
)
from distressapp.core.sitting import Who
from tests.core.interviews import interview, said, walked

ALL_BODY = Picked(ids=("body.pain", "body.sleep", "body.eating"))
MONEY = Picked(ids=("home.money",))
YES = Picked(ids=("yes",))


def to(start: Interview, step_id: str) -> Interview:
    while start.at != step_id:
        start = forward(start)
    return start


def test_the_core_comes_before_the_long_instruments() -> None:
    steps = walked(interview())

    assert steps == [
        "welcome", "why", "rating", "concerns.body", "concerns.home", "help.any",
        "checkpoint", "bridge.week", "week.1", "week.2", "bridge.month", "month.1", "talk",
        "thanks",
    ]  # fmt: skip


def test_next_always_works_and_invents_no_answer() -> None:
    end = to(interview(), "thanks")

    assert end.answers == {}
    assert forward(end) == end
    assert back(end) == end


def test_help_is_asked_for_each_of_up_to_three_ticked_concerns() -> None:
    marked = said(interview(), dt__body=Picked(ids=("body.pain",)), dt__home=MONEY)

    steps = walked(marked)

    assert "top" not in steps
    assert [each for each in steps if each.startswith("help.")] == [
        "help.body.pain",
        "help.home.money",
    ]


def test_more_than_three_ticked_concerns_ask_which_matter_most() -> None:
    marked = said(interview(), dt__body=ALL_BODY, dt__home=MONEY)

    chosen = said(marked, dt__top=Picked(ids=("home.money", "body.pain")))

    assert "top" in walked(marked)
    assert [each for each in walked(marked) if each.startswith("help.")] == ["help.any"]
    assert [each for each in walked(chosen) if each.startswith("help.")] == [
        "help.home.money",
        "help.body.pain",
    ]


def test_none_of_these_excludes_ticks() -> None:
    with pytest.raises(NotOnOfferError):
        say(interview(), "dt/body", Picked(ids=("body.none", "body.pain")))

    alone, _ = say(interview(), "dt/body", Picked(ids=("body.none",)))

    assert "help.any" in walked(alone)


def test_something_else_opens_a_page_for_own_words() -> None:
    marked = said(interview(), dt__home=Picked(ids=("home.other",)))
    written = said(marked, dt__home_o_other=Written(text="the dog", language="en"))

    assert "own_words.home" in walked(marked)
    assert "help.home.other" in walked(written)


def test_own_words_fall_when_something_else_is_taken_back() -> None:
    marked = said(interview(), dt__home=Picked(ids=("home.other",)))
    written = said(marked, dt__home_o_other=Written(text="the dog", language="en"))

    after, changes = say(written, "dt/home", None)

    assert after.answers == {}
    assert dict(changes) == {"dt/home": None, "dt/home.other": None}


def test_a_concern_taken_back_takes_its_help_and_its_place_along() -> None:
    marked = said(interview(), dt__body=ALL_BODY, dt__home=MONEY)
    top = said(marked, dt__top=Picked(ids=("home.money", "body.pain")))
    asked = said(top, help__home_o_money=Picked(ids=("phone",)), phone__may=YES)
    numbered = said(asked, phone__number=Written(text="0123", language="en"))

    after, changes = say(numbered, "dt/home", None)

    assert after.answers == {"dt/body": ALL_BODY}
    assert [key for key, _ in changes] == [
        "dt/home", "dt/top", "help/home.money", "phone/may", "phone/number",
    ]  # fmt: skip


def test_a_top_three_keeps_the_concerns_that_are_still_ticked() -> None:
    home = Picked(ids=("home.money", "home.food"))
    marked = said(interview(), dt__body=ALL_BODY, dt__home=home)
    top = said(marked, dt__top=Picked(ids=("home.food", "body.pain")))

    after = said(top, dt__home=MONEY)

    assert after.answers["dt/top"] == Picked(ids=("body.pain",))


def test_a_ticked_concern_replaces_the_general_help_question() -> None:
    general = said(interview(), help__any=Picked(ids=("leaflet",)))

    after = said(general, dt__home=MONEY)

    assert "help/any" not in after.answers


def test_not_now_asks_why_and_the_reason_falls_with_it() -> None:
    declined = said(interview(), help__any=Picked(ids=("not_now",)))
    reasoned = said(declined, help__any_o_because=Picked(ids=("have_help",)))

    after = said(reasoned, help__any=Picked(ids=("leaflet",)))

    assert "because.any" in walked(declined)
    assert "because.any" not in walked(after)
    assert "help/any.because" not in after.answers


def test_a_number_is_asked_only_of_those_we_may_phone() -> None:
    wanted = said(interview(), help__any=Picked(ids=("phone", "leaflet")))
    allowed = said(wanted, phone__may=YES)
    full = said(allowed, phone__number=Written(text="0123", language="en"))

    refused = said(full, phone__may=Picked(ids=("no",)))

    assert {"phone.number", "phone.time", "phone.message"} <= set(walked(allowed))
    assert not {"phone.number", "phone.time", "phone.message"} & set(walked(refused))
    assert "phone/number" not in refused.answers


def test_a_proxy_is_asked_for_concerns_and_help_only() -> None:
    helped = said(interview(), sitting__helper=YES)

    proxy = said(helped, sitting__who=Picked(ids=("proxy",)))

    assert proxy.who is Who.PROXY
    assert walked(proxy) == [
        "welcome", "who", "why", "concerns.body", "concerns.home", "help.any", "thanks",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["dt/rating", "week/1"])
def test_nobody_takes_over_what_a_patient_began_to_measure(key: str) -> None:
    helped = said(interview(), sitting__helper=YES)
    answer = Chosen(index=7, value=7) if key == "dt/rating" else Chosen(index=0, value=3)
    begun, _ = say(helped, key, answer)

    with pytest.raises(NotOnOfferError):
        say(begun, "sitting/who", Picked(ids=("proxy",)))

    assert helped.may_be_proxy
    assert not begun.may_be_proxy


def test_who_answers_is_the_patient_until_something_else_is_said() -> None:
    helped = said(interview(), sitting__helper=YES)
    interpreted = said(helped, sitting__who=Picked(ids=("interpreter",)))

    alone = said(interpreted, sitting__helper=None)

    assert interview().who is Who.SELF
    assert helped.who is Who.HELPED
    assert interpreted.who is Who.INTERPRETER
    assert alone.who is Who.SELF
    assert alone.answers == {}


def test_not_today_leads_by_an_optional_reason_to_thanks() -> None:
    declined = said(interview(), sitting__not_today=YES)

    assert walked(declined) == ["welcome", "why", "not_today", "thanks"]


def test_not_today_taken_back_takes_its_reason_along() -> None:
    declined = said(interview(), sitting__not_today=YES)
    reasoned, _ = say(declined, "sitting/not_today.because", Picked(ids=("unwell",)))

    after = said(reasoned, sitting__not_today=None)

    assert after.answers == {}


def test_an_instrument_that_is_not_due_is_not_asked() -> None:
    assert "checkpoint" not in walked(interview("dt"))
    assert "bridge.month" not in walked(interview("dt", "week"))
    assert "help.any" not in walked(interview("week"))
    assert said(interview("week"), week__1=Chosen(index=0, value=3)).answers


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("dt/rating", Chosen(index=11, value=11)),
        ("dt/rating", Chosen(index=-1, value=10)),
        ("dt/rating", Chosen(index=3, value=4)),
        ("dt/body", Chosen(index=0, value=1)),
        ("dt/rating", Picked(ids=("7",))),
        ("week/1", Written(text="often", language="en")),
        ("dt/body", Picked(ids=())),
        ("dt/body", Picked(ids=("home.money",))),
        ("dt/body", Picked(ids=("body.pain", "body.pain"))),
        ("help/any", Picked(ids=("not_now", "leaflet"))),
        ("talk/again", Picked(ids=("yes", "no"))),
        ("sitting/language", Picked(ids=("tlh",))),
        ("sitting/helper", DECLINED),
    ],
)
def test_an_answer_not_on_offer_is_refused(key: str, answer: Answer) -> None:
    with pytest.raises(NotOnOfferError):
        say(interview(), key, answer)


@pytest.mark.parametrize("text", ["", "x" * (WRITTEN_LIMIT + 1)])
def test_own_words_are_neither_empty_nor_endless(text: str) -> None:
    marked = said(interview(), dt__home=Picked(ids=("home.other",)))

    with pytest.raises(NotOnOfferError):
        say(marked, "dt/home.other", Written(text=text, language="en"))


@pytest.mark.parametrize("key", ["week/3", "help/home.money", "dt/top", "phone/number", "x/1"])
def test_what_is_not_asked_cannot_be_answered(key: str) -> None:
    with pytest.raises(UnknownItemError):
        say(interview(), key, DECLINED)


def test_an_item_cannot_be_answered_when_its_instrument_is_held_back() -> None:
    with pytest.raises(UnknownItemError):
        say(interview("dt"), "week/1", Chosen(index=0, value=3))


def test_saying_the_same_again_changes_nothing() -> None:
    once, _ = say(interview(), "dt/rating", Chosen(index=0, value=0))

    twice, changes = say(once, "dt/rating", Chosen(index=0, value=0))

    assert twice == once
    assert changes == ()
    assert say(interview(), "dt/rating", None)[1] == ()


def test_back_returns_to_the_step_before() -> None:
    there = to(interview(), "week.2")

    assert back(there).at == "week.1"
    assert not interview().can_go_back
    assert back(interview()) == interview()


def test_progress_counts_what_lies_behind_in_the_part() -> None:
    assert progress(to(interview(), "rating")) == (Part.RATING, Fraction(2, 3))
    assert progress(to(interview(), "concerns.home")) == (Part.LIST, Fraction(1, 2))
    assert progress(to(interview(), "week.2")) == (Part.WEEK, Fraction(2, 3))
    assert progress(to(interview(), "bridge.month")) == (Part.MONTH, Fraction(0))


def test_help_is_reached_when_its_question_was_shown() -> None:
    assert not to(interview(), "concerns.home").is_help_reached
    assert to(interview(), "help.any").is_help_reached


def test_a_paused_sitting_goes_on_at_the_same_step() -> None:
    paused = to(interview(), "week.2")

    again = resume(interview(), at=paused.at)

    assert again.at == "week.2"


def test_a_paused_step_that_is_gone_falls_back_to_the_last_one_seen() -> None:
    seen = to(interview(), "concerns.home")

    assert resume(seen, at="own_words.home").at == "concerns.home"
    assert resume(interview(), at="own_words.home").at == "welcome"


PICKS = st.sampled_from(
    [
        ("dt/body", ALL_BODY),
        ("dt/body", Picked(ids=("body.none",))),
        ("dt/body", Picked(ids=("body.other",))),
        ("dt/home", MONEY),
        ("dt/top", Picked(ids=("home.money",))),
        ("sitting/helper", YES),
        ("sitting/who", Picked(ids=("proxy",))),
        ("dt/rating", Chosen(index=0, value=0)),
        ("phone/may", YES),
        ("phone/number", Written(text="1", language="en")),
        *(
            (f"help/{each}", Picked(ids=(way,)))
            for each in ("any", "home.money")
            for way in HELP_WAYS
        ),
        ("help/any.because", DECLINED),
        ("dt/body", None),
        ("dt/home", None),
        ("help/any", None),
    ]
)


@given(st.lists(PICKS, max_size=12))
def test_only_what_is_asked_ever_stands(picks: list[tuple[str, Answer | None]]) -> None:
    now = interview()

    for key, answer in picks:
        try:
            now, _ = say(now, key, answer)
        except (UnknownItemError, NotOnOfferError):
            continue

    asked = {step.key for step in now.course} | {"sitting/helper"}
    assert set(now.answers) <= asked


@given(st.lists(PICKS, max_size=12))
def test_the_changes_told_are_the_changes_made(picks: list[tuple[str, Answer | None]]) -> None:
    now = interview()
    kept: dict[str, Answer] = {}

    for key, answer in picks:
        try:
            now, changes = say(now, key, answer)
        except (UnknownItemError, NotOnOfferError):
            continue
        for changed, stands in changes:
            if stands is None:
                del kept[changed]
            else:
                kept[changed] = stands

    assert kept == now.answers
