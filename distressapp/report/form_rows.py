"""The rows of a paper form: words, boxes to tick, lines to write on, and the thermometer."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from distressapp.core.frozen import frozen
from distressapp.core.paper_value import Box, FormQuestion
from distressapp.report.marks import Disc, Mark, box, rule
from distressapp.report.pen import Pen, Segment, TextLine, height_of, set_lines

SQUARE: Final = 14.0
"""A side of a box, in points: 5 mm, for a hand that is not steady (this project's judgement)."""
LEAST: Final = 20.5
"""From one box to the next."""
_EDGE: Final = 1.1
_KEY: Final = 17.0
_TEXT: Final = _KEY + SQUARE + 7
_BETWEEN: Final = 16.0
_WRITING: Final = 30.0
_RUNG: Final = 30.0
_TUBE: Final = 22.0

Place: TypeAlias = tuple[float, float]
"""Left edge and top edge."""


@frozen
class Row:
    """A stretch of the page with a height of its own."""

    height: float
    draw: Callable[[Place], tuple[Mark, ...]]


def words(pen: Pen, text: str, width: float, *, is_strong: bool = False) -> Row:
    """A paragraph."""
    lines = pen.lines([Segment(text=text, is_strong=is_strong)], width)
    return Row(height=height_of(lines), draw=lambda place: tuple(set_lines(pen, lines, *place)))


def space(height: float) -> Row:
    """Nothing."""
    return Row(height=height, draw=lambda _: ())


def writing_line(width: float) -> Row:
    """A line to write on, with room above it."""
    return Row(
        height=_WRITING,
        draw=lambda place: (rule(place[0], place[1] + _WRITING - 3, width, line=0.8),),
    )


def title_with_line(pen: Pen, text: str, width: float) -> Row:
    """Words with a line to write on behind them."""
    line = pen.line(text, is_strong=True)
    start = line.width + 8
    height = max(_WRITING, line.leading)

    def draw(place: Place) -> tuple[Mark, ...]:
        x, y = place
        return (
            pen.words(line, x, y + height - line.leading - 1),
            rule(x + start, y + height - 4, width - start, line=0.8),
        )

    return Row(height=height, draw=draw)


def box_row(pen: Pen, each: Box, width: float, *, line_to: float = 0) -> Row:
    """A box with the key beside it and its words.

    Args:
        line_to: Where a line to write on ends that follows the words; 0 for none.
    """
    key = pen.line(each.mark)
    lines = pen.lines([Segment(text=each.text)], width - _TEXT)
    height = max(LEAST, height_of(lines) + 3) if not line_to else _WRITING

    def draw(place: Place) -> tuple[Mark, ...]:
        x, y = place
        low = y + (height - LEAST if line_to else 0)
        found = [
            *_box(pen, key, (x, low)),
            *set_lines(pen, lines, x + _TEXT, low + (LEAST - pen.leading) / 2),
        ]
        if line_to:
            start = _TEXT + lines[0].width + 8
            found.append(rule(x + start, y + height - 4, line_to - start, line=0.8))
        return tuple(found)

    return Row(height=height, draw=draw)


def _box(pen: Pen, key: TextLine, place: Place) -> Iterator[Mark]:
    x, y = place
    yield pen.words(key, x + _KEY - 5 - key.width, y + (LEAST - pen.leading) / 2)
    yield box((x + _KEY, y + (LEAST - SQUARE) / 2), (SQUARE, SQUARE), line=_EDGE)


def columns(pen: Pen, boxes: Sequence[Box], width: float) -> Iterator[Row]:
    """Boxes in two columns, down the first and then down the second."""
    half = (len(boxes) + 1) // 2
    each_width = (width - _BETWEEN) / 2
    left = [box_row(pen, each, each_width) for each in boxes[:half]]
    right = [box_row(pen, each, each_width) for each in boxes[half:]]
    for place, one in enumerate(left):
        yield _side_by_side(one, right[place : place + 1], each_width + _BETWEEN)


def _side_by_side(one: Row, others: Sequence[Row], step: float) -> Row:
    rows = (one, *others)

    def draw(place: Place) -> tuple[Mark, ...]:
        x, y = place
        return tuple(mark for n, row in enumerate(rows) for mark in row.draw((x + n * step, y)))

    return Row(height=max(row.height for row in rows), draw=draw)


def flow(pen: Pen, boxes: Sequence[Box], width: float) -> tuple[Row, ...]:
    """Boxes side by side, as many to a line as it holds."""
    lines: list[list[tuple[float, Box]]] = [[]]
    used = 0.0
    for each in boxes:
        wide = min(_TEXT + pen.line(each.text).width + _BETWEEN, width + _BETWEEN)
        if lines[-1] and used + wide - _BETWEEN > width:
            lines.append([])
            used = 0.0
        lines[-1].append((used, each))
        used += wide
    return tuple(_line_of(pen, line, width) for line in lines)


def _line_of(pen: Pen, line: Sequence[tuple[float, Box]], width: float) -> Row:
    rows = [(start, box_row(pen, each, width - start + 1)) for start, each in line]

    def draw(place: Place) -> tuple[Mark, ...]:
        x, y = place
        return tuple(mark for start, row in rows for mark in row.draw((x + start, y)))

    return Row(height=max(row.height for _, row in rows), draw=draw)


def thermometer(pen: Pen, question: FormQuestion, width: float) -> Row:
    """Eleven boxes beside an empty tube, the highest number on top, words at the two ends.

    Nothing is filled: no number is suggested.
    """
    numbers = tuple(reversed(question.boxes))
    height = _RUNG * len(numbers) + _TUBE
    start = 3 * _TUBE
    ends = {0: question.high, len(numbers) - 1: question.low}

    def draw(place: Place) -> tuple[Mark, ...]:
        x, y = place
        bottom = y + height - _TUBE
        found: list[Mark] = [
            box((x + _TUBE, y + 2), (_TUBE, bottom - y), line=_EDGE),
            Disc(x=x + 1.5 * _TUBE, y=bottom, radius=_TUBE, width=_EDGE),
        ]
        for rung, each in enumerate(numbers):
            top = y + rung * _RUNG + (_RUNG - LEAST) / 2
            middle = y + (rung + 0.5) * _RUNG
            found.append(rule(x + 2 * _TUBE, middle, _TUBE * 0.8, line=0.8))
            bare = Box(mark="", text=each.text)
            row = box_row(pen, bare, width - start)
            found += row.draw((x + start - _KEY + 8, top))
            if rung in ends:
                said = pen.lines([Segment(text=ends[rung])], width - start - 70)
                found += set_lines(pen, said, x + start + 70, top + (LEAST - pen.leading) / 2)
        return tuple(found)

    return Row(height=height, draw=draw)
