"""The slip of a call for help: one page, read from across the room."""

from dataclasses import replace

from distressapp.core.slip import Slip
from distressapp.report.fonts import Typeface
from distressapp.report.grid import MARGIN, MARGIN_TOP, Grid, Paper, Setting
from distressapp.report.head import strip
from distressapp.report.marks import Block, Mark, Page, rule
from distressapp.report.pen import Pen, height_of, set_lines

_LARGEST, _LEAST = 150.0, 40.0
_STEP = 2.0
_WORDS = (25.0, 32.0)
_BODY = (16.0, 21.0)
_STRIP = (11.0, 15.0)
"""The words of the strip stand between its black ends."""
_GAP = 24.0


def slip_page(slip: Slip, paper: Paper, face: Typeface) -> Page:
    """The ticket word as large as the paper lets it be, what is asked above it, and when."""
    setting = Setting(
        grid=Grid(paper=paper),
        body=Pen(face=face, size=_BODY[0], leading=_BODY[1]),
        large=Pen(face=face, size=_WORDS[0], leading=_WORDS[1]),
        gap=_GAP,
        note="",
    )
    pen, large, inner = setting.body, setting.large, setting.grid.inner
    blocks: list[Block] = []
    top = MARGIN_TOP
    if slip.strip is not None:
        small = Pen(face=face, size=_STRIP[0], leading=_STRIP[1])
        band = strip(replace(setting, body=small), slip.strip)
        blocks.append(_block(setting, "strip", top, band.height, band.draw(top, 0)))
        top += band.height + _GAP
    word = _word_pen(face, slip.ticket, inner)
    said = (
        ("words", large, large.cut(slip.words, inner, most=3, is_strong=True)),
        ("ticket", word, word.cut(slip.ticket, inner, most=1, is_strong=True)),
        ("time", large, large.cut(slip.time, inner, most=2, is_strong=True)),
        ("clinic", pen, pen.cut(slip.clinic, inner, most=2)),
        ("advice", pen, pen.cut(slip.advice, inner, most=4)),
    )
    for name, each, lines in said:
        height = height_of(lines)
        blocks.append(
            _block(setting, name, top, height, tuple(set_lines(each, lines, MARGIN, top)))
        )
        top += height + _GAP
    blocks.append(_block(setting, "end", top, 1, (rule(MARGIN, top, inner, line=1),)))
    size = (setting.grid.width, setting.grid.height)
    return Page(width=size[0], height=size[1], margin=MARGIN_TOP, blocks=tuple(blocks))


def _word_pen(face: Typeface, word: str, width: float) -> Pen:
    """The largest pen with which the word stands on one line."""
    size = _LARGEST
    while size > _LEAST:
        pen = Pen(face=face, size=size, leading=size * 1.2)
        if pen.line(word, is_strong=True).width <= width:
            return pen
        size -= _STEP
    return Pen(face=face, size=_LEAST, leading=_LEAST * 1.2)


def _block(
    setting: Setting, name: str, top: float, height: float, marks: tuple[Mark, ...]
) -> Block:
    return Block(name=name, x=MARGIN, y=top, width=setting.grid.inner, height=height, marks=marks)
