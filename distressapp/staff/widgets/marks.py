"""Bands in the cells of a list: each is drawn once, and then only put there."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap

from distressapp.staff.widgets.pieces import draw_mark
from distressapp.ui.look import Look

_MOST = 64
"""Pictures that are kept: words, ranks, and the widths that a column had."""


class Marks:
    """The marks of one list.

    Args:
        box: How large a mark is, given the room in its cell and the width of its word.
    """

    def __init__(self, look: Look, font: QFont, box: Callable[[QSize, int], QSize]) -> None:
        self._look, self._font, self._box = look, font, box
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def draw(self, painter: QPainter, room: QRect, word: str, *, rank: int) -> None:
        """A mark at the beginning of that room, half-way up."""
        sharp = painter.device().devicePixelRatio()
        key = (word, rank, room.width(), room.height(), sharp)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _MOST:
                self._drawn.clear()
            found = self._drawn[key] = self._picture(room.size(), word, rank, sharp)
        painter.drawPixmap(room.topLeft(), found)

    def _picture(self, room: QSize, word: str, rank: int, sharp: float) -> QPixmap:
        picture = QPixmap((room * sharp).expandedTo(QSize(1, 1)))
        picture.setDevicePixelRatio(sharp)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        size = self._box(room, QFontMetrics(self._font).horizontalAdvance(word))
        box = QRectF(0, (room.height() - size.height()) / 2, size.width(), size.height())
        draw_mark(painter, box, word, self._look, rank=rank)
        painter.end()
        return picture
