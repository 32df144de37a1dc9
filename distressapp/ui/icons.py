"""A few icons, drawn from lines in the current pen's colour; none stands without its word."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from distressapp.ui.concern_icons import concern_icons


def draw_icon(painter: QPainter, name: str, square: QRect) -> None:
    """Draw the icon of that name inside the square, in the pen's colour.

    What points along the lines points the other way on a page that runs from right to left.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = painter.pen().color()
    painter.translate(square.topLeft())
    if name in _POINTING and painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        painter.translate(square.width(), 0)
        painter.scale(-1, 1)
    painter.scale(square.width() / 24, square.height() / 24)
    pen = QPen(colour, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _ICONS[name](painter)
    painter.restore()


def _path(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _listen(painter: QPainter) -> None:
    box = _path((3, 9), (7, 9), (12, 4.5), (12, 19.5), (7, 15), (3, 15), (3, 9))
    painter.fillPath(box, painter.pen().color())
    painter.drawPath(box)
    painter.drawArc(QRectF(11, 8, 7, 8), -60 * 16, 120 * 16)
    painter.drawArc(QRectF(12, 4.5, 11, 15), -55 * 16, 110 * 16)


def _hush(painter: QPainter) -> None:
    box = _path((3, 9), (7, 9), (12, 4.5), (12, 19.5), (7, 15), (3, 15), (3, 9))
    painter.fillPath(box, painter.pen().color())
    painter.drawPath(box)
    painter.drawPath(_path((16, 9), (22, 15)))
    painter.drawPath(_path((22, 9), (16, 15)))


def _bigger(painter: QPainter) -> None:
    painter.drawPath(_path((2, 19), (7.5, 5), (13, 19)))
    painter.drawPath(_path((4, 14.5), (11, 14.5)))
    painter.drawPath(_path((14.5, 19), (18.2, 10), (22, 19)))
    painter.drawPath(_path((15.8, 16), (20.7, 16)))


def _undo(painter: QPainter) -> None:
    painter.drawPath(_path((8, 4.5), (3.5, 9), (8, 13.5)))
    curve = QPainterPath(QPointF(3.5, 9))
    curve.lineTo(14, 9)
    curve.cubicTo(22.5, 9, 22.5, 19.5, 14, 19.5)
    curve.lineTo(9, 19.5)
    painter.drawPath(curve)


def _up(painter: QPainter) -> None:
    painter.drawPath(_path((5, 15.5), (12, 8.5), (19, 15.5)))


def _down(painter: QPainter) -> None:
    painter.drawPath(_path((5, 8.5), (12, 15.5), (19, 8.5)))


def _check(painter: QPainter) -> None:
    painter.drawPath(_path((5, 12.5), (10, 17.5), (19, 7)))


def _erase(painter: QPainter) -> None:
    painter.drawPath(_path((8, 5), (21, 5), (21, 19), (8, 19), (2.5, 12), (8, 5)))
    painter.drawPath(_path((11.5, 9), (17.5, 15)))
    painter.drawPath(_path((17.5, 9), (11.5, 15)))


def _shift(painter: QPainter) -> None:
    painter.drawPath(
        _path((12, 4), (20.5, 13), (16, 13), (16, 20), (8, 20), (8, 13), (3.5, 13), (12, 4))
    )


_POINTING: Final = frozenset({"erase", "hush", "listen", "undo"})
_ICONS: Final[dict[str, Callable[[QPainter], None]]] = {
    "bigger": _bigger,
    "check": _check,
    "down": _down,
    "erase": _erase,
    "hush": _hush,
    "listen": _listen,
    "shift": _shift,
    "undo": _undo,
    "up": _up,
    **concern_icons(),
}
