"""The floor: a bare Widgets program with the look of the kiosk's first screen.

It has the same interpreter and Qt, the style Fusion, the same nine font files, the same ground and
outlines by a style sheet, a title and two sentences, three fields, every key of the keyboard, two
buttons, each where the kiosk has it, and the whole screen. It has no clinic: no keeper, nothing
overwritten in memory, no settings, no instrument and no wording read, nothing locked, opened or
kept, no translation, no other size of screen, nothing a screen reader is told, no picture on a key.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FAMILIES = '"Atkinson Hyperlegible Next","Noto Sans","Noto Sans Arabic","Noto Sans SC"'
STYLE = f"""
* {{ font-family: {FAMILIES}; color: #1b2a32 }}
#page {{ background: #f5f2eb }}
QLabel {{ font-size: 22px; color: #46555c }}
#title {{ font-size: 36px; font-weight: 600; color: #1b2a32 }}
#mark {{ font-size: 17px }}
QLineEdit {{ font-size: 34px; background: white; border: 2px solid #74858c;
  border-radius: 16px; padding-left: 16px }}
QLineEdit:focus {{ border: 4px solid #195a60 }}
QPushButton {{ font-size: 28px; font-weight: 600; background: white; border: 2px solid #74858c;
  border-radius: 16px }}
#quiet {{ background: #f5f2eb }}
#now {{ font-size: 22px }}
#start {{ font-size: 22px; color: white; background: #195a60; border: none }}
"""
ROWS = (
    (40, 296, 109, "1234567890"),
    (40, 396, 109, "-/:;()&@“”"),
    (139, 496, 109, ".,?!'+#"),
)
STEP = 121


def button(page: QWidget, words: str, place: QRect, name: str = "") -> None:
    """One key or button."""
    made = QPushButton(words, page)
    made.setObjectName(name)
    made.setGeometry(place)


def furnish(page: QWidget) -> None:
    """Everything that stands on the kiosk's first screen."""
    for words, name, place in (
        ("Rehearsal: practice wording", "mark", QRect(40, 10, 1200, 26)),
        ("Who is next?", "title", QRect(40, 36, 1200, 46)),
        ("For staff: type the record number twice.", "", QRect(40, 88, 1200, 28)),
        ("", "", QRect(40, 230, 1200, 58)),
    ):
        label = QLabel(words, page)
        label.setObjectName(name)
        label.setGeometry(place)
    for nth, words in enumerate(("Record number", "The same again", "Born: day month year")):
        field = QLineEdit(page)
        field.setPlaceholderText(words)
        field.setGeometry(40 + 404 * nth, 130, 392, 88)
    for left, top, wide, keys in ROWS:
        for nth, key in enumerate(keys):
            words = key.replace("&", "&&")
            button(page, words, QRect(left + STEP * nth, top, wide, 88))
    button(page, "⌫", QRect(987, 496, 152, 88), "quiet")
    button(page, "abc", QRect(197, 596, 218, 88), "quiet")
    button(page, "space", QRect(427, 596, 655, 88), "quiet")
    button(page, "I need to speak to someone now", QRect(40, 698, 420, 88), "now")
    button(page, "Start", QRect(820, 698, 420, 88), "start")


def main() -> int:
    """Show it until it is ended."""
    # As the kiosk: without it Qt reads every device of the X server.
    os.environ.setdefault("QT_XCB_NO_XI2", "1")
    app = QApplication(["bare"])
    app.setStyle("Fusion")
    for path in sorted(FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    app.setStyleSheet(STYLE)
    page = QWidget()
    page.setObjectName("page")
    furnish(page)
    page.setGeometry(app.primaryScreen().geometry())
    page.showFullScreen()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
