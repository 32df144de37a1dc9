"""From text to lines: measured, wrapped and cut, never parsed as markup."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.report.fonts import Glyph, Typeface
from distressapp.report.marks import Mark, Part, Run, Words
from distressapp.report.order import (
    ISOLATES,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    direction,
    levels,
    mirrored,
    placed,
    runs_left,
)

NEVER_FIRST: Final = {"Po", "Pe", "Pf"}
"""Kinds of mark that no line of Chinese begins with."""
NEVER_LAST: Final = {"Ps", "Pi"}
"""Kinds of mark that no line of Chinese ends with."""

ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"


@frozen
class Segment:
    """A piece of text in one weight."""

    text: str
    is_strong: bool = False


@frozen
class TextLine:
    """A line that fits.

    Attributes:
        runs: From left to right.
        text: The line in the order in which it is read.
        indent: How far it stands in from the left.
        leading: From its top to the top of the next.
    """

    runs: tuple[Run, ...]
    text: str
    width: float
    size: float
    leading: float
    indent: float = 0


@frozen
class Pen:
    """Writes in one size; a tighter pen is another pen.

    Attributes:
        is_mirrored: For a page that is turned round when it is whole: every line begins at the
            left all the same, and a paragraph with anything Arabic in it runs to the left.
    """

    face: Typeface
    size: float
    leading: float
    is_mirrored: bool = False

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
            base, depths = self._ways(paragraph)
            start = 0
            while start < len(paragraph) or not paragraph:
                margin = hang if found else indent
                end = start + _how_many(paragraph[start:], (width - margin) / self.size)
                line = self._line(paragraph[start:end], depths[start:end], base)
                room = width - margin - line.width
                is_at_right = base == RIGHT_TO_LEFT and not self.is_mirrored
                found.append(replace(line, indent=max(room, 0) if is_at_right else margin))
                start = end
                if not paragraph:
                    break
        return tuple(found)

    def line(self, text: str, *, is_strong: bool = False) -> TextLine:
        """Text as one line, however long."""
        glyphs = list(self.face.glyphs(text.replace("\n", " "), is_strong=is_strong))
        base, depths = self._ways(glyphs)
        return self._line(glyphs, depths, base)

    def cut(
        self, text: str, width: float, *, most: int, is_strong: bool = False
    ) -> tuple[TextLine, ...]:
        """At most so many lines, all at the left; an ellipsis ends the last if there was more."""
        segment = Segment(text=text.replace("\n", " "), is_strong=is_strong)
        found = self.lines([segment], width)
        kept = "".join(line.text for line in found[:most])
        while len(found) > most:
            kept = kept[:-1]
            short = Segment(text=kept.rstrip() + ELLIPSIS, is_strong=is_strong)
            found = self.lines([short], width)
        return tuple(replace(line, indent=0) for line in found)

    def words(self, line: TextLine, x: float, top: float) -> Words:
        """The line with its top edge there."""
        baseline = top + (line.leading + line.size * 0.7) / 2
        return Words(
            x=x + line.indent, y=baseline, size=line.size, width=line.width, runs=line.runs
        )

    def _ways(self, paragraph: Sequence[Glyph]) -> tuple[int, list[int]]:
        """Which way a paragraph runs, and how deep each glyph is in it."""
        text = _signs(paragraph)
        if not runs_left(text):
            return LEFT_TO_RIGHT, [LEFT_TO_RIGHT] * len(paragraph)
        base = RIGHT_TO_LEFT if self.is_mirrored else direction(text)
        return base, levels(text, base)

    def _line(self, glyphs: Sequence[Glyph], depths: Sequence[int], base: int) -> TextLine:
        kept = self._without_end(glyphs, base)
        is_straight = base == LEFT_TO_RIGHT and not any(depths)
        order = range(len(kept)) if is_straight else placed(_signs(kept), depths[: len(kept)], base)
        shown = [_turned(kept[at], depths[at]) for at in order if kept[at].text not in ISOLATES]
        runs = tuple(
            Run(font=font, text="".join(glyph.text for glyph in group), is_thick=is_thick)
            for (font, is_thick), group in groupby(shown, lambda each: (each.font, each.is_thick))
        )
        return TextLine(
            runs=runs,
            text="".join(glyph.said for glyph in glyphs if glyph.text not in ISOLATES),
            width=sum(glyph.em for glyph in shown) * self.size,
            size=self.size,
            leading=self.leading,
        )

    def _without_end(self, glyphs: Sequence[Glyph], base: int) -> Sequence[Glyph]:
        """The glyphs but for blanks at the end, where those would stand at an edge."""
        end = len(glyphs)
        while end and glyphs[end - 1].text == " " and (base == RIGHT_TO_LEFT or self.is_mirrored):
            end -= 1
        return glyphs[:end]


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


def _signs(glyphs: Sequence[Glyph]) -> str:
    """One character for each glyph, by which its direction is known."""
    return "".join(glyph.text[0] for glyph in glyphs)


def _turned(glyph: Glyph, depth: int) -> Glyph:
    """As it stands in text that runs to the left: brackets turned, accents before their letter."""
    if not depth % 2:
        return glyph
    return replace(glyph, text="".join(mirrored(each) for each in reversed(glyph.text)))


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
        if _may_break(glyphs, place):
            broken = place + 1
    return len(glyphs)


def _may_break(glyphs: Sequence[Glyph], place: int) -> bool:
    """Whether a line may end behind that glyph; not between the groups of a phone number."""
    if place + 1 == len(glyphs):
        return False
    glyph, after = glyphs[place], glyphs[place + 1]
    if glyph.text == " ":
        is_in_number = place > 0 and _is_digit(glyphs[place - 1]) and _is_digit(after)
        return after.text != " " and not is_in_number
    if (glyph.text + after.text).isascii() or not (_is_wide(glyph) or _is_wide(after)):
        return False
    is_held_back = unicodedata.category(after.text[0]) in NEVER_FIRST
    return not is_held_back and unicodedata.category(glyph.text[0]) not in NEVER_LAST


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text.isdigit()


def _is_wide(glyph: Glyph) -> bool:
    return unicodedata.east_asian_width(glyph.text[0]) in {"W", "F"}
