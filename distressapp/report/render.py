"""A page as PDF bytes."""

from functools import cache
from pathlib import Path

from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form
from distressapp.core.self_check import SelfCheck
from distressapp.core.slip import Slip
from distressapp.paths import resources
from distressapp.report.fonts import Typeface
from distressapp.report.form import form_pages
from distressapp.report.grid import Paper
from distressapp.report.marks import Page
from distressapp.report.own_answers import own_answers_pages
from distressapp.report.paint import Document, paint
from distressapp.report.receipt import receipt_page
from distressapp.report.self_check import self_check_page
from distressapp.report.sheet import sheet
from distressapp.report.slip import slip_page
from distressapp.report.wire import Paged


def render(
    summary: Paged,
    *,
    paper: Paper = "a4",
    receipt: bool = False,
    fonts: Path | None = None,
) -> bytes:
    """The clinician's page, and on request the score receipt behind it; else a copy or a form.

    Args:
        receipt: With the second page; nothing else has one.
        fonts: The folder of the font files; None is the one that ships.

    Raises:
        FontMissingError: A font file is not there.
    """
    face = _face(fonts)
    document = Document(title=summary.title, language=summary.language, at=summary.at)
    return paint(_pages(summary, paper, face, receipt=receipt), document, face)


def outline(
    summary: Paged, *, paper: Paper = "a4", receipt: bool = False, fonts: Path | None = None
) -> tuple[Page, ...]:
    """The same pages as marks, for a picture on the screen.

    Raises:
        FontMissingError: A font file is not there.
    """
    return _pages(summary, paper, _face(fonts), receipt=receipt)


def _face(fonts: Path | None) -> Typeface:
    return _face_of(fonts or resources() / "fonts")


@cache
def _face_of(folder: Path) -> Typeface:
    """Each file of a folder is read once in a process, however many pages it draws."""
    return Typeface(folder=folder)


def _pages(summary: Paged, paper: Paper, face: Typeface, *, receipt: bool) -> tuple[Page, ...]:
    if isinstance(summary, OwnAnswers):
        return own_answers_pages(summary, paper, face)
    if isinstance(summary, Form):
        return form_pages(summary, paper, face)
    if isinstance(summary, Slip):
        return (slip_page(summary, paper, face),)
    if isinstance(summary, SelfCheck):
        return (self_check_page(summary, paper, face),)
    first = sheet(summary, paper, face)
    return (first, receipt_page(summary, paper, face)) if receipt else (first,)
