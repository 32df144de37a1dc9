"""The patient's own copy: large type, and no page ends between a question and its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.own_answers import Asked, OwnAnswers
from distressapp.report.fonts import MISSING, Typeface
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.head import strip
from distressapp.report.marks import Block, Mark, Page, Part, box, rule
from distressapp.report.mirror import pen_for, turned
from distressapp.report.pen import Pen, Segment, TextLine
from distressapp.report.roll import rolled
from distressapp.report.words import strings


@frozen
class _Sizes:
    """Letters and lines, in points."""

    body: tuple[float, float]
    part: tuple[float, float]
    title: tuple[float, float]
    strip: tuple[float, float]


_PAGE: Final = _Sizes(body=(13.0, 17.0), part=(15.0, 20.0), title=(24.0, 30.0), strip=(13.0, 17.0))
_ROLL: Final = _Sizes(body=(10.5, 14.0), part=(12.0, 16.0), title=(17.0, 21.0), strip=(8.0, 11.0))
_BETWEEN: Final = 9.0
_BEFORE_PART: Final = 20.0
_INDENT: Final = 18.0
_SQUARE: Final = 5.0
_ENDS: Final = 2
"""So many lines of a long answer stay together where it begins and where it ends."""


@frozen
class _Row:
    """One line of the copy.

    Attributes:
        pen: Of the line's size.
        before: The space above it, left out at the top of a page.
        is_kept: On the same page as the line after it.
        is_ruled: Under a hairline.
        has_square: What was said begins here.
    """

    line: TextLine
    pen: Pen
    x: float = MARGIN
    before: float = 0
    is_kept: bool = True
    is_ruled: bool = False
    has_square: bool = False


def own_answers_pages(copy: OwnAnswers, paper: Paper, face: Typeface) -> tuple[Page, ...]:
    """The pages of a patient's copy."""
    sizes = _ROLL if paper == "receipt" else _PAGE
    setting = Setting(
        grid=Grid(paper=paper),
        body=pen_for(copy.language, face, sizes.body),
        large=pen_for(copy.language, face, sizes.part),
        gap=_BETWEEN,
        note="",
    )
    title = pen_for(copy.language, face, sizes.title)
    rows = (
        *_head(setting, copy, title),
        *(row for part in copy.parts for row in _part(setting, part.title, part.asked)),
        *_end(setting, copy, is_whole=all(face.has(each) for each in strings(copy))),
    )
    if paper == "receipt":
        band = _band(setting, copy)
        ends = 2 * (MARGIN_TOP + (0 if band is None else band.height + setting.gap))
        spare = setting.body.leading + setting.gap + 1
        tall = ends + _height(rows) + spare
        setting = replace(setting, grid=Grid(paper=paper, tall=tall))
    top, bottom = _edges(setting, copy)
    piles = tuple(_piles(tuple(_together(rows)), bottom - top))
    pages = (
        Page(
            width=setting.grid.width,
            height=setting.grid.height,
            margin=MARGIN_TOP,
            blocks=tuple(_blocks(setting, copy, pile, (number, len(piles)))),
        )
        for number, pile in enumerate(piles, start=1)
    )
    return rolled(turned(pages, copy.language), paper)


def _band(setting: Setting, copy: OwnAnswers) -> Part | None:
    """That it is a rehearsal, above and below."""
    if copy.strip is None:
        return None
    if setting.grid.paper != "receipt":
        return strip(setting, copy.strip)
    small = pen_for(copy.language, setting.body.face, _ROLL.strip)
    return strip(replace(setting, body=small), copy.strip)


def _edges(setting: Setting, copy: OwnAnswers) -> tuple[float, float]:
    """Where the rows of a page begin and end."""
    found = _band(setting, copy)
    band = 0.0 if found is None else found.height + setting.gap
    foot = setting.body.leading + setting.gap
    return MARGIN_TOP + band, setting.grid.height - MARGIN_TOP - band - foot


def _head(setting: Setting, copy: OwnAnswers, title: Pen) -> Iterator[_Row]:
    pen, inner = setting.body, setting.grid.inner
    rows = [*_set(title, copy.heading, inner, is_strong=True)]
    rows += [row for each in copy.warm for row in _set(pen, each, inner)]
    for place, fact in enumerate(copy.facts):
        segments = (Segment(text=f"{fact.label}: "), Segment(text=fact.text, is_strong=True))
        lines = pen.lines(segments, inner, hang=_INDENT)
        rows += _spaced([_Row(line=line, pen=pen) for line in lines], 0 if place else _BETWEEN)
    for note in copy.notes:
        rows += _spaced(list(_set(pen, note, inner, is_strong=True)), _BETWEEN)
    yield from _ended(rows)


def _part(setting: Setting, title: str, asked: tuple[Asked, ...]) -> Iterator[_Row]:
    """A title, which stays with the first question under it."""
    heads = list(_set(setting.large, title, setting.grid.inner, is_strong=True))
    yield replace(heads[0], before=_BEFORE_PART, is_ruled=True)
    yield from heads[1:]
    for place, each in enumerate(asked):
        yield from _spaced(list(_question(setting, each)), _BETWEEN if place else _BETWEEN / 3)


def _question(setting: Setting, asked: Asked) -> Iterator[_Row]:
    """A question with what was said to it; only a long answer goes on overleaf."""
    pen, inner = setting.body, setting.grid.inner
    before = list(_set(pen, asked.before, inner)) if asked.before else []
    yield from before
    rows = list(_set(pen, asked.question, inner))
    yield from _spaced(rows, _BETWEEN if before else 0)
    if asked.lead:
        yield from _set(pen, asked.lead, inner)
    said: list[_Row] = []
    for each in asked.said:
        rows = list(_set(pen, each, inner - _INDENT, is_strong=asked.is_said, x=MARGIN + _INDENT))
        said += [replace(rows[0], has_square=asked.is_said), *rows[1:]]
    last = len(said) - 1
    for place, row in enumerate(said):
        yield replace(row, is_kept=place != last and not _ENDS <= place + 1 <= last - _ENDS + 1)


def _end(setting: Setting, copy: OwnAnswers, *, is_whole: bool) -> Iterator[_Row]:
    pen, inner = setting.body, setting.grid.inner
    sentences = copy.closing if is_whole else (copy.gaps.format(box=MISSING), *copy.closing)
    rows = [row for each in sentences for row in _set(pen, each, inner)]
    yield from _ended([replace(rows[0], before=_BEFORE_PART, is_ruled=True), *rows[1:]])


def _set(
    pen: Pen, text: str, width: float, *, is_strong: bool = False, x: float = MARGIN
) -> Iterator[_Row]:
    for line in pen.lines([Segment(text=text, is_strong=is_strong)], width):
        yield _Row(line=line, pen=pen, x=x)


def _spaced(rows: list[_Row], before: float) -> list[_Row]:
    return [replace(rows[0], before=before), *rows[1:]]


def _ended(rows: list[_Row]) -> list[_Row]:
    return [*rows[:-1], replace(rows[-1], is_kept=False)]


def _together(rows: Sequence[_Row]) -> Iterator[tuple[_Row, ...]]:
    """The rows that no page end may come between."""
    held: list[_Row] = []
    for row in rows:
        held.append(row)
        if not row.is_kept:
            yield tuple(held)
            held = []


def _piles(groups: Sequence[tuple[_Row, ...]], room: float) -> Iterator[list[tuple[_Row, ...]]]:
    """What goes on each page; a group that no page could hold is taken apart."""
    pile: list[tuple[_Row, ...]] = []
    used = 0.0
    for whole in groups:
        is_too_tall = _height(whole) > room
        for group in [(row,) for row in whole] if is_too_tall else [whole]:
            if pile and used + _height(group) > room:
                yield pile
                pile, used = [], 0.0
            fitted = group if pile else tuple(_spaced(list(group), 0))
            pile.append(fitted)
            used += _height(fitted)
    yield pile


def _height(rows: Sequence[_Row]) -> float:
    return sum(row.before + row.line.leading for row in rows)


def _blocks(
    setting: Setting,
    copy: OwnAnswers,
    pile: list[tuple[_Row, ...]],
    number_of: tuple[int, int],
) -> Iterator[Block]:
    """One page: the band, the rows, the foot, and the band again."""
    top, bottom = _edges(setting, copy)
    band = _band(setting, copy)
    bands = [] if band is None else [band]
    for each in bands:
        yield _block(setting, "strip.top", MARGIN_TOP, each.height, each.draw(MARGIN_TOP, 0))
    for place, group in enumerate(pile, start=1):
        height = _height(group)
        yield _block(setting, f"rows.{place}", top, height, tuple(_marks(setting, group, top)))
        top += height
    if setting.grid.paper != "receipt":  # a roll is one sheet, however long
        foot = bottom + setting.gap
        marks = _foot(setting, copy, foot, number_of)
        yield _block(setting, "foot", foot, setting.body.leading, marks)
    for each in bands:
        low = setting.grid.height - MARGIN_TOP - each.height
        yield _block(setting, "strip.bottom", low, each.height, each.draw(low, 0))


def _block(
    setting: Setting, name: str, top: float, height: float, marks: tuple[Mark, ...]
) -> Block:
    return Block(name=name, x=MARGIN, y=top, width=setting.grid.inner, height=height, marks=marks)


def _marks(setting: Setting, rows: Sequence[_Row], top: float) -> Iterator[Mark]:
    for row in rows:
        if row.is_ruled:
            yield rule(MARGIN, top + row.before - 3 if row.before else top, setting.grid.inner)
        top += row.before
        if row.has_square:
            corner = (MARGIN + 5, top + (row.line.leading - _SQUARE) / 2 + 1)
            yield box(corner, (_SQUARE, _SQUARE), line=0, is_black=True)
        yield row.pen.words(row.line, row.x, top)
        top += row.line.leading


def _foot(
    setting: Setting, copy: OwnAnswers, top: float, number_of: tuple[int, int]
) -> tuple[Mark, ...]:
    pen = setting.body
    number, count = number_of
    page = pen.line(copy.page.format(number=number, count=count))
    (left, *_) = pen.cut(copy.foot, setting.grid.inner - page.width - _INDENT, most=1)
    return (
        pen.words(left, MARGIN, top),
        pen.words(page, MARGIN + setting.grid.inner - page.width, top),
    )
