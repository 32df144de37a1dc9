"""The score receipt: items and workings of every instrument, on one page."""

from collections.abc import Iterator
from typing import Final

from distressapp.core.summary import ReceiptPart, ReceiptRow, Summary
from distressapp.report.fonts import Typeface
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.head import strip
from distressapp.report.marks import Block, Mark, Page, Part, rule
from distressapp.report.pen import Pen, Segment, height_of, set_lines, text_part

_STEPS: Final = ((9.0, 11.5, 10.0), (9.0, 10.4, 6.0), (8.0, 9.4, 4.0), (7.0, 8.2, 3.0))
_BEFORE_WORKINGS: Final = 3.0
_HEADS: Final = ReceiptRow(
    item="Item", label="", option="Option", points="Points", turned="Turned", score="Score"
)
_CELLS: Final = (0.0, 0.07, 0.5, 0.63, 0.76, 0.89)
"""Where the cells of a row begin, as shares of a half of the page."""


def receipt_page(summary: Summary, paper: Paper, face: Typeface) -> Page:
    """The second page, as loosely set as it fits."""
    for size, leading, gap in _STEPS:
        setting = Setting(
            grid=Grid(paper=paper),
            body=Pen(face=face, size=size, leading=leading),
            large=Pen(face=face, size=13, leading=17),
            gap=gap,
            note=summary.continues,
        )
        parts = tuple(_parts(setting, summary))
        last = 0.0 if summary.strip is None else strip(setting, summary.strip).height
        used = sum(part.height + gap for part in parts) + last
        if used <= setting.grid.height - 2 * MARGIN_TOP:
            break
    blocks = []
    top, limit = MARGIN_TOP, setting.grid.height - MARGIN_TOP
    if summary.strip is not None:
        band = strip(setting, summary.strip)
        limit -= band.height
        ending = [_block(band, limit, band.height)]
        limit -= gap
    else:
        ending = []
    for part in parts:
        height = min(part.height, limit - top)
        if height < part.least:
            break
        blocks.append(_block(part, top, height))
        top += height + (_BEFORE_WORKINGS if part.name.startswith("table") else gap)
    return Page(
        width=setting.grid.width,
        height=setting.grid.height,
        margin=MARGIN_TOP,
        blocks=(*blocks, *ending),
    )


def _block(part: Part, top: float, height: float) -> Block:
    marks = part.draw(top, height)
    return Block(name=part.name, x=part.x, y=top, width=part.width, height=height, marks=marks)


def _parts(setting: Setting, summary: Summary) -> Iterator[Part]:
    if summary.strip is not None:
        yield strip(setting, summary.strip)
    yield _title(setting, summary)
    for number, part in enumerate(summary.receipt, start=1):
        yield _table(setting, part, f"table.{number}")
        yield _workings(setting, part, f"workings.{number}")


def _title(setting: Setting, summary: Summary) -> Part:
    grid, body, large = setting.grid, setting.body, setting.large
    title = large.line("Score receipt", is_strong=True)
    facts = "; ".join(f"{each.label} {each.text}" for each in summary.heading.facts)
    whose = (
        *body.cut(summary.heading.name, grid.inner, most=1, is_strong=True),
        *body.cut(f"{facts}; {summary.journal}", grid.inner, most=2),
        *body.lines(
            [
                Segment(
                    text="Options count from 0 in the order shown. Turned: the instrument counts "
                    "the item from the other end."
                )
            ],
            grid.inner,
        ),
    )
    height = title.leading + height_of(whose) + 4

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return (
            large.words(title, MARGIN, top),
            *set_lines(body, whose, MARGIN, top + title.leading),
            rule(MARGIN, top + height, grid.inner, line=1),
        )

    return Part(name="title", x=MARGIN, width=grid.inner, height=height, least=height, draw=draw)


def _table(setting: Setting, part: ReceiptPart, name: str) -> Part:
    grid, pen = setting.grid, setting.body
    title = pen.cut(part.title, grid.inner, most=2, is_strong=True)
    half = (len(part.rows) + 1) // 2
    columns = [(grid.left(1), part.rows[:half]), (grid.left(7), part.rows[half:])]
    height = height_of(title) + (half + 1) * pen.leading + 2

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        marks: list[Mark] = [*set_lines(pen, title, MARGIN, top)]
        for x, rows in columns:
            below = top + height_of(title)
            width = grid.across(1, 6) - 6
            for row in (_HEADS, *rows) if rows else ():
                marks += _cells(pen, row, (x, below), width)
                below += pen.leading
                if row is _HEADS:
                    marks.append(rule(x, below, width))
        return tuple(marks)

    return Part(name=name, x=MARGIN, width=grid.inner, height=height, least=height, draw=draw)


def _cells(pen: Pen, row: ReceiptRow, corner: tuple[float, float], width: float) -> Iterator[Mark]:
    """The cells of a row; a text takes the empty cells to its right as well."""
    x, top = corner
    texts = (row.item, row.label, row.option, row.points, row.turned, row.score)
    filled = [place for place, text in enumerate(texts) if text]
    ends = [*(_CELLS[place] for place in filled[1:]), 1.0]
    for place, end in zip(filled, ends, strict=True):
        room = (end - _CELLS[place]) * width - 3
        is_strong = row is _HEADS or place == len(texts) - 1
        lines = pen.cut(texts[place], room, most=1, is_strong=is_strong)
        yield from set_lines(pen, lines, x + _CELLS[place] * width, top)


def _workings(setting: Setting, part: ReceiptPart, name: str) -> Part:
    grid, pen = setting.grid, setting.body
    lines = tuple(
        line
        for each in part.workings
        for line in pen.lines([Segment(text=each)], grid.inner, hang=10)
    )
    return text_part(name, pen, lines, x=MARGIN, width=grid.inner, note=setting.note, least_lines=1)
