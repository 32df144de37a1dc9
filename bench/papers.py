"""The clinician's page: drawn in a process that has drawn before, and in the child that is new."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter

from bench.measure import Result, at_most, in_turn, seconds, told
from bench.sittings import records, set_up
from distressapp.bootstrap import open_house
from distressapp.core.journal import Head
from distressapp.core.record import Record
from distressapp.core.summary import Identity, Past, Summary
from distressapp.keys.wrap import Cost
from distressapp.report.marks import Page
from distressapp.report.press import press
from distressapp.report.render import outline, render
from distressapp.service.house import House
from distressapp.service.reports import summary
from distressapp.staff.patient.picture import paint
from distressapp.ui import fonts

ROUNDS: Final = 40
COLD: Final = 8
_CHEAP: Final = Cost(passes=1, memory_kib=8)
_FINE: Final = 1200
"""Dots per inch, as QPdfWriter has them where nobody says otherwise."""
_PT_INCH: Final = 72
_EARLIER: Final = 3
_WARM: Final = "a page for the clinician, warm"
_NOTE: Final = (
    "Ours: the page's data to PDF bytes with reportlab, words wrapped, parts measured and cut, in"
    " a process that has drawn one before. Qt's: QPdfWriter painting the marks of the same page,"
    " laid out already, with the same fonts at the same places, to PDF bytes. Both embed the fonts"
    " they use."
)
_COLD_NOTE: Final = (
    "Every page is made in a child that ends with it, so this is what a person waits for: start of"
    " Python, reportlab and fonts read, page drawn, child gone. Neither room reads reportlab, idle"
    " or not: it would stay in memory and on the start path."
)


def measure(place: Path, *, rounds: int = ROUNDS, cold: int = COLD) -> Iterator[Result]:
    """Lines of the page.

    Args:
        rounds: Warm pages of each that count.
        cold: Children.
    """
    found = clinicians_page(place)
    (page,) = outline(found)
    _app = QGuiApplication.instance() or QGuiApplication(["bench"])
    fonts.load()
    pairs = in_turn(lambda: render(found), lambda: with_qt(page), rounds=rounds, warm=3)
    yield pairs.result(
        what=_WARM, against="Qt's PDF writer, same page", reach=at_most(2), note=_NOTE
    )
    yield _ms(pairs.ours, what=_WARM)
    yield _ms(pairs.theirs, what="Qt's PDF writer, same page")
    press(found)
    times = [seconds(lambda: press(found)) for _nth in range(cold)]
    yield _ms(times, what="a page for the clinician, cold, in its own child", note=_COLD_NOTE)
    spent = [_of_child(found) for _nth in range(cold)]
    yield _ms(spent, what="the same, time on the processor")


def clinicians_page(place: Path) -> Summary:
    """A page of an invented patient who sat before: identity, answers, scores and their change."""
    set_up(place / "clinic", cost=_CHEAP)
    house = open_house(place / "clinic")
    try:
        *before, last = records(house, _EARLIER + 1)
        identity = Identity(
            name="Maria Invented",
            born=last.given.born,
            record_number=last.given.record_number,
            is_confirmed=True,
        )
        history = tuple(
            _past(house, each, days=30 * ago) for ago, each in enumerate(reversed(before), start=1)
        )
        head = Head(writer=house.new_id(), number=4711, chain=bytes(32))
        return summary(house, last, head, identity, history=history)
    finally:
        house.close()


def with_qt(page: Page) -> bytes:
    """The page as Qt writes it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_FINE)
    size = QSizeF(page.width, page.height)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", exact))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.scale(_FINE / _PT_INCH, _FINE / _PT_INCH)
    paint(painter, page)
    painter.end()
    return bytes(buffer.data().data())


def _past(house: House, record: Record, *, days: int) -> Past:
    return Past(
        day=house.today() - timedelta(days=days),
        language=record.sitting.language,
        who=record.sitting.who,
        versions={each: result.version for each, result in record.outcome.scored.items()},
        scores={
            f"{each}.{scale}": score
            for each, result in record.outcome.scored.items()
            for scale, score in result.scores.items()
        },
    )


def _of_child(found: Summary) -> float:
    """Seconds on the processor of a child and nothing else."""
    before = os.times()
    press(found)
    after = os.times()
    was = before.children_user + before.children_system
    return after.children_user + after.children_system - was


def _ms(times: list[float] | tuple[float, ...], *, what: str, note: str = "") -> Result:
    found = [1000 * each for each in times]
    return told(found, what=what, against="", unit="ms", reach=None, note=note)
