"""A page as it will come out, drawn on the screen mark for mark from the same layout."""

import functools
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from distressapp.report.marks import THICK, Disc, Mark, Page, Run, Shape, Stroke, Words
from distressapp.ui.guard import guarded

_EM: Final = 200
"""Letters are drawn this large and scaled down: a size in pixels is whole, one in points is not."""
_FAMILIES: Final = {
    "AtkinsonHyperlegibleNext": "Atkinson Hyperlegible Next",
    "NotoSans": "Noto Sans",
    "NotoSansArabic": "Noto Sans Arabic",
    "NotoSansSC": "Noto Sans SC",
}
_ARABIC: Final = "NotoSansArabic"
_RLO: Final = "\N{RIGHT-TO-LEFT OVERRIDE}"
_PDF: Final = "\N{POP DIRECTIONAL FORMATTING}"
_WEIGHTS: Final = {"Regular": QFont.Weight.Normal, "SemiBold": QFont.Weight.DemiBold}
_INK: Final = QColor("#000000")
_PAPER: Final = QColor("#FFFFFF")


class PagePicture(QWidget):
    """One side of paper, as wide as there is room."""

    def __init__(self, page: Page, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._drawn: QPixmap | None = None
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """It keeps the shape of the paper."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the paper at that width, or at its widest."""
        return int(min(width, self.maximumWidth()) * self.page.height / self.page.width)

    def sizeHint(self) -> QSize:
        """Wide enough to read the small letters."""
        return QSize(700, self.heightForWidth(700))

    def minimumSizeHint(self) -> QSize:
        """Narrower nothing can be made out."""
        return QSize(280, self.heightForWidth(280))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Drawn once for each size."""
        ratio = self.devicePixelRatioF()
        wanted = QSize(int(self.width() * ratio), int(self.heightForWidth(self.width()) * ratio))
        if self._drawn is None or self._drawn.size() != wanted:
            self._drawn = drawn(self.page, wanted)
            self._drawn.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()


def drawn(page: Page, size: QSize) -> QPixmap:
    """The page in that many pixels."""
    found = QPixmap(size)
    found.fill(_PAPER)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(size.width() / page.width, size.width() / page.width)
    paint(painter, page)
    painter.setPen(QPen(QColor("#76868C"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(0.5, 0.5, page.width - 1, page.height - 1))
    painter.end()
    return found


def paint(painter: QPainter, page: Page) -> None:
    """Every mark of the page, in points from its upper left corner."""
    for block in page.blocks:
        for mark in block.marks:
            _put(painter, mark)


def _put(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Words():
            _put_words(painter, mark)
        case Stroke():
            pen = QPen(_INK, mark.width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if mark.is_dashed:
                pen.setDashPattern([2 / max(mark.width, 0.1)] * 2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_polygon(mark.points))
        case Shape():
            painter.setPen(QPen(_INK, mark.width) if mark.width else Qt.PenStyle.NoPen)
            painter.setBrush(_INK if mark.is_black else _PAPER)
            painter.drawPolygon(_polygon(mark.points))
        case Disc():
            painter.setPen(QPen(_INK, mark.width))
            painter.setBrush(_INK if mark.is_black else _PAPER)
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)


def _put_words(painter: QPainter, words: Words) -> None:
    painter.save()
    painter.translate(words.x, words.y)
    painter.scale(words.size / _EM, words.size / _EM)
    painter.setPen(_INK)
    along = 0.0
    for run in words.runs:
        painter.setFont(_font(run.font))
        text = _in_place(run)
        painter.drawText(QPointF(along, 0.0), text)
        if run.is_thick:
            painter.drawText(QPointF(along + THICK * _EM / 2, 0.0), text)
        along += painter.fontMetrics().horizontalAdvance(text)
    painter.restore()


def _in_place(run: Run) -> str:
    """The run for Qt, which puts Arabic in order itself: its signs are in order already."""
    return f"{_RLO}{run.text[::-1]}{_PDF}" if run.font.startswith(_ARABIC) else run.text


def _polygon(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


@functools.lru_cache(maxsize=16)
def _font(name: str) -> QFont:
    """The very letters that the paper has, set as the paper sets them: without kerning."""
    family, _dash, weight = name.partition("-")
    made = QFont([_FAMILIES[family]])
    made.setPixelSize(_EM)
    made.setWeight(_WEIGHTS[weight])
    made.setKerning(False)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return made
