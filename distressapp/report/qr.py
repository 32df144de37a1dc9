"""A QR code as marks: black squares of an exact size, with the quiet edge it needs."""

from collections.abc import Iterator
from typing import Any, Final

from distressapp.report.marks import Mark, box

QUIET: Final = 4
"""Modules of white around it, as the standard (ISO/IEC 18004) asks."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of dark and light, without the quiet edge; the highest level of repair.

    Args:
        text: Up to 10 capital letters and digits keep it at 21 modules a side.
    """
    # Imported late: it brings the whole of reportlab's page layout, 60 ms that only a form needs.
    from reportlab.graphics.barcode import qrencoder  # noqa: PLC0415  # see above

    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.H)
    code.addData(text)
    code.make()
    side = range(code.moduleCount)
    return tuple(tuple(bool(code.isDark(row, column)) for column in side) for row in side)


def qr_marks(text: str, corner: tuple[float, float], size: float) -> tuple[Mark, ...]:
    """The code in a square of that size, quiet edge included.

    Args:
        corner: Upper left, of the quiet edge.
    """
    rows = modules(text)
    module = size / (len(rows) + 2 * QUIET)
    left, top = corner[0] + QUIET * module, corner[1] + QUIET * module
    return tuple(
        box(
            (left + start * module, top + place * module),
            ((end - start) * module, module),
            line=0,
            is_black=True,
        )
        for place, row in enumerate(rows)
        for start, end in _runs(row)
    )


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where the dark modules of a row begin and end: drawn at once, no hairline splits them."""
    start = None
    for place, is_dark in enumerate((*row, False)):
        if is_dark and start is None:
            start = place
        elif not is_dark and start is not None:
            yield start, place
            start = None
