"""The lists of the day: what each is called, its columns, and what an empty one says."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.summary_words import short_day
from distressapp.service.house import House
from distressapp.service.owed import Owed
from distressapp.service.today import Line, Today
from distressapp.staff.today.words import (
    band_words,
    name_of,
    state_words,
    time_of,
    why_words,
)
from distressapp.staff.widgets.marks import Marks
from distressapp.staff.widgets.style import TEXT, letters
from distressapp.staff.widgets.table import Column
from distressapp.staff.words import waiting
from distressapp.text import _
from distressapp.ui.look import Look

_MARK_HIGH = 26
_MARK_WIDE = 74


@frozen
class Lists:
    """Everything that the screen shows.

    Attributes:
        talks: Open cases of the band Talk, which the nurse closes with one tap.
    """

    today: Today
    talks: tuple[Owed, ...]


@frozen
class Section:
    """One list.

    Attributes:
        id: Of the list; a part of the screen's place.
        empty: Why nothing stands there, and what to do.
        is_waiting: What stands in it must not wait for another day.
    """

    id: str
    words: str
    rows: Callable[[Lists], Sequence[Any]]
    columns: tuple[str, ...]
    empty: str
    is_waiting: bool = False


def sections() -> tuple[Section, ...]:
    """Every list, in the order of the day."""
    return (*_of_the_day(), *_waiting())


def _of_the_day() -> tuple[Section, ...]:
    return (
        Section(
            id="due",
            words=_("Due"),
            rows=lambda found: found.today.due,
            columns=("time", "name", "why"),
            empty=_("Nobody is due. Import the day's list, or add a visit under Patients."),
        ),
        Section(
            id="in_progress",
            words=_("In progress"),
            rows=lambda found: found.today.in_progress,
            columns=("time", "name", "state"),
            empty=_("Nobody sits at a tablet. Hand one over from the list “Due”."),
        ),
        Section(
            id="finished",
            words=_("Finished"),
            rows=lambda found: found.today.finished,
            columns=("time", "name", "band", "state"),
            empty=_("Nobody has finished today."),
        ),
        Section(
            id="left",
            words=_("Left before seen"),
            rows=lambda found: found.today.left,
            columns=("time", "name", "band", "state"),
            empty=_("Nobody left before they were seen."),
        ),
        Section(
            id="declined",
            words=_("Declined"),
            rows=lambda found: found.today.declined,
            columns=("time", "name", "state"),
            empty=_("Nobody declined today."),
        ),
        Section(
            id="not_suitable",
            words=_("Not suitable"),
            rows=lambda found: found.today.not_suitable,
            columns=("time", "name", "state"),
            empty=_("Nobody is marked as not suitable today."),
        ),
        Section(
            id="not_due",
            words=_("Not due"),
            rows=lambda found: found.today.not_due,
            columns=("time", "name", "number"),
            empty=_("Everybody who is expected today is due."),
        ),
        Section(
            id="absent",
            words=_("Did not come"),
            rows=lambda found: found.today.absent,
            columns=("time", "name", "state"),
            empty=_("Nobody is marked as not having come."),
        ),
    )


def _waiting() -> tuple[Section, ...]:
    return (
        Section(
            id="talk",
            words=_("Talk today"),
            rows=lambda found: found.talks,
            columns=("owed_name", "owed_wait"),
            empty=_("There is no open Talk."),
            is_waiting=True,
        ),
        Section(
            id="unread",
            words=_("Unread words"),
            rows=lambda found: found.today.unread,
            columns=("time", "name", "number"),
            empty=_("Nothing that patients wrote is unread."),
            is_waiting=True,
        ),
        Section(
            id="not_printed",
            words=_("Not printed"),
            rows=lambda found: found.today.not_printed,
            columns=("time", "name", "state"),
            empty=_("Every page of today is on paper."),
            is_waiting=True,
        ),
        Section(
            id="unmatched",
            words=_("Identity not confirmed"),
            rows=lambda found: found.today.unmatched,
            columns=("time", "number", "ticket"),
            empty=_("Every sitting belongs to a patient."),
            is_waiting=True,
        ),
        Section(
            id="after_flag",
            words=_("Flag, no visit planned"),
            rows=lambda found: found.today.after_flag,
            columns=("name", "why"),
            empty=_("Nobody who had a flag 30 to 40 days ago is without a visit."),
            is_waiting=True,
        ),
    )


def columns(house: House, look: Look, names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of those names."""
    today = house.today()
    marks = Marks(look, letters(look, TEXT), _mark_size)

    def draw(painter: QPainter, room: QRect, line: Line) -> None:
        band = _band(line)
        if band is not None:
            marks.draw(painter, room, band_words(band), rank=3 - band.urgency)

    known = {
        "time": Column(title=_("Time"), text=lambda line: time_of(house, line), width=78),
        "name": Column(title=_("Name"), text=_marked_name, is_strong=True),
        "why": Column(title=_("Why"), text=lambda line: why_words(line, today)),
        "state": Column(title=_("State"), text=lambda line: state_words(house, line)),
        "number": Column(title=_("Record number"), text=lambda line: line.record_number),
        "ticket": Column(
            title=_("Ticket word"), text=lambda line: "" if line.sat is None else line.sat.ticket
        ),
        "band": Column(
            title=_("Flag"), text=lambda line: band_words(_band(line)), width=96, draw=draw
        ),
        "owed_name": Column(title=_("Name"), text=_owed_name, is_strong=True),
        "owed_wait": Column(title=_("Since"), text=lambda each: waiting(each.waiting)),
    }
    return tuple(known[each] for each in names)


def _marked_name(line: Line) -> str:
    """Beside a like name stands the date of birth, short enough never to be cut off."""
    name = name_of(line)
    if not line.has_namesake or line.patient is None:
        return name
    return _("{name}, {day}").format(name=name, day=short_day(line.patient.born))


def _owed_name(each: Owed) -> str:
    name, born = each.named.name, each.named.born
    if not each.has_namesake or born is None:
        return name or _("Identity not confirmed")
    return _("{name}, {day}").format(name=name, day=short_day(born))


def _band(line: Line) -> Band | None:
    return None if line.sat is None else line.sat.band


def _mark_size(room: QSize, _word: int) -> QSize:
    return QSize(min(_MARK_WIDE, room.width()), min(_MARK_HIGH, room.height() - 8))


def key_of(row: Line | Owed) -> str:
    """By what a line is known."""
    return row.key if isinstance(row, Line) else row.person
