"""Text of two directions: the order of its signs, their joined shapes, and its figures."""

import random
from functools import cache
from typing import Final

import pytest
from bidi import get_display  # type: ignore[import-untyped]  # ships none

from distressapp.paths import resources
from distressapp.report.fonts import MISSING, Typeface, harmless
from distressapp.report.joining import joined
from distressapp.report.order import (
    FSI,
    ISOLATES,
    LEFT_TO_RIGHT,
    LRI,
    PDI,
    RIGHT_TO_LEFT,
    direction,
    levels,
    mirrored,
    placed,
)
from distressapp.report.pen import Pen, Segment

MIXED: Final = "ab \u05d0\u05d1 \u0627\u0628 12 \u0663\u0664 ()[] ,. -+ $% !\u2013 \u0301"
NOT_IN_ANY_FONT: Final = str.maketrans({"\u05d0": MISSING, "\u05d1": MISSING, "\n": ""})
LAM_ALEF: Final = {
    "\u0644\u0622": "\ufef5",
    "\u0644\u0623": "\ufef7",
    "\u0644\u0625": "\ufef9",
    "\u0644\u0627": "\ufefb",
}


@cache
def face() -> Typeface:
    return Typeface(folder=resources() / "fonts")


def pen(*, is_mirrored: bool = False) -> Pen:
    return Pen(face=face(), size=10, leading=12, is_mirrored=is_mirrored)


def drawn(text: str, *, is_mirrored: bool = False) -> str:
    """The signs of a line from left to right."""
    return "".join(run.text for run in pen(is_mirrored=is_mirrored).line(text).runs)


def shapes(text: str) -> str:
    return "".join(drawn for drawn, _said in joined(text))


def without_isolates(text: str) -> str:
    return "".join(each for each in text if each not in ISOLATES)


@pytest.mark.parametrize("base", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
@pytest.mark.parametrize("isolates", ["", LRI + FSI + PDI * 2])
def test_any_line_is_in_the_order_that_another_program_gives(isolates: str, base: int) -> None:
    chance = random.Random(isolates + str(base))  # noqa: S311 (not a secret)
    alphabet = MIXED + isolates

    for _ in range(4000):
        line = "".join(chance.choices(alphabet, k=chance.randint(0, 16)))
        expected = get_display(line, base_dir="LR"[base])

        found = "".join(line[at] for at in placed(line, levels(line, base), base))

        assert without_isolates(found) == without_isolates(str(expected)), ascii(line)


def test_the_first_letter_says_which_way_a_text_runs() -> None:
    assert direction("12 \u0627 abc") == RIGHT_TO_LEFT
    assert direction("12 abc \u0627") == LEFT_TO_RIGHT
    assert direction(f"{FSI}abc{PDI} \u0627") == RIGHT_TO_LEFT
    assert direction("12", otherwise=RIGHT_TO_LEFT) == RIGHT_TO_LEFT


def test_a_bracket_in_arabic_opens_to_the_left() -> None:
    assert mirrored("(") == ")"
    assert mirrored("\u00bb") == "\u00ab"
    assert mirrored("a") == "a"
    found = drawn("\u0628 (\u0628) (ab)")
    assert found == "(ab) (\ufe8f) \ufe8f"


@pytest.mark.parametrize("pair", LAM_ALEF)
def test_lam_and_alef_are_one_sign_that_stands_for_both(pair: str) -> None:
    sign = LAM_ALEF[pair]

    assert list(joined(pair)) == [(sign, pair)]
    assert shapes(f"\u0628{pair}") == f"\ufe91{chr(ord(sign) + 1)}"


def test_an_accent_between_lam_and_alef_is_kept() -> None:
    assert list(joined("\u0644\u064e\u0627")) == [("\ufefb\u064e", "\u0644\u064e\u0627")]


def test_each_letter_has_the_shape_its_neighbours_ask_for() -> None:
    assert shapes("\u0628\u0628\u0628 \u0628") == "\ufe91\ufe92\ufe90 \ufe8f"
    assert shapes("plain text") == "plain text"


def test_no_letter_of_a_text_is_left_out() -> None:
    text = "\u0628\u0650\u0633\u0652\u0645 \u0627\u0644\u0644\u0651\u0647\u0640 \u0644\u0627"

    assert "".join(said for _drawn, said in joined(text)) == text
    assert pen().line(text).text == text


def test_an_accent_is_drawn_before_its_arabic_letter() -> None:
    assert drawn("\u0628\u064e\u0628") == "\ufe90\u064e\ufe91"
    assert drawn("a\u0305b") == "a\u0305b"


@pytest.mark.parametrize(
    "figure",
    ["0\u201310", "0 \u2013 10", "22/11/2026", "10:41", "+49 (0) 151 234", "(0151) 234 567", "7.5"],
)
@pytest.mark.parametrize("is_mirrored", [True, False])
def test_a_figure_in_arabic_is_read_from_left_to_right(figure: str, *, is_mirrored: bool) -> None:
    assert figure in drawn(f"\u0627\u0628 {figure} \u062c", is_mirrored=is_mirrored)


def test_the_number_of_a_ward_stays_behind_its_word() -> None:
    found = drawn("\u0627\u0628: Ward 7, 0151 555 1234", is_mirrored=True)

    assert found.startswith("0151 555 1234 ,Ward 7 :")


def test_a_number_alone_is_not_turned_round_on_a_mirrored_page() -> None:
    assert drawn("0151 555 1234", is_mirrored=True) == "0151 555 1234"
    assert drawn("Clinic (2)", is_mirrored=True) == "Clinic (2)"


@pytest.mark.parametrize("before", ["at the desk", "\u0627\u0628 \u062c\u062f"])
def test_a_phone_number_stays_on_one_line(before: str) -> None:
    width = pen().line(f"{before} 0151 555").width

    lines = pen().lines([Segment(text=f"{before} 0151 555 1234")], width)

    assert [line.text.strip() for line in lines] == [before, "0151 555 1234"]


def test_isolates_that_keep_a_name_together_are_obeyed_and_not_drawn() -> None:
    assert harmless(f"a {FSI}b c{PDI} d") == f"a {FSI}b c{PDI} d"
    assert drawn(f"a {FSI}b c{PDI} d") == "a b c d"
    assert drawn(f"\u0627 {LRI}a, 1{PDI}, 2", is_mirrored=True) == "2 ,a, 1 \ufe8d"


@pytest.mark.parametrize(
    "text",
    ["\u2067a\u2069", "\u2066a", "a\u2069", f"\u2066{'a' * 81}\u2069", "\u2066\u202ea\u2069"],
)
def test_other_controls_are_shown_and_not_obeyed(text: str) -> None:
    assert "[U+20" in drawn(text)


def test_arabic_wraps_before_it_is_put_in_order() -> None:
    words = ["\u0628\u062a\u0628", "\u0628\u062b\u0628", "\u0628\u0646\u0628"] * 2
    text = " ".join(words)
    width = pen().line(" ".join(words[:2])).width + 3

    lines = pen().lines([Segment(text=text)], width)

    assert [line.text.split() for line in lines] == [words[:2], words[2:4], words[4:]]
    for line in lines:
        found = "".join(run.text for run in line.runs)
        assert found == get_display(shapes(line.text.rstrip()), base_dir="R")


def test_arabic_begins_at_the_right_of_its_column_and_latin_at_the_left() -> None:
    segment = Segment(text="\u0628\u0628\u0628 \u0628")

    (arabic,) = pen().lines([segment], 200)
    (latin,) = pen().lines([Segment(text="abc")], 200)
    (short,) = pen().cut(segment.text, 200, most=1)
    (turned,) = pen(is_mirrored=True).lines([segment], 200)

    assert arabic.indent + arabic.width == pytest.approx(200)
    assert latin.indent == short.indent == turned.indent == 0


def test_a_cut_arabic_line_ends_with_an_ellipsis_at_its_left() -> None:
    (line,) = pen().cut("\u0628\u0628\u0628\u0628 " * 20, 100, most=1)

    assert line.runs[0].text.startswith("\u2026")
    assert line.width <= 100


@pytest.mark.parametrize("is_mirrored", [True, False])
def test_nothing_of_any_text_is_lost_between_its_lines(*, is_mirrored: bool) -> None:
    chance = random.Random(is_mirrored)  # noqa: S311 (not a secret)
    alphabet = (
        MIXED
        + LRI
        + FSI
        + PDI
        + "\u0644\u0627\u0640\u064e\u0651\u200d\ufefb\ufdf2\u0679\u06d2\u4e2d\u3002\n"
    )

    for _ in range(1500):
        text = "".join(chance.choices(alphabet, k=chance.randint(0, 40)))
        width = chance.choice([10, 40, 120])

        lines = pen(is_mirrored=is_mirrored).lines([Segment(text=text)], width)

        expected = without_isolates(harmless(text)).translate(NOT_IN_ANY_FONT)
        assert "".join(line.text for line in lines) == expected, ascii(text)
        for line in lines:
            signs = "".join(run.text for run in line.runs)
            assert not ISOLATES & set(signs)
            assert line.indent >= 0
