"""Flags: concerns, wishes, the button, and who was asked at which stop."""

import pytest

from distressapp.core.answers import DECLINED, Answer, Picked, Written
from distressapp.core.flags import (
    wants_practical_help,
    wishes,
)
from distressapp.core.instrument import Band, Trigger
from distressapp.core.sitting import NowState, Stop, Who
from tests.core.raised import WISH, bands, flags, hads
from tests.core.shipped import (
    DT,
    rating,
    ticks,
)


@pytest.mark.parametrize(
    "concern", ["practical.safety", "practical.food", "practical.medicine", "emotional.burden"]
)
def test_some_concerns_raise_soon_whatever_the_help_answer(concern: str) -> None:
    answers = ticks(concern) | {f"help/{concern}": Picked(ids=("not_now",))}

    found = flags(answers)

    assert {rule: flag.band for rule, flag in found.items()} == {f"need.{concern}": Band.SOON}
    assert found[f"need.{concern}"].trigger is Trigger.NEED


def test_safety_is_never_named_on_a_flag() -> None:
    found = flags(ticks("practical.safety"))

    assert found["need.practical.safety"].because == "speak privately"


def test_no_other_concern_raises_soon() -> None:
    quiet = [
        item.id
        for item in DT.items
        if item.domain not in {None, "physical"} and item.raises is None
    ]

    assert len(quiet) == 44 - 9 - 4
    assert bands(ticks(*quiet) | {"dt/top": Picked(ids=("social.family",))}) == {}


def test_a_physical_concern_among_the_top_three_raises_talk() -> None:
    four = ticks("physical.pain", "practical.money", "practical.work", "social.family")

    among = flags(four | {"dt/top": Picked(ids=("practical.money", "physical.pain"))})
    not_among = bands(four | {"dt/top": Picked(ids=("practical.money", "social.family"))})

    assert among["need.physical_top"].band is Band.TALK
    assert among["need.physical_top"].trigger is Trigger.NEED
    assert not_among == {}


def test_three_ticks_are_the_top_three() -> None:
    answers = ticks("physical.pain", "practical.money", "practical.work")

    found = flags(answers)

    assert found["need.physical_top"].because.endswith("among those that matter most")


@pytest.mark.parametrize("top", [{}, {"dt/top": DECLINED}])
def test_what_matters_most_left_open_is_not_a_no(top: dict[str, Answer]) -> None:
    four = ticks("physical.pain", "practical.money", "practical.work", "social.family")

    found = flags(four | top)

    assert found["need.physical_top"].because.endswith("what matters most was not said")


def test_something_else_of_the_body_counts_as_physical() -> None:
    answers: dict[str, Answer] = {
        "dt/physical": Picked(ids=("physical.other",)),
        "dt/physical.other": Written(text="itching", language="en"),
    }

    assert bands(answers) == {"need.physical_top": "talk"}


@pytest.mark.parametrize(
    ("answers", "because"),
    [
        ({"help/any": Picked(ids=("talk_today",))}, "wishes to talk: today"),
        (
            {"help/practical.money": Picked(ids=("next_visit", "phone"))},
            "wishes to talk: by phone, at the next visit",
        ),
        ({"talk/again": Picked(ids=("yes",))}, "wishes to talk: asked again at the end"),
        (
            {"talk/again": Picked(ids=("no",)), "help/any": Picked(ids=("phone",))},
            "wishes to talk: by phone",
        ),
    ],
)
def test_a_wish_to_talk_raises_need(answers: dict[str, Answer], because: str) -> None:
    found = flags(answers)["request.talk"]

    assert (found.band, found.trigger) == (Band.NEED, Trigger.REQUEST)
    assert found.because == because


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"help/any": Picked(ids=("leaflet",))},
        {"help/any": Picked(ids=("not_now",))},
        {"help/any": DECLINED},
        {"help/any.because": Picked(ids=("talk_to_own",))},
        {"talk/again": Picked(ids=("no",))},
        {"talk/again": DECLINED},
        {"phone/may": Picked(ids=("phone",))},
    ],
)
def test_anything_else_is_no_wish_to_talk(answers: dict[str, Answer]) -> None:
    assert wishes(answers) == ()


@pytest.mark.parametrize(
    ("key", "ids", "wants"),
    [
        ("help/practical.money", ("leaflet",), True),
        ("help/practical.money", ("talk_today",), True),
        ("help/practical.other", ("phone",), True),
        ("help/practical.money", ("not_now",), False),
        ("help/practical.money.because", ("have_help",), False),
        ("help/social.family", ("phone",), False),
        ("help/any", ("phone",), False),
    ],
)
def test_practical_help_is_wanted_for_a_practical_concern(
    key: str, ids: tuple[str, ...], *, wants: bool
) -> None:
    answers: dict[str, Answer] = {key: Picked(ids=ids)}

    assert wants_practical_help(answers) is wants
    assert ("need.practical_help" in flags(answers)) is wants


def test_declining_to_say_about_practical_help_is_no_wish_for_it() -> None:
    assert not wants_practical_help({"help/practical.money": DECLINED})


def test_practical_help_is_a_need() -> None:
    found = flags({"help/practical.money": Picked(ids=("leaflet",))})["need.practical_help"]

    assert (found.band, found.trigger) == (Band.NEED, Trigger.NEED)


@pytest.mark.parametrize("stop", [each for each in Stop if each is not Stop.NOT_TODAY])
def test_help_that_was_not_reached_raises_talk_at_every_stop(stop: Stop) -> None:
    found = flags({}, stop=stop, is_help_reached=False)

    assert set(found) == {"request.help_not_reached"}
    assert found["request.help_not_reached"].band is Band.TALK
    assert found["request.help_not_reached"].trigger is Trigger.REQUEST


@pytest.mark.parametrize("stop", list(Stop))
def test_no_stop_raises_anything_by_itself(stop: Stop) -> None:
    assert bands(rating(2), stop=stop) == {}


@pytest.mark.parametrize("state", [each for each in NowState if each is not NowState.WITHDRAWN])
def test_a_press_of_the_button_is_now_however_far_it_went(state: NowState) -> None:
    found = flags({}, now=state)["request.now"]

    assert (found.band, found.trigger) == (Band.NOW, Trigger.REQUEST)


def test_a_press_that_was_taken_back_leaves_a_talk() -> None:
    found = flags({}, now=NowState.WITHDRAWN)

    assert {rule: flag.band for rule, flag in found.items()} == {"request.now_withdrawn": Band.TALK}


def test_rather_talking_than_answering_is_a_wish_to_talk() -> None:
    because = "sitting/not_today.because"
    declined = {"stop": Stop.NOT_TODAY, "is_help_reached": False, "shown": ()}

    assert bands({because: Picked(ids=("rather_talk",))}, **declined) == {"request.talk": "need"}
    assert bands({because: Picked(ids=("unwell",))}, **declined) == {}


def test_not_today_clears_nothing_that_was_answered_before() -> None:
    declined = {"stop": Stop.NOT_TODAY, "is_help_reached": False}
    safety = {"dt/practical": Picked(ids=("practical.safety",))}

    assert bands(rating(9) | safety, **declined) == {
        "dt.rating.8": "soon",
        "need.practical.safety": "soon",
    }


def test_not_today_raises_nothing_but_now() -> None:
    declined = {"stop": Stop.NOT_TODAY, "is_help_reached": False, "shown": ("rating",)}

    assert bands({}, **declined) == {}
    assert bands({}, now=NowState.SOUNDING, **declined) == {"request.now": "now"}
    assert bands({}, now=NowState.WITHDRAWN, **declined) == {"request.now_withdrawn": "talk"}


def test_a_proxy_raises_flags_of_concerns_help_and_now_only() -> None:
    answers = ticks("practical.food", "physical.pain") | rating(9) | hads(a=12) | WISH
    answers |= {"help/practical.food": Picked(ids=("phone",))}

    found = flags(answers, who=Who.PROXY, now=NowState.ASKED, is_help_reached=False)

    assert set(found) == {
        "request.now",
        "need.practical.food",
        "need.physical_top",
        "need.practical_help",
        "request.talk",
        "request.help_not_reached",
    }


def test_a_proxy_is_never_held_to_have_left_the_rating_blank() -> None:
    assert bands({}, who=Who.PROXY, shown=("rating",)) == {}


@pytest.mark.parametrize("who", [each for each in Who if each is not Who.PROXY])
def test_a_helper_or_interpreter_changes_no_flag(who: Who) -> None:
    assert bands(rating(8), who=who) == {"dt.rating.8": "soon"}
