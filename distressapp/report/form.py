"""The pages of a paper form: large type, the code on each, and no page ends inside a question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.paper_value import Box, Form, FormPart, FormQuestion, Layout
from distressapp.core.reading import sentences_in
from distressapp.report import form_rows as rows
from distressapp.report.fonts import MISSING, Typeface
from distressapp.report.form_rows import Row
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.head import strip
from distressapp.report.marks import Block, Mark, Page, Part, rule
from distressapp.report.mirror import is_mirrored, pen_for, turned, turned_marks
from distressapp.report.pen import Segment, height_of, set_lines
from distressapp.report.qr import qr_marks
from distressapp.report.words import strings

BODY: Final = (15.0, 18.5)
_PART: Final = (20.0, 26.0)
_HEADING: Final = (26.0, 32.0)
_NOTE: Final = (14.0, 17.0)
_STRIP: Final = (11.0, 14.0)
_QR: Final = 62.0
"""With its quiet edge: 0.75 mm a module, read by a cheap scanner from a copy of a copy."""
_GAP: Final = 10.0
_BETWEEN: Final = 12.0
_MOST_PAGES: Final = (99, 99)
"""What the foot is measured with: a number of two digits may take it another line."""
_MOST_FLOWING: Final = 2
"""So many lines of boxes at most, or the boxes stand one under another."""


@frozen
class _Piece:
    """Rows that stay on one page.

    Attributes:
        before: The room above, which the top of a page does not need.
    """

    rows: tuple[Row, ...]
    before: float = 0
    is_on_new_page: bool = False

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)


def form_pages(form: Form, paper: Paper, face: Typeface) -> tuple[Page, ...]:
    """The pages of a form, as many as it takes."""
    setting = Setting(
        grid=Grid(paper=paper),
        body=pen_for(form.language, face, BODY),
        large=pen_for(form.language, face, _PART),
        gap=_GAP,
        note="",
    )
    is_whole = all(face.has(each) for each in strings(form))
    *pieces, last = (*_start(setting, form, is_whole=is_whole), *_parts(setting, form))
    ending = [rows.words(setting.body, each, setting.grid.inner) for each in form.thanks]
    thanked = replace(last, rows=(*last.rows, rows.space(_BETWEEN), *ending))
    top, bottom = _edges(setting, form)
    piles = tuple(_piles((*pieces, thanked), bottom - top))
    pages = (
        Page(
            width=setting.grid.width,
            height=setting.grid.height,
            margin=MARGIN_TOP,
            blocks=tuple(_blocks(setting, form, pile, (number, len(piles)))),
        )
        for number, pile in enumerate(piles, start=1)
    )
    return turned(pages, form.language)


def _start(setting: Setting, form: Form, *, is_whole: bool) -> Iterator[_Piece]:
    pen, inner = setting.body, setting.grid.inner
    heading = pen_for(form.language, pen.face, _HEADING)
    found = [rows.words(heading, form.heading, inner, is_strong=True)]
    found += [rows.words(pen, sentences_in(form.language, form.how_to), inner)]
    if not is_whole:
        found.append(rows.words(pen, form.gaps.format(box=MISSING), inner))
    for each in form.staff:
        found += [rows.title_with_line(pen, each, inner)]
    yield _Piece(rows=tuple(found))


def _parts(setting: Setting, form: Form) -> Iterator[_Piece]:
    for part in form.parts:
        is_flowing = _is_flowing(setting, part)
        head = tuple(_head(setting, part))
        for place, question in enumerate(part.questions):
            asked = tuple(_question(setting, question, is_flowing=is_flowing))
            over = (*head, rows.space(_BETWEEN)) if head and not place else ()
            yield _Piece(
                rows=(*over, *asked),
                before=_BETWEEN,
                is_on_new_page=part.is_on_new_page and not place,
            )


def _head(setting: Setting, part: FormPart) -> Iterator[Row]:
    inner = setting.grid.inner
    for each in part.before:
        yield rows.words(setting.body, each, inner)
        yield rows.space(_BETWEEN)
    if part.title:
        yield rows.words(setting.large, part.title, inner, is_strong=True)
    for each in part.leads:
        yield rows.words(setting.body, each, inner)


def _is_flowing(setting: Setting, part: FormPart) -> bool:
    """Whether the boxes of every question of the part take few lines side by side."""
    return all(
        len(rows.flow(setting.body, each.boxes, setting.grid.inner)) <= _MOST_FLOWING
        for each in part.questions
        if each.layout is Layout.FLOW_OR_ROWS
    )


def _question(setting: Setting, asked: FormQuestion, *, is_flowing: bool) -> Iterator[Row]:
    pen, inner = setting.body, setting.grid.inner
    if asked.has_line_in_title or (asked.lines and not asked.lead):
        yield rows.title_with_line(pen, asked.title, inner)
    else:
        yield rows.words(pen, asked.title, inner, is_strong=True)
    if asked.lead:
        yield rows.words(pen, asked.lead, inner)
    yield rows.space(3)
    if asked.lines and asked.lead:
        yield rows.writing_line(inner)
    yield from _boxes(setting, asked, is_flowing=is_flowing)


def _boxes(setting: Setting, asked: FormQuestion, *, is_flowing: bool) -> Iterator[Row]:
    """The boxes as they stand, "I'd rather not say" among them and like the others."""
    pen, inner = setting.body, setting.grid.inner
    declining = (Box(mark="", text=asked.decline),) if asked.decline else ()
    if asked.layout is Layout.COLUMNS:
        *most, last = asked.boxes
        yield from rows.columns(pen, [*most, *declining], inner)
        yield rows.box_row(pen, last, inner, line_to=inner if asked.has_line_beside_last else 0)
    elif asked.layout is Layout.FLOW or (asked.layout is Layout.FLOW_OR_ROWS and is_flowing):
        yield from rows.flow(pen, (*asked.boxes, *declining), inner)
    elif asked.layout is Layout.THERMOMETER:
        yield rows.thermometer(pen, asked, inner)
        yield from (rows.box_row(pen, each, inner) for each in declining)
    else:
        yield from (rows.box_row(pen, each, inner) for each in (*asked.boxes, *declining))


def _piles(pieces: Sequence[_Piece], room: float) -> Iterator[list[_Piece]]:
    """What goes on each page; a piece that no page could hold is taken apart."""
    pile: list[_Piece] = []
    used = 0.0
    for whole in pieces:
        for piece in _apart(whole) if whole.height > room else [whole]:
            needed = piece.before + piece.height
            if pile and (piece.is_on_new_page or used + needed > room):
                yield pile
                pile, used = [], 0.0
            fitted = piece if pile else replace(piece, before=0)
            pile.append(fitted)
            used += fitted.before + fitted.height
    yield pile


def _apart(whole: _Piece) -> Iterator[_Piece]:
    """Row by row; the first one begins where the whole would have begun."""
    for place, row in enumerate(whole.rows):
        yield _Piece(rows=(row,)) if place else replace(whole, rows=(row,))


def _bands(setting: Setting, form: Form) -> tuple[Part, ...]:
    """The strip of a rehearsal, in a size that leaves its ends black."""
    if form.strip is None:
        return ()
    small = pen_for(form.language, setting.body.face, _STRIP)
    return (strip(replace(setting, body=small), form.strip),)


def _edges(setting: Setting, form: Form) -> tuple[float, float]:
    """Where the questions of a page begin and end."""
    band = sum(each.height + setting.gap for each in _bands(setting, form))
    foot = _foot(setting, form, _MOST_PAGES).height + setting.gap
    top = MARGIN_TOP + band + _QR + setting.gap
    return top, setting.grid.height - MARGIN_TOP - band - foot


def _blocks(
    setting: Setting, form: Form, pile: Sequence[_Piece], number_of: tuple[int, int]
) -> Iterator[Block]:
    top, bottom = _edges(setting, form)
    bands = _bands(setting, form)
    for band in bands:
        yield _block(setting, "strip.top", MARGIN_TOP, band.height, band.draw(MARGIN_TOP, 0))
    yield _block(setting, "head", top - _QR - setting.gap, _QR, tuple(_code(setting, form, top)))
    for place, piece in enumerate(pile, start=1):
        marks: list[Mark] = []
        top += piece.before
        at = top
        for row in piece.rows:
            marks += row.draw((MARGIN, at))
            at += row.height
        yield _block(setting, f"rows.{place}", top, piece.height, tuple(marks))
        top = at
    foot = _foot(setting, form, number_of)
    low = bottom + setting.gap
    yield _block(setting, "foot", low, foot.height, foot.draw(low, 0))
    for band in bands:
        low = setting.grid.height - MARGIN_TOP - band.height
        yield _block(setting, "strip.bottom", low, band.height, band.draw(low, 0))


def _block(
    setting: Setting, name: str, top: float, height: float, marks: tuple[Mark, ...]
) -> Block:
    return Block(name=name, x=MARGIN, y=top, width=setting.grid.inner, height=height, marks=marks)


def _code(setting: Setting, form: Form, below: float) -> Iterator[Mark]:
    """Clinic, code and ticket word, on every page: loose sheets find each other."""
    pen, inner = setting.body, setting.grid.inner
    top = below - _QR - setting.gap
    edge = MARGIN + inner
    code = setting.large.line(form.printed_code, is_strong=True)
    ticket = pen.line(form.ticket)
    taken = max(code.width, ticket.width) + _QR + 2 * setting.gap
    clinic = pen.cut(form.clinic, inner - taken, most=2)
    yield from set_lines(pen, clinic, MARGIN, top + 8)
    yield setting.large.words(code, edge - _QR - setting.gap - code.width, top + 6)
    yield pen.words(ticket, edge - _QR - setting.gap - ticket.width, top + 8 + code.leading)
    squares = qr_marks(form.code, (edge - _QR, top), _QR)
    # No scanner reads a code that is turned round: it is turned here and once more with the page.
    across = 2 * edge - _QR
    yield from turned_marks(squares, across) if is_mirrored(form.language) else squares
    yield rule(MARGIN, below - setting.gap, inner, line=1)


def _foot(setting: Setting, form: Form, number_of: tuple[int, int]) -> Part:
    pen = pen_for(form.language, setting.body.face, _NOTE)
    inner = setting.grid.inner
    number, count = number_of
    page = pen.line(form.page.format(number=number, count=count))
    lines = pen.lines([Segment(text=form.foot, is_strong=True)], inner - page.width - 2 * _GAP)
    height = height_of(lines) + 5

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return (
            rule(MARGIN, top, inner, line=1),
            *set_lines(pen, lines, MARGIN, top + 5),
            pen.words(page, MARGIN + inner - page.width, top + height - page.leading),
        )

    return Part(name="foot", x=MARGIN, width=inner, height=height, least=height, draw=draw)
