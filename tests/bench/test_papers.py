"""The bench of the page: both sides draw one page, and the same one."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bench import papers
from distressapp.report.render import outline, render
from distressapp.ui import fonts

pytestmark = pytest.mark.usefixtures("qapp")


def words_of(pdf: bytes) -> list[str]:
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    return sorted("".join(reader.pages[0].extract_text().split()))


def test_the_bench_of_the_page_tells_its_lines_in_small(tmp_path: Path) -> None:
    lines = list(papers.measure(tmp_path, rounds=1, cold=1))

    assert [each.unit for each in lines] == ["x", "ms", "ms", "ms", "ms"]
    assert [each.reach is None for each in lines] == [False, True, True, True, True]
    assert all(each.value is not None and each.value > 0 for each in lines)


def test_qt_draws_the_same_words_on_the_same_paper_with_the_same_fonts(tmp_path: Path) -> None:
    fonts.load()
    found = papers.clinicians_page(tmp_path)
    (page,) = outline(found)

    ours, qts = render(found), papers.with_qt(page)

    assert words_of(ours) == words_of(qts)
    sizes = [PdfReader(BytesIO(each)).pages[0].mediabox for each in (ours, qts)]
    assert abs(float(sizes[0].width) - float(sizes[1].width)) <= 1
    assert abs(float(sizes[0].height) - float(sizes[1].height)) <= 1
    for name in (b"AtkinsonHyperlegibleNext-Regular", b"AtkinsonHyperlegibleNext-SemiBold"):
        assert name in ours
        assert name in qts
