"""Slips on a roll of 80 mm, and what a patient takes home on every paper, in every language."""

from dataclasses import replace

import pytest

from distressapp.core.summary_words import REHEARSAL
from distressapp.report.grid import Paper
from distressapp.report.marks import Disc, Shape, Stroke, Words
from distressapp.report.own_answers import own_answers_pages
from distressapp.report.papers import PAPERS, paper_named
from distressapp.report.press import press
from distressapp.report.render import render
from tests.core.copies import LANGUAGES, ORDINARY, all_ticked
from tests.core.test_take_home import slip
from tests.report.test_page import assert_sound, face, reader, text_of

MM_PT = 72 / 25.4


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strip", [None, REHEARSAL])
def test_what_is_taken_home_is_whole_and_on_one_sheet(
    paper: Paper, language: str, strip: str | None
) -> None:
    found = replace(slip(ORDINARY, language=language), strip=strip)

    sheets = own_answers_pages(found, paper, face())

    for each in sheets:
        assert_sound(each)
    assert strip is not None or len(sheets) == 1
    squeezed = "".join(
        "".join(run.text for run in mark.runs)
        for laid in sheets
        for block in laid.blocks
        for mark in block.marks
        if isinstance(mark, Words)
    ).replace(" ", "")
    assert "0151700" in squeezed
    assert "brass" in squeezed
    if language != "ar":  # Arabic letters stand joined, and from the right
        for part in found.parts:
            for asked in part.asked:
                assert asked.question.replace(" ", "") in squeezed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_roll_is_80_mm_wide_and_ends_where_the_words_end(language: str) -> None:
    short, long = slip({}, language=language), slip(all_ticked("x"), language=language)

    sheets = [reader(render(each, paper="receipt")).pages for each in (short, long)]

    assert [len(each) for each in sheets] == [1, 1]
    boxes = [each[0].mediabox for each in sheets]
    assert {round(float(box.width) / MM_PT) for box in boxes} == {80}
    assert float(boxes[0].height) < float(boxes[1].height)
    assert all(float(box.height) >= float(box.width) for box in boxes)


def test_nothing_on_a_roll_stands_where_its_printer_does_not_reach() -> None:
    (laid,) = own_answers_pages(replace(slip(ORDINARY), strip=REHEARSAL), "receipt", face())

    for block in laid.blocks:
        for mark in block.marks:
            match mark:
                case Words() | Disc():
                    left = right = mark.x
                case Stroke() | Shape():
                    left, right = (side(x for x, _y in mark.points) for side in (min, max))
            assert left >= 4 * MM_PT - 0.1
            assert right <= 76 * MM_PT + 0.1


def test_a_slip_is_the_same_bytes_each_time_and_from_the_child() -> None:
    found = slip(ORDINARY)

    assert render(found, paper="receipt") == render(found, paper="receipt")
    assert press(found, paper="receipt") == render(found, paper="receipt")
    assert "Night line" in text_of(press(found, paper="receipt"))


def test_an_unknown_paper_is_a4() -> None:
    assert [paper_named(each) for each in ("receipt", "letter", "foolscap")] == [
        "receipt",
        "letter",
        "a4",
    ]
