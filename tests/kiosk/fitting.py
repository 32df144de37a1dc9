"""What a machine can say about a screen: does it fit, can it be hit, is it apart from the rest."""

from collections.abc import Iterator
from itertools import combinations
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QWidget

from distressapp.kiosk.room import PatientRoom
from distressapp.ui.fonts import strong
from distressapp.ui.look import Look, fits
from distressapp.ui.metrics import GAP_MM, SMALL_TARGET_MM, TARGET_MM
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.keyboard import Key
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.tiles import Tile
from distressapp.ui.widgets.words import Words
from distressapp.ui.widgets.writing import WritingField

W = TypeVar("W", bound=QWidget)


def pages(room: PatientRoom) -> Iterator[int]:
    """Every page of the screen that is up, one after another."""
    page = 1
    yield page
    while room.screen_shown.forward_within():
        page += 1
        yield page


def seen(room: QWidget, kind: type[W]) -> list[W]:
    """What of that kind is visible."""
    return [each for each in room.findChildren(kind) if not each.visibleRegion().isEmpty()]


def place(room: QWidget, widget: QWidget) -> QRect:
    """Where it is in the window; only the part that can be seen."""
    part = widget.visibleRegion().boundingRect()
    return part.translated(widget.mapTo(room, QPoint(0, 0)))


def cut_words(room: QWidget) -> list[str]:
    """Words that do not fit where they are drawn."""
    cut = [
        words.text()
        for words in seen(room, Words)
        if words.text() and not fits(words.text(), words.letters, words.text_rect())
    ]
    for kind in (Button, OptionRow, Tile):
        for piece in seen(room, kind):
            assert isinstance(piece, Button | OptionRow | Tile)
            if piece.words and not fits(piece.words, piece.letters, piece.text_rect()):
                cut.append(piece.words)
            if piece.visibleRegion().boundingRect() != piece.rect():
                cut.append(f"{piece.words} (hidden in part)")
    cut += [each.hint for each in seen(room, WritingField) if not each.hint_is_whole]
    for rung in seen(room, Rung):
        digits = QFontMetrics(strong(rung.digits_px))
        is_cut = rung.words and rung.words_width(rung.words_px) > rung.text_rect().width()
        if is_cut or digits.capHeight() > rung.height():
            cut.append(rung.accessibleName())
    return cut


def low_targets(room: QWidget, look: Look) -> list[str]:
    """What is tapped and lower or narrower than a finger needs."""
    low = []
    for each in seen(room, QAbstractButton):
        if isinstance(each, Rung):
            continue
        least = SMALL_TARGET_MM if isinstance(each, Key) else TARGET_MM
        dots = look.metrics.dots_per_mm
        if each.height() < least * dots or each.width() < SMALL_TARGET_MM * dots:
            low.append(f"{each.accessibleName()}: {each.width()}x{each.height()}")
    return low


def crowded(room: QWidget, look: Look) -> list[str]:
    """Two things that are tapped and stand nearer than two millimetres; rungs may touch."""
    tapped = seen(room, QAbstractButton)
    around = int(GAP_MM * look.metrics.dots_per_mm)
    near = []
    for one, other in combinations(tapped, 2):
        if isinstance(one, Rung) and isinstance(other, Rung):
            continue
        wide = place(room, one).adjusted(-around, -around, around, around)
        if wide.intersects(place(room, other)):
            near.append(f"{one.accessibleName()} / {other.accessibleName()}")
    return near


def outside(room: QWidget) -> list[str]:
    """What leaves the window, or lies under another piece that is tapped or read."""
    pieces: list[QWidget] = [*seen(room, QAbstractButton), *seen(room, Words)]
    out = [each.accessibleName() for each in pieces if not room.rect().contains(place(room, each))]
    for one, other in combinations(pieces, 2):
        if isinstance(one, Rung) and isinstance(other, Rung):
            continue
        if place(room, one).intersects(place(room, other)):
            out.append(f"{one.accessibleName()} over {other.accessibleName()}")
    return out
