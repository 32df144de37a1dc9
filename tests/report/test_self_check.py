"""The self-check on paper: one page whatever was found, and every line on it."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from distressapp.core.self_check import Checked, CheckedPart, Finding, SelfCheck
from distressapp.report.grid import Paper
from distressapp.report.press import press
from distressapp.report.render import outline, render
from distressapp.report.wire import decode, encode

LONG = "The disk that holds the folder is of a kind that says very little about itself. " * 9


def a_check(*, lines: int = 8, not_ready: tuple[str, ...] = ()) -> SelfCheck:
    kinds = tuple(Finding)
    parts = tuple(
        CheckedPart(
            id=part,
            title=part.title(),
            lines=tuple(
                Checked(
                    id=f"l{nth}",
                    name=f"Name of line {part} {nth}",
                    finding=kinds[nth % len(kinds)],
                    words=f"found {part} {nth}",
                )
                for nth in range(lines)
            ),
        )
        for part in ("program", "keeping", "paper", "machine")
    )
    return SelfCheck(
        title="Self-check",
        language="en",
        at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        heading="Self-check of this computer",
        facts="distressapp 1.0",
        promise="Nothing on this page is about a patient.",
        verdict="The program is sound.",
        not_ready=not_ready,
        more="and {count} more",
        marks=tuple((each.value, each.value) for each in Finding),
        parts=parts,
    )


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_line_stands_on_the_one_page(paper: Paper) -> None:
    found = a_check(not_ready=("No backup was ever made.",))

    pdf = render(found, paper=paper)

    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    said = text_of(pdf)
    assert "No backup was ever made." in said
    for part in found.parts:
        assert all(line.words in said for line in part.lines)


def test_nothing_reaches_below_the_page_and_what_has_no_room_is_counted() -> None:
    found = a_check(not_ready=tuple(f"{nth} {LONG}" for nth in range(40)))

    (page,) = outline(found)
    pdf = render(found)

    assert all(block.y + block.height <= page.height - page.margin + 0.01 for block in page.blocks)
    assert any(f"and {count} more" in text_of(pdf) for count in range(1, 40))
    assert "found machine 7" in text_of(pdf)


def test_a_long_finding_is_cut_and_overlaps_nothing() -> None:
    found = a_check()
    first, *rest = found.parts
    line = replace(first.lines[0], words=LONG)
    found = replace(found, parts=(replace(first, lines=(line, *first.lines[1:])), *rest))

    (page,) = outline(found)

    tops = [block.y for block in page.blocks]
    ends = [block.y + block.height for block in page.blocks]
    assert all(end <= top + 0.01 for end, top in zip(ends, tops[1:], strict=False))
    assert "\N{HORIZONTAL ELLIPSIS}" in text_of(render(found))


def test_it_goes_to_the_child_and_comes_back_as_the_same_page() -> None:
    found = a_check(not_ready=("One <b>thing</b>.",))

    assert decode(encode(found)) == found
    assert press(found) == render(found)
    assert "One <b>thing</b>." in text_of(render(found))
