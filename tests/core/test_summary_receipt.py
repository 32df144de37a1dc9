"""The score receipt: every number on the page can be worked out again by hand."""

from dataclasses import replace

from distressapp.core.answers import DECLINED
from distressapp.core.summary import Particulars, ReceiptPart
from tests.core.sheets import (
    HISTORY,
    ORDINARY_ANSWERS,
    PARTICULARS,
    PLAN,
    hads,
    page,
    pss,
    rating,
    sitting,
)

KNOWN: Particulars = replace(PARTICULARS, history=HISTORY)


def part(instrument: int, of: tuple[ReceiptPart, ...]) -> ReceiptPart:
    return of[instrument]


def test_an_item_shows_option_points_and_score() -> None:
    receipt = page(sitting(ORDINARY_ANSWERS)).receipt

    row = part(1, receipt).rows[0]

    assert (row.item, row.option, row.points, row.turned, row.score) == ("1", "1", "2", "", "2")


def test_an_item_counted_from_the_other_end_shows_how() -> None:
    receipt = page(sitting(ORDINARY_ANSWERS)).receipt

    row = part(2, receipt).rows[6]

    assert (row.points, row.turned, row.score) == ("3", "4 \N{MINUS SIGN} 3", "1")


def test_blank_and_declined_items_have_no_score() -> None:
    answers = {**pss(None, *[0] * 9), "pss10/2": DECLINED}

    rows = part(2, page(sitting(answers)).receipt).rows

    assert [row.option for row in rows[:2]] == ["not answered", "rather not say"]
    assert [row.score for row in rows[:2]] == ["\N{EN DASH}"] * 2


def test_a_sum_is_written_out() -> None:
    workings = part(1, page(sitting(ORDINARY_ANSWERS)).receipt).workings

    assert workings[0] == "HADS-A = items 1+3+5+7+9+11+13 = 2 + 2 + 2 + 1 + 2 + 2 + 1 = 12"
    assert workings[-1] == "HADS total = anxiety + depression = 12 + 5 = 17"


def test_an_estimate_shows_the_mean_it_stands_on() -> None:
    lenient = replace(PLAN, missing={"hads": "half"})
    answers = hads(1, 0, 2, 0, 2, 0, 1, 0, None, 0, 1, 0, 1, 0)

    workings = part(1, page(sitting(answers, plan=lenient)).receipt).workings

    assert (
        "estimated, 6 of 7 answered: 8 \N{MULTIPLICATION SIGN} 7 / 6 = 28/3, printed 9.3"
        in (workings[0])
    )
    assert workings[-1] == "HADS total = anxiety + depression = 28/3 + 0 = 28/3, printed 9.3"


def test_what_is_not_scored_shows_the_points_given() -> None:
    answers = hads(3, 0, 3, 1, 3, 1, 1, 1, 1, 1, None, 0, None, 1)

    workings = part(1, page(sitting(answers)).receipt).workings

    assert workings[0].endswith(": not scored, 5 of 7 answered; points given 11")
    assert workings[1].startswith("HADS-A 11 is at least 8: Talk (Soon with a wish to talk)")
    assert workings[-1].startswith("HADS total = anxiety + depression = \N{EN DASH} + 5")


def test_a_cut_off_not_reached_by_points_given_is_left_open() -> None:
    answers = hads(1, *[None] * 13)

    workings = part(1, page(sitting(answers)).receipt).workings

    assert workings[1].startswith("HADS-A at least 1, not known to reach 8")


def test_a_change_is_compared_with_measurement_error_by_hand() -> None:
    given = sitting(hads(3, 0, 3, 0, 3, 0, 2, 0, 2, 0, 1, 0, 1, 0))

    workings = part(1, page(given, particulars=KNOWN).receipt).workings

    assert "HADS-A change since 1 Oct 2026: 15 \N{MINUS SIGN} 9 = +6" in workings
    assert any(
        "= 2.42; index +6 / 2.42 = 2.48; limit 1.96 \N{MULTIPLICATION SIGN} 2.42 = 4.75 points:"
        " more than measurement error" in line
        for line in workings
    )


def test_a_change_that_is_not_told_is_not_worked_out() -> None:
    given = sitting(rating(5), language="el")

    workings = part(0, page(given, particulars=KNOWN).receipt).workings

    assert not any("change" in line for line in workings)


def test_ticks_are_counted_and_not_added_up() -> None:
    workings = part(0, page(sitting(ORDINARY_ANSWERS)).receipt).workings

    assert workings[0] == "DT = 6"
    assert workings[-1] == "Concerns ticked: 6; they are not added up."
