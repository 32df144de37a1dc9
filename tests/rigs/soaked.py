"""The soak as the program runs: in a process of its own, with the kiosk's environment.

Where freed memory is overwritten, memory is also laid out otherwise. And a process that runs
tests keeps each line that is logged until the test is over.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QApplication, QWidget

from distressapp.hardening import environment, harden_process, has_short_memory
from distressapp.kiosk.stage import Phase
from distressapp.settings import Settings
from distressapp.ui import fonts
from distressapp.ui.modality import Modality
from tests.kiosk.day import CHANNEL, SHORT, STILL, Day, day
from tests.rigs.soaking import (
    A_DAY,
    a_sitting,
    end_day,
    left,
    more,
    slope,
    soak,
    whole_sitting,
)
from tests.rigs.wires import ROOT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FORGETFUL: Final = "forgetful"
KEEPS_PAGES: Final = "keeps pages"
ANSWERS: Final = "answers"
"""Every sitting is a whole one, and the count is of taps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soaked:
    """What a kiosk held after all those sittings.

    Attributes:
        more: What there was more of than before, a sentence each; memory aside.
        bytes_a_sitting: Of memory; below zero where it gave some back. Of whole sittings the slope
            by least squares over the ends of all days, and `late_bytes_a_sitting` over those of
            the second half.
        warming_bytes: Of memory, from the first whole sitting until the count began.
        has_short_memory: It overwrote what it let go of.
        nones: References to None that there were more of; below zero where there were fewer.
        taps: How often whole sittings were tapped.
        sittings: How many there were.
    """

    more: list[str]
    bytes_a_sitting: float
    has_short_memory: bool
    nones: int = 0
    taps: int = 0
    sittings: int = 0
    late_bytes_a_sitting: float = 0.0
    warming_bytes: int = 0


def soaked(folder: Path, *, warm: int, sittings: int, kind: str = FORGETFUL) -> Soaked:
    """So many sittings in a process that ends after them.

    Args:
        warm: Sittings before the count begins: everything has been made that is made once.
        kind: Whether it keeps something of each sitting.
    """
    root = folder / "day" / "clinic"
    command = [sys.executable, "-m", "tests.rigs.soaked", str(root), str(warm), str(sittings), kind]
    own = {"QT_QPA_PLATFORM": "offscreen", **environment(os.environ)}
    done = subprocess.run(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, check=True)
    return Soaked(**json.loads(done.stdout))


class _Shelf:
    """Holds the windows as a test's bot does."""

    def __init__(self) -> None:
        self.widgets: list[QWidget] = []

    def addWidget(self, widget: QWidget, **_closing: object) -> None:  # noqa: N802  (the bot's)
        self.widgets.append(widget)


def answered(folder: Path, *, warm: int, taps: int) -> Soaked:
    """Whole sittings, one after another, until so many taps are done.

    Args:
        warm: Sittings before the count begins.
    """
    return soaked(folder, warm=warm, sittings=taps, kind=ANSWERS)


def _kiosk(root: Path, wanted: Settings) -> Day:
    app = QApplication(["soak"])
    app.setStyle("Fusion")
    fonts.load()
    app.installEventFilter(Modality(app))
    return day(cast("QtBot", _Shelf()), root, replace(wanted, now=CHANNEL, cleaning_s=0))


def _main(root: Path, warm: int, sittings: int, kind: str) -> None:
    here = _kiosk(root, SHORT)
    kept: list[object] = []
    if kind == KEEPS_PAGES:
        here.window.turned.connect(
            lambda phase: kept.append(here.window.page) if phase is Phase.CLEANING else None
        )
    soak(here, warm, first=1)
    before = left(here)
    soak(here, sittings, first=1 + warm)
    after = left(here)
    _tell(
        here,
        Soaked(
            more=more(before, after),
            bytes_a_sitting=a_sitting(before, after, sittings=sittings),
            has_short_memory=has_short_memory(),
        ),
    )


def _main_answering(root: Path, warm: int, wanted_taps: int) -> None:
    here = _kiosk(root, STILL)
    whole_sitting(here, 1)
    end_day(here)
    cold = left(here).resident_bytes
    for number in range(2, 1 + warm):
        whole_sitting(here, number)
    end_day(here)
    before, nones = left(here), sys.getrefcount(None)
    taps, sittings = 0, 0
    held = [(0, before.resident_bytes)]
    while taps < wanted_taps:
        taps += whole_sitting(here, 1 + warm + sittings)
        sittings += 1
        if sittings % A_DAY == 0:
            end_day(here)
            held.append((sittings, left(here).resident_bytes))
    end_day(here)
    after = left(here)
    held.append((sittings, after.resident_bytes))
    _tell(
        here,
        Soaked(
            more=more(before, after),
            bytes_a_sitting=slope(held),
            late_bytes_a_sitting=slope(held[(len(held) - 1) // 2 :]),
            warming_bytes=before.resident_bytes - cold,
            has_short_memory=has_short_memory(),
            nones=sys.getrefcount(None) - nones,
            taps=taps,
            sittings=sittings,
        ),
    )


def _tell(here: Day, found: Soaked) -> None:
    sys.stdout.write(json.dumps(asdict(found)))
    sys.stdout.flush()
    here.house.close()


if __name__ == "__main__":
    harden_process()
    if sys.argv[4] == ANSWERS:
        _main_answering(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    else:
        _main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    os._exit(0)  # nothing of Qt's is of interest any more
