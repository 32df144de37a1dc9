from dataclasses import replace
from datetime import date
from fractions import Fraction

from distressapp.core.progress import MeasureLine, Visited, progress
from distressapp.core.results import Score, State
from distressapp.core.sitting import Who
from distressapp.core.summary import Past
from tests.core.sheets import past
from tests.core.shipped import INSTRUMENTS

FIRST = past(date(2026, 6, 2), 3, 5, 4, 14)


def visits(*days: Past) -> list[Visited]:
    return [Visited(sitting=str(place), past=each) for place, each in enumerate(days)]


def line(measure: str, *days: Past, profile: str = "classic") -> MeasureLine:
    lines = progress(visits(*days), INSTRUMENTS, profile=profile)
    return {each.id: each for each in lines}[measure]


def without(which: Past, name: str, *, answered: int = 0) -> Past:
    """The same day with that score not reached."""
    score = replace(
        which.scores[name], state=State.NOT_SCORED, value=None, answered=answered, given=5
    )
    return replace(which, scores={**which.scores, name: score})


def estimated(which: Past, name: str, value: Fraction) -> Past:
    score = replace(which.scores[name], state=State.ESTIMATED, value=value, answered=6)
    return replace(which, scores={**which.scores, name: score})


def test_there_is_a_line_for_each_measure_in_the_order_of_the_page() -> None:
    lines = progress(visits(FIRST), INSTRUMENTS, profile="classic")

    assert [each.name for each in lines] == ["DT", "HADS-A", "HADS-D", "PSS-10"]


def test_what_was_never_asked_has_no_line() -> None:
    only = replace(FIRST, scores={"dt.rating": FIRST.scores["dt.rating"]})

    lines = progress(visits(only), INSTRUMENTS, profile="classic")

    assert [each.id for each in lines] == ["dt.rating"]


def test_points_stand_by_day_whatever_their_order() -> None:
    later = past(date(2026, 8, 4), 9, 9, 6, 18)

    found = line("dt.rating", later, FIRST)

    assert [each.value for each in found.points] == [3, 9]
    assert found.last is not None
    assert found.last.value == 9


def test_a_change_beyond_measurement_error_says_so() -> None:
    later = past(date(2026, 8, 4), 7, 9, 6, 18)

    found = line("dt.rating", FIRST, later)

    # 2.7 and .80 give 3.35: three points are noise, four are not (reference worked example R10).
    assert found.points[1].change == "+4 since 2 Jun 2026: more than measurement error (3.3)"
    assert found.points[1].is_more is True


def test_a_change_within_measurement_error_is_noise_though_it_crosses_the_cutoff() -> None:
    later = past(date(2026, 8, 4), 4, 5, 4, 14)

    found = line("dt.rating", FIRST, later)

    assert found.points[1].change == "+1 since 2 Jun 2026: within measurement error (3.3)"
    assert found.points[1].is_more is False


def test_no_change_is_said_in_words() -> None:
    later = past(date(2026, 8, 4), 3, 5, 4, 14)

    assert line("dt.rating", FIRST, later).points[1].change.startswith("no change since 2 Jun")


def test_a_day_without_a_score_breaks_the_line_and_the_next_compares_with_the_last() -> None:
    gap = without(past(date(2026, 7, 1), 5, 5, 5, 5), "hads.anxiety", answered=3)
    later = past(date(2026, 8, 4), 7, 15, 6, 18)

    found = line("hads.anxiety", FIRST, gap, later)

    assert [each.value for each in found.points] == [5, None, 15]
    assert found.points[1].told == "not scored: at least 5, 3 of 7 answered"
    assert found.points[1].change == ""
    assert found.points[2].change.startswith("+10 since 2 Jun 2026: more than")


def test_a_line_without_any_answer_has_no_last_score() -> None:
    found = line("hads.anxiety", without(FIRST, "hads.anxiety"))

    assert found.last is None
    assert found.points[0].told == "no answer"


def test_an_estimate_is_shown_and_not_compared() -> None:
    later = estimated(past(date(2026, 8, 4), 7, 9, 6, 18), "hads.anxiety", Fraction(28, 3))

    found = line("hads.anxiety", FIRST, later, past(date(2026, 9, 4), 7, 9, 6, 18))

    assert found.points[1].told == "9.3, estimated, 6 of 7 answered"
    assert found.points[1].change == "+4.3 since 2 Jun 2026; not compared: estimated now"
    assert found.points[2].change.endswith("not compared: estimated then")
    assert found.points[2].is_more is None


def test_scores_of_others_languages_and_versions_are_not_compared() -> None:
    helped = past(date(2026, 8, 4), 9, 9, 6, 18, who=Who.HELPED)
    greek = past(date(2026, 8, 4), 9, 9, 6, 18, language="el")
    newer = replace(past(date(2026, 8, 4), 9, 9, 6, 18), versions=dict.fromkeys(INSTRUMENTS, "2.0"))

    told = [line("dt.rating", FIRST, each).points[1].change for each in (helped, greek, newer)]

    assert [each.partition("not compared: ")[2] for each in told] == [
        "not self-answered",
        "other language",
        "other version",
    ]


def test_a_scale_whose_error_nobody_knows_is_not_compared() -> None:
    dt = INSTRUMENTS["dt"]
    unknown = replace(dt, scales=tuple(replace(each, spread=None) for each in dt.scales))
    later = past(date(2026, 8, 4), 9, 9, 6, 18)

    (found,) = progress(visits(FIRST, later), {"dt": unknown}, profile="classic")

    assert found.noise is None
    assert found.error == ""
    assert found.points[1].change.endswith("not compared: measurement error not known")


def test_each_cutoff_has_a_label_and_a_source() -> None:
    found = line("hads.anxiety", FIRST)

    assert [each.label for each in found.cuts] == ["cut-off 8, Talk", "cut-off 11, Soon"]
    assert all(each.source for each in found.cuts)
    assert found.cutoff == "cut-off 8 and 11, classic/1"
    assert found.sources[0].startswith("Cut-off 8: ")


def test_pss_has_no_cutoff_and_shows_its_norms() -> None:
    found = line("pss10.total", FIRST)

    assert found.cuts == ()
    assert found.cutoff == "no official cut-off"
    assert any("US norms 2009" in each for each in found.sources)
    assert any("matters to a group 11: Eskildsen" in each for each in found.sources)


def test_a_profile_that_is_not_known_has_no_cutoffs() -> None:
    assert line("dt.rating", FIRST, profile="gone").cutoff == "no official cut-off"


def test_the_band_of_error_and_its_source_are_told() -> None:
    found = line("hads.anxiety", FIRST)

    # 3.74 and .79: 4.75 points (reference/instruments.md, section 10).
    assert found.error == "A change of 5 points or more exceeds measurement error (4.8)"
    assert found.noise is not None
    assert Fraction(474, 100) < found.noise < Fraction(476, 100)
    assert any("SD 3.74, reliability 0.79" in each for each in found.sources)


def test_an_instrument_that_is_not_installed_has_no_line() -> None:
    assert progress(visits(FIRST), {}, profile="classic") == ()


def test_a_score_that_is_not_of_a_measure_is_left_out() -> None:
    strange = Score(
        instrument="x", scale="y", state=State.FULL, value=Fraction(1), given=1, answered=1, of=1
    )
    day = replace(FIRST, scores={**FIRST.scores, "x.y": strange})

    assert "x.y" not in [each.id for each in progress(visits(day), INSTRUMENTS, profile="classic")]


def test_a_sitting_without_the_measure_is_no_point() -> None:
    only = replace(
        past(date(2026, 9, 1), 1, 1, 1, 1), scores={"dt.rating": FIRST.scores["dt.rating"]}
    )

    assert len(line("hads.anxiety", FIRST, only).points) == 1
