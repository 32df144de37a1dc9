"""A page that runs from the right, beside the same page that runs from the left."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.ui.widgets.keyboard import Key


@contextmanager
def from_the_right() -> Iterator[None]:
    """Pages that are made inside run from right to left, whatever their words."""
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(page: QWidget) -> list[tuple[str, str, QRect]]:
    """Kind, name and place in the page of everything on it, keys apart.

    A keyboard keeps its order in every language, as the ones on desks do.
    """
    return [
        (type(each).__name__, each.accessibleName(), each.rect().translated(_corner(page, each)))
        for each in page.findChildren(QWidget)
        if not isinstance(each, Key) and each.isVisibleTo(page)
    ]


def _corner(page: QWidget, piece: QWidget) -> QPoint:
    return piece.mapTo(page, QPoint(0, 0))


def turned(page: QWidget, found: list[tuple[str, str, QRect]]) -> list[tuple[str, str, QRect]]:
    """The same places as a mirror shows them."""
    return [
        (kind, name, QRect(page.width() - rect.x() - rect.width(), rect.y(), *_size(rect)))
        for kind, name, rect in found
    ]


def _size(rect: QRect) -> tuple[int, int]:
    return rect.width(), rect.height()
