"""The program's icon: one drawing, and the sizes that desktops ask for.

Run by the build, with Qt: the drawing is a vector, and Qt knows how to paint it small.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

DRAWING: Final = Path(__file__).resolve().with_name("debian") / "distressapp.svg"

SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256)
"""Edges of the icon, in pixels, as the icon theme of desktops names them."""


def paint(size: int, to: Path) -> None:
    """Paint the icon as a PNG.

    Args:
        size: Its edge, in pixels.
        to: The file, whose name ends in .png; its folder is there.

    Raises:
        OSError: It cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Imported late: whoever only asks for the sizes needs no Qt.
    from PySide6.QtCore import Qt  # noqa: PLC0415  (see above)
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415  (see above)
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  (see above)

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    if not image.save(str(to)):
        raise OSError(f"The icon cannot be written to {to}")


def main() -> int:
    """Paint every size into a folder of icon themes."""
    parser = argparse.ArgumentParser(description="Paint the icon in every size.")
    parser.add_argument("theme", type=Path, metavar="FOLDER")
    theme = parser.parse_args().theme
    for size in SIZES:
        to = theme / f"{size}x{size}" / "apps" / "distressapp.png"
        to.parent.mkdir(parents=True, exist_ok=True)
        paint(size, to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
