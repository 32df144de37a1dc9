"""`distressapp instruments` as a person calls it."""

from pathlib import Path

import pytest

from distressapp.cli import main
from distressapp.paths import resources
from tests.instruments.files import definition, wording


def test_the_list_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["dt", "hads", "pss10"]
    assert "1 item and a list of 44 concerns" in lines[0]
    assert "14 items, past week; ar (practice), el (practice), en (practice)" in lines[1]


def test_an_instrument_is_shown_with_its_key_its_figures_and_their_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["instruments", "show", "hads"]) == 0

    shown = capsys.readouterr().out
    for part in [
        "after 7 days",
        "more distress",
        "needed for clinical use",
        "3 2 1 0",
        "0-7  8-10  11-21; Zigmond and Snaith 1983",
        "4.8 points or more; sd 3.74, reliability 0.79",
        "HADS-A >= 8: talk (soon with a wish to talk); Zigmond",
        "scales anxiety + depression",
        "practice en 1, sha256",
    ]:
        assert part in shown


def test_reversed_items_and_raising_concerns_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["instruments", "show", "pss10"])
    main(["instruments", "show", "dt"])

    shown = capsys.readouterr().out
    assert shown.count("counted from the other end") == 4
    assert shown.count("raises soon") == 4
    assert "at any time" in shown


def test_an_instrument_that_is_not_there_is_one_plain_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["instruments", "show", "phq9"]) == 1
    assert capsys.readouterr().err == (
        "There is no instrument phq9. Use one of: dt, hads, pss10.\n"
    )


def test_what_ships_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "check", str(resources() / "instruments")]) == 0
    assert main(["instruments", "check", str(resources() / "wording")]) == 0

    out, error = capsys.readouterr()
    assert out.count(" is in order: ") == 3 + 3 * 5
    assert error == ""


def test_a_file_that_is_wrong_is_told_with_line_key_and_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = definition(tmp_path, "hads", ("high = 21", "high = 22"))

    assert main(["instruments", "check", str(path)]) == 1

    error = capsys.readouterr().err
    assert f"{path}, line" in error
    assert "scales.high: the items add up to 21 at most. Correct the range" in error


def test_every_file_of_a_folder_is_checked_whatever_is_wrong_with_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    definition(tmp_path, "hads", ("high = 21", "high = 22"))
    definition(tmp_path, "pss10")
    wording(tmp_path, "dt.en", ("low = ", "# "))

    assert main(["instruments", "check", str(tmp_path)]) == 1

    out, error = capsys.readouterr()
    assert out.count(" is in order: ") == 1
    assert len(error.splitlines()) == 2


def test_words_are_checked_against_the_definition_beside_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    definition(tmp_path, "pss10", ("[[items]]", '[[items]]\nid = "11"\nvalues = [0, 1]\n[[items]]'))
    text = (tmp_path / "pss10" / "definition.toml").read_text("utf-8")
    text = text.replace('items = ["1", "2"', 'items = ["11", "1", "2"').replace("= 40", "= 41")
    text = text.replace('"9_of_10"', '"9_of_11"')
    (tmp_path / "pss10" / "definition.toml").write_text(
        text.replace('["11", "1", "2", "3", "6"', '["1", "2", "3", "6"'), "utf-8"
    )
    wording(tmp_path, "pss10.en")

    assert main(["instruments", "check", str(tmp_path)]) == 1
    assert "item 11 has no words" in capsys.readouterr().err


def test_instruments_that_do_not_fit_together_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    definition(tmp_path, "hads")
    definition(tmp_path, "pss10", ('id = "cancer_meta_analysis"', 'id = "other"'))

    assert main(["instruments", "check", str(tmp_path)]) == 1
    assert "has no profile other" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "none.toml"])
def test_a_path_with_nothing_to_check_is_told(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["instruments", "check", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err
