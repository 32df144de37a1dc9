import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from distressapp.ui.look import Look, draw_ring
from distressapp.ui.metrics import Metrics
from distressapp.ui.theme import THEMES, Theme

RING_PX = 4


@pytest.mark.parametrize("surface", ["ground", "card", "tint", "accent", "deep"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_ring_stands_between_two_lines_that_it_stands_out_from(
    kiosk_app: QApplication, theme: Theme, surface: str
) -> None:
    assert kiosk_app is not None
    look = Look(metrics=Metrics(width=1280, height=800), theme=theme)
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(getattr(theme, surface)))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    draw_ring(painter, QRect(0, 0, 200, 100), look)

    painter.end()
    inwards = [image.pixelColor(100, y).name().upper() for y in range(2 + RING_PX + 2)]
    assert inwards == [theme.card] * 2 + [theme.ink] * RING_PX + [theme.card] * 2
