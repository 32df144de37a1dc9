"""The icon in every size that desktops ask for."""

from pathlib import Path

import icon
import pytest
from PySide6.QtGui import QImage


@pytest.mark.parametrize("size", icon.SIZES)
def test_the_icon_is_to_be_seen_in_every_size(size: int, tmp_path: Path) -> None:
    icon.paint(size, tmp_path / "icon.png")

    image = QImage(str(tmp_path / "icon.png"))

    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    colours = {image.pixelColor(x, y).name() for x in range(size) for y in range(size)}
    assert {"#175a63", "#ffffff"} <= colours


def test_the_same_drawing_gives_the_same_file(tmp_path: Path) -> None:
    icon.paint(48, tmp_path / "one.png")
    icon.paint(48, tmp_path / "two.png")

    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
