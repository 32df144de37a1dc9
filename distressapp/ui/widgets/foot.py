"""The lower band: it never moves, so that a hand learns it."""

from functools import partial

from PySide6.QtCore import QRect, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.fonts import strong
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.widgets.button import Button, Weight

_LETTERS, _MOST = 23, 33
_ABOVE, _HIGHEST_ROW = 8, 108
"""With a row no higher than this the rungs keep nine millimetres on the reference tablet."""

_SHARES = {"back": 132, "now": 300, "called": 214, "rather_not": 208, "next": 172}
_NARROW = {"back": 160, "rather_not": 240, "next": 220}


class Foot(QWidget):
    """Back, speak to someone now, they're calling me, rather not say, Next.

    Its letters grow with the patient's up to a limit, so that the rungs of the thermometer keep
    nine millimetres; a button that is not needed leaves its place empty.

    Signals:
        backed, called_now, was_called, declined, nexted: None each, one per button.
    """

    backed = Signal(object)
    called_now = Signal(object)
    was_called = Signal(object)
    declined = Signal(object)
    nexted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.back = self._button(_("Back"), Weight.PLAIN)
        self.now = self._button(_("I need to speak to someone now"), Weight.QUIET)
        self.called = self._button(_("They're calling me"), Weight.QUIET)
        self.rather_not = self._button(_("I'd rather not say"), Weight.PLAIN)
        self.next = self._button(_("Next"), Weight.MAIN)
        for button, signal in (
            (self.back, self.backed),
            (self.now, self.called_now),
            (self.called, self.was_called),
            (self.rather_not, self.declined),
            (self.next, self.nexted),
        ):
            button.clicked.connect(partial(self._tell, signal))

    def _button(self, words: str, weight: Weight) -> Button:
        return Button(words, self._look, self, weight=weight, letters=_LETTERS, most_letters=_MOST)

    @classmethod
    def height_of(cls, look: Look) -> int:
        """The height of the band."""
        metrics = look.metrics
        high = cls._button_height(look)
        above = metrics.px(_ABOVE)
        below = max(metrics.px(4), min(above, metrics.px(_HIGHEST_ROW) - above - high))
        rows = 2 if metrics.is_portrait else 1
        return above + rows * high + (rows - 1) * metrics.gap + below

    @staticmethod
    def _button_height(look: Look) -> int:
        metrics = look.metrics
        letters = min(metrics.text(_LETTERS), metrics.px(_MOST))
        return max(metrics.target, 2 * QFontMetrics(strong(letters)).lineSpacing() + metrics.px(8))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row, or two in portrait."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        room = self.width() - 2 * metrics.margin
        high = self._button_height(self._look)
        top = metrics.px(_ABOVE)
        if metrics.is_portrait:
            upper = (room - metrics.gap) * 56 // 100
            place(self.now, QRect(metrics.margin, top, upper, high))
            left = metrics.margin + upper + metrics.gap
            place(self.called, QRect(left, top, room - upper - metrics.gap, high))
            self._place(_NARROW, room, top + high + metrics.gap, high)
        else:
            self._place(_SHARES, room, top, high)

    def _place(self, shares: dict[str, int], room: int, top: int, high: int) -> None:
        metrics = self._look.metrics
        wide = sum(shares.values())
        free = room - metrics.gap * (len(shares) - 1)
        scale = min(free / wide, metrics.unit * 1.25)
        if metrics.text_percent > 125:  # noqa: PLR2004  (large letters take all the room)
            scale = free / wide
        left = metrics.margin
        right_side = ("rather_not", "next")
        for name, share in shares.items():
            width = int(share * scale)
            if name == right_side[0] and not metrics.is_portrait:
                rest = sum(int(shares[each] * scale) for each in right_side) + metrics.gap
                left = metrics.margin + room - rest
            if name == right_side[1]:
                left = metrics.margin + room - width
            place(self.__dict__[name], QRect(left, top, width, high))
            left += width + metrics.gap

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above."""
        painter = QPainter(self)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    @staticmethod
    def _tell(signal: SignalInstance, _is_checked: object = None) -> None:
        signal.emit(None)
