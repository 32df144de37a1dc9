"""The patient's copy on paper: large, complete, and the same bytes every time."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

from distressapp.core.answers import Answer, Written
from distressapp.core.own_answers import Asked, OwnAnswers, OwnPart
from distressapp.core.sitting import Use
from distressapp.report.grid import Paper
from distressapp.report.marks import Words
from distressapp.report.own_answers import own_answers_pages
from distressapp.report.press import press
from distressapp.report.render import render
from distressapp.report.wire import decode, encode
from tests.core.copies import ORDINARY, all_ticked, copy
from tests.report.test_page import GREEK, PAPERS, assert_sound, face, operators, reader, text_of

LONG = GREEK[:500]


def all_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, number) for number in range(len(reader(pdf).pages)))


def lines_of(page: OwnAnswers, paper: Paper = "a4") -> list[list[str]]:
    """The lines of each page, top to bottom, without its foot."""
    return [
        [
            "".join(run.text for run in mark.runs).strip()
            for block in each.blocks
            if block.name.startswith("rows.")
            for mark in block.marks
            if isinstance(mark, Words)
        ]
        for each in own_answers_pages(page, paper, face())
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", [LONG, "a\n" * 250, "x" * 500, "睡" * 500])
def test_the_fullest_sitting_is_whole_on_as_many_pages_as_it_takes(text: str, paper: Paper) -> None:
    page = copy(all_ticked(text), use=Use.REHEARSAL)

    laid = own_answers_pages(page, paper, face())
    pdf = render(page, paper=paper)

    for each in laid:
        assert_sound(each)
    squeezed = all_text(pdf).replace(" ", "")
    for part in page.parts:
        for asked in part.asked:
            assert asked.question.replace(" ", "") in squeezed
    for number in range(len(laid)):
        said = text_of(pdf, number)
        assert f"Page {number + 1} of {len(laid)}" in said
        assert said.count("REHEARSAL") == 2


def test_five_long_texts_of_greek_are_there_to_the_last_word() -> None:
    page = copy(all_ticked(LONG))

    said = "".join(line for each in lines_of(page) for line in each).replace(" ", "")

    assert said.count(LONG.replace(" ", "")) == 5


@pytest.mark.parametrize("paper", PAPERS)
def test_no_page_ends_between_a_question_and_its_answer(paper: Paper) -> None:
    for extra in range(30):
        part = OwnPart(title="Part", asked=(question("?", "!"),) * (18 + extra))
        page = replace(copy({}), parts=(part, part))

        pages = lines_of(page, paper)

        assert len(pages) > 1
        assert all(each[-1] not in {"?", "Part"} for each in pages)
        assert all(each[0] != "!" for each in pages)


def test_a_long_answer_leaves_no_line_alone() -> None:
    for extra in range(30):
        long = question("Q", "\n".join(f"line {each}" for each in range(100)))
        page = replace(
            copy({}), parts=(OwnPart(title="Part", asked=(*(question("?", "!"),) * extra, long)),)
        )

        pages = lines_of(page)

        first = next(each for each in pages if "Q" in each)
        assert first[first.index("Q") + 1 :][:2] == ["line 0", "line 1"]
        last = next(each for each in pages if "line 99" in each)
        assert "line 98" in last


def test_a_question_longer_than_a_page_is_taken_apart() -> None:
    endless = question("so long " * 1000, "yes")

    laid = own_answers_pages(
        replace(copy({}), parts=(OwnPart(title="Part", asked=(endless,)),)), "a4", face()
    )

    assert len(laid) > 2
    for each in laid:
        assert_sound(each)


def question(words: str, said: str) -> Asked:
    return Asked(before="", question=words, lead="", said=(said,), is_said=True)


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b> <i>", '<img src="/etc/passwd"/>', "&amp; &lt;", "%s {0} \\n (x", "{number}"],
)
def test_what_looks_like_markup_is_printed_as_it_was_written(text: str) -> None:
    answers: dict[str, Answer] = {
        **ORDINARY,
        "dt/physical.other": Written(text=text, language="en"),
    }

    assert text in all_text(render(copy(answers)))


def test_type_is_large_and_the_page_is_black_and_white() -> None:
    page = copy(ORDINARY, use=Use.REHEARSAL)

    sizes = {
        mark.size
        for each in own_answers_pages(page, "a4", face())
        for block in each.blocks
        for mark in block.marks
        if isinstance(mark, Words)
    }

    assert min(sizes) >= 12
    assert " rg" not in operators(render(page))


def test_title_and_language_are_set_and_name_nobody() -> None:
    read = reader(render(copy(ORDINARY)))

    assert read.metadata is not None
    assert read.metadata.title == "Your answers, sitting brass, 22 November 2026"
    assert str(cast("DictionaryObject", read.trailer["/Root"])["/Lang"]) == "en"
    assert "Maria" not in str(read.metadata)


def test_a_character_that_no_font_has_is_told_on_the_copy() -> None:
    answers: dict[str, Answer] = {
        **ORDINARY,
        "dt/physical.other": Written(text="so \U0001f600", language="en"),
    }

    assert "□ stands for a character" in all_text(render(copy(answers)))
    assert "stands for a character" not in all_text(render(copy(ORDINARY)))


def test_making_a_copy_does_not_import_reportlab() -> None:
    script = (
        "import sys, distressapp.service.own_answers;"
        "sys.exit(any(each.split('.')[0] == 'reportlab' for each in sys.modules))"
    )
    root = Path(__file__).resolve().parents[2]

    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=root)

    assert done.returncode == 0


def test_words_that_are_gone_are_told_at_the_top() -> None:
    said = text_of(render(copy(ORDINARY, gone=("hads",), name="Maria " * 30)))

    assert "no longer on this computer" in said
    assert said.count("Maria") == 30


def test_the_copy_ends_with_who_has_the_answers() -> None:
    said = all_text(render(copy(ORDINARY)))

    assert "Your care team has these answers too. If something has changed, tell them." in said
    assert "This is not an emergency service." in said
    assert "afe" not in all_text(render(copy(all_ticked("so tired"))))


def test_the_copy_survives_the_way_to_the_child_which_draws_the_same_bytes() -> None:
    page = copy(all_ticked(LONG))

    assert decode(encode(page)) == page
    assert press(page, paper="letter") == render(page, paper="letter")


def test_the_same_copy_is_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib, tests.core.copies as c; from distressapp.report.render import render;"
        "print(hashlib.sha256(render(c.copy(c.all_ticked('\u03b1\u4e2d' * 200)))).hexdigest())"
    )

    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(hashes) == 1
