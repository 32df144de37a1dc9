"""Pages through the cups-pdf printer and back: on paper stands what the program drew."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageFilter

from distressapp.core.sitting import Use
from distressapp.printing import system
from distressapp.printing.system import JobState
from distressapp.report.grid import Paper
from distressapp.report.render import render
from tests.core.copies import ORDINARY, copy
from tests.core.sheets import full
from tests.core.test_take_home import slip
from tests.patience import until
from tests.printing.cups import Cups
from tests.printing.test_system import state_of

DPI: Final = 100
_PPD: Final = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_BACKEND: Final = Path("/usr/lib/cups/backend/cups-pdf")
_ANONYMOUS: Final = Path("/var/spool/cups-pdf/ANONYMOUS")
_NOBODY: Final = "screening-tests"
"""An account that is not there: cups-pdf puts the pages of strangers into a folder of its own."""


@pytest.fixture
def office(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cups-pdf printer; where its pages come out."""
    if not (_PPD.exists() and _BACKEND.exists() and _ANONYMOUS.is_dir()):
        pytest.skip("there is no cups-pdf printer on this machine")
    (cups.root / "root/client.conf").write_text(f"User {_NOBODY}\n")
    monkeypatch.setenv("CUPS_SERVERROOT", str(cups.root / "root"))
    cups.run("lpadmin", "-p", "Office", "-E", "-v", "cups-pdf:/", "-P", str(_PPD))
    before = set(_ANONYMOUS.iterdir())
    yield _ANONYMOUS
    for each in set(_ANONYMOUS.iterdir()) - before:
        each.unlink()


def printed(pdf: bytes, folder: Path, *, paper: str) -> bytes:
    """What comes out of the printer."""
    before = set(folder.glob("*.pdf"))
    request = system.submit(pdf, printer="Office", title="Page 1a2b3c4d", paper=paper)
    until(lambda: state_of(request) is JobState.DONE)
    until(lambda: bool(set(folder.glob("*.pdf")) - before))
    (out,) = set(folder.glob("*.pdf")) - before
    return out.read_bytes()


def pictures(pdf: bytes, folder: Path) -> list[Image.Image]:
    """Each page as it is seen."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    drawn = ["pdftoppm", "-r", str(DPI), "-gray", str(path), str(folder / "page")]
    subprocess.run(drawn, check=True, timeout=120)
    found = sorted(folder.glob("page*.pgm"))
    pages: list[Image.Image] = [Image.open(BytesIO(each.read_bytes())) for each in found]
    for each in found:
        each.unlink()
    return pages


def apart(one: Image.Image, other: Image.Image) -> float:
    """How much ink of one page is not on the other, and back: 0 to 1 of the ink of both."""
    size = (min(one.width, other.width), min(one.height, other.height))
    edges = [each.crop((0, 0, *size)) for each in (one, other)]
    black = [each.point(lambda grey: 255 if grey < 160 else 0) for each in edges]
    near = [each.filter(ImageFilter.MaxFilter(5)) for each in black]
    lost = [ImageChops.subtract(black[0], near[1]), ImageChops.subtract(black[1], near[0])]
    ink = sum(each.histogram()[255] for each in black)
    return sum(each.histogram()[255] for each in lost) / ink


def documents() -> dict[str, tuple[bytes, Paper]]:
    return {
        "clinician": (render(full("Marienstift"), paper="a4", receipt=True), "a4"),
        "letter": (render(full("Marienstift"), paper="letter"), "letter"),
        "copy in Arabic": (render(copy(ORDINARY, language="ar", use=Use.REHEARSAL)), "a4"),
        "slip in Chinese": (render(slip(ORDINARY, language="zh-Hans"), paper="receipt"), "receipt"),
    }


@pytest.mark.parametrize("name", list(documents()))
def test_what_comes_out_is_what_was_drawn(office: Path, tmp_path: Path, name: str) -> None:
    pdf, paper = documents()[name]

    out = printed(pdf, office, paper=paper)

    drawn, seen = pictures(pdf, tmp_path), pictures(out, tmp_path)
    assert len(drawn) == len(seen)
    for one, other in zip(drawn, seen, strict=True):
        assert abs(one.width - other.width) <= 2
        assert abs(one.height - other.height) <= 4
        assert apart(one, other) < 0.01


def test_another_page_is_told_apart(tmp_path: Path) -> None:
    (one,) = pictures(render(full("Marienstift")), tmp_path)
    (other,) = pictures(render(copy(ORDINARY))[:], tmp_path)[:1]

    assert apart(one, one) == 0
    assert apart(one, other) > 0.3
