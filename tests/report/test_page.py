"""The drawn page, read back: one page, legible, verbatim, and the same bytes every time."""

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from distressapp.core.answers import Written
from distressapp.core.sitting import Stop, Use, Who
from distressapp.core.summary import Summary
from distressapp.paths import resources
from distressapp.report.fonts import FontMissingError, Typeface, harmless
from distressapp.report.grid import Paper
from distressapp.report.marks import Block, Page, Stroke, Words
from distressapp.report.receipt import receipt_page
from distressapp.report.render import render
from distressapp.report.sheet import sheet
from tests.core.sheets import (
    EVERY_FLAG,
    HISTORY,
    ORDINARY_ANSWERS,
    ORDINARY_FLAGS,
    PARTICULARS,
    PLAN,
    full,
    hads,
    ordinary,
    page,
    rating,
    sitting,
)

HERE = Path(__file__).parent
GREEK = ((HERE / "greek.txt").read_text("utf-8").replace("\n", " ") * 30)[:2000]
CHINESE = ((HERE / "chinese.txt").read_text("utf-8").strip() * 60)[:2000]
UNBROKEN = "x" * 2000
LINES = "a\n" * 1000
PAPERS: tuple[Paper, ...] = ("a4", "letter")
BROKEN_OFF = hads(3, 0, 3, 1, 3, 1, 1, 1, 1, 1, None, 0, None, None)
TEXTS = {"greek": GREEK, "chinese": CHINESE, "unbroken": UNBROKEN, "lines": LINES}


@cache
def face() -> Typeface:
    return Typeface(folder=resources() / "fonts")


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes, number: int = 0) -> str:
    return " ".join(reader(pdf).pages[number].extract_text().split())


def operators(pdf: bytes) -> str:
    contents = reader(pdf).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")


def with_words(text: str) -> Summary:
    written = Written(text=text, language="en")
    return page(sitting({**ORDINARY_ANSWERS, "dt/physical.other": written}), *ORDINARY_FLAGS)


def overlap(one: Block, other: Block) -> bool:
    across = one.x + one.width > other.x + 0.01 and other.x + other.width > one.x + 0.01
    down = one.y + one.height > other.y + 0.01 and other.y + other.height > one.y + 0.01
    return across and down and one.height > 0 and other.height > 0


def assert_sound(laid: Page) -> None:
    """Nothing overlaps, all is within the margins, and every word is within its block."""
    for one, other in combinations(laid.blocks, 2):
        assert not overlap(one, other), f"{one.name} and {other.name} overlap"
    for block in laid.blocks:
        assert block.x >= laid.margin
        assert block.x + block.width <= laid.width - laid.margin
        assert block.y >= laid.margin - 0.01
        assert block.y + block.height <= laid.height - laid.margin + 0.01, block.name
        for mark in block.marks:
            if isinstance(mark, Words):
                assert_inside(mark, block)


def assert_inside(words: Words, block: Block) -> None:
    width = sum(
        face().font(run.font).stringWidth(run.text.rstrip(), words.size) for run in words.runs[-1:]
    ) + sum(face().font(run.font).stringWidth(run.text, words.size) for run in words.runs[:-1])
    said = "".join(run.text for run in words.runs)
    assert words.x >= block.x - 0.01, said
    assert words.x + width <= block.x + block.width + 0.5, f"{block.name}: {said}"
    assert words.y - words.size * 0.7 >= block.y - 3, f"{block.name}: {said}"
    assert words.y <= block.y + block.height + 0.5, f"{block.name}: {said}"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_fullest_sitting_fits_on_one_page(text: str, paper: Paper) -> None:
    fullest = full(TEXTS[text], use=Use.REHEARSAL)

    laid = sheet(fullest, paper, face())
    pdf = render(fullest, paper=paper)

    assert_sound(laid)
    assert len(reader(pdf).pages) == 1
    said = text_of(pdf)
    assert "continues in the app, sitting marmalade / journal 123" in said
    squeezed = said.replace(" ", "")
    for flag in EVERY_FLAG:
        if flag.rule != "need.practical.safety":
            assert flag.because[1:].replace(" ", "") in squeezed


@pytest.mark.parametrize("paper", PAPERS)
def test_every_kind_of_sitting_is_laid_out_soundly(paper: Paper) -> None:
    known = replace(PARTICULARS, history=HISTORY)
    nobody = replace(PARTICULARS, identity=None)
    kinds = [
        ordinary(),
        page(sitting(ORDINARY_ANSWERS), *ORDINARY_FLAGS, particulars=known),
        page(sitting({}, shown=("welcome",)), particulars=nobody),
        page(sitting({}, who=Who.PROXY)),
        page(sitting(rating(0))),
        with_words("one\n\ntwo"),
        page(sitting(BROKEN_OFF, stop=Stop.CALLED), particulars=known),
    ]

    for summary in kinds:
        assert_sound(sheet(summary, paper, face()))
        assert_sound(receipt_page(summary, paper, face()))


def test_an_ordinary_page_leaves_nothing_out() -> None:
    pdf = render(page(sitting(ORDINARY_ANSWERS), *ORDINARY_FLAGS))

    said = text_of(pdf)

    assert "continues in the app" not in said
    for words in ("HADS-A", "classic/1", "Help wanted", "talk today", "Journal 123"):
        assert words in said


def test_a_reader_meets_flags_then_help_then_scores() -> None:
    said = text_of(render(ordinary()))

    places = [
        said.index(each)
        for each in ("Maria Invented", "For the doctor", "SOON", "Help wanted", "depression, past")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <i>",
        '<img src="/etc/passwd"/>',
        "&amp; &lt; &#65;",
        "</para><para>",
        "%s {0} \\n (paren) \\) [x]",
        "[classic/1] <font color='red'>",
    ],
)
def test_what_looks_like_markup_is_printed_as_it_was_written(text: str) -> None:
    pdf = render(with_words(text))

    assert text in text_of(pdf)
    assert "/Image" not in {str(each) for each in reader(pdf).pages[0].images}


def test_control_and_bidi_characters_are_shown_and_not_obeyed() -> None:
    assert harmless("a\u202eb\x07c\u200bd\r\ne\tf") == "a[U+202E]b[U+0007]c[U+200B]d\ne f"
    assert "[U+202E]txt" in text_of(render(with_words("\u202etxt")))


def test_a_character_that_no_font_has_is_a_box_and_the_page_says_so() -> None:
    said = text_of(render(with_words("tired \U0001f600 of it")))

    assert "tired □ of it" in said
    assert "□ stands for a character that cannot be drawn here" in said
    assert "stands for a character" not in text_of(render(ordinary()))


def test_accents_written_apart_stay_with_their_letter() -> None:
    glyphs = list(face().glyphs("x\u0305y", is_strong=False))

    assert glyphs[0].font == "NotoSans-Regular"
    assert [each.text for each in glyphs] == ["x\u0305", "y"]


@pytest.mark.parametrize("text", [GREEK[:70].strip(), "Жизнь идёт", "Ich habe Müh'", "睡得不好"])
def test_other_scripts_can_be_selected_as_text(text: str) -> None:
    assert text.replace(" ", "") in text_of(render(with_words(text))).replace(" ", "")


def test_chinese_wraps_without_spaces_and_no_line_begins_with_a_stop() -> None:
    laid = sheet(with_words(CHINESE[:400]), "a4", face())

    own = next(block for block in laid.blocks if block.name == "own_words")
    lines = ["".join(r.text for r in mark.runs) for mark in own.marks if isinstance(mark, Words)]

    assert len(lines) > 3
    assert not any(unicodedata.category(line[0]) == "Po" for line in lines)


def test_every_font_is_embedded_as_a_subset() -> None:
    pages = reader(render(full(CHINESE), receipt=True)).pages

    for each in pages:
        resources_of = cast("DictionaryObject", each["/Resources"])
        fonts = cast("DictionaryObject", resources_of["/Font"])
        assert fonts
        for font in fonts.values():
            found = font.get_object()
            assert re.match(r"/[A-Z]{6}\+", found["/BaseFont"])
            assert "/FontFile2" in found["/FontDescriptor"]


def test_the_page_is_black_and_white() -> None:
    said = operators(render(page(sitting(ORDINARY_ANSWERS), *EVERY_FLAG)))

    assert not re.search(r"^(?:[\d.]+ ){3}(?:rg|RG)$|^(?:[\d.]+ ){4}[kK]$", said, re.MULTILINE)
    greys = set(re.findall(r"(?:^|\s)([\d.]+) [gG](?=\s)", said))
    assert {float(each) for each in greys} <= {0.0, 1.0}


def test_title_language_and_date_are_those_of_the_sitting() -> None:
    read = reader(render(ordinary()))

    assert read.metadata is not None
    assert read.metadata.title == "Distress screening, sitting brass, 22 November 2026"
    assert str(cast("DictionaryObject", read.trailer["/Root"])["/Lang"]) == "en"
    assert str(read.metadata["/CreationDate"]) == "D:20261122094100Z"


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 210, 297), ("letter", 216, 279)])
def test_the_paper_is_as_asked(paper: Paper, width: int, height: int) -> None:
    box = reader(render(ordinary(), paper=paper)).pages[0].mediabox

    assert [int(float(side) / 72 * 25.4 + 0.5) for side in (box.width, box.height)] == [
        width,
        height,
    ]


def test_the_receipt_is_a_second_page_with_every_item() -> None:
    pdf = render(page(sitting(ORDINARY_ANSWERS)), receipt=True)

    assert len(reader(pdf).pages) == 2
    said = text_of(pdf, 1)
    assert "Score receipt" in said
    assert "topic 14" in said
    assert "items 1+2+3+4+5+6+7+8+9+10 = 2 + 2 + 3" in said


@pytest.mark.parametrize("paper", PAPERS)
def test_rehearsal_is_marked_at_both_ends_of_every_page(paper: Paper) -> None:
    rehearsal = page(sitting({}, plan=replace(PLAN, use=Use.REHEARSAL)))

    pdf = render(rehearsal, paper=paper, receipt=True)

    for number in (0, 1):
        assert text_of(pdf, number).count("REHEARSAL") == 2


def test_a_receipt_that_is_too_long_says_where_the_rest_is() -> None:
    long = ordinary()
    part = replace(long.receipt[1], workings=("one line of working " * 12,) * 60)

    laid = receipt_page(replace(long, receipt=(long.receipt[0], part)), "letter", face())

    assert_sound(laid)
    said = " ".join(
        run.text
        for block in laid.blocks
        for mark in block.marks
        if isinstance(mark, Words)
        for run in mark.runs
    )
    assert "continues in the app, sitting brass" in said


def test_the_same_page_is_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib, tests.core.sheets as s; from distressapp.report.render import render;"
        "print(hashlib.sha256(render(s.full('\u03b1\u4e2d' * 900), receipt=True)).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]

    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(hashes) == 1
    assert render(ordinary()) == render(ordinary())


def test_a_missing_font_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontMissingError, match="AtkinsonHyperlegibleNext-Regular") as caught:
        render(ordinary(), fonts=tmp_path)

    assert "Install the program again" in caught.value.advice


def test_a_damaged_font_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "AtkinsonHyperlegibleNext-Regular.ttf").write_bytes(b"no font")

    with pytest.raises(FontMissingError):
        render(ordinary(), fonts=tmp_path)


def test_a_cluster_no_font_covers_is_drawn_piece_by_piece() -> None:
    glyphs = list(face().glyphs("\u4e2d\u0305\U0001f600\u0305", is_strong=True))

    assert [each.text for each in glyphs] == ["\u4e2d", "\u0305", "□", "\u0305"]


def test_points_already_given_are_hatched_and_a_score_is_solid() -> None:
    broken = sheet(page(sitting(BROKEN_OFF, stop=Stop.CALLED)), "a4", face())
    whole = sheet(ordinary(), "a4", face())

    def slanted(laid: Page) -> int:
        marks = [mark for block in laid.blocks for mark in block.marks]
        ends = [mark.points for mark in marks if isinstance(mark, Stroke)]
        return sum(one[0] != other[0] and one[1] != other[1] for one, other, *_ in ends)

    assert slanted(broken) > 5
    assert slanted(whole) == 0
