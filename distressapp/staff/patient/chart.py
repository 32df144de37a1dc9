"""One measure over time: a line, its cut-offs, and the band of measurement error at its end."""

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from distressapp.core.progress import MeasureLine, Reached
from distressapp.core.summary_words import decimal, short_day
from distressapp.staff.widgets.style import SMALL, letters
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_HIGH: Final = 236
_LEFT: Final = 44
_RIGHT: Final = 132
_TOP: Final = 34
_BOTTOM: Final = 34
_DOT: Final = 5.0
_LABEL: Final = 20
_DAY: Final = 96


class Chart(QWidget):
    """Drawn by itself; what it shows stands in words beside it and in its description."""

    def __init__(self, line: MeasureLine, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.chosen = ""
        self._look = look
        self.setFont(letters(look, SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Chart of {measure}").format(measure=line.name))
        self.setAccessibleDescription(
            "; ".join(f"{short_day(each.day)}: {each.told}" for each in line.points)
        )

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(420, self._look.metrics.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Narrower nothing can be read."""
        return QSize(320, self._look.metrics.px(_HIGH))

    def choose(self, sitting: str) -> None:
        """Ring the point of that sitting."""
        self.chosen = sitting
        self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Axis, cut-offs, band, line, points: in that order, so that points stand on top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        plot = QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)
        self._draw_axis(painter, plot)
        self._draw_band(painter, plot)
        self._draw_cuts(painter, plot)
        self._draw_line(painter, plot)
        self._draw_days(painter, plot)
        painter.end()

    def place(self, reached: Reached, plot: QRectF) -> float:
        """How far to the right a day stands."""
        first, last = self.line.points[0].day, self.line.points[-1].day
        if first == last:
            many = len(self.line.points)
            nth = self.line.points.index(reached)
            return plot.left() + plot.width() * (nth + 1) / (many + 1)
        share = (reached.day - first).days / (last - first).days
        inside = plot.adjusted(14, 0, -14, 0)
        return inside.left() + inside.width() * share

    def level(self, points: Fraction | int, plot: QRectF) -> float:
        """How high so many points stand; never outside the axis."""
        low, high = Fraction(self.line.low), Fraction(self.line.high)
        inside = min(max(Fraction(points), low), high)
        return plot.bottom() - float((inside - low) / (high - low)) * plot.height()

    def _draw_axis(self, painter: QPainter, plot: QRectF) -> None:
        look = self._look
        painter.setPen(QPen(look.colour("edge"), 1.5))
        tip = QPointF(plot.left(), plot.top() - 12)
        painter.drawLine(plot.bottomLeft(), tip)
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setBrush(look.colour("edge"))
        arrow = [tip, QPointF(tip.x() - 5, tip.y() + 9), QPointF(tip.x() + 5, tip.y() + 9)]
        painter.drawPolygon(QPolygonF(arrow))
        painter.setPen(look.colour("soft"))
        words = QRectF(plot.left() + 12, 0, plot.width() + _RIGHT, _LABEL + 4)
        painter.drawText(words, _LEFT_MIDDLE, _("higher = more distress"))
        for points in (self.line.low, self.line.high):
            at = QRectF(0, self.level(points, plot) - _LABEL / 2, _LEFT - 8, _LABEL)
            painter.drawText(at, _RIGHT_MIDDLE, str(points))

    def _draw_cuts(self, painter: QPainter, plot: QRectF) -> None:
        look = self._look
        free = float("inf")
        for cut in self.line.cuts:
            at = self.level(cut.at_least, plot)
            pen = QPen(look.colour("ink"), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at))
            painter.setPen(look.colour("ink"))
            middle = min(at, free - _LABEL)  # labels of cut-offs that lie close do not overlap
            free = middle
            room = QRectF(plot.right() + 6, middle - _LABEL / 2, _RIGHT - 8, _LABEL)
            painter.drawText(room, _LEFT_MIDDLE, cut.label)

    def _draw_band(self, painter: QPainter, plot: QRectF) -> None:
        """Where the true last score may well lie: half the width of a reliable change each way."""
        last, noise = self.line.last, self.line.noise
        if last is None or last.value is None or noise is None:
            return
        top, bottom = self.level(last.value + noise, plot), self.level(last.value - noise, plot)
        at = self.place(last, plot)
        band = QRectF(at - 14, top, 28, bottom - top)
        painter.setPen(QPen(self._look.colour("accent"), 1))
        painter.setBrush(self._look.colour("tint"))
        painter.drawRect(band)

    def _draw_line(self, painter: QPainter, plot: QRectF) -> None:
        look = self._look
        before: QPointF | None = None
        for each in self.line.points:
            at = self.place(each, plot)
            if each.value is None:
                before = None
                painter.setPen(look.colour("soft"))
                room = QRectF(at - _DAY / 2, plot.bottom() - _LABEL - 2, _DAY, _LABEL)
                painter.drawText(room, _CENTRE, _("no score"))
                continue
            point = QPointF(at, self.level(each.value, plot))
            if before is not None:
                style = Qt.PenStyle.DotLine if is_uncompared(each) else Qt.PenStyle.SolidLine
                painter.setPen(QPen(look.colour("accent"), 2.5, style))
                painter.drawLine(before, point)
            before = point
        for each in self.line.points:
            if each.value is not None:
                self._draw_point(painter, plot, each, each.value)
        for each, room in self.labels(plot):
            self._draw_label(painter, each, room)

    def labels(self, plot: QRectF) -> list[tuple[Reached, QRectF]]:
        """Which figures have room, and where: the last, the chosen, then the newest first.

        The others stand in words below the chart and in its description.
        """
        last = self.line.last
        newest_first = self.line.points[::-1]
        ranked = sorted(
            newest_first, key=lambda each: (each is not last, each.sitting != self.chosen)
        )
        dots = {
            each.sitting: QPointF(self.place(each, plot), self.level(each.value, plot))
            for each in ranked
            if each.value is not None
        }
        found: list[tuple[Reached, QRectF]] = []
        for each in ranked:
            if each.value is None:
                continue
            at = dots[each.sitting]
            text = letters(self._look, SMALL, is_strong=each is last)
            wide = QFontMetrics(text).horizontalAdvance(decimal(each.value)) + 4
            room = QRectF(at.x() - wide / 2, at.y() - _LABEL - 7, wide, _LABEL)
            is_wanted = each is last or each.sitting == self.chosen
            is_free = is_wanted or not any(room.contains(dot) for dot in dots.values())
            if is_free and not any(room.intersects(other) for _each, other in found):
                found.append((each, room))
        return found

    def _draw_point(
        self, painter: QPainter, plot: QRectF, reached: Reached, value: Fraction
    ) -> None:
        look, last = self._look, self.line.last
        point = QPointF(self.place(reached, plot), self.level(value, plot))
        is_last = last is not None and reached.sitting == last.sitting
        painter.setPen(QPen(look.colour("accent"), 2.5))
        painter.setBrush(look.colour("accent" if is_last else "card"))
        painter.drawEllipse(point, _DOT, _DOT)
        if reached.sitting == self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("ink"), 2))
            painter.drawEllipse(point, _DOT + 5, _DOT + 5)

    def _draw_label(self, painter: QPainter, reached: Reached, above: QRectF) -> None:
        look, is_last = self._look, reached is self.line.last
        painter.setPen(look.colour("ink"))
        painter.setFont(letters(look, SMALL, is_strong=is_last))
        # A cut-off that runs through a figure would read as a part of it.
        is_in_band = is_last and self.line.noise is not None
        behind = look.colour("tint" if is_in_band else "card")
        painter.fillRect(above.adjusted(0, 2, 0, -4), behind)
        if reached.value is not None:
            painter.drawText(above, _CENTRE, decimal(reached.value))
        painter.setFont(self.font())

    def _draw_days(self, painter: QPainter, plot: QRectF) -> None:
        """The first and the last day, and between them those that have room."""
        painter.setPen(self._look.colour("soft"))
        points = self.line.points
        ends = [points[0], points[-1]] if len(points) > 1 else [points[0]]
        taken: list[float] = []
        for each in (*ends, *points):
            at = self.place(each, plot)
            if any(abs(at - other) < _DAY for other in taken):
                continue
            taken.append(at)
            left = min(max(0.0, at - _DAY / 2), self.width() - _DAY)
            room = QRectF(left, plot.bottom() + 8, _DAY, _LABEL)
            painter.drawText(room, _CENTRE, short_day(each.day))

    def plot(self) -> QRect:
        """Where the line is drawn, for whoever taps or tests it."""
        return QRect(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)


def is_uncompared(reached: Reached) -> bool:
    """It cannot be compared with the score before it: estimated, helped, other language."""
    return bool(reached.change) and reached.is_more is None


_CENTRE: Final = Qt.AlignmentFlag.AlignCenter.value
_LEFT_MIDDLE: Final = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
_RIGHT_MIDDLE: Final = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value
