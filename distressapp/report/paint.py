"""From marks to PDF bytes: black and white, fonts embedded, the same bytes for the same page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from distressapp.core.frozen import frozen
from distressapp.report.fonts import PLAIN, Typeface
from distressapp.report.marks import THICK, Disc, Mark, Page, Shape, Stroke, Words

rl_config.useA85 = 0
"""What is drawn stands in the file as bytes: as letters it takes a quarter more, and longer."""

_FILLED: Final = 0
_FILLED_WITH_EDGE: Final = 2


@frozen
class Document:
    """What a PDF says of itself.

    Attributes:
        language: BCP 47.
        at: Aware; written as the date of the document, so that it never depends on today.
    """

    title: str
    language: str
    at: datetime


def paint(pages: Sequence[Page], document: Document, face: Typeface) -> bytes:
    """The pages as a PDF file."""
    for name in PLAIN[:1]:
        face.font(name)
    for font in face.used().values():
        pdfmetrics.registerFont(font)
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(pages[0].width, pages[0].height),
        invariant=1,
        lang=document.language,
        initialFontName=PLAIN[0],
    )
    canvas.setTitle(document.title)
    canvas.setAuthor("distressapp")
    canvas.setCreator("distressapp")
    canvas.setSubject("Distress screening")
    canvas.setDateFormatter(_dates(document.at))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for page in pages:
        canvas.setFillGray(0)
        canvas.setStrokeGray(0)
        for block in page.blocks:
            for mark in block.marks:
                _put(canvas, mark, page.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _dates(at: datetime) -> Any:  # noqa: ANN401 (reportlab calls it with the parts of a date)
    moment = at.astimezone(UTC)

    def written(*_: int) -> str:
        return moment.strftime("D:%Y%m%d%H%M%SZ")

    return written


def _put(canvas: Any, mark: Mark, height: float) -> None:  # noqa: ANN401 (reportlab ships no types)
    match mark:
        case Words():
            _put_words(canvas, mark, height)
        case Stroke():
            _put_stroke(canvas, mark, height)
        case Shape():
            _put_shape(canvas, mark, height)
        case Disc():
            canvas.setLineWidth(mark.width)
            canvas.setFillGray(0 if mark.is_black else 1)
            canvas.circle(mark.x, height - mark.y, mark.radius, stroke=1, fill=1)


def _put_words(canvas: Any, words: Words, height: float) -> None:  # noqa: ANN401 (reportlab ships no types)
    canvas.setFillGray(0)
    if any(run.is_thick for run in words.runs):
        canvas.setLineWidth(words.size * THICK)
        canvas.setLineJoin(1)
    text = canvas.beginText(words.x, height - words.y)
    is_thick = False
    for run in words.runs:
        if run.is_thick != is_thick:
            is_thick = run.is_thick
            text.setTextRenderMode(_FILLED_WITH_EDGE if is_thick else _FILLED)
        text.setFont(run.font, words.size)
        text.textOut(run.text)
    if is_thick:
        text.setTextRenderMode(_FILLED)
    canvas.drawText(text)


def _put_stroke(canvas: Any, stroke: Stroke, height: float) -> None:  # noqa: ANN401 (reportlab ships no types)
    canvas.setLineWidth(stroke.width)
    if stroke.is_dashed:
        canvas.setDash([2, 2])
    canvas.drawPath(_path(canvas, stroke.points, height), stroke=1, fill=0)
    if stroke.is_dashed:
        canvas.setDash([])


def _put_shape(canvas: Any, shape: Shape, height: float) -> None:  # noqa: ANN401 (reportlab ships no types)
    canvas.setLineWidth(shape.width)
    canvas.setFillGray(0 if shape.is_black else 1)
    path = _path(canvas, shape.points, height)
    path.close()
    canvas.drawPath(path, stroke=1 if shape.width else 0, fill=1)


def _path(canvas: Any, points: tuple[tuple[float, float], ...], height: float) -> Any:  # noqa: ANN401 (reportlab ships no types)
    path = canvas.beginPath()
    (x, y), *rest = points
    path.moveTo(x, height - y)
    for x, y in rest:
        path.lineTo(x, height - y)
    return path
