"""The upper band: where one is, in words that prime nothing, and the tools."""

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.text import _
from distressapp.ui.direction import mirrored, place
from distressapp.ui.fonts import medium, strong
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look, draw_text
from distressapp.ui.widgets.button import Button

_ABOVE, _BELOW = 5, 4
_MOST, _MOST_NARROW, _MOST_MARK, _LEAST_MARK = 30, 23, 22, 12
"""Letters grow with the patient's as far as tools of 15 mm and the progress beside them allow."""


class Header(QWidget):
    """Named parts of the way, a rehearsal mark, and three tools that carry words.

    Args:
        parts: Id to name, in order.
        mark: Words of the rehearsal mark; None where the folder is clinical.

    Signals:
        taken_back: None: the answer on this screen shall be taken back.
        listened: None: the question shall be read out.
        enlarged: None: the next size of letters.
    """

    taken_back = Signal(object)
    listened = Signal(object)
    enlarged = Signal(object)

    def __init__(
        self,
        parts: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        mark: str | None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._parts = dict(parts)
        self._mark = mark
        self.setAccessibleDescription(mark or "")
        self._at: str | None = None
        self._done = Fraction(0)
        self.undo = self._tool(_("Take back"), "undo")
        self.listen = self._tool(_("Listen"), "listen")
        self.bigger = self._tool(_("Bigger"), "bigger")
        self.undo.clicked.connect(self._take_back)
        self.listen.clicked.connect(self._listen)
        self.bigger.clicked.connect(self._enlarge)
        self.undo.hide()

    def _tool(self, words: str, icon: str) -> Button:
        most = self._most
        return Button(words, self._look, self, letters=18, most_letters=most, icon=icon)

    @property
    def _most(self) -> int:
        """In portrait the tools leave little room for the progress."""
        return _MOST_NARROW if self._look.metrics.is_portrait else _MOST

    @staticmethod
    def height_of(look: Look) -> int:
        """The height of the band."""
        metrics = look.metrics
        return metrics.px(_ABOVE) + metrics.target + metrics.px(_BELOW)

    def show_progress(self, part: str, done: Fraction) -> None:
        """The part one is in, and how much of it lies behind, 0 to 1."""
        self._at, self._done = part, done
        self.setAccessibleName(self._parts.get(part, ""))
        self.update()

    def offer_undo(self, *, is_offered: bool) -> None:
        """Whether there is an answer to take back."""
        self.undo.setVisible(is_offered)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tools at the right end; they never move."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        top = metrics.px(_ABOVE)
        width = self._tool_width()
        left = self.width() - metrics.margin - width
        for tool in (self.bigger, self.listen, self.undo):
            place(tool, QRect(left, top, width, metrics.target))
            left -= width + metrics.gap

    def _tool_width(self) -> int:
        """The same for all, and wide enough for the longest words in one line."""
        metrics = self._look.metrics
        tools = (self.bigger, self.listen, self.undo)
        letters = strong(min(metrics.text(18), metrics.px(self._most)))
        measure = QFontMetrics(letters)
        widest = max(measure.horizontalAdvance(tool.words) for tool in tools) + metrics.px(26)
        return max(metrics.px(112), min(widest, self.width() // 5))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars, the word of the part one is in, and the rehearsal mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.progress_rect()
        self._draw_bars(painter, room)
        if self._mark is not None:
            self._draw_mark(painter, room)
        painter.end()

    def progress_rect(self) -> QRect:
        """What the tools leave for the progress and the mark, reckoned from the left."""
        metrics = self._look.metrics
        wide = self.beside_tools() - metrics.px(24) - metrics.margin
        return QRect(metrics.margin, 0, max(1, wide), self.height())

    def beside_tools(self) -> int:
        """How much of the band the tools leave free, from the side where reading begins."""
        metrics = self._look.metrics
        return self.width() - metrics.margin - 3 * self._tool_width() - 2 * metrics.gap

    def _draw_bars(self, painter: QPainter, room: QRect) -> None:
        look, px = self._look, self._look.metrics.px
        painter.setPen(QPen(look.colour("line"), 0))
        names = list(self._parts)
        at = names.index(self._at) if self._at in names else len(names)
        gap, high, top = px(10), max(4, px(8)), self._first_line()
        share = (room.width() - gap * (len(names) - 1)) / (len(names) + 0.9)
        left = float(room.left())
        for number, name in enumerate(names):
            width = share * 1.9 if name == self._at else share
            bar = QRect(int(left), top, int(width), high)
            self._draw_bar(painter, bar, "accent" if number < at else "line")
            if name == self._at:
                filled = QRect(bar)
                filled.setWidth(max(high, int(bar.width() * float(self._done))))
                self._draw_bar(painter, filled, "accent")
                painter.setPen(look.colour("soft"))
                painter.setFont(medium(self._caption_px()))
                wide = painter.fontMetrics().horizontalAdvance(self._parts[name])
                start = max(room.left(), min(bar.left(), room.right() - wide))
                line = painter.fontMetrics().height()
                below = QRect(start, bar.bottom() + px(4), wide + px(4), line)
                draw_text(painter, mirrored(self, below), self._parts[name])
            left += width + gap

    def _draw_bar(self, painter: QPainter, bar: QRect, colour: str) -> None:
        painter.save()
        painter.setPen(QPen(self._look.colour(colour), 0))
        painter.setBrush(self._look.colour(colour))
        corner = bar.height() / 2
        painter.drawRoundedRect(mirrored(self, bar), corner, corner)
        painter.restore()

    def _caption_px(self) -> int:
        metrics = self._look.metrics
        return min(metrics.text(20), metrics.px(self._most))

    @property
    def mark_letters(self) -> QFont:
        """The letters of the rehearsal mark, so small that it stands in one line."""
        metrics = self._look.metrics
        size = min(metrics.text(18), metrics.px(_MOST_MARK))
        room = self.progress_rect().width()
        while (
            size > _LEAST_MARK
            and QFontMetrics(medium(size)).horizontalAdvance(self._mark or "") > room
        ):
            size -= 1
        return medium(size)

    def _first_line(self) -> int:
        """Where bars begin, so that bars, word and mark stand level with the tools."""
        px = self._look.metrics.px
        line = QFontMetrics(medium(self._caption_px())).height()
        mark = QFontMetrics(self.mark_letters).height() if self._mark else 0
        block = px(8) + px(4) + line + mark
        return px(_ABOVE) + max(0, (self._look.metrics.target - block) // 2)

    def _draw_mark(self, painter: QPainter, room: QRect) -> None:
        px = self._look.metrics.px
        painter.setPen(self._look.colour("soft"))
        painter.setFont(self.mark_letters)
        line = QFontMetrics(medium(self._caption_px())).height()
        top = self._first_line() + px(8) + px(4) + line
        line_of = QRect(room.left(), top, room.width(), painter.fontMetrics().height())
        draw_text(painter, mirrored(self, line_of), self._mark or "")

    @guarded
    def _take_back(self) -> None:
        self.taken_back.emit(None)

    @guarded
    def _listen(self) -> None:
        self.listened.emit(None)

    @guarded
    def _enlarge(self) -> None:
        self.enlarged.emit(None)
