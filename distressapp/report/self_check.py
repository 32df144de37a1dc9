"""The self-check on one page: what is not ready, then every line that was looked at."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.self_check import Checked, Finding, SelfCheck
from distressapp.report.fonts import Typeface
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.marks import Block, Mark, Page, rule
from distressapp.report.pen import Pen, Segment, TextLine, height_of, set_lines

_SIZES: Final = ((9.5, 12.5, 8.0), (9.0, 11.2, 6.0), (8.0, 9.8, 4.0))
"""Size, leading and gap, tried in turn."""
_TITLE: Final = (20.0, 26.0)
_PART: Final = (11.0, 14.0)
_MOST_LINES: Final = 3
"""Of one finding; what is longer stands whole at the terminal."""
_BULLET: Final = "\N{BULLET} "
_HANG: Final = 8.0
_STRONG: Final = frozenset({Finding.LOOK, Finding.WRONG})
_NAME, _WORDS, _LAST = 2, 5, 12
"""Columns: the mark stands before the name, and what was found goes to the last."""


@frozen
class _Column:
    """Lines one under the other."""

    pen: Pen
    x: float
    lines: tuple[TextLine, ...]


@frozen
class _Piece:
    """Columns that begin at the same height, under a space, and a hairline if it is ruled."""

    name: str
    columns: tuple[_Column, ...]
    before: float = 0
    is_ruled: bool = False

    @property
    def height(self) -> float:
        """Of the space and the longest column."""
        return self.before + max(height_of(each.lines) for each in self.columns)


def self_check_page(found: SelfCheck, paper: Paper, face: Typeface) -> Page:
    """The page, as loosely set as it fits; where it never does, sentences are counted instead."""
    grid = Grid(paper=paper)
    room = grid.height - 2 * MARGIN_TOP
    for size, leading, gap in _SIZES:
        setting = _setting(grid, face, size, leading, gap)
        pieces = tuple(_pieces(setting, found))
        if _height(pieces) <= room:
            break
    shown = found
    while _height(pieces) > room and shown.not_ready:
        shown = replace(shown, not_ready=shown.not_ready[:-1])
        left_out = len(found.not_ready) - len(shown.not_ready)
        pieces = tuple(_pieces(setting, shown, left_out=left_out))
    return Page(
        width=grid.width,
        height=grid.height,
        margin=MARGIN_TOP,
        blocks=tuple(_blocks(setting, pieces)),
    )


def _setting(grid: Grid, face: Typeface, size: float, leading: float, gap: float) -> Setting:
    return Setting(
        grid=grid,
        body=Pen(face=face, size=size, leading=leading),
        large=Pen(face=face, size=_PART[0], leading=_PART[1]),
        gap=gap,
        note="",
    )


def _height(pieces: tuple[_Piece, ...]) -> float:
    return sum(piece.height for piece in pieces)


def _pieces(setting: Setting, found: SelfCheck, *, left_out: int = 0) -> Iterator[_Piece]:
    pen, large, gap = setting.body, setting.large, setting.gap
    title = Pen(face=pen.face, size=_TITLE[0], leading=_TITLE[1])
    yield _across(setting, "title", title, found.heading, is_strong=True)
    yield _across(setting, "facts", pen, found.facts)
    yield _across(setting, "promise", pen, found.promise)
    yield _across(setting, "verdict", large, found.verdict, before=gap, is_strong=True)
    more = (found.more.format(count=left_out),) if left_out else ()
    for nth, each in enumerate((*found.not_ready, *more)):
        yield _across(setting, f"not_ready.{nth}", pen, f"{_BULLET}{each}", hang=_HANG)
    for part in found.parts:
        piece = _across(setting, part.id, large, part.title, before=gap, is_strong=True)
        yield replace(piece, is_ruled=True)
        for line in part.lines:
            yield _row(setting, part.id, found.mark(line.finding), line)


def _across(  # noqa: PLR0913  (a paragraph: where, in what, and how)
    setting: Setting,
    name: str,
    pen: Pen,
    words: str,
    *,
    before: float = 0,
    hang: float = 0,
    is_strong: bool = False,
) -> _Piece:
    segment = Segment(text=words, is_strong=is_strong)
    lines = pen.lines([segment], setting.grid.inner, hang=hang)
    return _Piece(name=name, columns=(_Column(pen=pen, x=MARGIN, lines=lines),), before=before)


def _row(setting: Setting, part: str, mark: str, line: Checked) -> _Piece:
    grid, pen = setting.grid, setting.body
    is_strong = line.finding in _STRONG
    name = pen.cut(line.name, grid.across(_NAME, _WORDS - 1), most=2, is_strong=is_strong)
    width = grid.across(_WORDS, _LAST)
    words = pen.cut(line.words, width, most=_MOST_LINES, is_strong=is_strong)
    marked = pen.cut(mark, grid.across(1, 1) + 4, most=1, is_strong=is_strong)
    return _Piece(
        name=f"{part}.{line.id}",
        columns=(
            _Column(pen=pen, x=MARGIN, lines=marked),
            _Column(pen=pen, x=grid.left(_NAME), lines=name),
            _Column(pen=pen, x=grid.left(_WORDS), lines=words),
        ),
    )


def _blocks(setting: Setting, pieces: tuple[_Piece, ...]) -> Iterator[Block]:
    top, inner = MARGIN_TOP, setting.grid.inner
    for piece in pieces:
        yield Block(
            name=piece.name,
            x=MARGIN,
            y=top,
            width=inner,
            height=piece.height,
            marks=tuple(_marks(piece, top, inner)),
        )
        top += piece.height


def _marks(piece: _Piece, top: float, inner: float) -> Iterator[Mark]:
    if piece.is_ruled:
        yield rule(MARGIN, top + piece.before / 2, inner)
    for each in piece.columns:
        yield from set_lines(each.pen, each.lines, each.x, top + piece.before)
