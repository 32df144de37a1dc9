"""The page's twelve columns, and what every part needs to know to set itself."""

from typing import Final, TypeAlias

from distressapp.core.frozen import frozen
from distressapp.report import papers
from distressapp.report.pen import Pen

Paper: TypeAlias = papers.Paper
COLUMNS: Final = 12
GUTTER: Final = 10.0
MARGIN: Final = 40.0
MARGIN_TOP: Final = 32.0
"""Most office printers reach this far, and a hole punch does not reach the text."""
ROLL: Final = 226.75
"""80 mm; printers of receipts reach the 72 mm in the middle."""
ROLL_INNER: Final = 204.25
_LONG: Final = 14400.0
"""No roll is that long; it is cut where what stands on it ends."""
SIZES: Final[dict[str, tuple[float, float]]] = {
    "a4": (595.28, 841.89),
    "letter": (612.0, 792.0),
    "receipt": (ROLL_INNER + 2 * MARGIN, _LONG),
}
"""A roll is laid out with the margins of a page, which `roll.py` then cuts off."""


@frozen
class Grid:
    """Twelve columns between the margins of one paper.

    Attributes:
        tall: Its height, where the paper does not say it.
    """

    paper: Paper
    tall: float | None = None

    @property
    def width(self) -> float:
        """Of the paper."""
        return SIZES[self.paper][0]

    @property
    def height(self) -> float:
        """Of the paper."""
        return SIZES[self.paper][1] if self.tall is None else self.tall

    @property
    def inner(self) -> float:
        """Between the margins."""
        return self.width - 2 * MARGIN

    def left(self, column: int) -> float:
        """The left edge of a column, 1 to 12."""
        return MARGIN + (column - 1) * (self._column + GUTTER)

    def across(self, first: int, last: int) -> float:
        """The width from the left of one column to the right of another."""
        return (last - first + 1) * (self._column + GUTTER) - GUTTER

    @property
    def _column(self) -> float:
        return (self.inner - (COLUMNS - 1) * GUTTER) / COLUMNS


@frozen
class Setting:
    """How tightly a page is set.

    Attributes:
        body: Writes everything but what is large.
        large: Writes the doctor's sentence, the name, the bands and the values.
        gap: Between one part and the next, in points.
        note: Where that stands which does not fit.
        is_small: Scales are drawn as bars under the name, and trends not at all.
        least: No list is cut to fewer lines than this.
    """

    grid: Grid
    body: Pen
    large: Pen
    gap: float
    note: str
    is_small: bool = False
    least: int = 3
