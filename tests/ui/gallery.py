"""Pictures of every screen, to look at: python -m tests.ui.gallery FOLDER [options].

    python -m tests.ui.gallery build/gallery --sizes landscape,low --percents 100,200 --steps rating

Not a test: a person looks. What a machine can tell is in `tests/kiosk/test_screens_fit.py`.
"""

import argparse
import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Draw the screens that were asked for, one file each."""
    asked = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  (the platform is set first)

    from distressapp.ui import fonts  # noqa: PLC0415  (the same)
    from tests.kiosk import rooms  # noqa: PLC0415  (the same)

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    fonts.load()
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for size in asked.sizes.split(",") if asked.sizes else rooms.SIZES:
        for percent in asked.percents.split(","):
            for number, stop in enumerate(rooms.STOPS):
                if asked.steps and stop not in asked.steps.split(","):
                    continue
                shown = rooms.room(stop, size, int(percent), theme=asked.theme)
                shown.show()
                page = 1
                while True:
                    app.processEvents()
                    name = f"{size}-{int(percent):03}-{number:02}-{stop}-{page}-{asked.theme}.png"
                    shown.grab().save(str(folder / name))
                    page += 1
                    if not shown.screen_shown.forward_within():
                        break
                shown.close()
                shown.deleteLater()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Pictures of every screen.")
    parser.add_argument("folder")
    parser.add_argument("--sizes", default="", help="landscape, portrait, desk, low")
    parser.add_argument("--percents", default="100,125,150,200")
    parser.add_argument("--theme", default="light", help="light, dark or contrast")
    parser.add_argument("--steps", default="", help="such as rating,hads.6")
    return parser


if __name__ == "__main__":
    sys.exit(main())
