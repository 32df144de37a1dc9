"""A process that draws many pages: what it keeps of one leaves no trace in the next."""

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Final

from distressapp.core.answers import Written
from distressapp.core.summary import Summary
from distressapp.paths import resources
from distressapp.report.fonts import STRAIGHT
from distressapp.report.render import render
from tests.core.sheets import ORDINARY_ANSWERS, ORDINARY_FLAGS, ordinary, page, sitting

ARABIC: Final = "\u0645\u0631\u062d\u0628\u0627 12:30 \u0644\u0627"
CHINESE: Final = "\u4f60\u597d (12)"


def with_words(text: str) -> Summary:
    written = Written(text=text, language="en")
    return page(sitting({**ORDINARY_ANSWERS, "dt/physical.other": written}), *ORDINARY_FLAGS)


def test_each_font_is_read_once_in_a_process(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(resources() / "fonts", folder)
    first = render(ordinary(), fonts=folder)
    shutil.rmtree(folder)

    second = render(ordinary(), fonts=folder)

    assert second == first


def test_a_page_has_the_same_bytes_behind_pages_in_other_scripts(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(resources() / "fonts", folder)
    alone = render(ordinary(), fonts=folder)
    others = [render(with_words(each), fonts=folder) for each in (ARABIC, CHINESE)]

    behind = render(ordinary(), fonts=folder)

    assert behind == alone
    assert [render(with_words(each)) for each in (ARABIC, CHINESE)] == others


def test_signs_that_are_taken_straight_neither_join_nor_turn_round() -> None:
    straight = [chr(at) for at in range(sys.maxunicode + 1) if STRAIGHT.fullmatch(chr(at))]

    assert straight
    assert not any(unicodedata.combining(each) for each in straight)
    assert not {unicodedata.bidirectional(each) for each in straight} & {"R", "AL", "AN"}
    marks = {"Mn", "Mc", "Me"}
    assert not {unicodedata.category(each) for each in straight} & marks


def test_a_page_without_a_code_reads_no_page_layout_of_reportlab() -> None:
    asks = "import distressapp.report.child, sys; print('reportlab.platypus' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", asks], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "False"
