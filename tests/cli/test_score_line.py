"""One line in, one line out: the worked examples, and everything that can be wrong."""

import json
from typing import Any

import pytest

from distressapp.cli.score_line import profiles, too_long
from tests.cli.lines import INSTRUMENTS, answer, answer_to, items
from tests.vectors import EXAMPLES


def ids(example: object) -> str:
    return str(example["id"]) if isinstance(example, dict) else ""


@pytest.mark.parametrize("coding", ["index", "value"])
@pytest.mark.parametrize("example", EXAMPLES["hads"], ids=ids)
def test_a_worked_hads_comes_out_as_it_was_worked(example: dict[str, Any], coding: str) -> None:
    given = example["presented"] if coding == "index" else example["values"]

    found = answer_to(
        id=7, instrument="hads", coding=coding, missing=example["rule"], answers=items(given)
    )

    assert found["id"] == 7
    exact = {name: scale["exact"] for name, scale in found["scales"].items()}
    assert exact == {"anxiety": example["A"], "depression": example["D"], "total": example["T"]}
    assert [each["index"] for each in found["items"].values()] == example["presented"]
    assert [each["score"] for each in found["items"].values()] == example["values"]


@pytest.mark.parametrize("coding", ["index", "value"])
@pytest.mark.parametrize("example", EXAMPLES["pss10"], ids=ids)
def test_a_worked_pss_comes_out_as_it_was_worked(example: dict[str, Any], coding: str) -> None:
    found = answer_to(
        instrument="pss10",
        coding=coding,
        missing=None if example["n_min"] == 10 else f"{example['n_min']}_of_10",
        answers=items(example["presented"]),
    )

    assert found["id"] is None
    for scale in ("total", "helplessness", "self_efficacy_reversed"):
        assert found["scales"][scale]["exact"] == example[scale]
        assert found["scales"][scale]["band"] is None
    assert found["flags"] == []


def test_a_full_score_is_an_integer_and_an_estimate_has_one_decimal() -> None:
    given = [2, 0, 1, 0, 1, 3, 1, 3, None, 3, 2, 0, 2, 0]

    found = answer_to(
        id="a", instrument="hads", coding="index", missing="half", answers=items(given)
    )

    assert found["scales"]["anxiety"] == {
        "state": "estimated",
        "value": 9.3,
        "exact": "28/3",
        "answered": 6,
        "of": 7,
        "band": "8-10",
    }
    assert found["scales"]["depression"] == {
        "state": "full",
        "value": 0,
        "exact": "0",
        "answered": 7,
        "of": 7,
        "band": "0-7",
    }
    assert isinstance(found["scales"]["depression"]["value"], int)
    assert found["flags"] == [
        {
            "rule": "hads.anxiety.8",
            "trigger": "mood",
            "band": "talk",
            "because": "HADS-A 9.3, estimated, 6 of 7 answered",
        }
    ]


def test_a_whole_estimate_still_has_its_decimal() -> None:
    found = answer_to(instrument="pss10", coding="value", missing="9_of_10", answers=items([2] * 9))

    assert json.dumps(found["scales"]["total"]["value"]) == "20.0"
    assert found["scales"]["total"]["exact"] == "20"


def test_a_score_that_was_not_reached_is_null() -> None:
    scale = answer_to(instrument="hads", coding="index", answers={"1": 0})["scales"]["anxiety"]

    assert scale == {
        "state": "not_scored",
        "value": None,
        "exact": None,
        "answered": 1,
        "of": 7,
        "band": None,
    }


def test_absent_null_and_declined_are_told_apart_only_where_they_differ() -> None:
    found = answer_to(
        instrument="hads", coding="value", answers={"1": None, "2": "declined", "3": 0}
    )["items"]

    blank = {"index": None, "value": None, "score": None, "state": "not_answered"}
    assert found["1"] == found["14"] == blank
    assert found["2"] == {**blank, "state": "declined"}
    assert found["3"] == {"index": 3, "value": 0, "score": 0, "state": "answered"}


def test_a_reversed_item_shows_its_points_before_and_after() -> None:
    found = answer_to(instrument="pss10", coding="value", answers={"4": 1})

    assert found["items"]["4"] == {"index": 1, "value": 1, "score": 3, "state": "answered"}


@pytest.mark.parametrize(
    "sheet",
    [
        {"answers": {"rating": 6, "concerns": ["practical.food", "social.family"]}},
        {"rating": 6, "concerns": ["practical.food", "social.family"]},
        {"answers": None, "rating": 6, "concerns": ["practical.food", "social.family"]},
        {"answers": {"rating": 6}, "concerns": ["practical.food", "social.family"]},
    ],
)
def test_a_rating_and_its_concerns_may_stand_inside_or_beside_answers(
    sheet: dict[str, object],
) -> None:
    found = answer_to(id=1, instrument="dt", coding="index", **sheet)

    assert found["scales"]["rating"]["value"] == 6
    assert found["concerns"] == ["social.family", "practical.food"]
    assert [flag["rule"] for flag in found["flags"]] == ["need.practical.food", "dt.rating.4"]


@pytest.mark.parametrize(
    ("concerns", "ticked"),
    [
        (None, []),
        ([], []),
        ("declined", []),
        (["practical.none", "social.other"], []),
        (["practical.other", "practical.money"], ["practical.money"]),
    ],
)
def test_a_list_of_concerns_may_be_empty_declined_or_something_else(
    concerns: object, ticked: list[str]
) -> None:
    found = answer_to(instrument="dt", coding="index", rating=0, concerns=concerns)

    assert found["concerns"] == ticked


def test_a_rating_that_is_not_given_is_not_zero() -> None:
    found = answer_to(instrument="dt", coding="index")

    assert found["scales"]["rating"]["value"] is None
    assert [flag["rule"] for flag in found["flags"]] == ["dt.blank"]


def test_only_the_list_instrument_has_concerns() -> None:
    assert "concerns" not in answer_to(instrument="hads", coding="index", answers={})


def test_keys_that_mean_nothing_are_passed_over() -> None:
    plain = answer_to(instrument="hads", coding="index", answers={})

    assert answer_to(instrument="hads", coding="index", answers={}, rating=3, ward="B2") == plain


def test_a_profile_decides_the_flags() -> None:
    given = items([3, 0, 3, 0, 3, 3, 0, 3, 0, 3, 3, 3, 3, 3])
    line = json.dumps({"instrument": "hads", "coding": "index", "answers": given}).encode()

    assert answer(line)["flags"] == []
    assert answer(line, "cancer_meta_analysis")["flags"] == []
    given["10"] = 2
    line = json.dumps({"instrument": "hads", "coding": "index", "answers": given}).encode()
    assert [each["rule"] for each in answer(line, "cancer_meta_analysis")["flags"]] == [
        "hads.depression.7"
    ]


@pytest.mark.parametrize(
    "sheet_id", [0, "", "é\U0001f600", [1, {"a": None}], {"b": 1.5}, None, True]
)
def test_the_id_comes_back_as_it_was(sheet_id: object) -> None:
    good = answer_to(id=sheet_id, instrument="hads", coding="index", answers={})
    bad = answer_to(id=sheet_id, instrument="hads")

    assert good["id"] == bad["id"] == sheet_id
    assert set(bad) == {"id", "error"}


def test_half_a_character_in_an_id_comes_back_too() -> None:
    found = answer(b'{"id": "\\ud800", "instrument": "phq9"}')

    assert found["id"] == "\ud800"


@pytest.mark.parametrize(
    ("sheet", "error"),
    [
        ({}, "`instrument` is missing"),
        ({"instrument": 3}, "`instrument` is missing or not a text"),
        ({"instrument": ["hads"]}, "`instrument` is missing or not a text"),
        ({"coding": None}, "`coding` is neither"),
        ({"coding": "points"}, "`coding` is neither"),
        ({"coding": ["index"]}, "`coding` is neither"),
        ({"coding": True}, "`coding` is neither"),
        ({"missing": 6}, "`missing` is not a text"),
        ({"missing": "most"}, "hads has no missing-answer rule"),
        ({"missing": "0_of_7"}, "hads has no missing-answer rule"),
        ({"answers": None}, "`answers` is missing"),
        ({"answers": []}, "`answers` is not an object"),
        ({"answers": "declined"}, "`answers` is not an object"),
        ({"answers": {"15": 0}}, "hads has no item '15'"),
        ({"answers": {"15": None}}, "hads has no item '15'"),
        ({"answers": {"01": 0}}, "hads has no item '01'"),
        ({"answers": {"concerns": []}}, "hads has no item 'concerns'"),
        ({"answers": {"1": True}}, "hads 1: not on offer"),
        ({"answers": {"1": False}}, "hads 1: not on offer"),
        ({"answers": {"1": 1.0}}, "hads 1: not on offer"),
        ({"answers": {"1": 4}}, "hads 1: not on offer; give a whole number from 0 to 3"),
        ({"answers": {"1": -1}}, "hads 1: not on offer"),
        ({"answers": {"1": 10**30}}, "hads 1: not on offer"),
        ({"answers": {"1": "2"}}, "hads 1: not on offer"),
        ({"answers": {"1": "Declined"}}, "hads 1: not on offer"),
        ({"answers": {"1": [2]}}, "hads 1: not on offer"),
        ({"answers": {"1": {}}}, "hads 1: not on offer"),
    ],
)
@pytest.mark.parametrize("coding", ["index", "value"])
def test_a_sheet_that_says_nonsense_gets_an_error(
    sheet: dict[str, object], error: str, coding: str
) -> None:
    base = {"instrument": "hads", "coding": coding, "answers": {}} if sheet else {}

    found = answer_to(id=5, **{**base, **sheet})

    assert set(found) == {"id", "error"}
    assert found["id"] == 5
    assert found["error"].startswith(error)


@pytest.mark.parametrize(
    ("sheet", "error"),
    [
        ({"rating": 11}, "dt rating: not on offer; give a whole number from 0 to 10"),
        ({"rating": "6"}, "dt rating: not on offer"),
        ({"concerns": "practical.money"}, "`concerns` is not a list of ids"),
        ({"concerns": [1]}, "`concerns` is not a list of ids"),
        ({"concerns": ["practical.rent"]}, "dt has no concern 'practical.rent'"),
        ({"concerns": ["rating"]}, "dt has no concern 'rating'"),
        ({"concerns": ["other"]}, "dt has no concern 'other'"),
        ({"concerns": ["practical.money"] * 2}, "dt: practical.money stands in `concerns` twice"),
        ({"concerns": ["practical.none", "practical.money"]}, "dt practical: that answer is not"),
        ({"answers": {"rating": 1}, "rating": 1}, "`rating` stands both inside and outside"),
        ({"answers": {"practical.money": 1}}, "dt: practical.money is a concern"),
        ({"answers": {"top": None}}, "dt has no item 'top'"),
        ({"missing": "half"}, "dt has no missing-answer rule 'half'"),
    ],
)
def test_a_rating_sheet_that_says_nonsense_gets_an_error(
    sheet: dict[str, object], error: str
) -> None:
    found = answer_to(id=5, instrument="dt", coding="index", **sheet)

    assert found["error"].startswith(error)


@pytest.mark.parametrize("name", ["phq9", "gad7", "cssrs_screener", "osss3", "HADS", ""])
def test_an_instrument_that_is_not_installed_is_unknown(name: str) -> None:
    assert answer_to(id=1, instrument=name) == {"id": 1, "error": f"unknown instrument: {name}"}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"", "the line is blank"),
        (b" \t\r\n", "the line is blank"),
        (b"not json", "the line is not JSON: Expecting value at character 1"),
        (b'{"id": 1', "the line is not JSON"),
        (b'{"id": 1} {"id": 2}', "the line is not JSON: Extra data"),
        (b"[1]", "the line is not a JSON object"),
        (b"null", "the line is not a JSON object"),
        (b"7", "the line is not a JSON object"),
        (b'{"id": "\xff"}', "the line is not UTF-8"),
        (b'{"id": ' + b"[" * 100_000, "the line is nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b"}", "a number in the line is too long"),
        (b'{"id": NaN}', "a number in the line is not a finite number"),
        (b'{"id": -Infinity}', "a number in the line is not a finite number"),
        (b'{"id": 1e999}', "a number in the line is not a finite number"),
    ],
)
def test_a_line_that_is_no_sheet_at_all_gets_an_error_without_an_id(
    line: bytes, error: str
) -> None:
    found = answer(line)

    assert found["id"] is None
    assert found["error"].startswith(error)


def test_a_key_that_stands_twice_is_refused_rather_than_chosen_from() -> None:
    line = b'{"id": 4, "instrument": "hads", "coding": "index", "answers": {"1": 0, "1": 3}}'

    assert answer(line) == {"id": 4, "error": "a key stands in an object twice"}


def test_a_number_that_is_none_is_refused_with_the_id_of_its_line() -> None:
    line = b'{"id": 4, "instrument": "hads", "coding": "index", "answers": {"1": NaN}}'

    assert answer(line)["id"] == 4


def test_a_line_may_begin_with_a_byte_order_mark_and_end_as_on_windows() -> None:
    assert answer(b'\xef\xbb\xbf{"id": 1, "instrument": "phq9"}\r\n')["id"] == 1


def test_a_line_that_is_far_too_long_is_an_error_of_its_own() -> None:
    assert json.loads(too_long()) == {"id": None, "error": "the line is too long"}


def test_only_profiles_that_every_instrument_knows_can_be_asked_for() -> None:
    assert profiles(INSTRUMENTS.values()) == ("classic", "cancer_meta_analysis")
