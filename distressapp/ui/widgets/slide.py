"""Moves a piece away, quickly at first, and says when it is there.

Qt's own animations run on objects inside Qt that no class of Qt for Python stands for. The first of
them that an event filter of the application meets makes Qt for Python build every class of things
that it has, to find one that fits: seven megabytes, and some hundredths of a second in the middle
of an answer (PySide6 6.11.3). See `docs/decisions/lean-qt.md`.
"""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from distressapp.ui.guard import guarded

_FRAME_MS: Final = 16


class Slide(QTimer):
    """Takes a piece from where it is to another place, and goes with it.

    Args:
        to: Where its corner ends.
        lasts_ms: From now.

    Signals:
        arrived: None: it is there.
    """

    arrived = Signal(object)

    def __init__(self, piece: QWidget, *, to: QPoint, lasts_ms: int) -> None:
        super().__init__(piece)
        self.to = to
        self._piece, self._from, self._lasts_ms = piece, piece.pos(), lasts_ms
        self._since = QElapsedTimer()
        self._since.start()
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.setInterval(_FRAME_MS)
        self.timeout.connect(self._go_on)
        self.start()

    @Slot()
    @guarded
    def _go_on(self) -> None:
        left = max(0.0, 1.0 - self._since.elapsed() / self._lasts_ms)
        share = 1.0 - left**3
        self._piece.move(self._from + (self.to - self._from) * share)
        if not left:
            self.stop()
            self.arrived.emit(None)
