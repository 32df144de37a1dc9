"""A tap: said, sealed, on the disk, the next question painted; and what is left of 20,000."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from bench.disks import told_disk
from bench.measure import Pairs, Result, at_most, told
from bench.windows import Kiosk
from tests.rigs.soaked import Soaked, answered
from tests.rigs.soaking import A_DAY

REACH: Final = 1.6
REACH_P99: Final = 2.0
TAPS: Final = 20_000
_KB: Final = 2.0
_AGAINST: Final = "the same tap without saving"


def measure(
    place: Path, *, sittings: int = 20, taps: int = TAPS, warm: int = 2 * A_DAY
) -> Iterator[Result]:
    """Both, on the file system of `place`.

    Args:
        sittings: Whole ones, of two dozen timed questions each.
        taps: Of one process, for what it leaves behind.
        warm: Sittings of it before its count begins: two days, in which caches fill.
    """
    kiosk = Kiosk(place / "kiosk" / "clinic")
    try:
        yield from _timed(pairs(kiosk, sittings), place)
    finally:
        kiosk.close()
    yield from left(answered(place / "soak", warm=warm, taps=taps))


def pairs(kiosk: Kiosk, sittings: int) -> Pairs:
    """Question by question with and without saving, in the same window and the same sitting."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(sittings):
        kiosk.begin(number)
        is_kept = number % 2 == 0
        while kiosk.is_at_item:
            taken[is_kept].append(_tap(kiosk, is_kept=is_kept))
            is_kept = not is_kept
        kiosk.end()
    return Pairs(ours=tuple(taken[True]), theirs=tuple(taken[False]))


def _tap(kiosk: Kiosk, *, is_kept: bool) -> float:
    """Seconds from the finger on an answer until the next question is painted."""
    row, further = kiosk.steady(kiosk.row), kiosk.steady(kiosk.day.room.foot.next)
    with kiosk.keeping(is_kept=is_kept):
        began = time.perf_counter()
        _click(row)
        _click(further)
        paint()
        taken = time.perf_counter() - began
    kiosk.settle()
    return taken


def _click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())


def paint() -> None:
    """What waits to be painted is painted."""
    QCoreApplication.sendPostedEvents()


def _timed(found: Pairs, place: Path) -> Iterator[Result]:
    note = (
        f"real window on {told_disk(place)}, offscreen, slides off for both; a tap on an answer, "
        "one on Next, the paint; in turn in one sitting; without saving nothing is sealed or "
        "written. That the question was seen is kept after it is painted, behind it"
    )
    what = "tap → sealed, durable, next question painted"
    for name, share, reach in (("p50", 0.5, REACH), ("p99", 0.99, REACH_P99)):
        yield Result(
            what=f"{what}, {name}",
            against=_AGAINST,
            unit="x",
            value=found.at(share),
            low=min(found.ratios),
            high=max(found.ratios),
            reach=at_most(reach),
            note=note if name == "p50" else "",
        )
    for words, taken in (("saved", found.ours), ("not saved", found.theirs)):
        millis = [each * 1000 for each in taken]
        yield told(millis, what=f"the same, {words}", against="", unit="ms", reach=None)


def left(found: Soaked) -> Iterator[Result]:
    """The two lines of what so many taps leave behind."""
    within = f"{found.taps:,} taps in one process, {found.sittings} sittings"
    yield Result(
        what=f"{within}: references to None lost, a tap",
        against="",
        unit="references",
        value=max(0.0, -found.nones / found.taps),
        reach=at_most(0.01),
        note=f"{found.nones / found.taps:+.1f} a tap: Qt for Python counts one up with the first "
        "call of each override of a new widget (seen with plain widgets, PySide6 6.11.3, Python "
        "3.11); a count that rises ends nothing, one that falls ends the process",
    )
    yield Result(
        what=f"{within}: memory",
        against="",
        unit="KB a sitting",
        value=found.bytes_a_sitting / 1024,
        reach=at_most(_KB),
        note=_growth(found),
    )


def _growth(found: Soaked) -> str:
    counted = f"there is more of: {'; '.join(found.more)}" if found.more else "nothing counted grew"
    late, warming = found.late_bytes_a_sitting / 1024, found.warming_bytes / 1024
    return (
        f"slope by least squares over the evenings; of the second half {late:.2f} KB. Staff take "
        f"the letterbox in every {A_DAY} sittings. Before the count {warming:,.0f} KB went to "
        f"what is filled once (letters, layouts, pages of SQLite); {counted}"
    )
