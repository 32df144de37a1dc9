"""Paper in the five languages of patients: whole, sound, and turned round for Arabic."""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

import pytest
from pypdf.generic import DictionaryObject

from distressapp.core.answers import Written
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form, Layout
from distressapp.core.sitting import Use
from distressapp.report.form import form_pages
from distressapp.report.form_rows import SQUARE
from distressapp.report.grid import Paper
from distressapp.report.marks import Mark, Page, Run, Shape, Words
from distressapp.report.mirror import is_mirrored, turned
from distressapp.report.order import ISOLATES
from distressapp.report.own_answers import own_answers_pages
from distressapp.report.qr import QUIET
from distressapp.report.render import render
from distressapp.report.words import strings
from tests.core.copies import LANGUAGES, ORDINARY, all_ticked, copy
from tests.core.forms import CODE, form
from tests.report.qr_reading import SIDE, read
from tests.report.test_page import PAPERS, assert_sound, face, reader, text_of

PDFTOTEXT: Final = shutil.which("pdftotext")
ARABIC: Final = "\u0623\u0634\u0639\u0631 (\u0645\u0646\u0630 3 \u0623\u064a\u0627\u0645)"
MARKS: Final = "\u060c\u061b\u061f\u00ab\u00bb\u201c\u201d\u2066\u2068\u2069"


def all_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, number) for number in range(len(reader(pdf).pages)))


def squeezed(text: str) -> str:
    return "".join(each for each in text if not each.isspace() and each not in ISOLATES)


def bare(text: str) -> set[str]:
    """The Arabic words of a text."""
    spaced = "".join(" " if each.isascii() or each in MARKS else each for each in text)
    return set(spaced.split())


def missing(said: Iterable[str], pdf: bytes, language: str) -> set[str]:
    """What cannot be found in the file; in Arabic word by word, for lines begin at the right."""
    found = all_text(pdf)
    if is_mirrored(language):
        letters = _without_accents(found)
        words = {word for each in said for word in bare(_without_accents(each))}
        return {word for word in words if word not in letters}
    return {each for each in said if squeezed(each) not in squeezed(found)}


def _without_accents(text: str) -> str:
    # A file has one sign for lam and alef, and the accent between them behind it.
    return "".join(each for each in text if not unicodedata.combining(each))


def words_on(page: Page) -> list[Words]:
    return [mark for block in page.blocks for mark in block.marks if isinstance(mark, Words)]


def drawn(words: Words) -> str:
    return "".join(run.text for run in words.runs)


def asked_on(of: Form) -> list[str]:
    """Everything a form says, but not what is filled in page by page."""
    in_parts = [each for part in of.parts for each in strings(part) if len(each) > 1]
    parts = [each for each in in_parts if each not in set(Layout)]
    return [*of.how_to, of.heading, *of.staff, *parts, *of.thanks]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_form_is_whole_and_sound_in_every_language(language: str, paper: Paper) -> None:
    of = form(language=language, is_blank=True, local_numbers=("Ward 7, 0151 555 1234",))

    for page in form_pages(of, paper, face()):
        assert_sound(page)

    assert not missing(asked_on(of), render(of), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_copy_is_whole_and_sound_in_every_language(language: str, paper: Paper) -> None:
    page = copy(all_ticked("睡得不好" if language == "zh-Hans" else ARABIC), language=language)

    for each in own_answers_pages(page, paper, face()):
        assert_sound(each)

    said = [page.heading, *page.warm, *page.closing, *(f"{each.text}" for each in page.facts)]
    said += [each.question for part in page.parts for each in part.asked]
    assert not missing(said, render(page), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_boxes_of_a_form_have_the_same_keys_in_every_language(language: str) -> None:
    def keys(of: Form) -> list[tuple[str, ...]]:
        asked = [each for part in of.parts for each in part.questions]
        return [tuple(box.mark for box in each.boxes) for each in asked]

    assert keys(form(language=language)) == keys(form())


def test_an_arabic_page_is_the_other_way_round_and_no_other_is() -> None:
    for language in LANGUAGES:
        pages = form_pages(form(language=language), "a4", face())
        middle = pages[0].width / 2

        (code,) = [each for each in words_on(pages[0]) if drawn(each) == "QPXS-UDR9"]

        assert (code.x < middle) is is_mirrored(language), language
    assert [each for each in LANGUAGES if is_mirrored(each)] == ["ar"]


def test_turning_a_page_round_twice_leaves_it_as_it_was() -> None:
    (first, *_) = form_pages(form(language="ar"), "a4", face())

    (again,) = turned(turned([first], "ar"), "ar")

    for one, other in zip(words_on(first), words_on(again), strict=True):
        assert one.x == pytest.approx(other.x)
        assert one.runs == other.runs


def test_an_arabic_box_stands_right_of_its_words_and_left_of_its_key() -> None:
    pages = form_pages(form(language="ar"), "a4", face())
    count = 0

    for page in pages:
        for block in page.blocks:
            for square in block.marks:
                if _is_box(square):
                    left, right, top = _edges(square)
                    beside = [each for each in words_on(page) if abs(each.y - top - 11) < 6]
                    assert any(0 < left - each.x - each.width < 10 for each in beside)
                    keys = [each for each in beside if 0 < each.x - right < 12]
                    assert all(len(drawn(each)) <= 1 for each in keys)
                    count += 1

    assert count > 150


def test_the_second_column_of_an_arabic_list_is_the_left_one() -> None:
    pages = form_pages(form(language="ar"), "a4", face())
    page = next(each for each in pages if {"a", "g"} <= {drawn(word) for word in words_on(each)})

    first = next(each for each in words_on(page) if drawn(each) == "a")
    second = next(each for each in words_on(page) if drawn(each) == "g")

    assert second.x < page.width / 2 < first.x
    assert second.y == pytest.approx(first.y)


def test_the_numbers_of_an_arabic_thermometer_are_not_turned_round() -> None:
    pages = form_pages(form(language="ar"), "a4", face())
    (page,) = [each for each in pages if "10" in {drawn(word) for word in words_on(each)}]

    numbers = [each for each in words_on(page) if drawn(each) in {str(n) for n in range(11)}]

    assert [int(drawn(each)) for each in sorted(numbers, key=lambda each: each.y)] == [
        *range(10, -1, -1)
    ]
    assert all(each.x > page.width / 2 for each in numbers)


def test_the_code_on_an_arabic_form_is_read_by_a_scanner() -> None:
    (page, *_) = form_pages(form(language="ar"), "a4", face())
    (head,) = [block for block in page.blocks if block.name == "head"]
    squares = [each for each in head.marks if isinstance(each, Shape)]
    left = min(x for each in squares for x, _y in each.points)
    right = max(x for each in squares for x, _y in each.points)
    top = min(y for each in squares for _x, y in each.points)
    side = (right - left) / SIDE

    rows = [[False] * SIDE for _ in range(SIDE)]
    for each in squares:
        xs = [x for x, _y in each.points]
        row = int((min(y for _x, y in each.points) - top) / side + 0.5)
        for column in range(int((min(xs) - left) / side + 0.5), int((max(xs) - left) / side + 0.5)):
            rows[row][column] = True

    assert read(rows) == CODE
    assert left > page.margin + QUIET * side / 2


def test_what_a_patient_wrote_in_arabic_begins_at_the_right_of_an_english_copy() -> None:
    page = copy({**ORDINARY, "dt/physical.other": Written(text=ARABIC, language="ar")})

    pages = own_answers_pages(page, "a4", face())

    (own,) = [each for one in pages for each in words_on(one) if _is_arabic(each)]
    assert own.x + own.width == pytest.approx(pages[0].width - 40)


def test_what_a_patient_wrote_in_english_keeps_its_order_on_an_arabic_copy() -> None:
    written = Written(text="My feet (2) hurt", language="en")
    page = copy({**ORDINARY, "dt/physical.other": written}, language="ar")

    pages = own_answers_pages(page, "a4", face())

    found = [drawn(each) for one in pages for each in words_on(one)]
    assert "My feet (2) hurt" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_names_its_language(language: str) -> None:
    root = cast(
        "DictionaryObject", reader(render(copy(ORDINARY, language=language))).trailer["/Root"]
    )

    assert str(root["/Lang"]) == language


def test_arabic_is_copied_out_of_the_file_as_letters() -> None:
    found = all_text(render(form(language="ar")))

    assert not [each for each in found if "\ufb50" <= each <= "\ufefc"]
    assert bare(form(language="ar").heading) <= bare(found)


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed")
def test_another_program_reads_arabic_lines_in_their_order(tmp_path: Path) -> None:
    of = form(language="ar")
    path = tmp_path / "form.pdf"
    path.write_bytes(render(of))

    done = subprocess.run(
        [str(PDFTOTEXT), str(path), "-"], capture_output=True, check=True, timeout=120
    )

    found = "".join(each for each in done.stdout.decode() if each not in "\u202a\u202b\u202c")
    assert of.heading in found


def test_bold_chinese_is_drawn_with_its_edges_and_bold_latin_with_its_own_font() -> None:
    page = copy(ORDINARY, language="zh-Hans", use=Use.REHEARSAL)

    runs = [run for each in own_answers_pages(page, "a4", face()) for run in _runs(each)]

    assert {run.font for run in runs if run.is_thick} == {"NotoSansSC-Regular"}
    assert any(run.font.endswith("SemiBold") for run in runs)
    assert b" Tr" in _content(render(page))
    assert b" Tr" not in _content(render(copy(ORDINARY)))


def test_a_name_in_arabic_stands_in_its_place_on_an_english_copy() -> None:
    name = "\u0645\u062d\u0645\u062f \u0639\u0644\u064a"
    page: OwnAnswers = replace(copy({}, name=name))

    assert bare(name) <= bare(all_text(render(page)))


def _runs(page: Page) -> list[Run]:
    return [run for each in words_on(page) for run in each.runs]


def _content(pdf: bytes) -> bytes:
    contents = reader(pdf).pages[0].get_contents()
    assert contents is not None
    return contents.get_data()


def _is_arabic(words: Words) -> bool:
    return any("\ufe70" <= each <= "\ufefc" for each in drawn(words))


def _is_box(mark: Mark) -> bool:
    if not isinstance(mark, Shape) or mark.is_black:
        return False
    left, right, _top = _edges(mark)
    return abs(right - left - SQUARE) < 0.01


def _edges(mark: Mark) -> tuple[float, float, float]:
    points = mark.points if isinstance(mark, Shape) else ()
    xs = [x for x, _y in points]
    return min(xs), max(xs), min(y for _x, y in points)
