"""The one application of a process: the same style and letters on every machine."""

import os
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from distressapp.ui import fonts
from distressapp.ui.metrics import MM_PER_INCH
from distressapp.ui.modality import Modality
from distressapp.ui.widgets.written import tell_fields

REFERENCE_DPI: Final = 149
_DPI_LIMITS: Final = (60.0, 600.0)


def application(*, is_quick: bool = False, has_rows: bool = True) -> QApplication:
    """The one application: same style and letters on every machine.

    Args:
        is_quick: Keys and fingers are told apart a moment after the first picture, not before.
        has_rows: The first page has rows of options; else `kiosk.later` sets the style for them.

    Raises:
        MissingFontError: A bundled font is not there.
    """
    # With it Qt dies of a keyboard or a mouse that is unplugged (PySide6 6.11.3, X11). Without it
    # the X server tells of one finger, as of a mouse: more than one mean nothing here.
    os.environ.setdefault("QT_XCB_NO_XI2", "1")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["distressapp"])
    app.setApplicationName("distressapp")
    if has_rows:
        # Imported late: with `QStyle` come eleven enumerations.
        from distressapp.ui.style import WholeRows  # noqa: PLC0415  (see above)

        app.setStyle(WholeRows())
    else:
        app.setStyle("Fusion")
    fonts.load()
    if not is_quick:
        watch_hands(app)
    tell_fields()
    return app


def watch_hands(where: QObject) -> None:
    """Tell keys and fingers apart from here on.

    Args:
        where: What they pass: the handle of the one window, or the application where there are
            several.
    """
    if where.findChild(Modality) is None:
        where.installEventFilter(Modality(where))


def dots_per_mm(app: QApplication) -> float:
    """What the screen says of itself, within reason; a setting corrects what it says."""
    low, high = _DPI_LIMITS
    dpi = app.primaryScreen().physicalDotsPerInch()
    return (dpi if low <= dpi <= high else REFERENCE_DPI) / MM_PER_INCH
