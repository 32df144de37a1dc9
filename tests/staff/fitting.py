"""What a machine can say about a screen of staff: whether words are cut, or pushed out of sight."""

from collections.abc import Iterator
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Words
from distressapp.staff.widgets.table import Table
from distressapp.staff.widgets.tickbox import TickBox

W = TypeVar("W", bound=QWidget)

LOW: Final = QSize(1024, 600)
UPRIGHT: Final = QSize(800, 1280)

_ROWS = 2
"""Rows that a list must show at least, below its titles."""


def sized(widget: QWidget, size: QSize) -> QWidget:
    """Its window in that size, laid out."""
    whole = widget.window()
    whole.resize(size)
    for _round in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    return whole


def cut(window: QWidget) -> list[str]:
    """What is wrong, a line each; empty where everything fits or can be scrolled to."""
    found = [*_words(window), *_buttons(window), *_lists(window)]
    for area in _there(window, QScrollArea):
        inner = area.widget()
        over = 0 if inner is None else inner.width() - area.viewport().width()
        if over > 0:
            found.append(f"{_named(area)}: {over} pixels at the right cannot be seen")
    return found


def _words(window: QWidget) -> Iterator[str]:
    for words in _there(window, Words):
        if not words.text():
            continue
        wanted = words.heightForWidth(words.width())
        if wanted > words.height():
            yield f"“{words.text()[:50]}” needs {wanted} pixels, has {words.height()}"
        elif outside := _outside(window, words):
            yield f"“{words.text()[:50]}” {outside}"


def _buttons(window: QWidget) -> Iterator[str]:
    for kind in (Button, TickBox):
        for button in _there(window, kind):
            said = button.text()[:50]
            if isinstance(button, Button) and button.width() < button.sizeHint().width() - 8:
                over = button.sizeHint().width() - button.width()
                yield f"[{said}] is cut by {over} pixels"
            if outside := _outside(window, button):
                yield f"[{said}] {outside}"


def _lists(window: QWidget) -> Iterator[str]:
    for table in _there(window, Table):
        if not table.rows:
            continue
        rows = table.view.verticalHeader().defaultSectionSize() * min(_ROWS, len(table.rows))
        if table.view.viewport().height() < rows:
            yield f"{_named(table.view)}: {table.view.viewport().height()} pixels for its rows"
        if outside := _outside(window, table):
            yield f"{_named(table.view)} {outside}"


def _outside(window: QWidget, piece: QWidget) -> str:
    """Beyond the edge of the window or of what it stands in, where nothing scrolls it back."""
    rect = QRect(QPoint(0, 0), piece.size())
    inner: QWidget = piece
    above = piece.parentWidget()
    while above is not None:
        rect = rect.translated(inner.pos())
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            # Up and down it scrolls; only the sides cut.
            if rect.left() < 0 or rect.right() > above.width():
                return f"goes from {rect.left()} to {rect.right()} of {above.width()} pixels"
            return ""
        if not above.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return f"stands at {rect.getRect()} of {above.size().toTuple()}"
        inner, above = above, None if inner is window else above.parentWidget()
    return ""


def _there(window: QWidget, kind: type[W]) -> list[W]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def _named(widget: QWidget) -> str:
    return widget.accessibleName() or widget.objectName() or type(widget).__name__
