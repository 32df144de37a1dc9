"""Make the pictures of the README anew: one invented patient, the real windows, the real page."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "build" / "pictures"
SHOWN = ROOT / "docs" / "pictures"

SCREENS = {
    "thermometer.png": "*-rating.png",
    "concerns.png": "*-concerns-practical.png",
    "question.png": "*hads*.png",
    "today.png": "*staff-today.png",
    "owed.png": "*staff-owed*.png",
}
"""Which screen of the demo the README shows: the first whose name fits."""

PAGE_DPI = "110"


def main() -> int:
    """Run the demo unseen, then keep some screens and the first page."""
    shutil.rmtree(MADE, ignore_errors=True)
    demo = [sys.executable, "-m", "distressapp", "demo", "--headless", "--out", str(MADE)]
    subprocess.run(demo, cwd=ROOT, check=True)  # noqa: S603 - our own program
    SHOWN.mkdir(parents=True, exist_ok=True)
    for name, pattern in SCREENS.items():
        found = sorted((MADE / "screens").glob(pattern))
        if not found:
            sys.stderr.write(f"The demo left no picture like {pattern} in {MADE / 'screens'}.\n")
            return 1
        shutil.copyfile(found[0], SHOWN / name)
    page = ["pdftoppm", "-r", PAGE_DPI, "-gray", "-png", "-singlefile", "-f", "1", "-l", "1"]
    subprocess.run([*page, MADE / "summary.pdf", SHOWN / "page"], check=True)  # noqa: S603 - the same
    return 0


if __name__ == "__main__":
    sys.exit(main())
