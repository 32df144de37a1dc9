"""The drawn box of a tick, with its words; a check box for assistive technology."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from distressapp.staff.widgets.buttons import draw_ring
from distressapp.staff.widgets.pieces import draw_tick
from distressapp.staff.widgets.style import TOUCH, letters
from distressapp.ui.guard import guarded
from distressapp.ui.look import LEFT, WRAPPED, Look, text_height
from distressapp.ui.modality import is_by_key

_BOX: Final = 26
_BEFORE: Final = 40


class TickBox(QCheckBox):
    """A box and words that wrap; a tap anywhere on it ticks."""

    def __init__(self, words: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setFont(letters(look))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """It does: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words, and never lower than a finger."""
        words = text_height(self._words, self.font(), width - _BEFORE - 4)
        return max(self._look.metrics.px(TOUCH), words + 12)

    def sizeHint(self) -> QSize:
        """In one line."""
        wide = self.fontMetrics().horizontalAdvance(self._words) + _BEFORE + 8
        return QSize(min(wide, 560), self.heightForWidth(min(wide, 560)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a column."""
        return QSize(120, self._look.metrics.px(TOUCH))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  (Qt's spelling)
        """All of it."""
        return self.rect().contains(pos)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, filled and ticked where it is on."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(4, (self.height() - _BOX) / 2, _BOX, _BOX)
        is_on, is_there = self.isChecked(), self.isEnabled()
        painter.setPen(QPen(look.colour("accent" if is_on else "edge"), 2))
        painter.setBrush(look.colour("accent" if is_on else "card"))
        painter.drawRoundedRect(box, 6, 6)
        if is_on:
            draw_tick(painter, box, look, colour="on_accent")
        painter.setPen(look.colour("ink" if is_there else "soft"))
        painter.setFont(self.font())
        room = QRect(_BEFORE, 0, self.width() - _BEFORE, self.height())
        painter.drawText(room, LEFT | WRAPPED, self._words)
        if self.hasFocus() and is_by_key():
            draw_ring(painter, self.rect(), look)
        painter.end()
