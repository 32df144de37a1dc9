"""Flags of scores: cut-offs, profiles, points already given, and what never clears."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import DECLINED, Answer, Picked
from distressapp.core.conclude import conclude
from distressapp.core.flags import (
    flags_of_line,
    raise_flags,
    worst_band,
)
from distressapp.core.instrument import Band, Trigger
from distressapp.core.results import Flag
from distressapp.core.scoring import score
from distressapp.core.sitting import NowState, Stop
from tests.core.raised import A_ITEMS, D_ITEMS, WISH, bands, flags, hads
from tests.core.shipped import (
    DT,
    HADS,
    INSTRUMENTS,
    PSS,
    by_index,
    chosen,
    rating,
    sitting,
    ticks,
    worth_in,
)


@pytest.mark.parametrize(
    ("number", "alone", "with_wish"),
    [
        (0, {}, {}),
        (3, {}, {}),
        (4, {"dt.rating.4": "talk"}, {"dt.rating.4": "soon"}),
        (7, {"dt.rating.4": "talk"}, {"dt.rating.4": "soon"}),
        (8, {"dt.rating.8": "soon"}, {"dt.rating.8": "soon"}),
        (10, {"dt.rating.8": "soon"}, {"dt.rating.8": "soon"}),
    ],
)
def test_a_rating_raises_talk_from_four_and_soon_from_eight_or_with_a_wish(
    number: int, alone: dict[str, str], with_wish: dict[str, str]
) -> None:
    assert bands(rating(number)) == alone
    assert bands(rating(number) | WISH) == with_wish | {"request.talk": "need"}


@pytest.mark.parametrize(
    ("points", "alone", "with_wish"),
    [
        (7, {}, {}),
        (8, {"8": "talk"}, {"8": "soon"}),
        (10, {"8": "talk"}, {"8": "soon"}),
        (11, {"11": "soon"}, {"11": "soon"}),
        (21, {"11": "soon"}, {"11": "soon"}),
    ],
)
@pytest.mark.parametrize("scale", ["anxiety", "depression"])
def test_a_hads_scale_raises_talk_from_eight_and_soon_from_eleven_or_with_a_wish(
    scale: str, points: int, alone: dict[str, str], with_wish: dict[str, str]
) -> None:
    answers = hads(a=points) if scale == "anxiety" else hads(d=points)

    assert bands(answers) == {f"hads.{scale}.{at}": band for at, band in alone.items()}
    wished = {f"hads.{scale}.{at}": band for at, band in with_wish.items()}
    assert bands(answers | WISH) == wished | {"request.talk": "need"}


@pytest.mark.parametrize(
    ("a", "d", "expected"),
    [
        (0, 6, {}),
        (0, 7, {"hads.depression.7": "talk"}),
        (7, 6, {}),
        (8, 6, {"hads.anxiety.8": "talk"}),
        (7, 8, {"hads.depression.7": "talk", "hads.total.15": "talk"}),
        (11, 0, {"hads.anxiety.11": "soon"}),
        (0, 11, {"hads.depression.11": "soon"}),
    ],
)
def test_the_cancer_profile_adds_the_total_and_a_lower_depression_cut_off(
    a: int, d: int, expected: dict[str, str]
) -> None:
    found = flags(hads(a=a, d=d), profile="cancer_meta_analysis")

    assert {rule: flag.band for rule, flag in found.items()} == expected
    assert {flag.profile for flag in found.values()} <= {"cancer_meta_analysis/1"}


def test_the_total_raises_soon_with_a_wish() -> None:
    found = bands(hads(a=7, d=8) | WISH, profile="cancer_meta_analysis")

    assert found["hads.total.15"] == "soon"


def test_the_total_counts_points_of_both_scales_without_a_score() -> None:
    answers = worth_in(HADS, A_ITEMS[:4], 7) | worth_in(HADS, D_ITEMS[:4], 8)

    found = flags(answers, profile="cancer_meta_analysis")

    assert found["hads.total.15"].because == "HADS total at least 15, 8 of 14 answered"
    assert "hads.total.unscored" not in found


def test_the_classic_profile_leaves_the_total_alone() -> None:
    assert bands(hads(a=7, d=7)) == {}


def test_a_flag_says_its_figures_its_trigger_and_its_profile() -> None:
    found = flags(hads(a=12) | rating(5))

    assert found["hads.anxiety.11"] == Flag(
        rule="hads.anxiety.11",
        trigger=Trigger.MOOD,
        band=Band.SOON,
        because="HADS-A 12",
        profile="classic/1",
    )
    assert found["dt.rating.4"].trigger is Trigger.DISTRESS
    assert found["dt.rating.4"].because == "DT 5"


def test_a_wish_that_made_it_soon_is_named() -> None:
    found = flags(hads(d=8) | WISH)

    assert found["hads.depression.8"].because == "HADS-D 8, with a wish to talk"
    assert flags(hads(d=11) | WISH)["hads.depression.11"].because == "HADS-D 11"


def test_points_already_given_raise_soon_although_there_is_no_score() -> None:
    found = flags(worth_in(HADS, A_ITEMS[:5], 11), stop=Stop.CALLED)

    assert found["hads.anxiety.11"].because == "HADS-A at least 11, 5 of 7 answered"
    assert found["hads.anxiety.11"].band is Band.SOON
    assert found["hads.anxiety.unscored"].because == "HADS-A not scored, 5 of 7 answered"


def test_an_estimate_is_named_as_one() -> None:
    answers = by_index(HADS, [2, 0, 1, 0, 1, 3, 1, 3, None, 3, 2, 0, 2, 0])

    found = flags(answers, missing={"hads": "half"})

    assert found["hads.anxiety.8"].because == "HADS-A 9.3, estimated, 6 of 7 answered"
    assert "hads.anxiety.unscored" not in found


def test_ten_and_a_half_is_not_eleven() -> None:
    answers = worth_in(HADS, D_ITEMS[:4], 6) | worth_in(HADS, A_ITEMS, 0)

    assert bands(answers, missing={"hads": "half"}) == {"hads.depression.8": "talk"}


def test_a_pss_never_raises_a_flag_by_itself() -> None:
    highest = by_index(PSS, [4, 4, 4, 0, 0, 4, 0, 0, 4, 4])

    assert bands(highest) == {}
    assert bands(by_index(PSS, [4, 4])) == {}
    assert bands({"pss10/1": DECLINED}) == {}


@pytest.mark.parametrize("answer", [chosen(HADS, "1", 3), DECLINED])
def test_a_scale_that_was_begun_and_has_no_score_raises_talk(answer: Answer) -> None:
    found = bands({"hads/1": answer})

    assert found == {"hads.anxiety.unscored": "talk"}


def test_a_scale_that_was_not_begun_raises_nothing() -> None:
    assert bands({}) == {}


def test_a_scale_that_was_seen_and_passed_over_raises_talk() -> None:
    seen = tuple(f"hads.{item.id}" for item in HADS.items)

    assert bands({}, shown=seen) == {
        "hads.anxiety.unscored": "talk",
        "hads.depression.unscored": "talk",
    }
    assert bands({}, shown=seen[:1]) == {}


def test_a_rating_left_blank_raises_talk_once_it_was_on_the_screen() -> None:
    blank = flags({}, shown=("welcome", "rating"))

    assert blank["dt.blank"].band is Band.TALK
    assert blank["dt.blank"].because == "DT left blank"
    assert bands({}, shown=("welcome",)) == {}


def test_a_declined_rating_raises_talk_and_is_not_called_blank() -> None:
    found = flags({"dt/rating": DECLINED})

    assert set(found) == {"dt.declined"}
    assert found["dt.declined"].because == "DT: would rather not say"
    assert found["dt.declined"].trigger is Trigger.DISTRESS


def test_the_most_urgent_flag_comes_first() -> None:
    answers = rating(4) | hads(a=11) | {"help/practical.money": Picked(ids=("leaflet",))}

    outcome = conclude(sitting(answers, now=NowState.ASKED), INSTRUMENTS)

    assert [flag.band.value for flag in outcome.flags] == ["now", "soon", "need", "talk"]
    assert worst_band(outcome.flags) is Band.NOW


def test_no_flag_has_no_band() -> None:
    assert worst_band(()) is None


def test_the_worst_band_does_not_hang_on_the_order() -> None:
    outcome = conclude(sitting(rating(4) | hads(a=11)), INSTRUMENTS)

    assert worst_band(tuple(reversed(outcome.flags))) is Band.SOON


def test_a_line_raises_what_its_own_answers_raise() -> None:
    answers = rating(4) | ticks("practical.food", "physical.pain")

    found = flags_of_line(DT, score(DT, answers), "classic")

    assert [flag.rule for flag in found] == [
        "need.practical.food",
        "dt.rating.4",
        "need.physical_top",
    ]


def test_a_line_with_three_concerns_names_the_top_three() -> None:
    three = ticks("physical.pain", "practical.money", "practical.work")

    found = flags_of_line(DT, score(DT, rating(0) | three), "classic")

    assert [flag.rule for flag in found] == ["need.physical_top"]


def test_a_line_with_more_than_three_concerns_says_nothing_of_the_top_three() -> None:
    four = ticks("physical.pain", "practical.money", "practical.work", "social.family")

    assert flags_of_line(DT, score(DT, rating(0) | four), "classic") == ()


def test_a_line_without_a_rating_is_a_rating_left_blank() -> None:
    assert [flag.rule for flag in flags_of_line(DT, score(DT, {}), "classic")] == ["dt.blank"]


def test_a_line_follows_the_profile_it_is_asked_for() -> None:
    scored = score(HADS, hads(d=7))

    assert flags_of_line(HADS, scored, "classic") == ()
    assert [flag.rule for flag in flags_of_line(HADS, scored, "cancer_meta_analysis")] == [
        "hads.depression.7"
    ]


def test_a_line_that_was_broken_off_says_so() -> None:
    found = flags_of_line(HADS, score(HADS, {"hads/2": DECLINED}), "classic")

    assert [flag.rule for flag in found] == ["hads.depression.unscored"]


def test_a_scale_without_a_trigger_of_its_own_is_about_distress() -> None:
    scales = tuple(replace(scale, trigger=None) for scale in DT.scales)
    instrument = replace(DT, scales=scales)

    found = flags_of_line(instrument, score(instrument, rating(8)), "classic")

    assert [flag.trigger for flag in found] == [Trigger.DISTRESS]


@given(
    indices=st.dictionaries(
        st.sampled_from([item.id for item in HADS.items]), st.integers(0, 3), max_size=14
    ),
    kept=st.sets(st.sampled_from([item.id for item in HADS.items])),
    profile=st.sampled_from(["classic", "cancer_meta_analysis"]),
    has_wish=st.booleans(),
)
def test_a_partial_form_raises_nothing_that_completing_it_would_take_back(
    indices: dict[str, int], kept: set[str], profile: str, *, has_wish: bool
) -> None:
    wish = WISH if has_wish else {}
    full = {f"hads/{item}": chosen(HADS, item, index) for item, index in indices.items()}
    part = {key: answer for key, answer in full.items() if key.removeprefix("hads/") in kept}

    before = raise_flags_of({**part, **wish}, profile)
    after = raise_flags_of({**full, **wish}, profile)

    for scale, band in before.items():
        assert scale in after
        assert after[scale].urgency <= band.urgency


def raise_flags_of(answers: Mapping[str, Answer], profile: str) -> dict[str, Band]:
    """By scale, the band that its points raise."""
    scored = {"hads": score(HADS, answers)}
    found = raise_flags(sitting(answers, profile=profile), scored, INSTRUMENTS)
    return {
        flag.rule.rpartition(".")[0]: flag.band
        for flag in found
        if flag.rule.rpartition(".")[2].isdecimal()
    }
