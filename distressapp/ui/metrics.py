"""Sizes: from the screen's millimetres and the patient's choice of letters to pixels.

A token such as 88 is a length on the reference tablet, 1280x800 on ten inches. Other screens
scale it by the side that has less room. Millimetres outrank tokens: what is tapped is at least
15 mm high from a ten-inch screen up and never under 10 mm, whatever the scale says.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from distressapp.core.frozen import frozen

MM_PER_INCH: Final = 25.4
TEXT_PERCENTS: Final = (100, 125, 150, 200)
TARGET_MM: Final = 15.0
ROOMY_TARGET_MM: Final = 20.0
SMALL_TARGET_MM: Final = 10.0
GAP_MM: Final = 2.0
ROOMY_GAP_MM: Final = 4.0
CLINICAL_DIAGONAL_IN: Final = 9.9
"""The smallest screen in clinical use is ten inches; makers round 10.1 and 9.9 alike."""

_LONG, _SHORT = 1280, 800
_LARGEST_TARGET_SHARE: Final = 0.125
"""A screen that lies about its size may not turn a button into a wall."""


@frozen(works_out=True)
class Metrics:
    """One window's sizes; each is worked out once, and asked for by every piece.

    Attributes:
        width, height: Of the window, in pixels.
        dots_per_mm: Of the screen; corrected by a setting where it lies.
        text_percent: 100, 125, 150 or 200.
    """

    width: int
    height: int
    dots_per_mm: float = 149 / MM_PER_INCH
    text_percent: int = 100

    @cached_property
    def is_portrait(self) -> bool:
        """Higher than wide."""
        return self.height > self.width

    @cached_property
    def unit(self) -> float:
        """Pixels for one pixel of the reference tablet."""
        if self.is_portrait:
            return min(self.width / _SHORT, self.height / _LONG)
        return min(self.width / _LONG, self.height / _SHORT)

    @property
    def diagonal_in(self) -> float:
        """Of the window on this screen, in inches."""
        return math.hypot(self.width, self.height) / self.dots_per_mm / MM_PER_INCH

    @property
    def is_small(self) -> bool:
        """Smaller than what is fit for clinical use; works, with a warning at set-up."""
        return self.diagonal_in < CLINICAL_DIAGONAL_IN

    def px(self, token: float) -> int:
        """That length of the reference tablet."""
        return int(token * self.unit + 0.5)

    def mm(self, millimetres: float) -> int:
        """At least that many millimetres."""
        return math.ceil(millimetres * self.dots_per_mm)

    def text(self, token: float) -> int:
        """A letter size in pixels, at the patient's choice of size."""
        return max(10, int(token * self.unit * self.text_percent / 100 + 0.5))

    @cached_property
    def target(self) -> int:
        """The least height of what is tapped."""
        least = self.mm(SMALL_TARGET_MM if self.is_small else TARGET_MM)
        share = int(max(self.width, self.height) * _LARGEST_TARGET_SHARE)
        return max(min(least, share), self.px(88 if not self.is_small else 72))

    @cached_property
    def gap(self) -> int:
        """Between two things that are tapped."""
        return max(self.px(12), min(self.mm(GAP_MM), self.px(24)))

    def spread(self, least: Sequence[int], room: int) -> tuple[list[int], int]:
        """Heights of rows below one another, and the gap between them.

        Where there is room to spare a row grows to 20 mm, and then the gap to 4 mm.

        Args:
            least: What each row needs, in pixels.
        """
        count = max(1, len(least))
        spare = room - sum(least) - self.gap * (count - 1)
        wish = max(0, self.mm(ROOMY_TARGET_MM) - min(least, default=0))
        more = max(0, min(spare // count, wish, self.px(44)))
        left_over = (spare - more * count) // max(1, count - 1)
        wider = max(0, min(left_over, self.mm(ROOMY_GAP_MM) - self.gap, self.px(14)))
        return [height + more for height in least], self.gap + wider

    @property
    def margin(self) -> int:
        """Left and right of everything."""
        return self.px(40 if self.text_percent < TEXT_PERCENTS[2] else 28)

    @property
    def radius(self) -> int:
        """Of a corner."""
        return self.px(16)

    @property
    def stroke(self) -> int:
        """The outline of a control."""
        return max(2, self.px(2))

    @property
    def ring(self) -> int:
        """The focus ring."""
        return max(4, self.px(4))
