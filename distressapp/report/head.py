"""The top of the page: whose it is, when, and the sentence for the doctor."""

from typing import Final

from distressapp.core.summary import Heading, Line, Summary
from distressapp.report.grid import MARGIN, Setting
from distressapp.report.marks import Draw, Mark, Part, box, rule
from distressapp.report.pen import Segment, TextLine, height_of, set_lines

_PAD: Final = 4.0
_END: Final = 110.0
"""The black ends of the strip; its words stay black on white for a bad copier."""
_FACTS: Final = ((1, 3), (4, 6), (7, 10), (11, 12))


def strip(setting: Setting, words: str) -> Part:
    """The band across a page that must not be taken for a patient's."""
    grid, pen = setting.grid, setting.body
    line = pen.line(words, is_strong=True)
    height = line.leading + 2
    end = max(min(_END, (grid.inner - line.width) / 2 - 2 * _PAD), 0)

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return (
            box((MARGIN, top), (grid.inner, height), line=1.2),
            box((MARGIN, top), (end, height), line=1.2, is_black=True),
            box((MARGIN + grid.inner - end, top), (end, height), line=1.2, is_black=True),
            pen.words(line, MARGIN + (grid.inner - line.width) / 2, top + 1),
        )

    return _fixed("strip", setting, height, draw)


def heading(setting: Setting, summary: Summary) -> Part:
    """Clinic, name and facts over a hairline."""
    grid, pen, large = setting.grid, setting.body, setting.large
    head = summary.heading
    right = [pen.line(each, is_strong=True) for each in (summary.copy, head.unfinished) if each]
    taken = sum(line.width + 3 * _PAD for line in right)
    clinic = pen.cut(summary.clinic, grid.inner - taken, most=1)
    name = large.cut(head.name, grid.inner, most=2, is_strong=True)
    facts = _facts(setting, head)
    facts_height = max(height_of(lines) for _, lines in facts)
    height = pen.leading + 4 + height_of(name) + facts_height + 5

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        marks: list[Mark] = [*set_lines(pen, clinic, MARGIN, top)]
        edge = MARGIN + grid.inner
        for line in reversed(right):
            edge -= line.width + 2 * _PAD
            size = (line.width + 2 * _PAD, line.leading + 2)
            marks += [
                box((edge, top - 1), size, line=1),
                pen.words(line, edge + _PAD, top),
            ]
            edge -= _PAD
        top += pen.leading + 4
        marks += set_lines(large, name, MARGIN, top)
        top += height_of(name)
        for x, lines in facts:
            marks += set_lines(pen, lines, x, top)
        return (*marks, rule(MARGIN, top + facts_height + 5, grid.inner, line=1))

    return _fixed("heading", setting, height, draw)


def _facts(setting: Setting, head: Heading) -> list[tuple[float, tuple[TextLine, ...]]]:
    grid = setting.grid
    places = _FACTS if len(head.facts) == len(_FACTS) else ((1, 3), (4, 7), (8, 10), (11, 12))
    return [
        (grid.left(first), _fact(setting, fact, grid.across(first, last)))
        for fact, (first, last) in zip(head.facts, places, strict=False)
    ]


def _fact(setting: Setting, fact: Line, width: float) -> tuple[TextLine, ...]:
    pen = setting.body
    return (pen.line(fact.label), *pen.cut(fact.text, width, most=2, is_strong=True))


def sentence(setting: Setting, summary: Summary) -> Part:
    """For the doctor, at 13 points."""
    grid, pen, large = setting.grid, setting.body, setting.large
    label = pen.cut("For the doctor", grid.across(1, 2), most=2, is_strong=True)
    lines = large.cut(summary.sentence, grid.across(3, 12), most=3)
    height = max(height_of(lines), height_of(label))
    drop = (large.leading - pen.leading) / 2 + 1

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return (
            *set_lines(pen, label, MARGIN, top + drop),
            *set_lines(large, lines, grid.left(3), top),
        )

    return _fixed("sentence", setting, height, draw)


def suicide(setting: Setting, words: str) -> Part:
    """What no score rules out, in bold under the scores."""
    grid, pen = setting.grid, setting.body
    lines = pen.lines([Segment(text=words, is_strong=True)], grid.across(3, 12))

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return tuple(set_lines(pen, lines, grid.left(3), top))

    return _fixed("suicide", setting, height_of(lines), draw)


def _fixed(name: str, setting: Setting, height: float, draw: Draw) -> Part:
    return Part(
        name=name, x=MARGIN, width=setting.grid.inner, height=height, least=height, draw=draw
    )
