"""Printing where there is no CUPS: the marks of a page, painted by Qt in a child.

What Windows does with them cannot be tried here. Here Qt's own way into CUPS takes its place.
"""

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from distressapp.core.slip import Slip
from distressapp.printing import system, through_qt
from distressapp.printing.system import JobState, PrintError
from distressapp.report.papers import Paper
from distressapp.report.press import marks
from distressapp.report.render import render
from distressapp.report.wire import Paged
from distressapp.staff.press import put
from tests.core.sheets import full, ordinary
from tests.patience import until
from tests.printing.cups import Cups

pictures = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed"
)
DPI = 75
FAR = 150
UNLIKE = 0.05
"""Two programs smooth the edge of a letter in two ways; another page is far from this."""
PAPERS: Final[tuple[Paper, ...]] = ("a4", "letter")
ROLL_PT = 227
SLIP = Slip(
    title="Slip",
    language="en",
    at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    strip="REHEARSAL",
    clinic="Clinic of the tests",
    words="Somebody asks to speak to someone now",
    ticket="marmalade",
    time="09:00, 2 March 2026",
    advice="Look for this word on a tablet, and go there.",
)
ARABIC = "\u0623\u0634\u0639\u0631 \u0628\u062a\u0639\u0628"
CHINESE = "\u7761\u5f97\u4e0d\u597d"


@pytest.fixture
def by_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer prints through Qt."""
    monkeypatch.setenv(through_qt.CHOICE, "qt")


def into_file(path: Path, content: bytes) -> int:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return put(printer, content)


def seen(pdf: bytes, to: Path) -> list[QImage]:
    """Each page as a picture."""
    to.mkdir()
    (to / "page.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-png", "page.pdf", "p"]
    subprocess.run(command, check=True, cwd=to, timeout=120)
    found = [QImage(str(each)) for each in sorted(to.glob("p*.png"))]
    return [each.convertToFormat(QImage.Format.Format_Grayscale8) for each in found]


def unlike(one: QImage, other: QImage) -> float:
    """What is black on one page and white on the other, of all that is black on either."""
    apart = ink = 0
    for y in range(min(one.height(), other.height())):
        here, there = line(one, y), line(other, y)
        apart += sum(abs(a - b) > FAR for a, b in zip(here, there, strict=False))
        ink += sum(min(a, b) < FAR for a, b in zip(here, there, strict=False))
    return apart / ink


def line(image: QImage, y: int) -> bytes:
    """The dots of one line, 0 for black."""
    whole = memoryview(image.constBits())
    return bytes(whole[y * image.bytesPerLine() :][: image.width()])


@pictures
@pytest.mark.parametrize("paper", PAPERS)
def test_a_page_painted_by_qt_looks_as_the_page_itself(
    qtbot: QtBot, tmp_path: Path, paper: Paper
) -> None:
    assert qtbot is not None
    document = full(f"Far away. {ARABIC} {CHINESE} " * 3)

    status = into_file(tmp_path / "qt.pdf", marks(document, paper=paper, receipt=True))

    ours = seen((tmp_path / "qt.pdf").read_bytes(), tmp_path / "ours")
    theirs = seen(render(document, paper=paper, receipt=True), tmp_path / "theirs")
    assert status == 0
    assert len(ours) == len(theirs) == 2
    for one, other in zip(ours, theirs, strict=True):
        assert abs(one.width() - other.width()) <= 1
        assert unlike(one, other) < UNLIKE


@pictures
def test_a_slip_on_a_roll_of_80_mm_is_no_longer_than_its_words(
    qtbot: QtBot, tmp_path: Path
) -> None:
    assert qtbot is not None

    status = into_file(tmp_path / "qt.pdf", marks(SLIP, paper="receipt"))

    box = PdfReader(tmp_path / "qt.pdf").pages[0].mediabox
    (ours,) = seen((tmp_path / "qt.pdf").read_bytes(), tmp_path / "ours")
    (theirs,) = seen(render(SLIP, paper="receipt"), tmp_path / "theirs")
    assert status == 0
    assert int(box.width) == ROLL_PT
    assert unlike(ours, theirs) < UNLIKE


@pictures
def test_another_page_would_be_seen(tmp_path: Path) -> None:
    one, other = (seen(render(each), tmp_path / str(n)) for n, each in enumerate(two_pages()))

    assert unlike(one[0], other[0]) > 10 * UNLIKE


def two_pages() -> tuple[Paged, Paged]:
    return ordinary(), full("Far away. ")


def test_a_notice_is_set_in_lines(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot is not None

    status = into_file(tmp_path / "qt.pdf", b"\r\n\r\nTest page\r\n\r\nGo and look.\r\n")

    said = PdfReader(tmp_path / "qt.pdf").pages[0].extract_text().replace("\t", " ")
    assert status == 0
    assert "Go and look." in said


@pytest.mark.parametrize("content", [b"[", b"[1]", b'[{"width": 1}]'])
def test_what_is_no_page_is_not_taken(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    assert qtbot is not None

    assert into_file(tmp_path / "qt.pdf", content) == through_qt.NOT_TAKEN
    assert not (tmp_path / "qt.pdf").exists()


@pictures
@pytest.mark.usefixtures("by_qt")
def test_a_real_print_system_prints_what_qt_hands_it(cups: Cups, tmp_path: Path) -> None:
    office = cups.needy("Office", is_pdf=True)
    drawn = marks(ordinary())

    names = [(each.name, each.is_ready) for each in system.queues()]
    request = system.submit(drawn, printer="Office", title="Page 1a2b", paper="a4")

    until(lambda: bool(office.pages))
    assert names == [("Office", True)]
    assert through_qt.is_ours(request)
    (ours,), (theirs,) = (
        seen(each, tmp_path / name)
        for name, each in {"ours": office.pages[0], "theirs": render(ordinary())}.items()
    )
    assert unlike(ours, theirs) < UNLIKE


@pytest.mark.usefixtures("by_qt", "cups")
def test_a_printer_that_is_not_there_takes_nothing_and_somebody_is_told() -> None:
    with pytest.raises(PrintError, match="does not take the page") as caught:
        system.submit(marks(ordinary()), printer="Nowhere", title="Page 1a2b", paper="a4")

    assert caught.value.is_known


@pytest.mark.usefixtures("by_qt")
@pytest.mark.parametrize(
    ("does", "is_known"), [("exit 1", True), ("exit 2", False), ("kill -9 $$", False), (None, True)]
)
def test_only_what_certainly_did_not_come_out_is_said_not_to_have(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str | None, *, is_known: bool
) -> None:
    child = tmp_path / "child"
    if does is not None:
        child.write_text(f"#!/bin/sh\n{does}\n")
        child.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(child))

    with pytest.raises(PrintError) as caught:
        system.submit(b"[]", printer="Office", title="Page 1a2b", paper="a4")

    assert caught.value.is_known is is_known
    assert ("Look at the printer before you print" in caught.value.advice) is not is_known


@pytest.mark.usefixtures("by_qt")
def test_nobody_says_that_a_page_came_out_that_nobody_can_know_of() -> None:
    heard = system.states(["Office-qt0123abcd", "Office-12"])

    assert heard == {"Office-qt0123abcd": JobState.HANDED}
    assert not JobState.HANDED.is_over
    assert system.is_there()
    assert system.takes_marks()


def test_without_being_chosen_pages_are_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(through_qt.CHOICE, raising=False)

    assert not system.takes_marks()
    assert not through_qt.is_ours("Office-12")
