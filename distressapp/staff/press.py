"""The child that paints pages on a printer with Qt, where there is no CUPS, and ends.

The marks are those that the page is made of everywhere, and the letters are the program's own.
"""

import json
import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from distressapp.core.errors import ExpectedError
from distressapp.report.marks import Page
from distressapp.report.outline import from_json
from distressapp.staff.patient.picture import paint
from distressapp.ui import fonts

LIST: Final = "list"
"""The words of this child, as `printing.through_qt` says them."""

_NOT_TAKEN: Final = 1
_IN_PART: Final = 2
_TROUBLED: Final = frozenset({QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error})
_PT_INCH: Final = 72
_TEXT_PT: Final = 12
_MARGIN_PT: Final = 56


def main(arguments: list[str]) -> int:
    """Write the printers as JSON, or paint standard input on one.

    Args:
        arguments: `list`; or `print`, the printer's name, and a title without a patient in it.

    Returns:
        0; 1 where certainly nothing came out; 2 where somebody must look at the printer.
    """
    app = QGuiApplication(["distressapp"])
    app.setApplicationName("distressapp")
    if arguments[0] == LIST:
        json.dump(known(), sys.stdout)
        return 0
    _word, name, title = arguments
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        return _NOT_TAKEN
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    return put(printer, sys.stdin.buffer.read())


def known() -> dict[str, bool]:
    """Every printer by name, and whether it works as far as Qt knows."""
    return {
        each.printerName(): each.state() not in _TROUBLED
        for each in QPrinterInfo.availablePrinters()
    }


def put(printer: QPrinter, content: bytes) -> int:
    """Paint the marks of pages, or lines of text; the status as `main`."""
    try:
        fonts.load()
        pages = from_json(content) if content.startswith(b"[") else ()
    except (ExpectedError, ValueError, LookupError, TypeError):
        return _NOT_TAKEN
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    if not pages:
        return _put_lines(printer, content.decode("utf-8", "replace"))
    return _put_pages(printer, pages)


def _put_pages(printer: QPrinter, pages: Sequence[Page]) -> int:
    _take_size(printer, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        return _NOT_TAKEN
    for nth, page in enumerate(pages):
        if nth:
            _take_size(printer, page)
            if not printer.newPage():
                painter.end()
                return _IN_PART
        painter.save()
        fine = printer.resolution() / _PT_INCH
        painter.scale(fine, fine)
        paint(painter, page)
        painter.restore()
    return _ended(printer, painter)


def _take_size(printer: QPrinter, page: Page) -> None:
    """The paper that the page was laid out for; its margins are the page's own."""
    size = QSizeF(page.width, page.height)
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", match))
    printer.setFullPage(True)


def _put_lines(printer: QPrinter, text: str) -> int:
    """Plain lines of a notice, on whatever paper the printer has."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return _NOT_TAKEN
    fine = printer.resolution() / _PT_INCH
    painter.scale(fine, fine)
    painter.setFont(fonts.font(_TEXT_PT))
    whole = printer.paperRect(QPrinter.Unit.Point)
    room = QRectF(
        _MARGIN_PT, _MARGIN_PT, whole.width() - 2 * _MARGIN_PT, whole.height() - 2 * _MARGIN_PT
    )
    lines = "\n".join(text.replace("\r\n", "\n").split("\n"))
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap), lines)
    return _ended(printer, painter)


def _ended(printer: QPrinter, painter: QPainter) -> int:
    is_ended = painter.end()
    return 0 if is_ended and printer.printerState() not in _TROUBLED else _IN_PART
