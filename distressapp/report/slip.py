"""The slip of a call for help: one page, read from across the room."""

from dataclasses import replace
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.slip import Slip
from distressapp.report.fonts import Typeface
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.head import strip
from distressapp.report.marks import Block, Mark, Page, rule
from distressapp.report.pen import Pen, height_of, set_lines
from distressapp.report.roll import rolled

_LARGEST, _LEAST = 150.0, 40.0
_STEP = 2.0


@frozen
class _Sizes:
    """Letters and lines, in points.

    Attributes:
        strip: Its words stand between its black ends.
        least: Of the ticket word.
        more: How many times the lines of a page something may take.
    """

    words: tuple[float, float]
    body: tuple[float, float]
    strip: tuple[float, float]
    gap: float
    least: float = _LEAST
    more: int = 1


_PAGE: Final = _Sizes(words=(25.0, 32.0), body=(16.0, 21.0), strip=(11.0, 15.0), gap=24.0)
_ROLL: Final = _Sizes(
    words=(14.0, 18.0), body=(10.5, 14.0), strip=(8.0, 11.0), gap=8.0, least=20.0, more=3
)


def slip_page(slip: Slip, paper: Paper, face: Typeface) -> Page:
    """The ticket word as large as the paper lets it be, what is asked above it, and when."""
    sizes = _ROLL if paper == "receipt" else _PAGE
    setting = Setting(
        grid=Grid(paper=paper),
        body=Pen(face=face, size=sizes.body[0], leading=sizes.body[1]),
        large=Pen(face=face, size=sizes.words[0], leading=sizes.words[1]),
        gap=sizes.gap,
        note="",
    )
    pen, large, inner = setting.body, setting.large, setting.grid.inner
    blocks: list[Block] = []
    top = MARGIN_TOP
    if slip.strip is not None:
        small = Pen(face=face, size=sizes.strip[0], leading=sizes.strip[1])
        band = strip(replace(setting, body=small), slip.strip)
        blocks.append(_block(setting, "strip", top, band.height, band.draw(top, 0)))
        top += band.height + sizes.gap
    word = _word_pen(face, slip.ticket, inner, sizes.least)
    said = (
        ("words", large, large.cut(slip.words, inner, most=3 * sizes.more, is_strong=True)),
        ("ticket", word, word.cut(slip.ticket, inner, most=1, is_strong=True)),
        ("time", large, large.cut(slip.time, inner, most=2 * sizes.more, is_strong=True)),
        ("clinic", pen, pen.cut(slip.clinic, inner, most=2 * sizes.more)),
        ("advice", pen, pen.cut(slip.advice, inner, most=4 * sizes.more)),
    )
    for name, each, lines in said:
        height = height_of(lines)
        blocks.append(
            _block(setting, name, top, height, tuple(set_lines(each, lines, MARGIN, top)))
        )
        top += height + sizes.gap
    blocks.append(_block(setting, "end", top, 1, (rule(MARGIN, top, inner, line=1),)))
    size = (setting.grid.width, setting.grid.height)
    page = Page(width=size[0], height=size[1], margin=MARGIN_TOP, blocks=tuple(blocks))
    return rolled((page,), paper)[0]


def _word_pen(face: Typeface, word: str, width: float, least: float) -> Pen:
    """The largest pen with which the word stands on one line."""
    size = _LARGEST
    while size > least:
        pen = Pen(face=face, size=size, leading=size * 1.2)
        if pen.line(word, is_strong=True).width <= width:
            return pen
        size -= _STEP
    return Pen(face=face, size=least, leading=least * 1.2)


def _block(
    setting: Setting, name: str, top: float, height: float, marks: tuple[Mark, ...]
) -> Block:
    return Block(name=name, x=MARGIN, y=top, width=setting.grid.inner, height=height, marks=marks)
