"""The rows of scores on the page: value, state, cut-off, change and trend."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from distressapp.core.answers import DECLINED
from distressapp.core.sitting import Who
from distressapp.core.summary import Measure, Past, Section, Summary
from distressapp.core.summary_words import decimal, root, signed
from tests.core.sheets import (
    HISTORY,
    PARTICULARS,
    PLAN,
    hads,
    ordinary,
    page,
    past,
    rating,
    sitting,
)
from tests.core.structures import INSTRUMENTS


def words(section: Section) -> list[str]:
    return [f"{line.label}|{line.text}" for line in section.lines]


def measure(summary: Summary, name: str) -> Measure:
    return {each.name: each for each in summary.measures}[name]


def test_points_already_given_are_told_without_a_score() -> None:
    broken = sitting(hads(3, 0, 3, 1, 3, 1, 1, 1, 1, 1, None, 0, None, 1))

    row = measure(page(broken), "HADS-A")

    assert row.state == "not scored: at least 11, 5 of 7 answered"
    assert row.value == "\N{EN DASH}"
    assert row.drawing is not None
    assert row.drawing.at_least == 11


def test_an_estimate_is_called_one() -> None:
    lenient = replace(PLAN, missing={"hads": "half"})
    answers = hads(1, 0, 2, 0, 2, 0, 1, 0, None, 0, 1, 0, 1, 0)

    row = measure(page(sitting(answers, plan=lenient)), "HADS-A")

    assert (row.value, row.state) == ("9.3", "estimated, 6 of 7 answered")
    assert row.band == "band 8\N{EN DASH}10"


def test_zero_blank_and_rather_not_say_are_three_things() -> None:
    zero = measure(page(sitting(rating(0))), "DT")
    blank = measure(page(sitting({})), "DT")
    declined = measure(page(sitting({"dt/rating": DECLINED})), "DT")
    unseen = measure(page(sitting({}, shown=("welcome",))), "DT")

    assert (zero.value, zero.state) == ("0", "")
    assert blank.state == "not answered"
    assert declined.state == "rather not say"
    assert (unseen.state, unseen.drawing) == ("not reached", None)


def test_a_scale_seen_and_left_blank_is_not_scored() -> None:
    row = measure(page(sitting({})), "PSS-10")

    assert row.state == "not scored, 0 of 10 answered"


def test_what_was_not_asked_says_why() -> None:
    plan = replace(
        PLAN,
        instruments=("dt",),
        held_back={"hads": date(2026, 11, 17)},
        not_offered={"pss10": "no permission is recorded", "phq9": "not installed"},
    )

    summary = page(sitting(rating(2), plan=plan))

    assert measure(summary, "HADS-D").state == "held back: last answered 17 Nov 2026"
    assert measure(summary, "PSS-10").state == "not offered: no permission is recorded"
    assert "Held back|HADS not asked: last answered 17 Nov 2026" in words(summary.answered)
    assert "Not offered|PSS-10: no permission is recorded; PHQ9: not installed" in words(
        summary.answered
    )


def test_an_instrument_outside_the_plan_was_not_asked() -> None:
    plan = replace(PLAN, instruments=("dt",))

    summary = page(sitting(rating(2), plan=plan))

    assert measure(summary, "PSS-10").state == "not asked"


def test_pss_has_norms_and_no_band() -> None:
    row = measure(ordinary(), "PSS-10")

    assert row.band.startswith("no band; US norms 2009: men 15.5 (SD 7.4), women 16.1 (SD 7.6)")
    assert row.cutoff == "no official cut-off"


def test_a_profile_the_instrument_lacks_gives_no_cut_off() -> None:
    other = replace(PLAN, profile="cancer_meta_analysis")

    row = measure(page(sitting(rating(5), plan=other)), "DT")

    assert row.cutoff == "no official cut-off"


def test_a_change_says_whether_it_exceeds_measurement_error() -> None:
    known = replace(PARTICULARS, history=HISTORY)
    worse = sitting(hads(3, 0, 3, 0, 3, 0, 2, 0, 2, 0, 1, 0, 1, 0))

    summary = page(worse, particulars=known)

    assert measure(summary, "HADS-A").change == (
        "+6 from 9 on 1 Oct 2026: more than measurement error (4.8)"
    )
    assert measure(summary, "HADS-D").change == (
        "\N{MINUS SIGN}7 from 7 on 1 Oct 2026: more than measurement error (4.9)"
    )


def test_a_trend_ends_today_and_keeps_its_length() -> None:
    many = tuple(past(date(2026, month, 1), month, 5, 4, 14) for month in range(1, 11))
    known = replace(PARTICULARS, history=many)

    row = measure(page(sitting(rating(6)), particulars=known), "DT")

    assert row.drawing is not None
    assert len(row.drawing.trend) == 6
    assert row.drawing.trend[-1].day == date(2026, 11, 22)
    assert row.drawing.trend[-1].value == 6


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (past(date(2026, 10, 1), 4, 9, 7, 16, language="el"), "other language"),
        (past(date(2026, 10, 1), 4, 9, 7, 16, who=Who.HELPED), "not self-answered then"),
        (replace(HISTORY[0], versions={}), "other version"),
    ],
)
def test_scores_that_do_not_compare_are_not_compared(before: Past, reason: str) -> None:
    known = replace(PARTICULARS, history=(before,))

    row = measure(page(sitting(rating(9)), particulars=known), "DT")

    assert row.change.endswith(f"; not compared: {reason}")


def test_without_a_score_today_the_last_one_is_told() -> None:
    known = replace(PARTICULARS, history=HISTORY)

    row = measure(page(sitting({}), particulars=known), "DT")

    assert row.change == "last 4 on 1 Oct 2026"


def test_a_scale_without_a_figure_for_error_is_not_compared() -> None:
    dt = INSTRUMENTS["dt"]
    bare = replace(dt, scales=(replace(dt.scales[0], spread=None),))
    known = replace(PARTICULARS, history=HISTORY)

    row = measure(page(sitting(rating(9)), particulars=known, instruments={"dt": bare}), "DT")

    assert row.change.endswith("not compared: measurement error not known")
    assert row.drawing is not None
    assert row.drawing.noise is None


def test_a_patient_seen_for_the_first_time_has_no_trend() -> None:
    row = measure(ordinary(), "DT")

    assert row.change == "no earlier score"
    assert row.drawing is not None
    assert row.drawing.trend == ()


def test_a_history_without_that_score_draws_nothing() -> None:
    blank = replace(HISTORY[0], scores={})
    known = replace(PARTICULARS, history=(blank,))

    row = measure(page(sitting(rating(1)), particulars=known), "DT")

    assert row.change == "no earlier score"


def test_an_instrument_without_the_scale_has_no_row() -> None:
    dt = replace(INSTRUMENTS["dt"], scales=())

    summary = page(sitting({}), instruments={"dt": dt})

    assert [each.name for each in summary.measures] == ["HADS-A", "HADS-D", "PSS-10"]


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Fraction(8), 1, "8"),
        (Fraction(28, 3), 1, "9.3"),
        (Fraction(21, 2), 1, "10.5"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 30), 1, "0.0"),
        (Fraction(-5, 4), 1, "\N{MINUS SIGN}1.3"),
        (Fraction(-3), 1, "\N{MINUS SIGN}3"),
        (Fraction(473, 100), 2, "4.73"),
    ],
)
def test_figures_are_rounded_half_away_from_zero(
    value: Fraction, places: int, printed: str
) -> None:
    assert decimal(value, places=places) == printed


def test_a_rise_wears_its_sign() -> None:
    assert signed(Fraction(3)) == "+3"
    assert signed(Fraction(0)) == "0"


def test_a_root_is_never_above_the_true_one() -> None:
    found = root(Fraction(2))

    assert found**2 <= 2 < (found + Fraction(1, 10**6)) ** 2


def test_a_sum_of_scales_has_a_row_only_where_the_profile_cuts_it() -> None:
    old = INSTRUMENTS["hads"]
    total = replace(old.profiles[0].cutoffs[0], scale="total", at_least=15)
    cut = replace(old, profiles=(replace(old.profiles[0], cutoffs=(total,)),))

    summary = page(sitting({}), instruments={"hads": cut})

    assert "HADS total" in [each.name for each in summary.measures]
    assert "HADS total" not in [each.name for each in ordinary().measures]
