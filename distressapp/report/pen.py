"""From text to lines: measured, wrapped and cut, never parsed as markup."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from distressapp.report.fonts import Glyph, Typeface
from distressapp.report.marks import Mark, Part, Run, Words

NEVER_FIRST: Final = {"Po", "Pe", "Pf"}
"""Kinds of mark that no line of Chinese begins with."""
NEVER_LAST: Final = {"Ps", "Pi"}
"""Kinds of mark that no line of Chinese ends with."""

ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text in one weight."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line that fits.

    Attributes:
        indent: How far it stands in from the left.
        leading: From its top to the top of the next.
    """

    runs: tuple[Run, ...]
    width: float
    size: float
    leading: float
    indent: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Writes in one size; a tighter pen is another pen."""

    face: Typeface
    size: float
    leading: float

    def lines(
        self,
        segments: Iterable[Segment],
        width: float,
        *,
        indent: float = 0,
        hang: float = 0,
    ) -> tuple[TextLine, ...]:
        """Wrapped at spaces, between Chinese characters, and inside a word only when it must.

        Args:
            width: What the lines may take, indents included.
            indent: Where the first line starts.
            hang: Where the lines after it start.
        """
        glyphs = [
            glyph
            for segment in segments
            for glyph in self.face.glyphs(segment.text, is_strong=segment.is_strong)
        ]
        found: list[TextLine] = []
        for paragraph in _paragraphs(glyphs):
            rest = paragraph
            while rest or not paragraph:
                start = indent if not found else hang
                fits = _how_many(rest, (width - start) / self.size)
                found.append(self._line(rest[:fits], start))
                rest = rest[fits:]
                if not rest:
                    break
        return tuple(found)

    def line(self, text: str, *, is_strong: bool = False) -> TextLine:
        """Text as one line, however long."""
        return self._line(list(self.face.glyphs(text.replace("\n", " "), is_strong=is_strong)), 0)

    def cut(
        self, text: str, width: float, *, most: int, is_strong: bool = False
    ) -> tuple[TextLine, ...]:
        """At most so many lines; an ellipsis ends the last where there was more."""
        segment = Segment(text=text.replace("\n", " "), is_strong=is_strong)
        found = self.lines([segment], width)
        if len(found) <= most:
            return found
        kept = "".join(run.text for line in found[:most] for run in line.runs)
        while True:
            kept = kept[:-1]
            tried = self.lines([Segment(text=kept.rstrip() + ELLIPSIS, is_strong=is_strong)], width)
            if len(tried) <= most:
                return tried

    def words(self, line: TextLine, x: float, top: float) -> Words:
        """The line with its top edge there."""
        baseline = top + (line.leading + line.size * 0.7) / 2
        return Words(x=x + line.indent, y=baseline, size=line.size, runs=line.runs)

    def _line(self, glyphs: list[Glyph], indent: float) -> TextLine:
        runs = tuple(
            Run(font=font, text="".join(glyph.text for glyph in group))
            for font, group in groupby(glyphs, key=lambda glyph: glyph.font)
        )
        width = sum(glyph.em for glyph in glyphs) * self.size
        return TextLine(runs=runs, width=width, size=self.size, leading=self.leading, indent=indent)


def set_lines(pen: Pen, lines: Iterable[TextLine], x: float, top: float) -> Iterator[Mark]:
    """The lines one under the other."""
    for line in lines:
        yield pen.words(line, x, top)
        top += line.leading


def height_of(lines: Iterable[TextLine]) -> float:
    """What the lines take."""
    return sum(line.leading for line in lines)


def text_part(  # noqa: PLR0913 (a part has a name, a place, its words and what stands for the rest)
    name: str,
    pen: Pen,
    lines: tuple[TextLine, ...],
    *,
    x: float,
    width: float,
    note: str,
    least_lines: int,
) -> Part:
    """Lines that may be cut; then the last says where the rest is."""
    ending = pen.lines([Segment(text=f"{ELLIPSIS} {note}", is_strong=True)], width)

    def draw(top: float, height: float) -> tuple[Mark, ...]:
        if height_of(lines) <= height + 0.01:
            return tuple(set_lines(pen, lines, x, top))
        kept: list[TextLine] = []
        room = height - height_of(ending)
        for line in lines:
            if height_of(kept) + line.leading > room + 0.01:
                break
            kept.append(line)
        return tuple(set_lines(pen, (*kept, *ending), x, top))

    whole = height_of(lines)
    least = min(whole, height_of(lines[:least_lines]) + height_of(ending))
    return Part(name=name, x=x, width=width, height=whole, least=least, draw=draw)


def _paragraphs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    held: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text == "\n":
            yield held
            held = []
        else:
            held.append(glyph)
    yield held


def _how_many(glyphs: list[Glyph], ems: float) -> int:
    """How many glyphs go on one line; at least one."""
    used = 0.0
    broken = 0
    for place, glyph in enumerate(glyphs):
        used += glyph.em
        if used > ems and glyph.text != " ":
            return broken or max(place, 1)
        if _may_break(glyph, glyphs[place + 1] if place + 1 < len(glyphs) else None):
            broken = place + 1
    return len(glyphs)


def _may_break(glyph: Glyph, after: Glyph | None) -> bool:
    if after is None:
        return False
    if glyph.text == " ":
        return after.text != " "
    if not _is_wide(glyph) and not _is_wide(after):
        return False
    is_held_back = unicodedata.category(after.text[0]) in NEVER_FIRST
    return not is_held_back and unicodedata.category(glyph.text[0]) not in NEVER_LAST


def _is_wide(glyph: Glyph) -> bool:
    return unicodedata.east_asian_width(glyph.text[0]) in {"W", "F"}
