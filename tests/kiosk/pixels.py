"""What the pixels of a screen say: contrast as WCAG 2.2 counts it, measured and not computed."""

import functools
from collections import Counter
from collections.abc import Iterator
from itertools import compress
from operator import ne
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.header import Header
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.tiles import Tile
from distressapp.ui.widgets.words import Words
from distressapp.ui.widgets.writing import WritingField
from tests.kiosk.fitting import place, seen

FEW: Final = 4
"""So many pixels of one colour are a stroke; fewer may be a chance of smoothing."""


@functools.cache
def luminance(pixel: int) -> float:
    """Relative luminance of 0xRRGGBB, 0 to 1: WCAG 2.2."""
    parts = ((pixel >> shift & 0xFF) / 255 for shift in (16, 8, 0))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@functools.cache
def contrast(one: int, other: int) -> float:
    """Contrast ratio, 1 to 21: WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def picture(room: QWidget, part: QRect | None = None) -> QImage:
    """What a person sees of it, with nothing but colour in it."""
    grabbed = room.grab() if part is None else room.grab(part)
    return grabbed.toImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels(image: QImage, rect: QRect | None = None) -> list[int]:
    """The colours there, 0xRRGGBB, row by row."""
    part = image if rect is None else image.copy(rect.intersected(image.rect()))
    content = memoryview(bytes(part.constBits())).cast("I")
    return [each & 0xFFFFFF for each in content]


def inked(image: QImage, rect: QRect) -> float:
    """How far what is drawn there stands out from what it is drawn on; 1 where nothing is."""
    counts = Counter(pixels(image, rect))
    ((ground, _count),) = counts.most_common(1)
    strokes = (each for each, count in counts.items() if count >= FEW)
    return max(contrast(each, ground) for each in strokes)


def changed(before: QImage, after: QImage) -> list[float]:
    """For every pixel that is another now, its contrast with what it was."""
    was, now = pixels(before), pixels(after)
    differ = list(map(ne, was, now))
    return [
        contrast(*pair) for pair in zip(compress(was, differ), compress(now, differ), strict=True)
    ]


def texts(room: QWidget) -> Iterator[tuple[str, QRect]]:
    """Everything that is read on the screen, and where; what cannot be tapped now is left out."""
    for words in seen(room, Words):
        if words.text():
            yield words.text(), place(room, words)
    for kind in (Button, OptionRow, Tile, Rung, WritingField):
        for piece in seen(room, kind):
            if not piece.isEnabled():
                continue
            assert isinstance(piece, Button | OptionRow | Tile | Rung | WritingField)
            here = piece.rect() if isinstance(piece, Rung) else piece.text_rect()
            inside = here.intersected(piece.rect().adjusted(10, 8, -10, -8))
            yield piece.accessibleName(), shown(room, piece, inside)
    for header in seen(room, Header):
        bars = 16
        line = header.progress_rect().adjusted(0, bars, 0, 0)
        yield header.accessibleName(), shown(room, header, line)


def shown(room: QWidget, piece: QWidget, part: QRect) -> QRect:
    """That part of the piece, as far as it can be seen, in the room."""
    visible = part.intersected(piece.visibleRegion().boundingRect())
    return visible.translated(piece.mapTo(room, QPoint(0, 0)))


def outlines(room: QWidget, image: QImage) -> Iterator[tuple[str, float]]:
    """Every control, and how far its faintest side stands out from what lies beside it."""
    for each in seen(room, QAbstractButton):
        if isinstance(each, Rung) or not each.isEnabled():
            continue
        box = place(room, each)
        yield each.accessibleName(), min(_sides(image, box))


def _sides(image: QImage, box: QRect) -> Iterator[float]:
    """From outside over the edge, in the middle of each side."""
    middle = box.center()
    for start, step in (
        (QPoint(middle.x(), box.top()), QPoint(0, 1)),
        (QPoint(middle.x(), box.bottom()), QPoint(0, -1)),
        (QPoint(box.left(), middle.y()), QPoint(1, 0)),
        (QPoint(box.right(), middle.y()), QPoint(-1, 0)),
    ):
        beside = start - step * 3
        if image.rect().contains(beside):
            ground = _at(image, beside)
            yield max(contrast(_at(image, start + step * n), ground) for n in range(5))


def _at(image: QImage, point: QPoint) -> int:
    return QColor(image.pixel(point)).rgb() & 0xFFFFFF


def marks(room: QWidget) -> Iterator[tuple[str, QRect]]:
    """The mark of what can be chosen, and the icon beside it, on a page from the left."""
    for kind in (OptionRow, Tile):
        for piece in seen(room, kind):
            assert isinstance(piece, OptionRow | Tile)
            words, whole = piece.text_rect(), piece.rect().adjusted(8, 8, -8, -8)
            before = QRect(whole.left(), whole.top(), words.left() - whole.left(), whole.height())
            if isinstance(piece, Tile) and piece.shows_icon:
                half = before.width() // 2
                icon = before.adjusted(half, 0, 0, 0)
                yield f"icon of {piece.accessibleName()}", shown(room, piece, icon)
                before.setWidth(half)
            yield piece.accessibleName(), shown(room, piece, before)
