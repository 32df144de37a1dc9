"""What must be so after every attempt: the same processes, the same question, the same picture."""

import re
import time
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtGui import QImage

from tests.x11.escape.attempts import Attempt, Outcome, quiet
from tests.x11.hands import is_chosen
from tests.x11.kiosk import Kiosk, Sight, Stopwatch
from tests.x11.machine import until
from tests.x11.processes import rooms_below

STEP_S: Final = 0.02
REST_S: Final = 0.5
WAIT_S: Final = {Outcome.HELD: 1.5, Outcome.BACK: 4.0}
_MOST_CHANGED: Final = 0.05
"""Of the screen: where the focus is, is shown once keys are used."""
_COMPOSITOR: Final = re.compile(r"^\d\d:\d\d:\d\d\.\d+ \[ERROR\] \[.*\n?", re.MULTILINE)
"""What wlroots says of the X server it is nested in; cage's own words, not the program's."""
_STEP: Final = 4


def errors(kiosk: Kiosk) -> str:
    """What the program wrote on its standard error."""
    return _COMPOSITOR.sub("", kiosk.errors).strip()


@dataclass(slots=True, kw_only=True)
class Watch:
    """Compares a kiosk with what it was.

    Attributes:
        answer: What was chosen before.
        is_full: The screen is read after every attempt, not only where its picture differs.
    """

    kiosk: Kiosk
    answer: str
    is_full: bool = False
    picture: QImage = field(init=False)
    sight: Sight = field(init=False)
    rooms: list[int] = field(init=False)
    windows: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.settle()
        until(self._is_at_rest, "a picture that stays")
        self.sight = self.kiosk.look()
        self.rooms = rooms_below(self.kiosk.process.pid)
        self.windows = titles(self.kiosk)

    def _is_at_rest(self) -> bool:
        before = self.kiosk.machine.picture()
        self.kiosk.look()
        time.sleep(REST_S)
        self.picture = self.kiosk.machine.picture()
        return before == self.picture

    def settle(self) -> None:
        """A tap on the question, where nothing can be chosen: no ring, the pointer at rest."""
        self.kiosk.machine.tap(*quiet(self.kiosk.machine))

    def after(self, *attempts: Attempt) -> str:
        """What is wrong once those were tried one after another; "" where nothing is."""
        for each in attempts:
            each.does(self.kiosk.machine)
        self.settle()
        names = ", ".join(each.name for each in attempts)
        longest = max(WAIT_S[each.outcome] for each in attempts)
        started = Stopwatch(self.kiosk)
        found = self.complaint()
        while found and started.took_s() < longest:
            time.sleep(STEP_S)
            found = self.complaint()
        return f"{names}: {found}" if found else ""

    def complaint(self) -> str:
        """The first thing that is not as it was; "" where all is."""
        if not self.kiosk.is_running or rooms_below(self.kiosk.process.pid) != self.rooms:
            return "a process ended"
        if errors(self.kiosk):
            return f"it said: {errors(self.kiosk)}"
        changed = changed_part(self.picture, self.kiosk.machine.picture())
        if changed == 0 and not self.is_full:
            return ""
        if changed > _MOST_CHANGED:
            return f"{changed:.0%} of the picture changed"
        return self.complaint_of(self.kiosk.look())

    def complaint_of(self, sight: Sight) -> str:
        """The same question, the same answer, no other window."""
        if sight.looks != self.sight.looks:
            return f"on the screen: {[each.name for each in sight.named()]}"
        if not is_chosen(sight, self.answer):
            return f"{self.answer} is not chosen any more"
        if titles(self.kiosk) != self.windows:
            return f"windows: {titles(self.kiosk)}"
        return ""


def changed_part(before: QImage, after: QImage) -> float:
    """How much of the screen is another colour, from 0 to 1."""
    if before == after:
        return 0.0
    if before.size() != after.size():
        return 1.0
    places = [
        (x, y) for y in range(0, before.height(), _STEP) for x in range(0, before.width(), _STEP)
    ]
    others = sum(before.pixel(x, y) != after.pixel(x, y) for x, y in places)
    return max(others, 1) / len(places)


def titles(kiosk: Kiosk) -> frozenset[str]:
    """Of every window on the X server that has one."""
    told = kiosk.machine.told("xwininfo", "-root", "-tree")
    return frozenset(re.findall(r'^ +0x[0-9a-f]+ "(.+)": \(', told, re.MULTILINE))
