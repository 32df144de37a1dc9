"""The parts that are lists of words: help, what matters most, concerns, answers, own words."""

from collections.abc import Iterator

from distressapp.core.summary import Line, Section
from distressapp.report.grid import MARGIN, Setting
from distressapp.report.marks import Mark, Part
from distressapp.report.order import RIGHT_TO_LEFT, direction
from distressapp.report.pen import Segment, TextLine, height_of, set_lines, text_part


def label(setting: Setting, words: str, *, is_large: bool = False) -> Part:
    """What stands in the label column; found from afar when it is large."""
    pen = setting.large if is_large else setting.body
    width = setting.grid.across(1, 2)
    lines = pen.cut(words, width, most=3, is_strong=True)
    # A large label sits on the first line of the small text beside it.
    rise = (pen.leading - setting.body.leading) / 2
    height = height_of(lines)

    def draw(top: float, _: float) -> tuple[Mark, ...]:
        return tuple(set_lines(pen, lines, MARGIN, top - rise))

    return Part(
        name=f"label.{words}", x=MARGIN, width=width, height=height, least=height, draw=draw
    )


def untitled(name: str, setting: Setting, section: Section, columns: tuple[int, int]) -> Part:
    """The lines of a section whose title stands in the label column; may be cut."""
    return _part(name, setting, (), section, columns=columns)


def titled(name: str, setting: Setting, section: Section, columns: tuple[int, int]) -> Part:
    """A title over its lines, in so many columns; may be cut."""
    width = setting.grid.across(*columns)
    title = setting.body.lines([Segment(text=section.title, is_strong=True)], width)
    return _part(name, setting, title, section, columns=columns)


def _part(
    name: str,
    setting: Setting,
    title: tuple[TextLine, ...],
    section: Section,
    *,
    columns: tuple[int, int],
) -> Part:
    width = setting.grid.across(*columns)
    return text_part(
        name,
        setting.body,
        (*title, *section_lines(setting, section.lines, width)),
        x=setting.grid.left(columns[0]),
        width=width,
        note=setting.note,
        least_lines=setting.least + len(title),
    )


def section_lines(setting: Setting, lines: tuple[Line, ...], width: float) -> Iterator[TextLine]:
    """Each label with its text, and in bold what is found at a glance.

    A text that runs to the left stands under its label, so that it begins at the right.
    """
    for line in lines:
        colon = "" if line.label.isdigit() else ":"
        label = f"{line.label}{colon} " if line.label else ""
        text = Segment(text=line.text, is_strong=line.is_strong)
        if label and direction(line.text) == RIGHT_TO_LEFT:
            yield from setting.body.lines([Segment(text=label.rstrip())], width)
            yield from setting.body.lines([text], width - 8)
        else:
            yield from setting.body.lines([Segment(text=label), text], width, hang=8)
