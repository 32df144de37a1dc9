"""A form on paper: large, whole, nameless, and found again by its code."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import pytest

from distressapp.core.form_code import spelt
from distressapp.core.paper_value import Form, FormQuestion
from distressapp.core.sitting import Use
from distressapp.report.form import form_pages
from distressapp.report.grid import Paper
from distressapp.report.marks import Mark, Page, Shape, Words
from distressapp.report.press import press
from distressapp.report.qr import QUIET, modules, qr_marks
from distressapp.report.render import render
from distressapp.report.wire import decode, encode
from tests.core.forms import CODE, form
from tests.report.qr_reading import SIDE, read
from tests.report.test_page import GREEK, PAPERS, assert_sound, face, operators, reader, text_of

LEAST_PT: Final = 14.0
CLINICS: Final = {"ordinary": "Clinic of the tests", "long": "Oncology " * 30, "greek": GREEK[:200]}


def pages(of: Form, paper: Paper = "a4") -> tuple[Page, ...]:
    return form_pages(of, paper, face())


def all_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, number) for number in range(len(reader(pdf).pages)))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("use", Use)
@pytest.mark.parametrize("clinic", CLINICS.values(), ids=CLINICS)
def test_nothing_overlaps_or_leaves_the_page(clinic: str, use: Use, paper: Paper) -> None:
    for is_blank in (False, True):
        of = form(use=use, clinic=clinic, is_blank=is_blank, local_numbers=("Ward 7, 555 1234",))

        for page in pages(of, paper):
            assert_sound(page)


def twice(text: str) -> str:
    return f"{text} {text}".strip()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("numbers", [1, 3])
def test_a_form_in_a_language_of_many_words_stays_on_its_pages(paper: Paper, numbers: int) -> None:
    usual = form(local_numbers=("Night desk of the hospital, 0800 555 0000",) * numbers)
    parts = tuple(replace(each, questions=tuple(_longer(each.questions))) for each in usual.parts)
    of = replace(usual, parts=parts, foot=twice(usual.foot), how_to=usual.how_to * 2)

    found = pages(of, paper)

    assert len(found) > 9
    for page in found:
        assert_sound(page)
    (rating,) = [page for page in found if "Rating" in _texts(page)]
    assert _texts(rating).startswith("Rating")


def _texts(page: Page) -> str:
    return " ".join(run.text for mark in _words((page,)) for run in mark.runs)


def _longer(questions: Iterable[FormQuestion]) -> Iterator[FormQuestion]:
    for each in questions:
        boxes = tuple(
            box if box.text == box.mark else replace(box, text=twice(box.text))
            for box in each.boxes
        )
        yield replace(each, title=twice(each.title), lead=twice(twice(each.lead)), boxes=boxes)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_for_the_patient_is_large(paper: Paper) -> None:
    for page in pages(form(local_numbers=("Ward 7, 555 1234",)), paper):
        for block in page.blocks:
            if not block.name.startswith("strip."):
                sizes = {mark.size for mark in block.marks if isinstance(mark, Words)}
                assert min(sizes) >= LEAST_PT, block.name


@pytest.mark.parametrize("paper", PAPERS)
def test_the_whole_form_is_read_back_from_the_file(paper: Paper) -> None:
    of = form(is_blank=True)

    found = squeezed(all_text(render(of, paper=paper)))

    for part in of.parts:
        for words in (part.title, *part.before, *part.leads):
            assert squeezed(words) in found
        for asked in part.questions:
            for words in (asked.title, asked.lead, asked.decline, asked.low, asked.high):
                assert squeezed(words) in found
            for each in asked.boxes:
                assert squeezed(each.text) in found
    for words in (*of.how_to, *of.staff, *of.thanks):
        assert squeezed(words) in found


def test_every_page_has_the_code_the_ticket_word_and_whom_to_tell() -> None:
    of = form()
    pdf = render(of, paper="a4")

    for number in range(len(reader(pdf).pages)):
        found = squeezed(text_of(pdf, number))
        assert spelt(CODE) in found
        assert "harbour" in found
        assert squeezed(of.foot) in found
        assert f"Page{number + 1}of" in found


@pytest.mark.parametrize("use", Use)
def test_a_form_of_a_rehearsal_says_so_on_every_page(use: Use) -> None:
    pdf = render(form(use=use), paper="a4")

    marked = ["REHEARSAL" in text_of(pdf, n) for n in range(len(reader(pdf).pages))]

    assert all(marked) if use is Use.REHEARSAL else not any(marked)


def test_every_option_has_its_key_beside_it_in_the_order_of_the_screen() -> None:
    of = form()
    texts = ["".join(run.text for run in mark.runs) for mark in _words(pages(of))]

    hads = next(part for part in of.parts if "past week, today" in part.title)
    for asked in hads.questions:
        keys = [each.mark for each in asked.boxes]
        assert keys == ["1", "2", "3", "4"]
        at = texts.index(asked.title) if asked.title in texts else None
        if at is not None:
            following = texts[at + 1 : at + 9]
            assert following == [said for each in asked.boxes for said in (each.mark, each.text)]


def test_no_box_is_filled_and_no_number_suggested() -> None:
    for page in pages(form(use=Use.CLINICAL)):
        for block in page.blocks:
            if block.name != "head":
                assert not any(isinstance(each, Shape) and each.is_black for each in block.marks)


def test_safety_stands_on_no_form_as_it_is_asked_on_the_screen() -> None:
    found = all_text(render(form(), paper="a4"))

    assert "Speak privately" in found
    assert "Feeling safe" not in found


def test_the_code_on_the_page_is_read_as_a_scanner_reads_it() -> None:
    squares = modules(CODE)

    assert read(squares) == CODE
    assert _drawn(qr_marks(CODE, (100.0, 50.0), 62.0)) == squares


def test_every_page_carries_that_code_with_its_quiet_edge() -> None:
    for page in pages(form()):
        (head,) = [block for block in page.blocks if block.name == "head"]
        shapes = [mark for mark in head.marks if isinstance(mark, Shape)]
        texts = [mark for mark in head.marks if isinstance(mark, Words)]

        left = min(point[0] for shape in shapes for point in shape.points)
        edge = 62.0 / (SIDE + 2 * QUIET) * QUIET
        for words in texts:
            width = sum(
                face().font(run.font).stringWidth(run.text, words.size) for run in words.runs
            )
            assert words.x + width <= left - edge


def test_the_same_form_is_the_same_bytes_and_travels_whole() -> None:
    of = form()

    assert decode(encode(of)) == of
    assert press(of) == render(of, paper="a4")


def test_a_form_is_black_on_white() -> None:
    found = operators(render(form(), paper="a4"))

    assert not {each for each in ("rg", "RG", "k", "K") if f" {each}\n" in found}


def test_a_character_that_no_font_has_is_said_to_be_missing() -> None:
    pdf = render(form(clinic="Clinic \U00013000"), paper="a4")

    assert "cannot be printed here" in all_text(pdf)


def _words(laid: tuple[Page, ...]) -> list[Words]:
    return [
        mark
        for page in laid
        for block in page.blocks
        if block.name.startswith("rows.")
        for mark in block.marks
        if isinstance(mark, Words)
    ]


def _drawn(marks: Iterable[Mark]) -> tuple[tuple[bool, ...], ...]:
    module = 62.0 / (SIDE + 2 * QUIET)
    left, top = 100.0 + QUIET * module, 50.0 + QUIET * module
    dark = set()
    for shape in marks:
        assert isinstance(shape, Shape)
        (x, y), (end, _), *_rest = shape.points
        first = int((x - left) / module + 0.5)
        last = int((end - left) / module + 0.5)
        row = int((y - top) / module + 0.5)
        dark |= {(row, column) for column in range(first, last)}
    return tuple(tuple((row, column) in dark for column in range(SIDE)) for row in range(SIDE))
