"""Each concern has an icon of its own, which stays on its square."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from distressapp.instruments import load_all
from distressapp.ui.concern_icons import concern_icons, icon_of
from distressapp.ui.icons import draw_icon

CONCERNS = [item for domain in load_all()["dt"].domains for item in domain.items]
SIDE, AROUND = 48, 24


def drawn(name: str) -> QImage:
    """Black on white, with an empty strip around its square."""
    image = QImage(SIDE + 2 * AROUND, SIDE + 2 * AROUND, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    draw_icon(painter, name, QRect(AROUND, AROUND, SIDE, SIDE))
    painter.end()
    return image


def dark(image: QImage) -> list[tuple[int, int]]:
    """Where there is ink."""
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 200
    ]


def test_every_concern_has_an_icon_and_no_two_look_alike(clean_stage: QtBot) -> None:
    assert clean_stage is not None
    pictures = {each: bytes(drawn(str(icon_of(each))).constBits()) for each in CONCERNS}

    assert len(CONCERNS) == 44
    assert len(set(pictures.values())) == 44


def test_own_words_have_one_icon_in_every_domain_and_unknown_concerns_none() -> None:
    assert icon_of("social.other") == icon_of("practical.other") == "other"
    assert icon_of("social.none") is None
    assert icon_of("practical.parking") is None


@pytest.mark.parametrize("name", concern_icons())
def test_an_icon_is_seen_and_stays_on_its_square(clean_stage: QtBot, name: str) -> None:
    ink = dark(drawn(name))

    columns, rows = [x for x, _y in ink], [y for _x, y in ink]
    assert clean_stage is not None
    assert len(ink) > SIDE
    assert min(columns) >= AROUND - 1
    assert max(columns) <= AROUND + SIDE
    assert min(rows) >= AROUND - 1
    assert max(rows) <= AROUND + SIDE
    assert max(columns) - min(columns) > SIDE // 3
    assert max(rows) - min(rows) > SIDE // 3
