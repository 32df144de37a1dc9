"""A summary as PDF bytes."""

from pathlib import Path

from distressapp.core.summary import Summary
from distressapp.paths import resources
from distressapp.report.fonts import Typeface
from distressapp.report.grid import Paper
from distressapp.report.paint import Document, paint
from distressapp.report.receipt import receipt_page
from distressapp.report.sheet import sheet


def render(
    summary: Summary, *, paper: Paper = "a4", receipt: bool = False, fonts: Path | None = None
) -> bytes:
    """The clinician's page, and on request the score receipt behind it.

    Args:
        receipt: With the second page.
        fonts: The folder of the font files; None is the one that ships.

    Raises:
        FontMissingError: A font file is not there.
    """
    face = Typeface(folder=fonts or resources() / "fonts")
    pages = [sheet(summary, paper, face)]
    if receipt:
        pages.append(receipt_page(summary, paper, face))
    document = Document(title=summary.title, language=summary.language, at=summary.at)
    return paint(pages, document, face)
