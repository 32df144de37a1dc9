"""Lists of 20,000 rows: opened, scrolled by pages and by wheel, resized, beside Qt's own view.

Ours is the real thing: Patients asks the vault for what comes into sight, Whom we owe words each
line as it is drawn. The floor has every string ready beforehand.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication, QTableView, QVBoxLayout, QWidget

from bench import crowd, sittings
from bench.lists_floor import plain_view, strings
from bench.measure import Pairs, Result, at_most, seconds, told
from distressapp.bootstrap import monotonic_ns, open_house, sign_in
from distressapp.keys.wrap import Cost
from distressapp.service.owed import owed
from distressapp.service.shift import Shift
from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed.screen import OwedScreen
from distressapp.staff.patients.choosing import patient_rows, table_of
from distressapp.staff.widgets.style import sheet
from distressapp.staff.widgets.table import Table
from distressapp.ui import fonts
from distressapp.ui.background import Background
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics

ROWS: Final = 20_000
SIZE: Final = QSize(1280, 800)
_SMALLER: Final = QSize(1000, 700)
_CHEAP: Final = Cost(passes=1, memory_kib=8)
_REACH: Final = 1.3
_FRAME_MS: Final = 50.0
_MS: Final = 1000
_FLOOR: Final = "Qt's own view and delegate over ready strings"
_NOTCH: Final = QPoint(0, -120)
_RESIZES: Final = 20
_OPENED, _PAGES, _WHEEL, _RESIZED = (
    "opened, to its first picture",
    "scrolled by pages",
    "scrolled by wheel",
    "resized",
)
_KINDS: Final = (_PAGES, _WHEEL, _RESIZED)
_OPENINGS: Final = 8
"""For each of the rounds: to open a list takes no longer than a few of its frames."""
Make = Callable[[], QWidget]
"""Gives a list, filled: a `Table` of ours, or Qt's view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one list did once.

    Attributes:
        seconds: Of each kind of work.
        frames: Of each step of a scroll, in seconds: the event and all that it had painted.
    """

    seconds: dict[str, float]
    frames: tuple[float, ...]


def measure(
    place: Path, *, rows: int = ROWS, rounds: int = 5, steps: int = 150
) -> Iterator[Result]:
    """Both lists beside the floor.

    Args:
        rows: In each list.
        rounds: Pairs that count.
        steps: Pages, and as many notches of the wheel, in one scroll.
    """
    with desk_of(place, rows) as desk:
        for name, ours in lists(desk):
            like = ours()
            ready = strings(like)
            floor = partial(plain_view, desk.look, like, ready)
            runs = [
                (run(desk, ours, steps=steps), run(desk, floor, steps=steps))
                for _nth in range(rounds + 1)
            ][1:]
            yield openings(desk, ours, floor, rounds=rounds * _OPENINGS).result(
                what=f"{name}: {_OPENED}", against=_FLOOR, reach=at_most(_REACH)
            )
            yield from _compared(name, runs)
        yield told(
            [seconds(lambda: owed(desk.house, desk.session)) * _MS for _nth in range(3)],
            what=f"{rows:,} open cases looked up",
            against="",
            unit="ms",
            reach=None,
            note="Before the list is shown: waiting days, what is next, who is a namesake of whom.",
        )


def _compared(name: str, runs: list[tuple[Run, Run]]) -> Iterator[Result]:
    for kind in _KINDS:
        pairs = Pairs(
            ours=tuple(ours.seconds[kind] for ours, _floor in runs),
            theirs=tuple(floor.seconds[kind] for _ours, floor in runs),
        )
        yield pairs.result(what=f"{name}: {kind}", against=_FLOOR, reach=at_most(_REACH))
    yield told(
        [max(ours.frames) * _MS for ours, _floor in runs],
        what=f"{name}: the longest frame of a scroll",
        against="",
        unit="ms",
        reach=at_most(_FRAME_MS),
        note="Of each run the longest of its steps: an event, the rows asked for and the picture.",
    )


@contextmanager
def desk_of(place: Path, rows: int) -> Iterator[Desk]:
    """The desk of a clinic with that many patients, each with an open case."""
    app = QApplication.instance() or QApplication([])
    fonts.load()
    root = place / "clinic"
    sittings.set_up(root, cost=_CHEAP)
    house = open_house(root, room=None)
    session = sign_in(house, sittings.PASSPHRASE)
    crowd.fill(session.vault, rows)
    crowd.owe(session.vault, rows)
    shift = Shift(house, session, None, clock_ns=monotonic_ns)
    look = Look(metrics=Metrics(width=SIZE.width(), height=SIZE.height()))
    desk = Desk(house, look, shift, Background(app), app)
    try:
        yield desk
    finally:
        session.close()
        house.close()


def patients_list(desk: Desk) -> Table:
    """Everybody by name, from the vault."""
    table = table_of(desk, "Nobody.", "Patients")
    table.show_rows(patient_rows(desk, table))
    return table


def owed_lines(desk: Desk) -> Callable[[], Table]:
    """Whom we owe: the lines are looked up once, and worded as they are drawn."""
    screen = OwedScreen(desk, Place(screen="owed"))
    columns, lines = screen.table.columns, owed(desk.house, desk.session)

    def make() -> Table:
        table = Table(desk.look, columns, lambda each: each.person, empty="Nobody.", name="Owed")
        table.show_rows(lines)
        return table

    return make


def lists(desk: Desk) -> Iterator[tuple[str, Callable[[], Table]]]:
    """The lists that are measured, by name."""
    yield "Patients", partial(patients_list, desk)
    yield "Whom we owe", owed_lines(desk)


def openings(desk: Desk, ours: Make, floor: Make, *, rounds: int) -> Pairs:
    """Each opened in turn, to its first picture, and closed again."""
    pairs = [(_opening(desk, ours), _opening(desk, floor)) for _nth in range(rounds + 1)][1:]
    return Pairs(ours=tuple(a for a, _b in pairs), theirs=tuple(b for _a, b in pairs))


def _opening(desk: Desk, make: Make) -> float:
    began = perf_counter()
    page = page_of(desk, make())
    QApplication.processEvents()
    taken = perf_counter() - began
    _close(page)
    return taken


def _close(page: QWidget) -> None:
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def run(desk: Desk, make: Make, *, steps: int) -> Run:
    """Open a list on a page of its own and do everything with it once."""
    spent: dict[str, float] = {}
    page = page_of(desk, make())
    QApplication.processEvents()
    view = page.findChild(QTableView)
    if not isinstance(view, QTableView):
        raise TypeError("a list has a view")
    frames: list[float] = []
    for kind, step in ((_PAGES, turn_page), (_WHEEL, turn_wheel)):
        view.verticalScrollBar().setValue(0)
        QApplication.processEvents()
        found = [seconds(partial(step, view)) for _nth in range(steps)]
        spent[kind] = sum(found)
        frames += found
    spent[_RESIZED] = seconds(partial(_resize, page))
    _close(page)
    return Run(seconds=spent, frames=tuple(frames))


def page_of(desk: Desk, piece: QWidget) -> QWidget:
    """That list alone on a page in the room's style, shown."""
    page = QWidget()
    page.setStyleSheet(sheet(desk.look))
    column = QVBoxLayout(page)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(piece)
    page.resize(SIZE)
    page.show()
    return page


def turn_page(view: QTableView) -> None:
    """One page further, painted."""
    view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    QApplication.processEvents()


def turn_wheel(view: QTableView) -> None:
    """One notch of the wheel, painted."""
    over = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        over,
        view.viewport().mapToGlobal(over),
        QPoint(),
        _NOTCH,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  (Qt's own: is inverted)
    )
    QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()


def _resize(page: QWidget) -> None:
    for nth in range(_RESIZES):
        page.resize(SIZE if nth % 2 else _SMALLER)
        QApplication.processEvents()
