import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QTextLayout

from distressapp.core.errors import ExpectedError
from distressapp.paths import resources
from distressapp.ui import fonts, icons
from distressapp.ui.fonts import FAMILY, MissingFontError, font, medium, strong
from distressapp.ui.icons import draw_icon
from distressapp.ui.look import draw_text


@pytest.mark.parametrize("letters", [font(40), medium(40), strong(40), font(40, 700)])
def test_the_bundled_letters_are_the_ones_that_are_drawn(letters: QFont) -> None:
    info = QFontInfo(letters)

    assert info.family() == FAMILY
    assert info.pixelSize() == 40


def test_heavier_letters_are_really_heavier() -> None:
    widths = [
        QFontMetricsF(font(100, weight)).horizontalAdvance("distress")
        for weight in (400, 500, 600, 700)
    ]

    assert widths == sorted(set(widths))


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("zażółć ñ ç ß œ “é” …", {FAMILY}),
        ("Πώς είστε;", {FAMILY, "Noto Sans"}),
        ("您感觉如何", {"Noto Sans SC"}),
        ("كيف حالك؟", {FAMILY, "Noto Sans Arabic"}),
    ],
)
def test_every_script_is_drawn_in_bundled_letters(text: str, families: set[str]) -> None:
    layout = QTextLayout(text, font(40))
    layout.beginLayout()
    layout.createLine().setLineWidth(2_000)
    layout.endLayout()

    runs = layout.glyphRuns()

    assert {run.rawFont().familyName() for run in runs} == families
    assert not any(0 in run.glyphIndexes() for run in runs)


def _families(text: str) -> set[str]:
    layout = QTextLayout(text, strong(40))
    layout.beginLayout()
    layout.createLine().setLineWidth(2_000)
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


def test_a_greek_word_is_set_in_one_kind_of_letters_for_a_greek_patient() -> None:
    fonts.set_script("el")
    for_greek = _families("μεγάλα")
    fonts.set_script("en")

    assert for_greek == {"Noto Sans"}
    assert _families("letters") == {FAMILY}


def _ink(text: str, letters: QFont) -> int:
    image = QImage(600, 120, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(letters)
    draw_text(painter, QRect(0, 0, 600, 120), text)
    painter.end()
    return sum(255 - value for value in bytes(image.constBits()))


@pytest.mark.parametrize("pixels", [24, 40, 63, 64, 72, 88])
def test_a_chinese_question_is_heavier_than_what_is_below_it(pixels: int) -> None:
    fonts.set_script("zh-Hans")
    heavy, plain = _ink("您感觉如何", strong(pixels)), _ink("您感觉如何", font(pixels))
    fonts.set_script("en")

    assert heavy > plain * 1.15


def test_zero_and_the_letter_o_look_different() -> None:
    measured = QFontMetricsF(strong(60))

    assert measured.boundingRect("0") != measured.boundingRect("O")


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_missing_or_damaged_font_has_a_plain_sentence(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(resources() / "fonts", folder)
    hurt = folder / "AtkinsonHyperlegibleNext-Bold.ttf"
    if damage == "gone":
        hurt.unlink()
    else:
        hurt.write_bytes(b"")

    with pytest.raises(MissingFontError) as told:
        fonts.load(folder)

    assert isinstance(told.value, ExpectedError)
    assert "AtkinsonHyperlegibleNext-Bold.ttf" in told.value.message
    assert told.value.advice


@pytest.mark.parametrize("name", sorted(icons._ICONS))  # noqa: SLF001  (every icon there is)
@pytest.mark.parametrize("side", [24, 48])
def test_an_icon_stands_in_its_square_in_the_colour_of_the_pen(name: str, side: int) -> None:
    image = QImage(side * 3, side * 3, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    square = QRect(side, side, side, side)
    painter = QPainter(image)
    painter.setPen(QColor("#175A63"))

    draw_icon(painter, name, square)

    painter.end()
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != QColor(Qt.GlobalColor.white)
    ]
    assert len(inked) > side
    assert all(square.adjusted(-1, -1, 1, 1).contains(x, y) for x, y in inked)
    assert any(image.pixelColor(x, y) == QColor("#175A63") for x, y in inked)
